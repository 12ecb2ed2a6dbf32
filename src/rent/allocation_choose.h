/*
 * allocation_choose.h - a person says which bills a payment pays, instead of the oldest due first; or the other way
 * round again. Every change leaves a row with who and why, and the allocations that ended stay.
 *
 * What the chosen bills do not take pays the oldest due first, as ever.
 */
#ifndef RENT_ALLOCATION_CHOOSE_H
#define RENT_ALLOCATION_CHOOSE_H

#include "db/db.h"
#include "rent/who.h"

struct allocation_choice {
    const char  *bill_id;
    struct money amount;
};
enum { ALLOCATION_CHOICES_MOST = 10 };

enum allocation_answer {
    ALLOCATION_DONE,
    ALLOCATION_TOO_MUCH,    /* more than the payment, or than its lease's part, has to give: field "bills" -> 422 */
    ALLOCATION_BILL_FULL,   /* more than is open of a bill, or it is cancelled                              -> 422 */
    ALLOCATION_TWICE,       /* a bill was named twice                                                       -> 422 */
    ALLOCATION_NOT_COUNTED, /* the payment waits, or was given back                                         -> 409 */
    ALLOCATION_SETTLED,     /* it paid a deposit that was returned since                                    -> 409 */
    ALLOCATION_ANSWER_COUNT
};
struct allocation_refusal {
    const char *code;
    int         status;
    const char *field, *message;
};
/* NULL for ALLOCATION_DONE. */
const struct allocation_refusal *allocation_refusal(enum allocation_answer a);

/* `id`: the payment's or the money's. count 0: back to the oldest first. ERR_NOT_FOUND: no such payment of his, or a
 * bill that is no bill of its leases. */
MUST_CHECK enum err allocation_choose(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                      const struct allocation_choice *bills, size_t count, const char *reason,
                                      enum allocation_answer *answer);

/* A bill that the payment pays, or could. */
struct allocation_bill {
    const char  *id, *kind, *period, *due_date, *unit_label;
    struct money paid, most; /* of this payment now; the most that it could be */
};
/* Those it pays first, then what else is open on its leases, oldest first; ten at most. */
MUST_CHECK enum err allocation_bills(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                     struct allocation_bill **out, size_t *count);

struct allocation_change {
    const char *how, *reason, *by; /* "chosen", "oldest" */
    int64_t     at;
};
/* Newest first. */
MUST_CHECK enum err allocation_changes(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                       struct allocation_change **out, size_t *count);

/* False: a deposit was returned from this lease that is not paid any more. */
MUST_CHECK enum err allocation_deposit_sound(struct db *db, const struct who *who, const char *lease_id, bool *sound);

#endif
