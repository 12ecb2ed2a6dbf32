/*
 * export.h - files of a landlord's books are made 20 an hour at most, and two at once (threat-model.md 8).
 *
 * Counted in the database, so that a restart does not forgive; the rows also tell who took what. A tenant's files of
 * his own statement are counted by themselves, so that no tenant can use up his landlord's.
 */
#ifndef REPORT_EXPORT_H
#define REPORT_EXPORT_H

#include "db/db.h"
#include "rent/who.h"

enum { EXPORTS_AN_HOUR = 20, EXPORTS_AT_ONCE = 2, EXPORT_DEAD_S = 60 };

/* Before a file is made. ERR_LIMIT: in *wait_s seconds again. *id is for export_end. `what` is the file's name. */
MUST_CHECK enum err export_begin(struct db *db, struct arena *mem, const struct who *who, const char *what,
                                 const char *format, int64_t *id, int64_t *wait_s);

/* When it is made, or was not. */
MUST_CHECK enum err export_end(struct db *db, int64_t id);

#endif
