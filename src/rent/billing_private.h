/*
 * billing_private.h - what the files of billing.h share.
 */
#ifndef RENT_BILLING_PRIVATE_H
#define RENT_BILLING_PRIVATE_H

#include "rent/billing.h"
#include "rent/list.h"

/* Which lines of a month: due between two days; only what is left to do; so many at most. */
struct billing_part {
    const char *period, *due_from, *due_to;
    bool        only_open;
    int64_t     limit;
};

#define BILLING_ANY_DAY_FROM "0000-00-00"
#define BILLING_ANY_DAY_TO   "9999-99-99"

/* A list of struct billing_line. */
MUST_CHECK enum err
billing_lines(struct db *db, struct arena *mem, const struct who *who, const struct billing_part *p, struct list *out);

/* Bills a part of a month under a run; in the caller's transaction. run->run_id NULL: it is made when there is
 * something to bill; `day` is its day. run->bills and total grow. */
MUST_CHECK enum err billing_make(struct db *db, struct arena *mem, const struct who *who, const struct billing_part *p,
                                 const char *day, struct billing_made *run);

#endif
