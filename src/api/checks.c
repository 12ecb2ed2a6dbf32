/*
 * checks.c - trying a number's keys, initiator and addresses out (rent/setup_check.h), and the payments that the
 * sandbox makes up (rent/trial.h).
 */
#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "rent/setup_check.h"
#include "rent/trial.h"
#include "web/api.h"

static const struct refusal no_number = {
    .status = 409,
    .code = "not_configured",
    .message = N_("There is no paybill or till in use. Set one up and activate it first."),
};
static const struct refusal dangerous = {
    .status = 409,
    .code = "initiator_refused",
    .message = N_("The last password was refused, and nothing was changed since; several wrong ones lock the "
                  "initiator. Send sure: true to try all the same."),
    .field = "sure",
};
static const struct refusal sandbox_only = {
    .status = 409,
    .code = "sandbox_only",
    .message = N_("Trial payments are for the sandbox only. Nothing was sent."),
};
static const struct refusal trial_under_way = {
    .status = 409,
    .code = "trial_in_progress",
    .message = N_("A trial payment is being sent right now. Ask for it in a few seconds."),
};

static void
put_check(struct json_writer *w, const struct request *rq, enum check_kind k, const struct setup_check *c)
{
    json_open(w, NULL, '{');
    json_put_text(w, "kind", check_kind_name(k));
    json_put_text(w, "state", !c->id ? "never" : c->finding ? c->state : "running");
    json_put_text(w, "finding", c->finding ? c->finding->name : NULL);
    json_put_text(w, "reason", c->finding ? lang_text(rq->lang, c->finding->reason) : NULL);
    json_put_text(w, "fix", c->finding && *c->finding->fix ? lang_text(rq->lang, c->finding->fix) : NULL);
    json_put_text(w, "resultCode", c->code);
    json_put_text(w, "resultDesc", c->said);
    json_put_bool(w, "changedSince", c->finding && c->stale);
    put_time(w, "askedAt", c->asked_at);
    put_time(w, "answeredAt", c->answered_at);
    json_close(w);
}

static enum err
answer_checks(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct setup_check all[CHECK_KIND_COUNT];
    enum err           e = setup_check_newest(app->db, rq->mem, who, all);

    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_open(&w, "checks", '[');
    for (enum check_kind k = 0; k < CHECK_KIND_COUNT; k++)
        put_check(&w, rq, k, &all[k]);
    json_close(&w);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_check_list(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_landlord(&c, app, rq, NULL, 0, WHO_OWNER);

    return e ? call_failed(&c, rs, e) : answer_checks(app, rq, rs, &c.who, 200);
}

enum err
api_check_ask(struct app *app, struct request *rq, struct response *rs)
{
    enum { KIND, SURE };
    static const struct field fields[] = {
        [KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = "token|passkey|initiator|urls|callbacks"},
        [SURE] = {"sure", FIELD_FLAG, OPTIONAL},
    };
    struct call       c;
    enum check_answer answer;
    int64_t           wait_s;
    enum err          e = call_landlord(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    e = setup_check_ask(app->db, rq->mem, &c.who, check_kind_from(form_text(&c.form, KIND)), form_flag(&c.form, SURE),
                        &answer, &wait_s);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    if (e)
        return e;
    if (answer == CHECK_DANGEROUS)
        return refuse(rq, rs, &dangerous);
    if (answer == CHECK_TOO_SOON) {
        struct refusal soon = {.status = 429,
                               .code = "check_wait",
                               .message = N_("Each test may be made once a minute. Nothing was sent."),
                               .retry_after_s = wait_s};
        return refuse(rq, rs, &soon);
    }
    poke(app->gateway);
    return answer_checks(app, rq, rs, &c.who, 202);
}

/* ---- a payment that the sandbox makes up ---- */

/* `t` all zero: none yet. */
static enum err
answer_trial(struct request *rq, struct response *rs, const struct trial *t, int status)
{
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_put_text(&w, "id", t->id);
    json_put_text(&w, "state", t->state);
    json_put_text(&w, "businessShortCode", t->shortcode);
    if (t->id)
        put_money(&w, "amount", t->amount);
    else
        json_put_null(&w, "amount");
    json_put_text(&w, "phone", t->phone);
    json_put_text(&w, "accountReference", t->account_ref);
    json_put_text(&w, "resultCode", t->code);
    json_put_text(&w, "resultDesc", t->said);
    put_time(&w, "askedAt", t->asked_at);
    put_time(&w, "answeredAt", t->answered_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

static enum err
answer_newest(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct trial t = {0};
    enum err     e = trial_newest(app->db, rq->mem, who, &t);

    return e && e != ERR_NOT_FOUND ? e : answer_trial(rq, rs, &t, status);
}

enum err
api_trial_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_OWNER);

    return e ? call_failed(&c, rs, e) : answer_newest(app, rq, rs, &c.who, 200);
}

enum err
api_trial_ask(struct app *app, struct request *rq, struct response *rs)
{
    enum { AMOUNT = CALL_FIELDS, PHONE, ACCOUNT };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED, MPESA_LEAST_CENTS, MPESA_MOST_CENTS},
        [PHONE] = {"phone", FIELD_PHONE, REQUIRED},
        [ACCOUNT] = {"accountReference", FIELD_TEXT, OPTIONAL, 1, 20},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    if (app->conf->production)
        return refuse(rq, rs, &sandbox_only);
    e = trial_ask(app->db, rq->mem, &c.who, form_money(&c.form, AMOUNT), form_text(&c.form, PHONE),
                  form_text(&c.form, ACCOUNT));
    if (e == ERR_FIELD)
        form_error(&c.form, ACCOUNT, "Enter an account number, for example that of a unit.");
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &trial_under_way);
    if (e)
        return call_failed(&c, rs, e);
    poke(app->gateway);
    return answer_newest(app, rq, rs, &c.who, 202);
}
