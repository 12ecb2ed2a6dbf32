/*
 * tax.c - tax on rent to the Kenya Revenue Authority: a payout like any other, approved by another person than who
 * asked.
 */
#include <string.h>

#include "api/call.h"
#include "api/extra.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/start.h"
#include "base/poke.h"
#include "daraja/verdict.h"
#include "rent/payout.h"
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

static enum err
answer_loaded(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
              int status)
{
    struct mpesa_request r;
    struct json_writer   w = json_writer_new(rq->mem);
    enum err             e = extra_load(app, rq, who, "tax", id, &r);

    if (e)
        return e;
    const struct verdict *v = verdict_named(r.verdict);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", r.id);
    json_put_text(&w, "status", r.state);
    json_put_text(&w, "message", v ? lang_text(rq->lang, v->sentence) : NULL);
    put_maybe(&w, "moneyMoved", v ? v->money_moved : strcmp(r.state, "sent") == 0 ? -1 : 0);
    put_money(&w, "amount", r.amount);
    json_put_text(&w, "prn", r.account_ref);
    json_put_text(&w, "remarks", r.remarks);
    json_put_text(&w, "businessShortCode", r.shortcode);
    json_put_text(&w, "mpesaReceiptNumber", r.result_receipt);
    json_put_text(&w, "resultCode", r.result_code);
    json_put_text(&w, "resultDesc", r.result_desc);
    json_put_text(&w, "requestedBy", r.requested_name);
    put_time(&w, "requestedAt", r.requested_at);
    json_put_text(&w, "decidedBy", r.decided_name);
    put_time(&w, "decidedAt", r.decided_at);
    put_time(&w, "completedAt", r.completed_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_tax_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { AMOUNT = CALL_FIELDS, PRN, REMARKS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED, 100, 0, NULL},
        [PRN] = {"prn", FIELD_REF, REQUIRED, .least = 5, .most = 20},
        [REMARKS] = {"remarks", FIELD_TEXT, REQUIRED, .least = 2, .most = 100},
    };
    struct call        c;
    enum payout_answer answer;
    const char        *id;
    enum err           e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "tax"))
        return ERR_OK;
    struct payout_ask ask = {.api = "tax",
                             .purpose = "tax",
                             .account_ref = form_text(&c.form, PRN),
                             .amount = form_money(&c.form, AMOUNT),
                             .remarks = form_text(&c.form, REMARKS)};
    e = start_key_or_new(rq, &ask.key);
    if (e)
        return start_key_refused(rq, rs);
    e = payout_ask(app->db, rq->mem, &c.who, &ask, &answer, &id);
    if (e)
        return e;
    const struct payout_refusal *no = payout_refusal(answer);
    if (no)
        return refuse(
            rq, rs,
            &(struct refusal){.status = no->status, .code = no->code, .message = no->message, .field = no->field});
    return answer_loaded(app, rq, rs, &c.who, id, answer == PAYOUT_AGAIN ? 200 : 202);
}

enum err
api_tax_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    return extra_off(app, rq, rs, "tax") ? ERR_OK : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}

/* ---- deciding ---- */

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
load_right(struct app *app, struct request *rq, const struct who *who, enum payout_right *right)
{
    struct mpesa_request r;
    enum err             e = extra_load(app, rq, who, "tax", rq->args[0], &r);

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
decided(struct app *app, struct request *rq, struct response *rs, const struct call *c, enum err e)
{
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &decided_already);
    return e ? e : answer_loaded(app, rq, rs, &c->who, rq->args[0], 200);
}

enum err
api_tax_approve(struct app *app, struct request *rq, struct response *rs)
{
    enum { CODE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [CODE] = {"totp", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
    };
    struct call           c;
    enum payout_right     right;
    const struct refusal *why = NULL;
    enum err              e = call_body(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "tax"))
        return ERR_OK;
    e = load_right(app, rq, &c.who, &right);
    if (e)
        return e;
    if (refusal_of(right, true))
        return refuse(rq, rs, refusal_of(right, true));
    if (right == PAYOUT_MAY_ALONE)
        e = prove(app, rq, rs, form_text(&c.form, CODE), &why);
    if (e)
        return e == ERR_AUTH ? refuse(rq, rs, why) : e;
    e = payout_approve(app->db, rq->mem, &c.who, rq->args[0], right == PAYOUT_MAY_ALONE);
    if (!e)
        poke(app->gateway);
    return decided(app, rq, rs, &c, e);
}

enum err
api_tax_reject(struct app *app, struct request *rq, struct response *rs)
{
    enum { REASON = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [REASON] = {"reason", FIELD_TEXT, OPTIONAL, .least = 1, .most = 200},
    };
    struct call       c;
    enum payout_right right;
    enum err          e = call_body(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "tax"))
        return ERR_OK;
    e = load_right(app, rq, &c.who, &right);
    if (e)
        return e;
    if (refusal_of(right, false))
        return refuse(rq, rs, refusal_of(right, false));
    e = payout_reject(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    return decided(app, rq, rs, &c, e);
}
