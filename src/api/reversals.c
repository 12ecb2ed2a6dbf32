/*
 * reversals.c - giving a payer his payment back, and what became of it.
 */
#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/start.h"
#include "base/poke.h"
#include "daraja/asked_telling.h"
#include "rent/give_back.h"
#include "rent/payout.h"
#include "web/api.h"

static enum err
answer(struct request *rq, struct response *rs, const struct mpesa_request *r, int status)
{
    struct asked_telling t = telling_of_reversal(r);
    struct json_writer   w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "id", r->id);
    json_put_text(&w, "status", t.status);
    json_put_text(&w, "message", lang_text(rq->lang, t.message));
    put_maybe(&w, "moneyMoved", t.money_moved);
    json_put_bool(&w, "canRetry", t.can_retry);
    json_put_bool(&w, "settled", t.settled);
    json_put_text(&w, "receipt", r->receipt_no);
    put_money(&w, "amount", r->amount);
    json_put_text(&w, "remarks", r->remarks);
    json_put_text(&w, "reversalReceipt", r->result_receipt);
    json_put_text(&w, "paymentId", r->payment_id);
    json_put_text(&w, "leaseId", r->lease_id);
    json_put_text(&w, "businessShortCode", r->shortcode);
    json_put_text(&w, "verdict", r->verdict);
    json_put_text(&w, "resultCode", r->result_code);
    json_put_text(&w, "resultDesc", r->result_desc);
    json_put_text(&w, "conversationId", r->conversation_id);
    json_put_text(&w, "originatorConversationId", r->originator_id);
    json_put_text(&w, "requestedBy", r->requested_name);
    put_time(&w, "requestedAt", r->requested_at);
    put_time(&w, "completedAt", r->completed_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

static enum err
load(struct app *app, struct request *rq, const struct who *who, const char *id, struct mpesa_request *r)
{
    enum err e = mpesa_request_load(app->db, rq->mem, who, id, r);

    return e == ERR_OK && strcmp(r->api, "reversal") != 0 ? ERR_NOT_FOUND : e;
}

enum { RECEIPT = CALL_FIELDS, AMOUNT, REMARKS };
static const struct field reverse_fields[] = {
    CALL_LANDLORD,
    [RECEIPT] = {"receipt", FIELD_REF, REQUIRED, .least = 6, .most = 20},
    [AMOUNT] = {"amount", FIELD_MONEY, OPTIONAL, .least = 1},
    [REMARKS] = {"remarks", FIELD_TEXT, REQUIRED, .least = 2, .most = 100},
};

enum err
api_reverse(struct app *app, struct request *rq, struct response *rs)
{
    struct call           c;
    struct mpesa_request  r;
    enum give_back_answer said;
    const char           *key = NULL, *id;

    if (start_key(rq, &key) == ERR_INPUT)
        return start_key_refused(rq, rs);
    enum err e = call_body(&c, app, rq, reverse_fields, COUNT(reverse_fields), WHO_CASHIER);
    if (!e)
        e = give_back_ask(app->db, rq->mem, &c.who, form_text(&c.form, RECEIPT), form_money(&c.form, AMOUNT),
                          form_text(&c.form, REMARKS), key, &said, &id);
    if (e)
        return call_failed(&c, rs, e);
    const struct give_back_refusal *no = give_back_refusal(said);
    if (no)
        return refuse(
            rq, rs,
            &(struct refusal){.status = no->status, .code = no->code, .message = no->message, .field = no->field});
    poke(app->gateway);
    e = load(app, rq, &c.who, id, &r);
    return e ? e : answer(rq, rs, &r, said == GIVE_BACK_ASKED ? 202 : 200);
}

enum err
api_reversal_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call          c;
    struct mpesa_request r;
    enum err             e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (!e)
        e = load(app, rq, &c.who, rq->args[0], &r);
    return e ? call_failed(&c, rs, e) : answer(rq, rs, &r, 200);
}

/* ---- a person's word, where M-Pesa gives none ---- */

static const struct refusal not_open = {
    .status = 409,
    .code = "not_unknown",
    .message = N_("A person can settle this only when M-Pesa has given no clear answer for an hour. Read it again."),
};

enum { HAPPENED = CALL_FIELDS, OWN_RECEIPT, NOTE };
static const struct field resolve_fields[] = {
    CALL_LANDLORD,
    [HAPPENED] = {"happened", FIELD_CHOICE, REQUIRED, .choices = "yes|no"},
    [OWN_RECEIPT] = {"receipt", FIELD_REF, OPTIONAL, .least = 6, .most = 20},
    [NOTE] = {"note", FIELD_TEXT, REQUIRED, .least = 2, .most = 200},
};

enum err
api_reversal_resolve(struct app *app, struct request *rq, struct response *rs)
{
    struct call          c;
    struct mpesa_request r;
    enum err             e = call_body(&c, app, rq, resolve_fields, COUNT(resolve_fields), WHO_OWNER);

    if (!e)
        e = load(app, rq, &c.who, rq->args[0], &r);
    if (!e)
        e = payout_resolve(app->db, rq->mem, &c.who, r.id, strcmp(form_text(&c.form, HAPPENED), "yes") == 0,
                           form_text(&c.form, OWN_RECEIPT), form_text(&c.form, NOTE));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &not_open);
    if (!e)
        e = load(app, rq, &c.who, rq->args[0], &r);
    return e ? call_failed(&c, rs, e) : answer(rq, rs, &r, 200);
}
