/*
 * callback.h - reading what arrives at an STK callback address (daraja.md 4).
 *
 * Only shape is judged here; whether it is to be believed is the gateway's to say.
 */
#ifndef DARAJA_CALLBACK_H
#define DARAJA_CALLBACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/money.h"

struct stk_callback {
    const char  *merchant_id, *checkout_id; /* NULL: not said */
    const char  *result_code;               /* as text: "0", "1032", "SFC_IC0003" */
    const char  *result_desc;               /* NULL: not said */
    bool         paid;                      /* result_code is the token 0 */
    const char  *receipt_no;                /* upper case; NULL: not said */
    bool         has_amount;
    struct money amount;
    const char  *phone;   /* as it came, perhaps masked; NULL: not said */
    int64_t      paid_at; /* UTC; 0: not said or not readable */
};

/* ERR_INPUT: no STK callback; *why says what is missing. */
MUST_CHECK enum err
stk_callback_read(struct arena *mem, const char *body, size_t n, struct stk_callback *out, const char **why);

#endif
