/*
 * bills.h - a bill as the API answers it, for the calls that change one.
 */
#ifndef API_BILLS_H
#define API_BILLS_H

#include "api/call.h"
#include "web/response.h"

MUST_CHECK enum err bills_answer(struct app *app, struct request *rq, struct response *rs, const struct who *who,
                                 const char *id, int status);

#endif
