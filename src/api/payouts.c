/*
 * payouts.c - money out: to phones (b2c) and to paybills and tills (b2b), asked for by one person and approved by
 * another.
 */
#include "rent/payout.h"

#include <string.h>

#include "api/call.h"
#include "api/extra.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/start.h"
#include "base/poke.h"
#include "daraja/request_telling.h"
#include "web/api.h"
#include "web/proof.h"

static const struct refusal decided_already = {
    .status = 409,
    .code = "already_decided",
    .message = N_("This payment was decided already. Read it again before you do anything else."),
};
static const struct refusal needs_another = {
    .status = 403,
    .code = "second_person_required",
    .message = N_("Whoever asked for a payment cannot approve it. Another owner, an accountant with the right, or an "
                  "operator does."),
};
static const struct refusal may_not = {
    .status = 403,
    .code = "approval_not_allowed",
    .message = N_("Only an owner, an accountant with the right, or an operator decides this."),
};
static const struct refusal code_required = {
    .status = 403,
    .code = "second_factor_required",
    .message = N_("Nobody else can approve this. Send the code of your second step as totp; without one, set it up in "
                  "your account first."),
    .field = "totp",
};
static const struct refusal code_wrong = {
    .status = 403,
    .code = "second_factor_wrong",
    .message = N_("This code is not right, or it was used already. Send the next one that your app shows."),
    .field = "totp",
};

static void
put_receiver(struct json_writer *w, const struct mpesa_request *r)
{
    bool phone = strcmp(r->api, "b2c") == 0;

    json_put_text(w, "commandId", r->command);
    json_put_text(w, "purpose", r->purpose);
    if (phone) {
        json_put_text(w, "phoneNumber", r->party);
    } else {
        json_put_text(w, "receiverShortCode", r->party);
        json_put_text(w, "receiverType", r->party_kind);
        json_put_text(w, "accountReference", r->account_ref);
    }
    json_put_text(w, "receiverName", r->party_name);
}

static enum err
answer_payout(struct request *rq, struct response *rs, const struct mpesa_request *r, int status)
{
    struct request_telling t = request_telling_of(r);
    struct json_writer     w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "id", r->id);
    json_put_text(&w, "status", t.status);
    json_put_text(&w, "message", lang_text(rq->lang, t.message));
    put_maybe(&w, "moneyMoved", t.money_moved);
    put_money(&w, "amount", r->amount);
    put_money(&w, "charge", r->charge);
    put_receiver(&w, r);
    json_put_text(&w, "businessShortCode", r->shortcode);
    json_put_text(&w, "remarks", r->remarks);
    json_put_text(&w, "occasion", r->occasion);
    json_put_text(&w, "leaseId", r->lease_id);
    json_put_text(&w, "conversationId", r->conversation_id);
    json_put_text(&w, "originatorConversationId", r->originator_id);
    json_put_text(&w, "mpesaReceiptNumber", r->result_receipt);
    json_put_text(&w, "resultCode", r->result_code);
    json_put_text(&w, "resultDesc", r->result_desc);
    json_put_text(&w, "requestedBy", r->requested_name);
    put_time(&w, "requestedAt", r->requested_at);
    bool rejected = strcmp(r->state, "rejected") == 0;
    json_put_text(&w, "approvedBy", rejected ? NULL : r->decided_name);
    put_time(&w, "approvedAt", rejected ? 0 : r->decided_at);
    json_put_text(&w, "rejectedBy", rejected ? r->decided_name : NULL);
    put_time(&w, "rejectedAt", rejected ? r->decided_at : 0);
    json_put_text(&w, "reason", r->decision_note);
    put_time(&w, "sentAt", r->sent_at);
    put_time(&w, "completedAt", r->completed_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

/* A payout of the one kind is not found at the other's address. */
static enum err
load(struct app *app, struct request *rq, const struct who *who, const char *api, const char *id,
     struct mpesa_request *r)
{
    enum err e = mpesa_request_load(app->db, rq->mem, who, id, r);

    return !e && strcmp(r->api, api) != 0 ? ERR_NOT_FOUND : e;
}

static enum err
answer_loaded(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *api,
              const char *id, int status)
{
    struct mpesa_request r;
    enum err             e = load(app, rq, who, api, id, &r);

    return e ? e : answer_payout(rq, rs, &r, status);
}

/* ---- asking ---- */

static enum err
ask(struct app *app, struct request *rq, struct response *rs, struct call *c, struct payout_ask *a)
{
    enum payout_answer answer;
    const char        *id;
    enum err           e = start_key_or_new(rq, &a->key);

    if (e)
        return start_key_refused(rq, rs);
    e = payout_ask(app->db, rq->mem, &c->who, a, &answer, &id);
    if (e)
        return e;
    const struct payout_refusal *r = payout_refusal(answer);
    if (r)
        return refuse(
            rq, rs, &(struct refusal){.status = r->status, .code = r->code, .message = r->message, .field = r->field});
    return answer_loaded(app, rq, rs, &c->who, a->api, id, answer == PAYOUT_AGAIN ? 200 : 202);
}

enum err
api_b2c_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { PHONE = CALL_FIELDS, AMOUNT, COMMAND, REMARKS, OCCASION, LEASE, PURPOSE };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [PHONE] = {"phoneNumber", FIELD_PHONE, REQUIRED},
        [AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED},
        [COMMAND] = {"commandId", FIELD_CHOICE, OPTIONAL, .choices = "BusinessPayment|SalaryPayment|PromotionPayment"},
        [REMARKS] = {"remarks", FIELD_TEXT, REQUIRED, .least = 2, .most = 100},
        [OCCASION] = {"occasion", FIELD_TEXT, OPTIONAL, .least = 1, .most = 100},
        [LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
        [PURPOSE] = {"purpose", FIELD_CHOICE, OPTIONAL, .choices = "refund|deposit|salary|promotion|expense|owner"},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    struct payout_ask a = {
        .api = "b2c",
        .purpose = form_text(&c.form, PURPOSE),
        .command = form_text(&c.form, COMMAND),
        .party = form_text(&c.form, PHONE),
        .party_kind = "phone",
        .amount = form_money(&c.form, AMOUNT),
        .remarks = form_text(&c.form, REMARKS),
        .occasion = form_text(&c.form, OCCASION),
        .lease_id = form_text(&c.form, LEASE),
    };
    return ask(app, rq, rs, &c, &a);
}

enum err
api_b2b_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { SHORTCODE = CALL_FIELDS, TYPE, ACCOUNT, AMOUNT, REMARKS, OCCASION, PURPOSE };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [SHORTCODE] = {"receiverShortCode", FIELD_DIGITS, OPTIONAL, .least = 5, .most = 7},
        [TYPE] = {"receiverType", FIELD_CHOICE, OPTIONAL, .choices = "paybill|till"},
        [ACCOUNT] = {"accountReference", FIELD_TEXT, OPTIONAL, .least = 1, .most = 13},
        [AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED},
        [REMARKS] = {"remarks", FIELD_TEXT, REQUIRED, .least = 2, .most = 100},
        [OCCASION] = {"occasion", FIELD_TEXT, OPTIONAL, .least = 1, .most = 100},
        [PURPOSE] = {"purpose", FIELD_CHOICE, OPTIONAL, .choices = "expense|owner|utility|supplier|top_up"},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    const char *purpose = form_text(&c.form, PURPOSE), *type = form_text(&c.form, TYPE);
    bool        top_up = purpose && strcmp(purpose, "top_up") == 0;
    if (!top_up && !form_text(&c.form, SHORTCODE))
        form_error(&c.form, SHORTCODE, N_("Enter the receiver’s paybill or till number."));
    if (!top_up && !type)
        form_error(&c.form, TYPE, N_("Choose whether it is a paybill or a till."));
    if (!form_ok(&c.form))
        return api_form_error(rs, &c.form);
    struct payout_ask a = {
        .api = "b2b",
        .purpose = purpose,
        .party = top_up ? NULL : form_text(&c.form, SHORTCODE),
        .party_kind = top_up ? "paybill" : type,
        .account_ref = top_up ? NULL : form_text(&c.form, ACCOUNT),
        .amount = form_money(&c.form, AMOUNT),
        .remarks = form_text(&c.form, REMARKS),
        .occasion = form_text(&c.form, OCCASION),
    };
    return ask(app, rq, rs, &c, &a);
}

enum err
api_tax_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { AMOUNT = CALL_FIELDS, PRN, REMARKS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED},
        [PRN] = {"prn", FIELD_REF, REQUIRED, .least = 5, .most = 20},
        [REMARKS] = {"remarks", FIELD_TEXT, REQUIRED, .least = 2, .most = 100},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "tax"))
        return ERR_OK;
    struct payout_ask a = {
        .api = "tax",
        .account_ref = form_text(&c.form, PRN),
        .amount = form_money(&c.form, AMOUNT),
        .remarks = form_text(&c.form, REMARKS),
    };
    return ask(app, rq, rs, &c, &a);
}

/* ---- looking ---- */

static enum err
show(struct app *app, struct request *rq, struct response *rs, const char *api)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PURSER);

    return e ? call_failed(&c, rs, e) : answer_loaded(app, rq, rs, &c.who, api, rq->args[0], 200);
}

enum err
api_b2c_show(struct app *app, struct request *rq, struct response *rs)
{
    return show(app, rq, rs, "b2c");
}

enum err
api_b2b_show(struct app *app, struct request *rq, struct response *rs)
{
    return show(app, rq, rs, "b2b");
}

/* ---- deciding ---- */

/* NULL: he may. */
static const struct refusal *
refusal_of(enum payout_right right, bool approving)
{
    switch (right) {
    case PAYOUT_OVER: return &decided_already;
    case PAYOUT_MAY_NOT: return &may_not;
    case PAYOUT_NOT_HIS_OWN: return approving ? &needs_another : NULL;
    default: return NULL;
    }
}

static enum err
load_right(struct app *app, struct request *rq, const struct who *who, const char *api, enum payout_right *right)
{
    struct mpesa_request r;
    enum err             e = load(app, rq, who, api, rq->args[0], &r);

    return e ? e : payout_right(app->db, rq->mem, who, &r, right);
}

/* The code of whoever is alone; being right uses it up. *why is set for ERR_AUTH. */
static enum err
prove(struct app *app, struct request *rq, struct response *rs, const char *code, const struct refusal **why)
{
    int64_t  wait_s = 0;
    enum err e = code ? proof_second(app, rq, code, &wait_s) : ERR_NOT_FOUND;

    *why = e == ERR_AUTH ? &code_wrong : &code_required;
    if (e == ERR_LIMIT)
        api_retry_after(rs, wait_s);
    return e == ERR_NOT_FOUND ? ERR_AUTH : e;
}

static enum err
decided(struct app *app, struct request *rq, struct response *rs, const struct call *c, const char *api, enum err e)
{
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &decided_already);
    return e ? e : answer_loaded(app, rq, rs, &c->who, api, rq->args[0], 200);
}

static enum err
approve(struct app *app, struct request *rq, struct response *rs, const char *api)
{
    enum { CODE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [CODE] = {"totp", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
    };
    struct call           c;
    enum payout_right     right;
    const struct refusal *why = NULL;
    enum err              e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (!e)
        e = load_right(app, rq, &c.who, api, &right);
    if (e)
        return call_failed(&c, rs, e);
    if (refusal_of(right, true))
        return refuse(rq, rs, refusal_of(right, true));
    if (right == PAYOUT_MAY_ALONE)
        e = prove(app, rq, rs, form_text(&c.form, CODE), &why);
    if (e)
        return e == ERR_AUTH ? refuse(rq, rs, why) : e;
    e = payout_approve(app->db, rq->mem, &c.who, rq->args[0], right == PAYOUT_MAY_ALONE);
    if (!e)
        poke(app->gateway);
    return decided(app, rq, rs, &c, api, e);
}

static enum err
reject(struct app *app, struct request *rq, struct response *rs, const char *api)
{
    enum { REASON = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [REASON] = {"reason", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    };
    struct call       c;
    enum payout_right right;
    enum err          e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (!e)
        e = load_right(app, rq, &c.who, api, &right);
    if (e)
        return call_failed(&c, rs, e);
    if (refusal_of(right, false))
        return refuse(rq, rs, refusal_of(right, false));
    e = payout_reject(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    return decided(app, rq, rs, &c, api, e);
}

enum err
api_b2c_approve(struct app *app, struct request *rq, struct response *rs)
{
    return approve(app, rq, rs, "b2c");
}

enum err
api_b2c_reject(struct app *app, struct request *rq, struct response *rs)
{
    return reject(app, rq, rs, "b2c");
}

enum err
api_b2b_approve(struct app *app, struct request *rq, struct response *rs)
{
    return approve(app, rq, rs, "b2b");
}

enum err
api_b2b_reject(struct app *app, struct request *rq, struct response *rs)
{
    return reject(app, rq, rs, "b2b");
}

enum err
api_tax_show(struct app *app, struct request *rq, struct response *rs)
{
    return show(app, rq, rs, "tax");
}

enum err
api_tax_approve(struct app *app, struct request *rq, struct response *rs)
{
    return approve(app, rq, rs, "tax");
}

enum err
api_tax_reject(struct app *app, struct request *rq, struct response *rs)
{
    return reject(app, rq, rs, "tax");
}
