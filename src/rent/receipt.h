/*
 * receipt.h - the paper a tenant keeps.
 */
#ifndef RENT_RECEIPT_H
#define RENT_RECEIPT_H

#include "db/db.h"
#include "rent/who.h"

struct receipt_line {
    const char  *bill_id, *kind, *period;
    struct money amount;
};

struct receipt {
    const char          *number;     /* "RE-7K3M-Q9XW" */
    const char          *mpesa_code; /* NULL until evidence brings it */
    const char          *payment_id, *lease_id;
    const char          *business_name, *business_type, *shortcode, *account_ref;
    const char          *payer_name;              /* as M-Pesa named a direct payer; NULL */
    const char          *type;                    /* "stk", "c2b" or "manual": by another way than M-Pesa */
    const char          *ref;                     /* the cheque's, or the bank's; NULL */
    const char          *taker_name, *taker_role; /* who received it by hand, as what; NULL */
    const char          *tenant_name, *phone, *unit_label, *property_name;
    struct money         amount, credit; /* credit: what no bill took */
    struct money         balance_after;  /* what the lease owes now; below zero: credit */
    int64_t              paid_at, issued_at;
    bool                 reversed, bounced;
    struct receipt_line *lines;
    size_t               line_count;
};

/* A tenant sees those of his own leases. */
MUST_CHECK enum err
receipt_load(struct db *db, struct arena *mem, const struct who *who, const char *number, struct receipt *out);

#endif
