/*
 * fill.h - what the files that fill a report have in common, and the names of all of them.
 */
#ifndef REPORT_FILL_H
#define REPORT_FILL_H

#include "report/report.h"

/* One row more than may be: how a report is found to be too long. */
enum { FILL_ROWS_MOST = REPORT_ROWS_MOST + 1 };

typedef enum err report_fill(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r);

report_fill fill_rent_roll, fill_collection, fill_arrears, fill_income, fill_owner, fill_rental_tax, fill_statement,
    fill_bills, fill_transactions;

/* The property that was asked for, as a fact. ERR_NOT_FOUND: not one of his. Nothing when none was. */
MUST_CHECK report_fill fill_property;

/* "From" and "Until", or "Month", as facts. */
void fill_times(const struct report_ask *ask, struct report *r);

/* A group for each property: begins one when `id` is another than *last. */
void fill_by_property(struct report *r, const char **last, const char *id, const char *name);

/* Binds :landlord_id, :property_id, :from and :to. */
void fill_scope(struct query *q, const struct who *who, const struct report_ask *ask);

/* What came for a property's leases in a time (report_received.sql). */
struct received {
    const char  *property_id, *property;
    bool         residential;
    struct money all, deposits, other, rent; /* rent: the rest */
};
MUST_CHECK enum err fill_received(struct db *db, struct arena *mem, const struct who *who, const struct report_ask *ask,
                                  struct received **out, size_t *count);

/* Words for the kinds of expense in the ledger; a kind of somebody's own comes back as it is. */
void fill_expense(const struct report *r, struct report_cell *c, const char *kind);

#endif
