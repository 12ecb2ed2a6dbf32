/*
 * reading.h - what a person read off a meter, what it costs, the bill that it makes, and what becomes of it when it was
 * wrong.
 *
 * A reading is billed once, to the lease that ran that day, by the rate in force that day. It is never changed: a
 * correction is a new reading that replaces it, with a bill of its own instead of the old one, which is voided; both in
 * one transaction.
 */
#ifndef RENT_READING_H
#define RENT_READING_H

#include "db/db.h"
#include "rent/meter.h"
#include "rent/who.h"

enum { READING_DISPUTE_DAYS = 14, READING_PHOTO_MOST = 1024 * 1024 };

struct reading {
    const char  *id, *meter_id, *unit_id, *unit_label, *property_id, *property_name;
    const char  *kind, *serial, *measure, *day, *previous_day;
    int64_t      value, previous, used, digits;
    bool         rolled, confirmed;
    const char  *reader_name, *note, *photo_id;      /* NULL: unknown, none, none */
    const char  *lease_id, *tenant_id, *tenant_name; /* NULL: nobody lived there */
    const char  *state;                              /* see below */
    struct money price, fixed, amount; /* by which it is, or would be, billed; `fixed` for all its months */
    const char  *bill_id;              /* NULL: not billed, or nothing to bill */
    bool         bill_voided;
    const char  *replaces, *replaced_by, *reason, *corrected_by; /* of a correction: what it replaces, why, who */
    const char  *dispute_id, *dispute_reason, *dispute_outcome, *dispute_answer,
        *dispute_answered_by; /* NULL: none yet */
    int64_t dispute_opened_at, dispute_answered_at, created_at;
};
/*
 * state: "billed"    it has a bill, or was found to cost nothing
 *        "waiting"   it can be billed
 *        "no_rate"   it waits for a rate
 *        "nobody"    no lease ran, or began before, that day: it is nobody's
 *        "replaced"  a correction took its place
 */

enum reading_answer {
    READING_KEPT,
    READING_AGAIN,      /* the same meter, day and value: *id is that one */
    READING_TAKEN,      /* another value was read on that day */
    READING_FUTURE,     /* the day is still to come */
    READING_EARLY,      /* not after the last reading's day */
    READING_REMOVED,    /* the meter is gone */
    READING_LOWER,      /* lower than the last one, and not said to have rolled over */
    READING_NOT_ROLLED, /* said to have rolled over, and not lower */
    READING_TOO_LONG,   /* more digits than the meter has */
    READING_HIGH,       /* more than three times as much a day as before: to be confirmed */
    READING_TOO_DEAR,   /* more than a bill can hold: surely a slip */
    READING_NEXT,       /* a correction that does not fit below the next reading */
    READING_SAME,       /* a correction that changes nothing */
    READING_OVER,       /* a correction of what was replaced already */
    READING_PAYING,     /* a correction while its bill is being paid: in a minute */
    READING_ANSWER_COUNT
};

struct reading_refusal {
    const char *code;
    int         status;
    const char *field;   /* of the API; NULL */
    const char *message; /* English, marked */
};
/* NULL for KEPT and AGAIN. */
const struct reading_refusal *reading_refusal(enum reading_answer a);

struct reading_new {
    const char *meter_id, *day, *note; /* day NULL: today; note may be NULL */
    int64_t     value;
    bool        rolled, confirmed;
    const void *photo; /* its bytes, or NULL */
    size_t      photo_len;
};

/* Keeps it, and bills it where the landlord's setting says so. ERR_NOT_FOUND: no such meter of his. ERR_MEDIA,
 * ERR_TOO_LARGE: the photo is no JPEG, PNG or WebP, or above 1 MiB. */
MUST_CHECK enum err reading_add(struct db *db, struct arena *mem, const struct who *who, const struct reading_new *in,
                                enum reading_answer *answer, const char **id);

/* A tenant sees those of his own leases. */
MUST_CHECK enum err
reading_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct reading *out);

struct reading_filter {
    const char *meter_id, *lease_id, *property_id;
    const char *state; /* "waiting": not billed yet, somebody's; "disputed": with an open dispute; NULL: all */
    bool        replaced_too;
    int64_t     limit; /* 0: PAGE_ROWS_STANDARD */
    const char *cursor;
};
/* Newest day first. ERR_INPUT: a cursor that is none. */
MUST_CHECK enum err
reading_list(struct db *db, struct arena *mem, const struct who *who, const struct reading_filter *f,
             struct reading **out, size_t *count, const char **next);

/* How many wait to be billed, and how many disputes are open. */
struct reading_counts {
    int64_t waiting, disputed;
};
MUST_CHECK enum err reading_counts(struct db *db, const struct who *who, struct reading_counts *out);

/* Has a unit of this tenant's a meter, or was one of his read? */
MUST_CHECK enum err reading_any(struct db *db, const struct who *tenant, bool *any);

/* ---- billing (reading_bill.c) ---- */

/* Bills these readings, or with count 0 all that wait (500 at most), each once: what is billed already, is nobody's or
 * lacks a rate is passed over. *made: how many bills; *sum: what they come to. ERR_NOT_FOUND: one of them is not his.
 */
MUST_CHECK enum err reading_bill(struct db *db, struct arena *mem, const struct who *who, const char *const *ids,
                                 size_t count, int64_t *made, struct money *sum);

/* In the caller's transaction: this one. Nothing happens where it cannot be billed. */
MUST_CHECK enum err reading_bill_one(struct db *db, struct arena *mem, const struct who *who, const struct reading *r,
                                     const char **bill_id);

/* Puts price, fixed and amount in, for one that is not billed; false: no rate is in force that day. */
MUST_CHECK enum err
reading_price(struct db *db, struct arena *mem, const struct who *who, struct reading *r, const char **rate_id);

/* ---- corrections and disputes (reading_correct.c) ---- */

struct reading_fix {
    int64_t     value;
    bool        rolled;
    const char *reason;
};
/* What was read wrongly. An open dispute about it is thereby upheld. Errors as reading_add. */
MUST_CHECK enum err reading_correct(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                    const struct reading_fix *in, enum reading_answer *answer, const char **new_id);

/* May this tenant say that it is wrong? His, live, of the last 14 days, and not disputed before. */
bool reading_disputable(const struct who *who, const struct reading *r, int64_t now);

/* The tenant says so. ERR_CONFLICT: not (any more) to be disputed. */
MUST_CHECK enum err
reading_dispute(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason);

/* The dispute about this reading is turned down, with a word to the tenant. ERR_CONFLICT: none is open. */
MUST_CHECK enum err
reading_turn_down(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *word);

/* ---- photos (reading_photo.c) ---- */

/* "image/jpeg", "image/png", "image/webp" by its first bytes; NULL for anything else. */
const char *reading_photo_type(const void *bytes, size_t n);

/* Adds the photo to a reading that has none. ERR_CONFLICT: it has one. ERR_MEDIA, ERR_TOO_LARGE as above. */
MUST_CHECK enum err reading_photo_add(struct db *db, struct arena *mem, const struct who *who, const char *reading_id,
                                      const void *bytes, size_t n);

/* In the caller's transaction: the row alone. */
MUST_CHECK enum err reading_photo_keep(struct db *db, struct arena *mem, const struct who *who, const void *bytes,
                                       size_t n, const char **photo_id);

/* The photo of a reading: the landlord's side, and the tenant of its lease. */
MUST_CHECK enum err reading_photo(struct db *db, struct arena *mem, const struct who *who, const char *reading_id,
                                  const char **type, const void **bytes, size_t *n);

#endif
