/*
 * invariant.h - what must always be true of the books, as SQL: db/queries/invariant (threat-model.md 6).
 *
 * Each query returns a row for each thing that breaks it, and none when all is well. Run at start, every minute by
 * the gateway, by `rentease verify`, and by the tests after everything they do.
 */
#ifndef RENT_INVARIANT_H
#define RENT_INVARIANT_H

#include "db/db.h"

/* Calls `broken` for each row that breaks one: the query's file and the row's id. *count of them. */
MUST_CHECK enum err
invariant_check(struct db *db, struct arena *mem, void (*broken)(void *arg, const char *file, const char *id),
                void *arg, int64_t *count);

/* What is wrong when it is broken, as a sentence; for one that has none, its name in words. */
const char *invariant_meaning(struct arena *mem, const char *file);

/* The business whose row it is; NULL: that cannot be told. */
MUST_CHECK enum err
invariant_whose(struct db *db, struct arena *mem, const char *file, const char *id, const char **business_name);

#endif
