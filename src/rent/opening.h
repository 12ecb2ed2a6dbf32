/*
 * opening.h - what a lease brought with it into RentEase: rent owed or paid ahead, and a deposit that was held already.
 *
 *   owed         a bill of kind "other", due when it really fell due, so that ageing is right   receivable / opening
 *   paid ahead   credit like any other, spent by bills and refundable, on the rail "opening"    opening / receivable
 *   deposit      owed back to the tenant                                                        opening / deposits
 *
 * Once for each lease. Nothing of it is claimed to be in a cash box, a bank account or at M-Pesa.
 */
#ifndef RENT_OPENING_H
#define RENT_OPENING_H

#include "db/db.h"
#include "rent/who.h"

struct opening_new {
    const char  *lease_id;
    struct money balance;  /* above 0: owed; below 0: paid ahead; 0: neither */
    struct money deposit;  /* held; 0: none */
    const char  *as_of;    /* the day for which it counts, not after today; NULL: today. In a closed month: today */
    const char  *due_date; /* since when the balance is owed; NULL: as_of */
    const char  *note;     /* NULL */
};

enum opening_answer {
    OPENING_SET,
    OPENING_AGAIN,     /* this lease has one: undo it first */
    OPENING_NOTHING,   /* neither owed, nor paid ahead, nor held (or less than nothing held) */
    OPENING_FUTURE,    /* as_of is no day, or lies after today */
    OPENING_DUE_LATER, /* due_date is no day, or lies after as_of */
    OPENING_TOO_MUCH,  /* more than ten million shillings */
    OPENING_ANSWER_COUNT
};

/* In English, marked for translation, with the API's field; NULL for SET. */
struct opening_refusal {
    const char *code, *field, *message;
};
const struct opening_refusal *opening_refusal(enum opening_answer a);

/* Sets and posts it, in the caller's transaction or in one of its own. ERR_OK with *answer; *id for SET.
 * ERR_NOT_FOUND: no such lease of his. The caller has made sure that he is an owner or an agent. */
MUST_CHECK enum err opening_set(struct db *db, struct arena *mem, const struct who *who, const struct opening_new *in,
                                enum opening_answer *answer, const char **id);

struct opening {
    const char  *id, *lease_id, *as_of, *due_date, *note; /* due_date: of what was owed; note may be NULL */
    struct money balance, deposit;
    const char  *bill_id, *money_in_id;                  /* NULL: not owed, not paid ahead */
    const char  *set_name, *undone_name, *undone_reason; /* undone_*: NULL while it counts */
    int64_t      set_at, undone_at;
    int64_t      deposit_txn; /* the posting of the deposit; 0: none was held */
    struct money refunded;    /* of what was paid ahead: cannot be undone any more */
};

/* The one that counts, or else the last that was undone. ERR_NOT_FOUND: none was ever set, or no such lease. */
MUST_CHECK enum err
opening_load(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct opening *out);

/* Takes it back: the bill is void and what paid it pays others, the credit and the deposit are mirrored.
 * ERR_NOT_FOUND: none counts. ERR_CONFLICT: of the credit or of the deposit some was given back already. */
MUST_CHECK enum err
opening_undo(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *reason);

#endif
