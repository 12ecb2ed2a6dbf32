/*
 * wording.h - what the handset says: the prompt, and the confirmation SMS.
 */
#ifndef SIM_WORDING_H
#define SIM_WORDING_H

#include "base/arena.h"
#include "sim/push.h"

/* "Do you want to pay KSh 12,500.00 to EXAMPLE HOMES account no. B4? Enter M-PESA PIN" */
const char *wording_prompt(struct arena *mem, const struct push *p);

/* "UK38M2QW0Z Confirmed. KSh12,500.00 sent to EXAMPLE HOMES for account B4 on 20/11/26 at 8:20 PM. ..." */
const char *wording_receipt(struct arena *mem, const struct push *p);

/* The same words for money that went to a business without a push. */
struct movement;
struct world;
const char *wording_paid(struct arena *mem, const struct world *w, const struct movement *m);

/* "UK39P0AB1C Confirmed. KSh5,000.00 received from EXAMPLE HOMES on ..." */
const char *wording_received(struct arena *mem, const struct world *w, const struct movement *m);

/* "UK3C2PAWR9 Confirmed. KSh12,500.00 of transaction UK38M5TR2A reversed to your account on ..." */
const char *wording_reversed(struct arena *mem, const struct movement *m);

/* "20/11/26 at 8:20 PM", EAT. */
const char *wording_time(struct arena *mem, int64_t utc);

#endif
