/*
 * till_push.c - B2B express: a bill that is paid from a till, with a prompt on the till's phone.
 */
#include "rent/till_push.h"

#include "api/call.h"
#include "api/extra.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "web/api.h"

static enum err
answer_loaded(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
              int status)
{
    struct mpesa_request r;
    struct json_writer   w = json_writer_new(rq->mem);
    enum err             e = extra_load(app, rq, who, "express", id, &r);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    extra_put(&w, rq, &r);
    json_put_text(&w, "billId", r.bill_id);
    json_put_text(&w, "till", r.party);
    put_money(&w, "amount", r.amount);
    json_put_text(&w, "businessShortCode", r.shortcode);
    json_put_text(&w, "mpesaReceiptNumber", r.result_receipt);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_express_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { BILL = CALL_FIELDS, TILL };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [BILL] = {"billId", FIELD_ID, REQUIRED},
        [TILL] = {"till", FIELD_DIGITS, REQUIRED, .least = 5, .most = 7},
    };
    struct call           c;
    enum till_push_answer answer;
    const char           *id;
    enum err              e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PAYER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "express"))
        return ERR_OK;
    e = till_push_ask(app->db, rq->mem, &c.who, form_text(&c.form, BILL), form_text(&c.form, TILL), &answer, &id);
    if (e)
        return e;
    const struct till_push_refusal *no = till_push_refusal(answer);
    if (no)
        return refuse(
            rq, rs,
            &(struct refusal){.status = no->status, .code = no->code, .message = no->message, .field = no->field});
    poke(app->gateway);
    return answer_loaded(app, rq, rs, &c.who, id, 202);
}

enum err
api_express_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PAYER);

    if (e)
        return call_failed(&c, rs, e);
    return extra_off(app, rq, rs, "express") ? ERR_OK : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}
