/*
 * entry.h - money that does not come by M-Pesa: cash, a cheque, a deposit into a bank account, recorded by hand.
 *
 * What an owner or an agent records counts at once. What a caretaker or an accountant records waits, and is in no book,
 * until an owner or an agent approves it. Approving posts it: money_in on the channel "manual", ledger, assignment,
 * bills, receipt. A cheque stays in hand until it is cleared, which moves it to a bank account; it may bounce before or
 * after that.
 */
#ifndef RENT_ENTRY_H
#define RENT_ENTRY_H

#include "db/db.h"
#include "rent/who.h"

#define ENTRY_RAILS    "cash|cheque|bank"
#define ENTRY_STATUSES "waiting|approved|rejected|undone|bounced"

struct entry_new {
    const char  *lease_id, *bill_id; /* bill_id NULL: oldest due first */
    const char  *rail;               /* one of ENTRY_RAILS */
    struct money amount;
    const char  *received_on;               /* NULL: today */
    const char  *ref;                       /* the cheque's number, the bank's reference; NULL for cash */
    const char  *bank_account_id;           /* where a bank deposit went; NULL otherwise */
    const char  *cheque_bank, *cheque_date; /* NULL */
    const char  *note, *key;                /* note NULL; key: idempotency */
    bool         sure;                      /* it was asked about a likely double, and is another */
};

enum entry_answer {
    ENTRY_MADE,
    ENTRY_AGAIN,         /* same key, same request: *id is that one */
    ENTRY_LIKELY_DOUBLE, /* *id is an entry that looks the same; not `sure` yet */
    ENTRY_KEY_REUSED,
    ENTRY_NO_BILL,
    ENTRY_NO_DAY,
    ENTRY_BEFORE_LEASE,
    ENTRY_NO_ACCOUNT,
    ENTRY_NO_REF,
    ENTRY_TOO_MUCH,
    ENTRY_ANSWER_COUNT
};
struct entry_refusal {
    const char *code;
    int         status;
    const char *field; /* of the API; NULL */
    const char *message;
};
/* NULL for MADE and AGAIN. */
const struct entry_refusal *entry_refusal(enum entry_answer a);

/* "Cash", "Cheque", …, by rail of money_in: English, marked for translation; NULL for M-Pesa. */
const char *entry_rail_name(const char *rail);

/* Does what he records count at once? The same people decide what others recorded. */
bool entry_decides(const struct who *who);

/* Writes it, and posts it where it counts at once. ERR_OK with *answer; *id for MADE, AGAIN and LIKELY_DOUBLE.
 * ERR_NOT_FOUND: no such lease of his. */
MUST_CHECK enum err entry_add(struct db *db, struct arena *mem, const struct who *who, const struct entry_new *in,
                              enum entry_answer *answer, const char **id);

struct entry {
    const char  *id, *lease_id, *bill_id, *bill_kind, *bill_period; /* bill_*: NULL where none was chosen */
    const char  *rail, *status;                                     /* one of ENTRY_STATUSES */
    struct money amount;
    const char  *received_on, *ref, *account_name, *cheque_bank, *cheque_date, *note;
    const char  *made_by, *made_role, *made_name, *decided_name, *reason;
    const char  *money_in_id, *receipt_number;   /* NULL while it is in no book */
    const char  *cleared_name, *cleared_by_name; /* the bank account that took the cheque */
    const char  *ended_name, *ended_reason;      /* who undid it, or recorded that it bounced */
    const char  *charge_bill_id;
    const char  *tenant_id, *tenant_name, *unit_label, *property_name;
    int64_t      made_at, decided_at, cleared_at, ended_at;
};

/* A caretaker sees only what he recorded himself. */
MUST_CHECK enum err
entry_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct entry *out);

/* By the money that it became. ERR_NOT_FOUND: no such entry that he sees. */
MUST_CHECK enum err
entry_of_money(struct db *db, struct arena *mem, const struct who *who, const char *money_in_id, const char **id);

struct entry_filter {
    const char *status, *rail, *lease_id; /* NULL: any */
    int64_t     limit;                    /* 0: PAGE_ROWS_STANDARD */
    const char *cursor;
};
/* Newest first. *next is the cursor of the next page, NULL at the end. ERR_INPUT: a cursor that is none. */
MUST_CHECK enum err entry_list(struct db *db, struct arena *mem, const struct who *who, const struct entry_filter *f,
                               struct entry **out, size_t *count, const char **next);

/* How many wait for this person's word: none where he does not decide. */
MUST_CHECK enum err entry_waiting(struct db *db, const struct who *who, int64_t *count);

/* ---- deciding ---- */

/* waiting -> approved, and posted. ERR_FORBIDDEN: he does not decide. ERR_CONFLICT: decided meanwhile. */
MUST_CHECK enum err entry_approve(struct db *db, struct arena *mem, const struct who *who, const char *id);

/* waiting -> rejected, by one who decides, or withdrawn by whoever recorded it. Errors as above. */
MUST_CHECK enum err
entry_reject(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason);

/* The owner takes back what was approved: the posting is mirrored and its bills are open again. ERR_FORBIDDEN: no
 * owner. ERR_CONFLICT: it is not in the books. */
MUST_CHECK enum err
entry_undo(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason);

/* ---- cheques; by one who decides ---- */

/* It was paid into that bank account. ERR_CONFLICT: no cheque in hand. ERR_FIELD: no such account of his. */
MUST_CHECK enum err
entry_clear(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *bank_account_id);

/* The bank did not pay: mirrored as above. charge 0: none; otherwise a bill for it, due today. ERR_CONFLICT: no cheque
 * that counts. */
MUST_CHECK enum err entry_bounce(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                 const char *reason, struct money charge);

#endif
