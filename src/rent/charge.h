/*
 * charge.h - fixed amounts a month beside the rent: of one lease, or of every lease in a property.
 *
 * A charge runs from one month to another, and can be paused: the months of a pause are never billed, not even later.
 * What is to change is stopped and made anew.
 */
#ifndef RENT_CHARGE_H
#define RENT_CHARGE_H

#include "db/db.h"
#include "rent/who.h"

/* The kinds, as the API and forms spell them; bill_kind_name names them. */
#define CHARGE_KINDS "water|electricity|garbage|service|other"

struct charge {
    const char  *id;
    const char  *lease_id, *property_id;                   /* one of them is NULL */
    const char  *tenant_name, *unit_label, *property_name; /* the first two NULL for a property's */
    const char  *kind, *name;                              /* name may be NULL */
    struct money amount;
    const char  *from_period, *until_period; /* both included; until NULL: no end */
    const char  *paused_from;                /* NULL: it is not paused */
    bool         by_days;                    /* part months are billed by the day, as rent is */
    bool         over;                       /* its last month lies behind */
    int64_t      created_at;
};

struct charge_new {
    const char  *lease_id, *property_id, *kind, *name, *from_period, *until_period;
    struct money amount;
    bool         by_days;
};

/* ERR_NOT_FOUND: no such lease or property of his. ERR_FIELD: ends before it begins. */
MUST_CHECK enum err
charge_add(struct db *db, struct arena *mem, const struct who *who, const struct charge_new *in, const char **id);

/* Those of a lease, its property's among them; those of a property itself; or, with both NULL, all. Running ones first.
 */
MUST_CHECK enum err charge_list(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                const char *property_id, struct charge **out, size_t *count);
MUST_CHECK enum err
charge_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct charge *out);

/* The last month it is billed for. ERR_CONFLICT: it ends earlier already. */
MUST_CHECK enum err
charge_stop(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *until_period);

/* Pausing leaves out this month and those that follow; resuming bills again from this month on. What is so already
 * stays so. ERR_CONFLICT: it is over. */
MUST_CHECK enum err charge_pause(struct db *db, struct arena *mem, const struct who *who, const char *id);
MUST_CHECK enum err charge_resume(struct db *db, struct arena *mem, const struct who *who, const char *id);

#endif
