/*
 * leases.h - a lease as the API answers it, for the calls that change one.
 */
#ifndef API_LEASES_H
#define API_LEASES_H

#include "api/call.h"
#include "web/response.h"

MUST_CHECK enum err leases_answer(struct app *app, struct request *rq, struct response *rs, const struct who *who,
                                  const char *id, int status);

#endif
