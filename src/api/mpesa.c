/*
 * mpesa.c - payments in the words of the older API: a push for a lease, and what became of it.
 */
#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/start.h"
#include "base/clock.h"
#include "daraja/telling.h"
#include "web/api.h"

/* The request ids stay null until the gateway has sent it and Daraja has answered. */
static enum err
answer_pushed(struct app *app, struct request *rq, struct response *rs, const struct payment *p, int status)
{
    struct telling     t = telling_of(p, clock_now(), app->conf->prompt_gap_s);
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "merchantRequestId", p->merchant_request_id);
    json_put_text(&w, "checkoutRequestId", p->checkout_request_id);
    json_put_text(&w, "paymentId", p->id);
    json_put_text(&w, "responseCode", p->checkout_request_id ? "0" : NULL);
    json_put_text(&w, "customerMessage", lang_text(rq->lang, t.message));
    json_put_text(&w, "status", t.status);
    json_put_text(&w, "reference", p->reference);
    put_money(&w, "amount", p->asked);
    json_put_text(&w, "phoneNumber", p->phone);
    json_put_text(&w, "accountReference", p->account_ref);
    json_put_text(&w, "businessShortCode", p->shortcode);
    put_time(&w, "expiresAt", p->expires_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum { PHONE = CALL_FIELDS, AMOUNT, ACCOUNT, DESCRIPTION, LEASE };
static const struct field push_fields[] = {
    CALL_LANDLORD,
    [PHONE] = {"phoneNumber", FIELD_PHONE, REQUIRED},
    [AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED},
    [ACCOUNT] = {"accountReference", FIELD_TEXT, OPTIONAL, .least = 1, .most = 100},
    [DESCRIPTION] = {"transactionDesc", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    [LEASE] = {"leaseId", FIELD_ID, REQUIRED},
};

enum err
api_mpesa_push(struct app *app, struct request *rq, struct response *rs)
{
    struct call          c;
    struct payment       p;
    struct payment_rules rules = start_rules(app);
    enum payment_answer  answer = PAYMENT_STARTED;
    const char          *key;
    int64_t              wait_s = 0;
    int                  status = 0;

    if (start_key_or_new(rq, &key))
        return start_key_refused(rq, rs);
    enum err e = call_body(&c, app, rq, push_fields, COUNT(push_fields), WHO_SIGNED_IN);
    if (e)
        return call_failed(&c, rs, e);

    struct payment_ask ask = {
        .lease_id = form_text(&c.form, LEASE),
        .phone = form_text(&c.form, PHONE),
        .amount = form_money(&c.form, AMOUNT),
        .key = key,
    };
    e = payment_start(app->db, rq->mem, &c.who, &rules, &ask, &answer, &p, &wait_s);
    if (!e)
        e = start_settle(app, rq, rs, answer, &p, wait_s, &status);
    return e || !status ? e : answer_pushed(app, rq, rs, &p, status);
}

/* Takes a payment's id or a CheckoutRequestID, as payment_load does. */
enum err
api_mpesa_status(struct app *app, struct request *rq, struct response *rs)
{
    return api_payment_status(app, rq, rs);
}
