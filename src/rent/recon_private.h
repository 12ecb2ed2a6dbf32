/*
 * recon_private.h - what the files of rent/recon*.c share.
 */
#ifndef RENT_RECON_PRIVATE_H
#define RENT_RECON_PRIVATE_H

#include "rent/list.h"
#include "rent/recon.h"

/* One comparison under way. */
struct recon_work {
    const struct who *who;
    int64_t           now, from, run;
};

/* Something that does not agree, before it is a row. */
struct recon_finding {
    const char *kind, *subject, *shortcode, *code, *about, *target, *target_id;
    bool        has_ours, has_theirs;
    int64_t     ours, theirs, at;
};

/* Adds what balances tell to the list of findings. */
MUST_CHECK enum err
recon_find_balances(struct db *db, struct arena *mem, const struct recon_work *work, struct list *found);

#endif
