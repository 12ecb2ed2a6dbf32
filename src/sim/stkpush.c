#include "sim/api.h"

#include <string.h>

#include "base/clock.h"
#include "sim/handset.h"
#include "sim/organisation.h"
#include "sim/passkey.h"
#include "sim/push.h"
#include "sim/result.h"
#include "sim/spoil.h"

enum { RULE_MS = 120000 };

const struct field stkpush_fields[] = {
    {"BusinessShortCode", field_shortcode, NULL, false},
    {"Password", field_base64, NULL, false},
    {"Timestamp", field_timestamp, NULL, false},
    {"TransactionType", field_transaction_type, NULL, false},
    {"Amount", field_amount, NULL, false},
    {"PartyA", field_phone, NULL, false},
    {"PartyB", field_shortcode, NULL, false},
    {"PhoneNumber", field_phone, NULL, false},
    {"CallBackURL", field_callback_url, NULL, false},
    {"AccountReference", field_reference, NULL, false},
    {"TransactionDesc", field_description, "Remarks", false}, /* Daraja's own name for it */
    {0},
};

static const char *
text(const struct call *c, const char *name)
{
    return json_text(json_get(c->json, name));
}

static struct answer
accepted(struct arena *mem, const struct push *p)
{
    static const char  said[] = "Success. Request accepted for processing";
    struct json_writer out = json_writer_new(mem);

    json_open(&out, NULL, '{');
    json_put_text(&out, "MerchantRequestID", p->merchant_id);
    json_put_text(&out, "CheckoutRequestID", p->checkout_id);
    json_put_text(&out, "ResponseCode", "0");
    json_put_text(&out, "ResponseDescription", said);
    json_put_text(&out, "CustomerMessage", said);
    json_close(&out);
    return answer_json(200, json_done(&out));
}

/* The acknowledgement of a push that never was. */
static struct answer
blank(void)
{
    return answer_json(200, "{\"MerchantRequestID\":\"\",\"CheckoutRequestID\":\"\",\"ResponseCode\":\"\","
                            "\"ResponseDescription\":\"\",\"CustomerMessage\":\"\"}");
}

static bool
is_rule_limited(const struct world *w, const struct handset *h, struct money amount)
{
    return w->flags.rule_limited && h->last_ms && h->last_cents == amount.cents &&
           clock_monotonic_ms() - h->last_ms < RULE_MS;
}

static struct push
as_asked(struct world *w, struct call *c, struct organisation *receiver)
{
    struct push p = {
        .handset = handset_get(w, text(c, "PhoneNumber")),
        .paybill = strcmp(text(c, "TransactionType"), "CustomerPayBillOnline") == 0,
        .shortcode = arena_strdup(w->mem, text(c, "BusinessShortCode")),
        .party_b = arena_strdup(w->mem, text(c, "PartyB")),
        .receiver = receiver,
        .business = organisation_name(w, receiver),
        .reference = arena_strdup(w->mem, text(c, "AccountReference")),
        .description = arena_strdup(w->mem, text(c, "TransactionDesc")),
        .callback_url = arena_strdup(w->mem, text(c, "CallBackURL")),
    };
    bool whole = money_parse(text(c, "Amount"), &p.amount); /* the field's rule has seen to that */
    (void)whole;
    return p;
}

/* Takes a push that Daraja has no reason to refuse. */
static void
take(struct world *w, struct call *c, struct organisation_verdict v)
{
    struct push asked = as_asked(w, c, v.receiver);

    asked.script = handset_take_script(w, asked.handset);
    const struct answer_script *s = &asked.script->answer;
    const char                 *doom = is_rule_limited(w, asked.handset, asked.amount) ? RESULT_RULE_LIMITED : v.result;
    bool                        prompts = script_prompts(s);
    struct push                *p = prompts || s->mode == MODE_OK ? push_begin(w, &asked, prompts, doom) : NULL;

    c->answer = spoil(c, s, p ? accepted(c->mem, p) : blank());
    if (p && asked.script->callback.before_answer && c->answer.kind != ANSWER_HANG) {
        p->held_call = c->id;
        call_hold(c);
    }
}

void
stkpush_process(struct world *w, struct call *c)
{
    const char *shortcode = text(c, "BusinessShortCode"), *party_b = text(c, "PartyB");
    bool        paybill = strcmp(text(c, "TransactionType"), "CustomerPayBillOnline") == 0;

    struct organisation_verdict v = organisation_judge(w, paybill, shortcode, party_b);
    if (!v.exists) {
        c->answer = answer_refusal(c->mem, REFUSAL_MERCHANT);
        return;
    }
    if (!passkey_fits(c->mem, text(c, "Password"), shortcode, organisation_passkey(w, shortcode),
                      text(c, "Timestamp"))) {
        c->answer = answer_refusal(c->mem, REFUSAL_CREDENTIALS);
        return;
    }
    if (handset_get(w, text(c, "PhoneNumber"))->prompt) {
        c->answer = answer_refusal(c->mem, REFUSAL_LOCKED);
        return;
    }
    if (v.enrol)
        v.receiver = organisation_enrol(w, paybill, shortcode, party_b);
    take(w, c, v);
}
