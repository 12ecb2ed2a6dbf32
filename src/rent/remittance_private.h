/*
 * remittance_private.h - what remittance*.c share.
 */
#ifndef RENT_REMITTANCE_PRIVATE_H
#define RENT_REMITTANCE_PRIVATE_H

#include "rent/list.h"
#include "rent/remittance.h"

struct remittance_item {
    int64_t allocation_id, sign, cents;
};

/* A statement being made, and the money that it counts. Months as numbers since year 0. */
struct remittance_draft {
    struct remittance it;
    struct list       rows, costs, items;
    int64_t           first, last;
};

MUST_CHECK enum err remittance_gather(struct db *db, struct arena *mem, const struct who *who, const char *from,
                                      const char *to, enum remittance_answer *answer, struct remittance_draft *d);

/* False: no months, out of order, too many, or in the future. */
bool        remittance_months(const char *from, const char *to, int64_t *first, int64_t *last);
const char *remittance_month_text(struct arena *mem, int64_t number); /* "2026-11" */
const char *remittance_month_end(struct arena *mem, int64_t number);  /* "2026-11-30" */

#endif
