/*
 * place.h - where a landlord's money lies that is not at M-Pesa: cash, cheques in hand, bank accounts; and how it is
 * moved between them.
 *
 * What each of them should hold is its account in the ledger.
 */
#ifndef RENT_PLACE_H
#define RENT_PLACE_H

#include "db/db.h"
#include "rent/who.h"

struct bank_account {
    const char  *id, *name, *number; /* number may be NULL */
    struct money balance;            /* what it should hold, of what RentEase knows */
    int64_t      added_at;
};

/* ERR_CONFLICT: he has one of that name. */
MUST_CHECK enum err bank_account_add(struct db *db, struct arena *mem, const struct who *who, const char *name,
                                     const char *number, const char **id);
/* Without its balance. */
MUST_CHECK enum err
bank_account_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct bank_account *out);
/* By name. */
MUST_CHECK enum err
bank_account_list(struct db *db, struct arena *mem, const struct who *who, struct bank_account **out, size_t *count);

/* What lies in cash and in cheques that are not yet banked. */
struct in_hand {
    struct money cash, cheques;
};
MUST_CHECK enum err place_in_hand(struct db *db, const struct who *who, struct in_hand *out);

/* ---- moving it ---- */

/* An account of the ledger that money is moved from or to. */
struct place {
    const char *kind, *detail; /* "cash", "bank" with its name, "drawings": the owner himself */
};

/* "cash", "owner", or the id of a bank account. ERR_NOT_FOUND: none of his. */
MUST_CHECK enum err
place_find(struct db *db, struct arena *mem, const struct who *who, const char *text, struct place *out);

/* What lies there by the books. */
MUST_CHECK enum err place_balance(struct db *db, const struct who *who, const struct place *p, struct money *out);

struct transfer_new {
    const char  *from, *to; /* as place_find reads them */
    struct money amount;
    const char  *moved_on; /* NULL: today */
    const char  *note;     /* NULL */
    const char  *key;      /* idempotency */
};

enum transfer_answer {
    TRANSFER_MADE,
    TRANSFER_AGAIN,      /* same key, same request: *id is that one */
    TRANSFER_KEY_REUSED, /* same key, another request */
    TRANSFER_NO_FROM,
    TRANSFER_NO_TO,
    TRANSFER_SAME,
    TRANSFER_TOO_MUCH, /* more cash than there is */
    TRANSFER_NO_DAY,   /* no day, after today, or more than 400 days back */
    TRANSFER_ANSWER_COUNT
};
struct place_refusal {
    const char *code;
    int         status;
    const char *field; /* of the API; NULL */
    const char *message;
};
/* NULL for MADE and AGAIN. */
const struct place_refusal *transfer_refusal(enum transfer_answer a);

/* Posts it. ERR_OK with *answer; *id for MADE and AGAIN. */
MUST_CHECK enum err transfer_add(struct db *db, struct arena *mem, const struct who *who, const struct transfer_new *in,
                                 enum transfer_answer *answer, const char **id);

struct transfer {
    const char  *id, *from_kind, *from_detail, *to_kind, *to_detail, *moved_on, *note, *made_name;
    struct money amount;
    int64_t      made_at;
};
MUST_CHECK enum err
transfer_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct transfer *out);
/* Newest first, `limit` at most. */
MUST_CHECK enum err transfer_list(struct db *db, struct arena *mem, const struct who *who, int64_t limit,
                                  struct transfer **out, size_t *count);

/* A day on which something may have happened that is told of today: not after today, not more than 400 days back. */
bool place_day(const char *text);

#endif
