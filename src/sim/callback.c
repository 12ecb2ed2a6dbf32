#include "sim/callback.h"

#include <stddef.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "sim/result.h"

/* Digits, and perhaps a point with digits after it: JSON may then carry the text as it stands. */
static bool
is_number(const char *text)
{
    size_t whole = strspn(text, "0123456789");
    size_t part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;

    if (whole == 0 || (text[0] == '0' && whole > 1) || (text[whole] == '.' && part == 0))
        return false;
    return text[whole + (part ? part + 1 : 0)] == '\0';
}

static void
put_value(struct json_writer *w, const char *key, const char *value)
{
    if (is_number(value))
        json_put_raw(w, key, value);
    else
        json_put_text(w, key, value);
}

static void
put_item(struct json_writer *w, const char *name, const char *value)
{
    json_open(w, NULL, '{');
    json_put_text(w, "Name", name);
    if (value)
        put_value(w, "Value", value);
    json_close(w);
}

static void
put_metadata(struct json_writer *w, const struct callback_facts *f)
{
    char paid[DARAJA_TIME_SIZE];

    json_open(w, "CallbackMetadata", '{');
    json_open(w, "Item", '[');
    put_item(w, "Amount", f->amount);
    if (f->receipt)
        put_item(w, "MpesaReceiptNumber", f->receipt);
    put_item(w, "Balance", NULL); /* Daraja names it and leaves its value out */
    put_item(w, "TransactionDate", daraja_time(paid, f->paid_utc));
    if (f->phone)
        put_item(w, "PhoneNumber", f->phone);
    json_close(w);
    json_close(w);
}

const char *
callback_body(struct arena *mem, const struct callback_facts *f)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_open(&w, "Body", '{');
    json_open(&w, "stkCallback", '{');
    if (f->merchant_id)
        json_put_text(&w, "MerchantRequestID", f->merchant_id);
    if (f->checkout_id)
        json_put_text(&w, "CheckoutRequestID", f->checkout_id);
    if (result_is_number(f->result) && !f->string_code)
        json_put_raw(&w, "ResultCode", f->result);
    else
        json_put_text(&w, "ResultCode", f->result);
    json_put_text(&w, "ResultDesc", f->description);
    if (strcmp(f->result, RESULT_SUCCESS) == 0)
        put_metadata(&w, f);
    json_close(&w);
    json_close(&w);
    json_close(&w);
    return json_done(&w);
}
