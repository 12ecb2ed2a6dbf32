#include "sim/push.h"

#include "base/err.h"
#include "sim/handset.h"

const char *
push_state_name(const struct push *p)
{
    static const char *const names[] = {
        [PUSH_PENDING] = "pending",
        [PUSH_PAID] = "paid",
        [PUSH_FAILED] = "failed",
    };
    _Static_assert(COUNT(names) == PUSH_STATE_COUNT, "name each state");

    return names[p->state];
}

const char *
push_type(const struct push *p)
{
    return p->paybill ? "CustomerPayBillOnline" : "CustomerBuyGoodsOnline";
}

static void
put_time(struct json_writer *w, const char *key, int64_t ms)
{
    if (ms)
        json_put_int(w, key, ms);
    else
        json_put_null(w, key);
}

static void
put_request(struct json_writer *w, struct arena *mem, const struct push *p)
{
    char amount[MONEY_TEXT_SIZE];

    json_put_text(w, "phone", p->handset->phone);
    json_put_text(w, "amount", arena_strdup(mem, money_plain(amount, p->amount)));
    json_put_text(w, "shortcode", p->shortcode);
    json_put_text(w, "partyB", p->party_b);
    json_put_text(w, "transactionType", push_type(p));
    json_put_text(w, "accountReference", p->reference);
    json_put_text(w, "transactionDesc", p->description);
    json_put_text(w, "callbackUrl", p->callback_url);
}

const char *
push_json(struct arena *mem, const struct push *p)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "merchantRequestId", p->merchant_id);
    json_put_text(&w, "checkoutRequestId", p->checkout_id);
    put_request(&w, mem, p);
    json_put_text(&w, "state", push_state_name(p));
    json_put_text(&w, "resultCode", p->result);
    json_put_text(&w, "resultDesc", p->result_desc);
    json_put_text(&w, "receipt", p->receipt);
    put_time(&w, "receivedAt", p->asked_ms);
    put_time(&w, "promptedAt", p->prompted ? p->asked_ms : 0);
    put_time(&w, "answeredAt", p->ended_ms);
    json_put_int(&w, "queries", p->queries);
    attempts_write(&w, "callbacks", p->attempts);
    json_close(&w);
    const char *text = json_done(&w);
    return text ? text : "null";
}
