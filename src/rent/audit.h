/*
 * audit.h - who did what. Append-only, each row chained to the one before: SHA-256(prev_hash, contents).
 */
#ifndef RENT_AUDIT_H
#define RENT_AUDIT_H

#include "db/db.h"
#include "rent/who.h"

/* Adds a line, in the caller's transaction. `who` may be NULL: the system itself. `action` is a stable name
 * ("receiving.activated"), subject an id, detail a short text without secrets; both may be NULL. */
MUST_CHECK enum err audit_note(struct db *db, struct arena *mem, const struct who *who, const char *action,
                               const char *subject, const char *detail);

/* Recomputes the whole chain. ERR_CONFLICT: *bad is the first line that does not fit. */
MUST_CHECK enum err audit_verify(struct db *db, struct arena *mem, int64_t *bad);

#endif
