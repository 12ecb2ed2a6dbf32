/*
 * prove.h - proving oneself again over the API, where money or rights are at stake: a password typed in the last
 * minutes or sent along, and the code of whoever has a second step. The code is used up by being right: prove last.
 */
#ifndef API_PROVE_H
#define API_PROVE_H

#include "api/refuse.h"
#include "web/app.h"

struct prove_refusals {
    const struct refusal *password, *code; /* what to say when one was not sent along, or the password is wrong */
};

/* ERR_AUTH: *why is how to refuse. ERR_LIMIT: Retry-After is set. An operator has proved himself by being one, but for
 * his code. */
MUST_CHECK enum err prove_again(struct app *app, struct request *rq, struct response *rs, const char *password,
                                const char *code, const struct prove_refusals *say, const struct refusal **why);

#endif
