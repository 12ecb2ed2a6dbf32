/*
 * lease_terms.h - what changes while a lease runs: its rent, from a day on, and the day on which it ends.
 */
#ifndef RENT_LEASE_TERMS_H
#define RENT_LEASE_TERMS_H

#include "rent/tenant.h"

/* One of the rents of a lease, as they follow one another. */
struct lease_rent {
    const char  *from_date;
    struct money rent;
    const char  *person_name; /* who changed it; NULL: it is the rent that the lease began with */
    int64_t      made_at;     /* 0 likewise */
    bool         later;       /* it is announced: its day is still to come */
};

enum lease_answer {
    LEASE_DONE,
    LEASE_OUTSIDE, /* the day lies before the lease begins, or, of a rent, after it ends */
    LEASE_BILLED, /* of a rent: a month that it would change is billed already; of an end: its last month is, by the day
                   */
    LEASE_LET,    /* somebody else moves in before that day */
    LEASE_ANSWER_COUNT
};
struct lease_refusal {
    const char *code;
    int         status;
    const char *message; /* English, marked for translation */
};

/* What to say of a rent, and of an end, that was refused. NULL for DONE. */
const struct lease_refusal *lease_rent_refusal(enum lease_answer a);
const struct lease_refusal *lease_end_refusal(enum lease_answer a);

/* From that day on the rent is another. The rent of a month is the one in force on its first day (the lease's first, in
 * the month it begins). Said again for the same day, the later word counts. ERR_NOT_FOUND: no such lease of his. */
MUST_CHECK enum err lease_rent_set(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                   struct money rent, const char *from_date, enum lease_answer *answer);

/* Oldest first; a tenant sees his own. ERR_NOT_FOUND: no such lease of his. */
MUST_CHECK enum err lease_rents(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                struct lease_rent **out, size_t *count);

/* The tenant moves out on that day, his last; NULL: he stays on. ERR_NOT_FOUND: no such lease of his. */
MUST_CHECK enum err lease_end(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                              const char *date, enum lease_answer *answer);

/* Bills of rent for days after its end, made before that was known. */
struct lease_beyond {
    const char  *bill_id, *period;
    struct money due;
};
MUST_CHECK enum err lease_billed_beyond(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                        struct lease_beyond **out, size_t *count);

#endif
