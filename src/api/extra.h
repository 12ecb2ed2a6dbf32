/*
 * extra.h - what the calls to services with a contract of their own share: they are off unless DARAJA_EXTRAS names
 * them, and their requests look alike.
 */
#ifndef API_EXTRA_H
#define API_EXTRA_H

#include "base/json.h"
#include "rent/mpesa_request.h"
#include "web/app.h"

/* Is the service ("ratiba", "tax", "billmanager", "express", "simswap") off? Then 409 service_off is answered. */
bool extra_off(const struct app *app, struct request *rq, struct response *rs, const char *service);

/* id, status, message, resultCode, resultDesc, requestedAt, completedAt; into an object that is open. */
void extra_put(struct json_writer *w, const struct request *rq, const struct mpesa_request *r);

/* Loads one of that service. ERR_NOT_FOUND: it is of another. */
MUST_CHECK enum err extra_load(struct app *app, struct request *rq, const struct who *who, const char *service,
                               const char *id, struct mpesa_request *out);

#endif
