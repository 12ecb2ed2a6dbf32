/*
 * proof.h - proving who one is. By a password: tries counted, hashing in one of the two slots (web/password_slots.h),
 * and the same time and answer whatever was wrong. And, where money moves, by the second factor (threat-model.md 7 and
 * 8).
 */
#ifndef WEB_PROOF_H
#define WEB_PROOF_H

#include "rent/person.h"
#include "rent/second_factor.h" /* second_factor_on: is there one to ask for? */
#include "web/app.h"

/* Is `password` that of the person whom `login`, a phone or an e-mail as typed, names? ERR_OK: *out is the person.
 * ERR_AUTH: no, or there is no such person. ERR_LIMIT: too many tries; *wait_s says how long to wait. ERR_BUSY: no
 * slot. */
MUST_CHECK enum err proof_login(struct app *app, struct request *rq, const char *login, const char *password,
                                struct person *out, int64_t *wait_s);

/* Whoever is signed in types his password again; on ERR_OK the session is fresh. Errors as above. */
MUST_CHECK enum err proof_again(struct app *app, struct request *rq, const char *password, int64_t *wait_s);

/* Whoever is signed in types the code of his app, or a recovery code; it is used up by that, so check all else first,
 * and call it outside of any transaction. ERR_AUTH: wrong, or used already. ERR_LIMIT: too many wrong ones; *wait_s
 * says how long to wait. ERR_NOT_FOUND: he has no second factor. */
MUST_CHECK enum err proof_second(struct app *app, struct request *rq, const char *code, int64_t *wait_s);

/* The hash to store, in the request's memory. ERR_BUSY: no slot, or no memory, just now. */
MUST_CHECK enum err proof_hash(struct app *app, struct request *rq, const char *password, const char **hash);

#endif
