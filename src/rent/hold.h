/*
 * hold.h - money, or talk of money, that did not fit, and what a person makes of it (threat-model.md 3.5 and 6).
 *
 * For the operator alone. A hold is released once, with a reason: it is counted, or it is no money. What fits the
 * payment is posted as the payment's; what does not is posted by itself under its receipt, so that a payment that says
 * "paid" was always paid as it was asked.
 */
#ifndef RENT_HOLD_H
#define RENT_HOLD_H

#include "db/db.h"
#include "rent/who.h"

struct hold {
    const char  *id, *landlord_id, *payment_id; /* payment_id NULL: it came by itself */
    const char  *reason;                        /* "amount", "phone", "ids", "receipt_taken", … */
    const char  *receipt_no, *business_name;
    struct money expected, got;
    int64_t      created_at;

    /* the payment */
    const char  *reference, *state, *phone;
    struct money asked;
    int          money_moved; /* 1, 0, -1: not known */
    bool         posted;      /* its money is in the books */

    /* the body that brought it; all NULL or 0: none did */
    const char *kind, *remote_addr, *body;
    int64_t     inbox_id, received_at;

    /* who has the receipt: a payment, or money that came by itself; NULL: it is free */
    const char  *taken_by, *taken_business;
    struct money taken;
    bool         said_later; /* Daraja has told of this very money since it was held */

    /* how it ended; released_at 0: not yet */
    int64_t     released_at;
    const char *released_by, *release_note;
    const char *decision;    /* "count", "no_money"; NULL: later evidence settled it */
    const char *money_in_id; /* what was counted */
    const char *counted_as;  /* the same as a movement: a payment's id, or the money's own */
};

/* What counting it would do, or why it cannot be counted. */
enum hold_way {
    HOLD_WAY_PAYMENT,      /* it fits: posted as the payment's own */
    HOLD_WAY_APART,        /* posted by itself, for the payment's lease */
    HOLD_WAY_AGAIN,        /* it was posted and taken back, and Daraja spoke for it since */
    HOLD_WAY_TAKEN,        /* not: its receipt is in the books */
    HOLD_WAY_CONTRADICTED, /* not: Daraja has not spoken for it since */
    HOLD_WAY_NO_AMOUNT,    /* not: nobody says how much */
    HOLD_WAY_NO_RECEIPT,   /* not: nothing would keep it from being counted twice */
    HOLD_WAY_NO_PAYMENT,   /* not: it names no payment, so nobody knows whose it is */
    HOLD_WAY_COUNT
};
enum hold_way hold_way(const struct hold *h);
bool          hold_can_count(const struct hold *h);

MUST_CHECK enum err
hold_load(struct db *db, struct arena *mem, const struct who *operator, const char * id, struct hold *out);

enum hold_answer {
    HOLD_RELEASED,
    HOLD_ALREADY,    /* somebody was first */
    HOLD_NOT_OFFERED /* it cannot be counted (any more): hold_way says why */
};

/* Counts it, or closes it without; with a line in the audit. In one transaction. ERR_NOT_FOUND: no such hold. */
MUST_CHECK enum err hold_release(struct db *db, struct arena *mem, const struct who *operator, const char * id,
                                 bool count, const char *note, enum hold_answer *answer);

#endif
