#include "sim/api.h"

#include <string.h>

#include "sim/app.h"
#include "sim/organisation.h"
#include "sim/passkey.h"
#include "sim/push.h"
#include "sim/result.h"

const struct field stkquery_fields[] = {
    {"BusinessShortCode", field_shortcode, NULL, false},
    {"Password", field_base64, NULL, false},
    {"Timestamp", field_timestamp, NULL, false},
    {"CheckoutRequestID", field_checkout_id, NULL, false},
    {0},
};

static const char *
text(const struct call *c, const char *name)
{
    return json_text(json_get(c->json, name));
}

/* The three s in "successsfully" are Daraja's. */
static struct answer
verdict(struct arena *mem, const struct push *p, const char *code, const char *description)
{
    struct json_writer out = json_writer_new(mem);

    json_open(&out, NULL, '{');
    json_put_text(&out, "ResponseCode", "0");
    json_put_text(&out, "ResponseDescription", "The service request has been accepted successsfully");
    json_put_text(&out, "MerchantRequestID", p->merchant_id);
    json_put_text(&out, "CheckoutRequestID", p->checkout_id);
    json_put_text(&out, "ResultCode", code);
    json_put_text(&out, "ResultDesc", description);
    json_close(&out);
    return answer_json(200, json_done(&out));
}

static struct answer
truth(struct arena *mem, const struct push *p)
{
    if (p->state == PUSH_PENDING)
        return verdict(mem, p, RESULT_PENDING, result_description(RESULT_PENDING));
    return verdict(mem, p, p->result, p->result_desc);
}

static struct answer
scripted(struct arena *mem, const struct query_script *s, const struct push *p)
{
    switch ((enum query_mode)s->mode) {
    case QUERY_PENDING4999: return verdict(mem, p, RESULT_PENDING, result_description(RESULT_PENDING));
    case QUERY_PROCESSING: return answer_refusal(mem, REFUSAL_PROCESSING);
    case QUERY_NOT_FOUND: return answer_refusal(mem, REFUSAL_NO_TRANSACTION);
    case QUERY_HTML: return answer_waf(mem);
    case QUERY_FAULT429: return answer_spike(mem);
    case QUERY_EMPTY: return answer_empty(200);
    case QUERY_HANG: return (struct answer){.kind = ANSWER_HANG};
    case QUERY_ERROR:
        return answer_error(mem, 500, s->error_code ? s->error_code : "500.001.1001",
                            s->error_message ? s->error_message : "");
    case QUERY_NORMAL:
    case QUERY_MODE_COUNT: break;
    }
    if (!s->result)
        return truth(mem, p);
    return verdict(mem, p, s->result, *s->result ? result_description(s->result) : "");
}

static struct answer
answer_about(struct world *w, struct arena *mem, struct push *p)
{
    bool                applies = p->query.first_n == 0 || p->queries < p->query.first_n;
    struct query_script s = applies ? p->query : (struct query_script){0};

    p->queries++;
    chaos_query(&w->chaos, &s);
    struct answer a = scripted(mem, &s, p);
    if (s.status)
        a.status = (unsigned)s.status;
    a.delay_ms = s.delay_ms;
    return a;
}

void
stkquery_answer(struct world *w, struct call *c)
{
    const char  *shortcode = text(c, "BusinessShortCode");
    struct push *p = push_find(w, text(c, "CheckoutRequestID"));

    if (!app_may_query(c->app, w->flags.query_per_60s))
        c->answer = answer_spike(c->mem);
    else if (!passkey_fits(c->mem, text(c, "Password"), shortcode, organisation_passkey(w, shortcode),
                           text(c, "Timestamp")))
        c->answer = answer_refusal(c->mem, REFUSAL_CREDENTIALS);
    else if (!p || strcmp(p->shortcode, shortcode) != 0)
        c->answer = answer_refusal(c->mem, REFUSAL_NO_TRANSACTION);
    else
        c->answer = answer_about(w, c->mem, p);
}
