/*
 * audit.h - who did what, and who saw what. Append-only, each row chained to the one before: SHA-256(prev_hash,
 * contents).
 *
 * Each action has its words in page/landlord/audit_words.c; a test fails when one has none.
 */
#ifndef RENT_AUDIT_H
#define RENT_AUDIT_H

#include "db/db.h"
#include "rent/who.h"

/* Adds a line, in the caller's transaction. `who` may be NULL: the system itself. `action` is a stable name
 * ("receiving.activated"), subject an id, detail a short text without secrets; both may be NULL. */
MUST_CHECK enum err audit_note(struct db *db, struct arena *mem, const struct who *who, const char *action,
                               const char *subject, const char *detail);

/*
 * Somebody of the landlord's side, or an operator, looked at a person's data: a tenant, a lease's statement, a
 * payment's story. The same look of the same person is noted once an hour, so that reading does not flood the book; a
 * tenant's own looks are not noted. `action` begins with "seen.". For pages that only show: whatever goes wrong is
 * logged, and the page is shown all the same.
 */
void audit_seen(struct db *db, struct arena *mem, const struct who *who, const char *action, const char *subject,
                const char *detail);

/* A line as lists show it. */
struct audit_row {
    int64_t     id, at;
    const char *person_id, *person; /* NULL: RentEase itself */
    const char *landlord_id, *business_name;
    const char *action, *subject, *detail;
    const char *about; /* the name of the tenant, person, property or lease that the subject is; NULL: none of these */
    const char *hash;
};
struct audit_filter {
    const char *person_id, *action, *subject, *from, *to; /* NULL: any; days, both included */
    const char *landlord_id;                              /* for an operator alone */
    bool        looks, acts;                              /* only what was looked at; only what was done */
    const char *cursor;
    int64_t     limit; /* 0: the usual */
};

/* Newest first: of the landlord for whom `who` acts; for an operator, of all. *next is NULL at the end. ERR_INPUT: no
 * cursor. */
MUST_CHECK enum err audit_list(struct db *db, struct arena *mem, const struct who *who, const struct audit_filter *f,
                               struct audit_row **out, size_t *count, const char **next);

/* Recomputes the whole chain. ERR_CONFLICT: *bad is the first line that does not fit. */
MUST_CHECK enum err audit_verify(struct db *db, struct arena *mem, int64_t *bad);

#endif
