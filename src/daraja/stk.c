#include "daraja/stk.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/json.h"

enum { ACCOUNT_REF_MOST = 12, DESCRIPTION_MOST = 13 };

static const char *
password(struct arena *mem, const char *shortcode, const char *passkey, const char *timestamp)
{
    const char *plain = arena_printf(mem, "%s%s%s", shortcode, passkey, timestamp);

    return base64_encode(mem, plain, strlen(plain));
}

/* Special characters are known to make a push vanish without a word (daraja.md 1). */
static const char *
harmless(struct arena *mem, const char *text, size_t most, const char *besides)
{
    char  *out = arena_alloc(mem, most + 1);
    size_t n = 0;

    for (; *text && n < most; text++)
        if (isalnum((unsigned char)*text) || strchr(besides, *text))
            out[n++] = *text;
    return n ? out : "RENT";
}

const char *
stk_push_body(struct arena *mem, const struct stk_push *p, int64_t now)
{
    char               time[DARAJA_TIME_SIZE], amount[MONEY_TEXT_SIZE];
    int                till = strcmp(p->business_type, "till") == 0;
    const char        *business = till ? p->store_number : p->shortcode;
    struct json_writer w = json_writer_new(mem);

    daraja_time(time, now);
    json_open(&w, NULL, '{');
    json_put_text(&w, "BusinessShortCode", business);
    json_put_text(&w, "Password", password(mem, business, p->passkey, time));
    json_put_text(&w, "Timestamp", time);
    json_put_text(&w, "TransactionType", till ? "CustomerBuyGoodsOnline" : "CustomerPayBillOnline");
    json_put_text(&w, "Amount", money_plain(amount, p->amount));
    json_put_text(&w, "PartyA", p->phone);
    json_put_text(&w, "PartyB", p->shortcode);
    json_put_text(&w, "PhoneNumber", p->phone);
    json_put_text(&w, "CallBackURL", p->callback_url);
    json_put_text(&w, "AccountReference", harmless(mem, p->account_ref, ACCOUNT_REF_MOST, "-"));
    json_put_text(&w, "TransactionDesc", harmless(mem, p->description, DESCRIPTION_MOST, " -_."));
    json_close(&w);
    return json_done(&w);
}

const char *
stk_query_body(struct arena *mem, const char *business_shortcode, const char *passkey, const char *checkout_id,
               int64_t now)
{
    char               time[DARAJA_TIME_SIZE];
    struct json_writer w = json_writer_new(mem);

    daraja_time(time, now);
    json_open(&w, NULL, '{');
    json_put_text(&w, "BusinessShortCode", business_shortcode);
    json_put_text(&w, "Password", password(mem, business_shortcode, passkey, time));
    json_put_text(&w, "Timestamp", time);
    json_put_text(&w, "CheckoutRequestID", checkout_id);
    json_close(&w);
    return json_done(&w);
}
