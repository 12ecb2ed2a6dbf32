/*
 * tenant.h - tenants, as one landlord knows them, and their leases.
 */
#ifndef RENT_TENANT_H
#define RENT_TENANT_H

#include "db/db.h"
#include "rent/who.h"

struct tenant {
    const char  *id, *name, *phone, *email, *locale; /* email may be NULL */
    bool         joined;                             /* has accepted an invitation */
    struct money balance;                            /* owed over all his leases; below zero: credit */
    int64_t      created_at;
};

struct tenant_new {
    const char *name, *phone, *email, *locale;
};

/* ERR_CONFLICT: this landlord has a tenant with that phone. */
MUST_CHECK enum err
tenant_add(struct db *db, struct arena *mem, const struct who *who, const struct tenant_new *in, const char **id);
/* A tenant sees himself only. */
MUST_CHECK enum err
tenant_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct tenant *out);
MUST_CHECK enum err
tenant_list(struct db *db, struct arena *mem, const struct who *who, struct tenant **out, size_t *count);

struct lease {
    const char  *id, *tenant_id, *unit_id;
    const char  *tenant_name, *tenant_phone, *unit_label, *property_name, *account_ref;
    struct money rent, deposit;
    int64_t      due_day;               /* 1-28 */
    const char  *start_date, *end_date; /* end_date may be NULL */
    bool         running;               /* today lies within it */
    struct money balance;               /* owed; below zero: credit. From the ledger */
};

struct lease_new {
    const char  *tenant_id, *unit_id, *start_date, *end_date;
    struct money rent, deposit;
    int64_t      due_day;
};

/* ERR_NOT_FOUND: tenant or unit is not his. ERR_CONFLICT: the unit is let in that time. ERR_FIELD: ends before it
 * begins. */
MUST_CHECK enum err
lease_add(struct db *db, struct arena *mem, const struct who *who, const struct lease_new *in, const char **id);
/* A tenant sees his own. */
MUST_CHECK enum err
lease_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct lease *out);
/* tenant_id NULL: all. A tenant always gets his own only. */
MUST_CHECK enum err lease_list(struct db *db, struct arena *mem, const struct who *who, const char *tenant_id,
                               struct lease **out, size_t *count);

#endif
