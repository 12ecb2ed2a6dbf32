/*
 * session.h - who is signed in, kept in the database and ended on the server (threat-model.md 7).
 *
 * A token is 256 random bits in hex; only its SHA-256 is stored. Landlords' and operators' browser sessions end after
 * 30 minutes of silence and after 12 hours; tenants' and API sessions after 30 days.
 */
#ifndef RENT_SESSION_H
#define RENT_SESSION_H

#include "db/db.h"
#include "rent/who.h"

enum session_kind { SESSION_BROWSER, SESSION_API };
enum { SESSION_FRESH_S = 300 }; /* how long a typed password counts for money settings */

/* Starts one for a person who has proved himself. He acts as an operator if he is one, else for the first landlord he
 * is a member of, else in his first tenancy; session_switch changes that. ERR_FORBIDDEN: he is none of these. */
MUST_CHECK enum err session_start(struct db *db, struct arena *mem, enum session_kind kind, const char *person_id,
                                  struct who *out, const char **token, int64_t *expires_at);

/* Role and rights are read anew on every call, so that a change counts at once. ERR_AUTH: no such session, or over. */
MUST_CHECK enum err
session_load(struct db *db, struct arena *mem, enum session_kind kind, const char *token, struct who *out);

MUST_CHECK enum err session_end(struct db *db, const struct who *who);

/* Every session of a person, after a change of password. */
MUST_CHECK enum err session_end_all(struct db *db, const char *person_id);

/* The password was typed in the last five minutes. */
bool session_is_fresh(const struct who *who);

/* The password was typed again just now. */
MUST_CHECK enum err session_freshen(struct db *db, const struct who *who);

/* One of the hats a person can wear: who he is to which landlord. The operator's, which comes first, is nobody's: its
 * landlord_id and business_name are NULL. */
struct hat {
    enum role   role;
    const char *landlord_id;
    const char *business_name;
};
MUST_CHECK enum err
session_hats(struct db *db, struct arena *mem, const struct who *who, struct hat **out, size_t *count);

/* Acts for another landlord from now on, in the role he has there; NULL: as an operator. ERR_NOT_FOUND: he is none. A
 * session that was made to last for a tenant does not last so long for another hat. */
MUST_CHECK enum err session_switch(struct db *db, struct arena *mem, const struct who *who, const char *landlord_id);

#endif
