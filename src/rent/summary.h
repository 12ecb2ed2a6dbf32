/*
 * summary.h - the few figures of a home page.
 */
#ifndef RENT_SUMMARY_H
#define RENT_SUMMARY_H

#include "db/db.h"
#include "rent/who.h"

struct summary {
    const char  *period; /* this month, EAT */
    struct money billed, collected,
        outstanding; /* collected: of what was billed for the period; outstanding: over all time */
    int64_t properties, units, occupied, tenants, bills_open, bills_overdue;
};

/* For the landlord's side. */
MUST_CHECK enum err summary_load(struct db *db, struct arena *mem, const struct who *who, struct summary *out);

#endif
