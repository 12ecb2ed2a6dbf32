/*
 * stk.h - the bodies of M-PESA Express: push and query (daraja.md 3.1 and 5).
 */
#ifndef DARAJA_STK_H
#define DARAJA_STK_H

#include "base/arena.h"
#include "base/money.h"

struct stk_push {
    const char  *business_type; /* "paybill" or "till" */
    const char  *shortcode;     /* paybill, or till number */
    const char  *store_number;  /* till only */
    const char  *passkey, *phone, *callback_url, *account_ref, *description;
    struct money amount; /* whole shillings */
};

/* JSON text in the arena. A paybill is BusinessShortCode and PartyB; a till is PartyB, its store number
 * BusinessShortCode. Text is cut to 12 and 13 characters and to the harmless ones (daraja.md 1). `now` is UTC. */
const char *stk_push_body(struct arena *mem, const struct stk_push *p, int64_t now);

/* `business_shortcode` as in the push: the paybill, or the till's store number. */
const char *stk_query_body(struct arena *mem, const char *business_shortcode, const char *passkey,
                           const char *checkout_id, int64_t now);

#endif
