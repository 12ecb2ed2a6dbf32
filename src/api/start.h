/*
 * start.h - what the calls that start a payment share: their key, and their answer when there is nothing to
 * start.
 */
#ifndef API_START_H
#define API_START_H

#include "rent/payment.h"
#include "web/app.h"

/* The limits of this installation. */
struct payment_rules start_rules(const struct app *app);

/* The Idempotency-Key header. ERR_NOT_FOUND: there is none. ERR_INPUT: not 1 to 255 visible ASCII characters.
 */
MUST_CHECK enum err start_key(const struct request *rq, const char **out);

/* The same, or a key of our own where none was sent. */
MUST_CHECK enum err start_key_or_new(const struct request *rq, const char **out);

/* The answer to ERR_NOT_FOUND and ERR_INPUT above: 400 idempotency_key_required. */
MUST_CHECK enum err start_key_refused(struct request *rq, struct response *rs);

/* After payment_start: wakes the gateway for one just begun. *status is 202, 200 for one begun before, or 0:
 * then the refusal has been answered, and the error returned is the handler's own. */
MUST_CHECK enum err start_settle(struct app *app, struct request *rq, struct response *rs, enum payment_answer answer,
                                 const struct payment *p, int64_t wait_s, int *status);

#endif
