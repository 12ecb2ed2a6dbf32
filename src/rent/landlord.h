/*
 * landlord.h - the people to whom rent is owed.
 */
#ifndef RENT_LANDLORD_H
#define RENT_LANDLORD_H

#include "db/db.h"
#include "rent/who.h"

struct landlord {
    const char *id, *name, *business_name, *phone, *email;
    int64_t     created_at;
};

/* One's own. An operator gives himself the landlord's id in who->landlord_id first (who_for_operator). */
MUST_CHECK enum err landlord_load(struct db *db, struct arena *mem, const struct who *who, struct landlord *out);

/* The same person acting for `landlord_id`: an operator for any, a member only for his current one. ERR_NOT_FOUND. */
MUST_CHECK enum err
landlord_choose(struct db *db, struct arena *mem, const struct who *who, const char *landlord_id, struct who *out);

/* For the operator: all of them, by name, with what their set-up is at. */
struct landlord_row {
    struct landlord it;
    const char     *shortcode; /* active one, or NULL */
    const char     *state;     /* of the newest receiving account, or NULL */
    int64_t         payments;  /* that brought money */
    struct money    received;
};
MUST_CHECK enum err
landlord_list(struct db *db, struct arena *mem, const struct who *operator, struct landlord_row ** out, size_t *count);

/* For the operator: their names alone, for a choice. */
struct landlord_name {
    const char *id, *business_name;
};
MUST_CHECK enum err landlord_names(struct db *db, struct arena *mem, const struct who *operator,
                                   struct landlord_name ** out, size_t *count);

#endif
