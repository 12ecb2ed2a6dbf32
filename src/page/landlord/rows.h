/*
 * rows.h - what the landlord's and the operator's pages show again and again, put into a view the same way
 * each time: a bill, a payment, a balance, the state of something as a word and a badge.
 */
#ifndef PAGE_LANDLORD_ROWS_H
#define PAGE_LANDLORD_ROWS_H

#include "rent/bill.h"
#include "rent/payment.h"
#include "web/view.h"

/* is_keeper: may change the books. sees_totals: a caretaker does not. */
void rows_rights(struct view *v, const struct request *rq);

/* balance (never negative), owes, in_credit. */
void rows_balance(struct view *v, struct money balance);

void rows_bill(struct view *row, const struct bill *b);
void rows_payment(struct view *row, const struct payment *p);

/* A payer's number as M-Pesa shows it: masked; "" when it is hidden altogether. */
void rows_payer_phone(struct view *v, const char *key, const char *shown);

/* `leases`: for a select {id, tenant, unit, property, selected, running}; those over only with `ended_too`, or chosen.
 */
MUST_CHECK enum err
rows_leases(struct view *v, struct app *app, struct request *rq, const char *chosen, bool ended_too);

/* state: the word for a payment's state; badge: the class of its badge. */
void rows_payment_state(struct view *row, const char *state);

/* hold_reason: in words, what is odd about held money; both figures, and how it was settled. */
void rows_hold(struct view *row, const struct payment_hold *h);

/* Where a receiving account stands: state and badge, as above; NULL reads as nothing yet. */
void rows_receiving_state(struct view *row, const char *state);

#endif
