/*
 * credentials.h - proving a password over the API (web/proof.h), and the session that follows.
 */
#ifndef API_CREDENTIALS_H
#define API_CREDENTIALS_H

#include "rent/person.h"
#include "web/app.h"

/*
 * Is `password` that of the person `login` (a phone or e-mail, as typed) names? ERR_OK: *out is the person.
 * ERR_AUTH: no, or there is no such person; it takes as long either way. ERR_LIMIT: too many tries,
 * Retry-After is set. ERR_BUSY.
 */
MUST_CHECK enum err credentials_check(struct app *app, struct request *rq, struct response *rs, const char *login,
                                      const char *password, struct person *out);

/* The answer to ERR_AUTH above: 401 wrong_login. */
MUST_CHECK enum err credentials_wrong(struct request *rq, struct response *rs);

/* Starts an API session for `person_id` and answers with it; `landlord_id` (or NULL) is for whom it is to act
 * first. ERR_NOT_FOUND: he has no part there. */
MUST_CHECK enum err credentials_session(struct app *app, struct request *rq, struct response *rs, const char *person_id,
                                        const char *landlord_id);

#endif
