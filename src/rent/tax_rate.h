/*
 * tax_rate.h - the rates of taxes, by the day from which they hold.
 */
#ifndef RENT_TAX_RATE_H
#define RENT_TAX_RATE_H

#include "db/db.h"
#include "rent/who.h"

struct tax_rate {
    int64_t      id;
    const char  *from_day;
    int64_t      rate_bp;                        /* hundredths of a per cent: 750 is 7.5 % */
    struct money least, most;                    /* received in a calendar year; outside of it another tax applies */
    int64_t      due_day;                        /* of the month after */
    const char  *source, *noted_on, *noted_name; /* by whom: NULL for those that came with RentEase */
};

/* The monthly rental income tax's. ERR_NOT_FOUND: none held yet on that day. */
MUST_CHECK enum err tax_rate_at(struct db *db, struct arena *mem, const char *day, struct tax_rate *out);

/* All, the newest first. */
MUST_CHECK enum err tax_rate_list(struct db *db, struct arena *mem, struct tax_rate **out, size_t *count);

/* An operator's new row; the last one for a day counts. ERR_FIELD: the most is no more than the least. */
MUST_CHECK enum err
tax_rate_add(struct db *db, struct arena *mem, const struct who *who, const struct tax_rate *in, int64_t *id);

/* The tax on so much, to the nearest cent; nothing on nothing. */
struct money tax_of(const struct tax_rate *r, struct money received);

#endif
