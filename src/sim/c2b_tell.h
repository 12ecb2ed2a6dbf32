/*
 * c2b_tell.h - the two bodies about a customer's payment, and how the confirmation goes out: as well or as badly as
 * its script wants it.
 */
#ifndef SIM_C2B_TELL_H
#define SIM_C2B_TELL_H

struct c2b;

struct organisation;

/* The TransactionType of what customers pay it. */
const char *c2b_usual_type(const struct organisation *o);

const char *c2b_validation_body(const struct c2b *p);

/* Sends the confirmation, if there is anybody to send it to. */
void c2b_confirm(struct c2b *p);

#endif
