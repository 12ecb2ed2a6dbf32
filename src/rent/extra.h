/*
 * extra.h - services that need a contract of their own with Safaricom: who used them, for the operator's eyes.
 */
#ifndef RENT_EXTRA_H
#define RENT_EXTRA_H

#include "db/db.h"
#include "rent/who.h"

struct extra_use {
    const char *api, *landlord;
    const char *state, *verdict, *result_code, *result_desc;
    int64_t     requested_at;
    int64_t     times, landlords; /* of this api, over all landlords */
};

/* The last five of each service, the newest first within it. ERR_FORBIDDEN: `who` is no operator. */
MUST_CHECK enum err
extra_use_list(struct db *db, struct arena *mem, const struct who *who, struct extra_use **out, size_t *count);

#endif
