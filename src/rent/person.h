/*
 * person.h - people who can sign in: signing up, signing in, invitations.
 *
 * Passwords reach this module hashed (base/box.h); the web hashes, at most two at once.
 */
#ifndef RENT_PERSON_H
#define RENT_PERSON_H

#include "db/db.h"
#include "rent/who.h"

struct person {
    const char *id, *name, *phone, *email, *locale, *password_hash;
    bool        is_operator;
};

/* ---- passwords ---- */

/* Why a password will not do, as an English sentence marked for translation; NULL when it will. Min 12 characters;
 * common ones and one's own name or number are refused (threat-model.md 7). `name` and `phone` may be NULL. */
const char *password_fault(const char *password, const char *name, const char *phone);

/* ---- signing up and in ---- */

struct sign_up {
    const char *name, *phone, *email, *password_hash, *business_name; /* email and business_name may be NULL */
};
enum taken { TAKEN_NOTHING, TAKEN_PHONE, TAKEN_EMAIL };

/* A new landlord with his owner. ERR_CONFLICT: *taken says what is in use already. */
MUST_CHECK enum err person_sign_up(struct db *db, struct arena *mem, const struct sign_up *in, const char **person_id,
                                   const char **landlord_id, enum taken *taken);

/* An operator. ERR_CONFLICT as above. */
MUST_CHECK enum err
person_add_operator(struct db *db, struct arena *mem, const struct sign_up *in, const char **person_id);

/* By phone, as typed, or e-mail. ERR_NOT_FOUND: nobody, or disabled. */
MUST_CHECK enum err person_by_login(struct db *db, struct arena *mem, const char *login, struct person *out);
MUST_CHECK enum err person_load(struct db *db, struct arena *mem, const char *id, struct person *out);
MUST_CHECK enum err person_set_locale(struct db *db, const char *id, const char *locale);

/* Tries per account (10 in 15 min) and per address (100 an hour), counted in the database. ERR_LIMIT: not now; *wait_s
 * says how long. A success forgets the account's failures. */
MUST_CHECK enum err login_allowed(struct db *db, const char *login, const char *address, int64_t *wait_s);
MUST_CHECK enum err login_failed(struct db *db, const char *login, const char *address);
MUST_CHECK enum err login_succeeded(struct db *db, const char *login);

/* ---- invitations ---- */

struct invite {
    const char *landlord_id, *tenant_id, *business_name, *tenant_name, *phone;
    bool        has_account; /* someone with this phone can sign in already: his password is asked, none is set */
};

/* A fresh link for a tenant; earlier ones end. *token is what the link carries, and is stored only as a hash. 14 days.
 */
MUST_CHECK enum err
invite_make(struct db *db, struct arena *mem, const struct who *who, const char *tenant_id, const char **token);

/* ERR_NOT_FOUND: unknown, used or over. */
MUST_CHECK enum err invite_load(struct db *db, struct arena *mem, const char *token, struct invite *out);

/* Ends the invitation and links the tenant to the person with that phone, who is made with `password_hash` when there
 * is none yet. The caller has verified the password of an existing person. ERR_NOT_FOUND as above. */
MUST_CHECK enum err
invite_accept(struct db *db, struct arena *mem, const char *token, const char *password_hash, const char **person_id);

#endif
