/*
 * property.h - buildings and the units in them.
 */
#ifndef RENT_PROPERTY_H
#define RENT_PROPERTY_H

#include "db/db.h"
#include "rent/who.h"

struct property {
    const char *id, *name, *address; /* address may be NULL */
    int64_t     units, occupied;     /* counts; occupied: with a lease running today */
    const char *use;                 /* what it is let for: "residential" or "commercial" (taxed otherwise) */
};

struct unit {
    const char  *id, *property_id, *property_name, *label;
    const char  *account_ref; /* what is typed as account number at the paybill: "B4" */
    struct money rent;
    const char  *lease_id, *tenant_name; /* of the lease running today; NULL when vacant */
};

/* ERR_CONFLICT: the landlord has one of that name. */
MUST_CHECK enum err property_add(struct db *db, struct arena *mem, const struct who *who, const char *name,
                                 const char *address, const char **id);
MUST_CHECK enum err
property_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct property *out);
MUST_CHECK enum err
property_list(struct db *db, struct arena *mem, const struct who *who, struct property **out, size_t *count);

/* "residential" or "commercial". ERR_NOT_FOUND: no such property of his. */
MUST_CHECK enum err
property_set_use(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *use);

/* ERR_CONFLICT: that label stands in this property already. ERR_NOT_FOUND: no such property of his. The account
 * reference is made from the label, shortened to 12, and made unique among all his units. */
MUST_CHECK enum err unit_add(struct db *db, struct arena *mem, const struct who *who, const char *property_id,
                             const char *label, struct money rent, const char **id);
MUST_CHECK enum err
unit_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct unit *out);

/* All, or one property's (property_id NULL: all), by property and label. */
MUST_CHECK enum err unit_list(struct db *db, struct arena *mem, const struct who *who, const char *property_id,
                              struct unit **out, size_t *count);

#endif
