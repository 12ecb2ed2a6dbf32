#include "rent/payment.h"

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/start.h"
#include "base/clock.h"
#include "daraja/telling.h"
#include "web/api.h"

static enum err
answer_started(struct app *app, struct request *rq, struct response *rs, const struct payment *p, int status)
{
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "id", p->id);
    json_put_text(&w, "reference", p->reference);
    json_put_text(&w, "status", telling_of(p, clock_now(), app->conf->prompt_gap_s).status);
    put_money(&w, "amount", p->asked);
    json_put_text(&w, "phone", p->phone);
    json_put_text(&w, "businessShortCode", p->shortcode);
    put_time(&w, "expiresAt", p->expires_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_payment_start(struct app *app, struct request *rq, struct response *rs)
{
    enum { BILL = CALL_FIELDS, PHONE, AMOUNT };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [BILL] = {"billId", FIELD_ID, REQUIRED},
        [PHONE] = {"phone", FIELD_PHONE, OPTIONAL},
        [AMOUNT] = {"amount", FIELD_SHILLINGS, OPTIONAL},
    };
    struct call          c;
    struct payment       p;
    struct payment_rules rules = start_rules(app);
    enum payment_answer  answer = PAYMENT_STARTED;
    const char          *key;
    int64_t              wait_s = 0;
    int                  status = 0;

    if (start_key(rq, &key))
        return start_key_refused(rq, rs);
    enum err e = call_body(&c, app, rq, fields, COUNT(fields), WHO_SIGNED_IN);
    if (!e) {
        struct payment_ask ask = {
            .bill_id = form_text(&c.form, BILL),
            .phone = form_text(&c.form, PHONE),
            .amount = form_money(&c.form, AMOUNT),
            .key = key,
        };
        e = payment_start(app->db, rq->mem, &c.who, &rules, &ask, &answer, &p, &wait_s);
    }
    if (e)
        return call_failed(&c, rs, e);
    e = start_settle(app, rq, rs, answer, &p, wait_s, &status);
    return e || !status ? e : answer_started(app, rq, rs, &p, status);
}

enum err
api_payment_status(struct app *app, struct request *rq, struct response *rs)
{
    struct call    c;
    struct payment p;
    enum err       e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = payment_load(app->db, rq->mem, &c.who, rq->args[0], &p);
    if (e)
        return call_failed(&c, rs, e);

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_payment(&w, app, rq, &p);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
