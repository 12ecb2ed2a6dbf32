#include "daraja/callback.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"

enum { RECEIPT_LEAST = 6, RECEIPT_MOST = 20 };

/* Items are found by Name; order and number vary, and unknown ones are ignored. */
static const struct json *
item(const struct json *callback, const char *name)
{
    const struct json *items = json_get(json_get(callback, "CallbackMetadata"), "Item");

    for (const struct json *i = json_first(items); i; i = json_next(i)) {
        const char *is = json_string(json_get(i, "Name"));
        if (is && strcmp(is, name) == 0)
            return json_get(i, "Value");
    }
    return NULL;
}

static const char *
receipt(struct arena *mem, const char *text)
{
    size_t n = text ? strlen(text) : 0;

    if (n < RECEIPT_LEAST || n > RECEIPT_MOST)
        return NULL;
    char *upper = arena_strdup(mem, text);
    for (char *p = upper; *p; p++) {
        if (!isalnum((unsigned char)*p))
            return NULL;
        *p = (char)toupper((unsigned char)*p);
    }
    return upper;
}

/* Success is the token 0 or the string "0", nothing else: atoi("SFC_IC0003") is 0 too (daraja.md 0.2). */
static bool
is_zero(const char *code)
{
    return strcmp(code, "0") == 0;
}

enum err
stk_callback_read(struct arena *mem, const char *body, size_t n, struct stk_callback *out, const char **why)
{
    const struct json *root;
    enum err           e = json_parse(mem, body, n, &root, why);

    if (e != ERR_OK)
        return e;
    const struct json *cb = json_get(json_get(root, "Body"), "stkCallback");
    if (json_kind(cb) != JSON_OBJECT) {
        *why = "it has no Body.stkCallback";
        return ERR_INPUT;
    }
    struct stk_callback c = {
        .merchant_id = json_string(json_get(cb, "MerchantRequestID")),
        .checkout_id = json_string(json_get(cb, "CheckoutRequestID")),
        .result_code = json_text(json_get(cb, "ResultCode")),
        .result_desc = json_string(json_get(cb, "ResultDesc")),
        .receipt_no = receipt(mem, json_text(item(cb, "MpesaReceiptNumber"))),
        .phone = json_text(item(cb, "PhoneNumber")),
    };
    if (!c.result_code || !*c.result_code) {
        *why = "it has no ResultCode";
        return ERR_INPUT;
    }
    const char *amount = json_text(item(cb, "Amount")), *when = json_text(item(cb, "TransactionDate"));
    c.paid = is_zero(c.result_code);
    c.has_amount = amount && money_parse(amount, &c.amount);
    if (when)
        (void)daraja_time_parse(when, &c.paid_at);
    *out = c;
    return ERR_OK;
}
