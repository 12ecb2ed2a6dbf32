/*
 * tries.h - counting what was got wrong, in the database, so that a restart forgives nobody (threat-model.md 8).
 *
 * `who` is a kind and a name, "address:10.0.0.7": what the tries are counted for.
 */
#ifndef RENT_TRIES_H
#define RENT_TRIES_H

#include "db/db.h"

/* ERR_LIMIT: `most` were got wrong in the last window_s seconds; *wait_s says how long to wait. */
MUST_CHECK enum err tries_allowed(struct db *db, const char *who, int64_t most, int64_t window_s, int64_t *wait_s);

/* One more was wrong. */
MUST_CHECK enum err tries_note(struct db *db, const char *who);

/* All of them are forgotten. */
MUST_CHECK enum err tries_forget(struct db *db, const char *who);

#endif
