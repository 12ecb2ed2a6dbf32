/*
 * enquiries.c - asking M-Pesa what became of a transaction: by the landlord's side, and by a tenant who has paid.
 */
#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/phone.h"
#include "base/poke.h"
#include "daraja/verdict.h"
#include "rent/claim.h"
#include "rent/mpesa_code.h"
#include "web/api.h"

static const char *
status_of(const struct enquiry *n)
{
    return strcmp(n->request.state, "success") == 0  ? "success"
           : strcmp(n->request.state, "failed") == 0 ? "failed"
                                                     : "pending";
}

static enum err
answer_asked(struct app *app, struct request *rq, struct response *rs, const char *id)
{
    struct json_writer w = json_writer_new(rq->mem);

    poke(app->gateway);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", id);
    json_put_text(&w, "status", "pending");
    json_close(&w);
    return api_ok(rs, 202, &w);
}

/* ---- the landlord's side ---- */

static const struct refusal no_number = {
    .status = 409,
    .code = "not_configured",
    .message = N_("There is no paybill or till in use. Set one up and activate it first."),
};
static const struct refusal one_of_two = {
    .status = 422,
    .code = "invalid_fields",
    .message = N_("Name either a receipt or a conversation id."),
    .field = "receipt",
};
static const struct refusal no_code = {
    .status = 422,
    .code = "invalid_fields",
    .message = N_("We find no M-Pesa code in this. It has 10 letters and digits, like UKL3A7XK2P."),
    .field = "receipt",
};
static const struct refusal no_conversation = {
    .status = 422,
    .code = "invalid_fields",
    .message = N_("This is no conversation id."),
    .field = "originatorConversationId",
};

enum err
api_enquiry_ask(struct app *app, struct request *rq, struct response *rs)
{
    enum { RECEIPT = CALL_FIELDS, CONVERSATION };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [RECEIPT] = {"receipt", FIELD_TEXT, OPTIONAL, 1, 1000},
        [CONVERSATION] = {"originatorConversationId", FIELD_TEXT, OPTIONAL, 1, 200},
    };
    struct call c;
    const char *id, *code = NULL, *conversation = NULL;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    const char *receipt = form_text(&c.form, RECEIPT), *by_id = form_text(&c.form, CONVERSATION);
    if (!receipt == !by_id)
        return refuse(rq, rs, &one_of_two);
    if (receipt && !(code = mpesa_code_read(rq->mem, receipt)))
        return refuse(rq, rs, &no_code);
    if (by_id && !(conversation = mpesa_conversation_read(rq->mem, by_id)))
        return refuse(rq, rs, &no_conversation);
    e = enquiry_ask(app->db, rq->mem, &c.who, code, conversation, &id);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    return e ? e : answer_asked(app, rq, rs, id);
}

/* A stranger's whole number is told to the owner and the operator alone. */
static const char *
payer_phone(struct request *rq, const struct who *who, const char *payer)
{
    char normal[PHONE_SIZE], masked[PHONE_MASK_SIZE];
    bool whole = who->role == ROLE_OWNER || who->role == ROLE_OPERATOR;

    if (!payer || !phone_parse(payer, normal))
        return payer;
    return arena_strdup(rq->mem, whole ? normal : phone_mask(masked, normal));
}

static const char *
sentence(const struct enquiry *n)
{
    const struct verdict *v = verdict_named(n->request.verdict);
    const struct finding *f = finding_named(n->finding);

    if (!f)
        return N_("M-Pesa has been asked. Its answer takes a few seconds, sometimes a minute.");
    return strcmp(f->name, "cannot_ask") == 0 && v ? v->sentence : f->landlord;
}

enum err
api_enquiry_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call    c;
    struct enquiry n;
    enum err       e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (!e)
        e = enquiry_load(app->db, rq->mem, &c.who, rq->args[0], &n);
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", n.request.id);
    json_put_text(&w, "status", status_of(&n));
    json_put_text(&w, "finding", n.finding);
    json_put_text(&w, "message", lang_text(rq->lang, sentence(&n)));
    json_put_text(&w, "purpose", n.request.purpose);
    json_put_text(&w, "receipt", n.request.receipt_no);
    json_put_text(&w, "conversationId", n.request.about_conversation);
    json_put_text(&w, "transactionStatus", n.state_text);
    json_put_text(&w, "mpesaReceiptNumber", n.receipt_no);
    if (n.amount.cents)
        put_money(&w, "amount", n.amount);
    else
        json_put_null(&w, "amount");
    json_put_text(&w, "payerPhone", payer_phone(rq, &c.who, n.payer));
    json_put_text(&w, "payerName", n.payer_name);
    json_put_text(&w, "payee", n.payee);
    json_put_text(&w, "payeeName", n.payee_name);
    json_put_text(&w, "reasonType", n.reason_type);
    put_time(&w, "finalisedAt", n.finalised_at);
    json_put_text(&w, "leaseId", n.request.lease_id);
    json_put_text(&w, "billId", n.request.bill_id);
    json_put_text(&w, "resultCode", n.request.result_code);
    json_put_text(&w, "resultDesc", n.request.result_desc);
    put_time(&w, "requestedAt", n.request.requested_at);
    put_time(&w, "completedAt", n.request.completed_at);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

/* ---- "I have paid: here is my code" ---- */

enum err
api_claim_enter(struct app *app, struct request *rq, struct response *rs)
{
    enum { CODE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [CODE] = {"code", FIELD_TEXT, REQUIRED, 1, 1000},
    };
    static const struct refusal no_code_in_it = {
        .status = 422,
        .code = "invalid_fields",
        .message = N_("We find no M-PESA code in this. It has 10 letters and digits, like UKL3A7XK2P, and is the first "
                      "word of the message from M-PESA."),
        .field = "code",
    };
    struct call       c;
    enum claim_answer answer;
    const char       *id, *receipt_number, *code;
    int64_t           wait_s;
    enum err          e = call_body(&c, app, rq, fields, COUNT(fields), WHO_SIGNED_IN);

    if (e)
        return call_failed(&c, rs, e);
    code = mpesa_code_read(rq->mem, form_text(&c.form, CODE));
    if (!code)
        return refuse(rq, rs, &no_code_in_it);
    e = claim_enter(app->db, rq->mem, &c.who, rq->args[0], code, &answer, &id, &receipt_number, &wait_s);
    if (e)
        return call_failed(&c, rs, e);
    const struct claim_refusal *no = claim_refusal(answer);
    if (!no)
        return answer_asked(app, rq, rs, id);
    return refuse(rq, rs,
                  &(struct refusal){.status = no->status,
                                    .code = no->code,
                                    .message = c.who.role == ROLE_TENANT ? no->tenant : no->landlord,
                                    .retry_after_s = wait_s});
}

/* No word of the payer: a code that somebody types may be a stranger's. */
enum err
api_claim_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call    c;
    struct enquiry n;
    struct claimed m = {0};
    enum err       e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = enquiry_load(app->db, rq->mem, &c.who, rq->args[0], &n);
    if (!e && strcmp(n.request.purpose, "claim") != 0)
        e = ERR_NOT_FOUND;
    if (e)
        return call_failed(&c, rs, e);
    const struct finding *f = finding_named(n.finding);
    bool                  tenant = c.who.role == ROLE_TENANT;
    e = claim_money(app->db, rq->mem, n.request.landlord_id, n.request.lease_id, n.request.receipt_no, &m);
    if (e && e != ERR_NOT_FOUND)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", n.request.id);
    json_put_text(&w, "status", status_of(&n));
    json_put_text(&w, "finding", n.finding);
    json_put_text(&w, "message",
                  lang_text(rq->lang, !f ? N_("We are asking M-PESA. This takes a few seconds, sometimes a minute.")
                                      : tenant ? f->tenant
                                               : f->landlord));
    json_put_bool(&w, "credited", f && f->credited);
    json_put_bool(&w, "canRetry", f && f->try_again);
    json_put_text(&w, "code", n.request.receipt_no);
    json_put_text(&w, "billId", n.request.bill_id);
    json_put_text(&w, "leaseId", n.request.lease_id);
    json_put_text(&w, "receiptNumber", f && f->credited && m.own ? m.receipt_number : NULL);
    put_time(&w, "requestedAt", n.request.requested_at);
    put_time(&w, "completedAt", n.request.completed_at);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
