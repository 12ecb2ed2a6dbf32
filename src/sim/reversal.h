/*
 * reversal.h - taking a customer's payment back (daraja.md 9): asked for by API, or done by Safaricom itself.
 */
#ifndef SIM_REVERSAL_H
#define SIM_REVERSAL_H

#include "sim/movement.h"

/* NULL, or the result code that says why this payment cannot be taken back. */
const char *reversal_obstacle(const struct movement *original);

/* Begins the movement that takes it back; both ids may be NULL. Complete it with reversal_complete. */
struct movement *
reversal_begin(struct world *w, struct movement *original, const char *originator, const char *conversation);

/* Moves the money and tells the customer. */
void reversal_complete(struct world *w, struct movement *m);

#endif
