/*
 * express.h - B2B express: a prompt on the phone of a business that pays from its till (daraja.md 15).
 */
#ifndef DARAJA_EXPRESS_H
#define DARAJA_EXPRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/money.h"
#include "daraja/answer.h"

#define EXPRESS_PATH "/v1/ussdpush/get-msisdn"

struct express_request {
    const char  *payer_till, *shortcode; /* whose money, and ours */
    struct money amount;                 /* whole shillings */
    const char  *reference, *callback_url, *partner_name;
    const char  *request_id; /* ours, a UUID; comes back in the callback */
};

const char *express_body(struct arena *mem, const struct express_request *q);

/* ACCEPTED: the prompt is on its way. */
struct answer answer_to_express(struct arena *mem, const struct reply *r);

struct express_callback {
    bool         paid; /* code is the token 0, and its status, when there is one, is SUCCESS */
    const char  *code; /* verdict_of(VERDICT_EXPRESS, …) */
    const char  *desc, *request_id, *conversation_id; /* NULL: not said */
    const char  *receipt_no, *reference;              /* NULL: not said */
    bool         has_amount;
    struct money amount;
};

/* ERR_INPUT: no such callback; *why says what is missing. */
MUST_CHECK enum err
express_callback_read(struct arena *mem, const char *body, size_t n, struct express_callback *out, const char **why);

#endif
