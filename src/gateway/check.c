#include "gateway/check.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/random.h"
#include "daraja/answer.h"
#include "daraja/stk.h"
#include "gateway/apps.h"
#include "gateway/record.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "rent/collect.h"
#include "rent/setup_check.h"

enum { PATIENCE_S = 60, MADE_UP_SIZE = 40 };

static const char query_path[] = "/mpesa/stkpushquery/v1/query";

static enum err
end(struct gateway *g, const struct checking *c, const char *finding, const char *code, const char *said)
{
    log_event(LOG_INFO, "check.ended", "check", c->id, "kind", check_kind_name(c->kind), "finding", finding, "code",
              code, NULL);
    return setup_check_end(g->db, c->id, finding, code, said);
}

/* ---- a token ---- */

static const char *
token_finding(const struct app_token *app)
{
    switch (app->answered) {
    case ANSWER_ACCEPTED: return "token_ok";
    case ANSWER_REJECTED: return app->said_code[0] ? "keys_wrong" : "keys_elsewhere";
    case ANSWER_BUSY: return "busy";
    case ANSWER_NOT_SENT: return "not_reached";
    default: return "no_answer";
    }
}

static enum err
try_token(struct gateway *g, const struct checking *c, struct app_token *app)
{
    if (!c->sent) {
        token_try(g, app);
        return setup_check_sending(g->db, c->id);
    }
    if (app->fetching)
        return ERR_OK;
    if (app->answered_at < c->sent_at) { /* there was no room for it */
        token_try(g, app);
        return ERR_OK;
    }
    return end(g, c, token_finding(app), app->said_code[0] ? app->said_code : NULL, app->said[0] ? app->said : NULL);
}

/* ---- the passkey ---- */

struct job {
    char              id[ID_SIZE];
    struct app_token *app;
    char              token[TOKEN_SIZE];
    char              landlord_id[ID_SIZE], account_id[ID_SIZE];
};

/* Daraja looks at the password before it looks for the payment. What is told by prose alone is listed in daraja.md
 * 17.2; anything else tells nothing. */
static const struct {
    const char *code, *fragment, *finding;
} told[] = {
    {"500.001.1001", "Wrong credentials", "passkey_wrong"},
    {"500.001.1001", "Merchant does not exist", "number_not_enabled"},
    {"500.001.1001", "does not exist", "passkey_fits"},
    {"401.003.01", "apiproduct", "product_missing"},
};

static const char *
told_by(const char *code, const char *message)
{
    for (size_t i = 0; code && message && i < COUNT(told); i++)
        if (strcmp(code, told[i].code) == 0 && strcasestr(message, told[i].fragment))
            return told[i].finding;
    return NULL;
}

static const char *
passkey_finding(const struct answer *a, const struct reply *r)
{
    if (r->transport != TRANSPORT_ANSWERED)
        return r->transport == TRANSPORT_NOT_SENT ? "not_reached" : "no_answer";
    if (a->kind == ANSWER_BUSY)
        return "busy";
    const char *finding = told_by(a->code, a->message);
    return finding ? finding : "passkey_untold";
}

/* The question did not tell: what did Daraja say to the last prompt, in which the same passkey was? */
static enum err
ask_the_prompt(struct gateway *g, const struct job *job, struct arena *mem, const char **finding)
{
    const char        *verdict, *body, *by_prompt;
    const struct json *j = NULL;
    int64_t            at;
    enum err           e = setup_check_prompt(g->db, mem, job->landlord_id, job->account_id, &at, &verdict, &body);

    if (e != ERR_OK || !verdict)
        return e;
    if (strcmp(verdict, answer_kind_name(ANSWER_ACCEPTED)) == 0) {
        *finding = "passkey_prompted";
        return ERR_OK;
    }
    if (body && json_parse(mem, body, strlen(body), &j, NULL) != ERR_OK)
        j = NULL;
    by_prompt = told_by(json_text(json_get(j, "errorCode")), json_text(json_get(j, "errorMessage")));
    if (by_prompt)
        *finding = by_prompt;
    return ERR_OK;
}

static enum err
judge_passkey(struct gateway *g, const struct job *job, const struct answer *a, const struct reply *r,
              struct arena *mem)
{
    const char *finding = passkey_finding(a, r);
    enum err    e = ERR_OK;

    if (a->kind == ANSWER_TOKEN && !token_refused(g, job->app, job->token))
        return ERR_OK; /* still 'sending': asked again with the next token */
    if (a->kind == ANSWER_TOKEN)
        finding = "token_refused";
    else
        token_worked(job->app);
    if (strcmp(finding, "passkey_untold") == 0)
        e = ask_the_prompt(g, job, mem, &finding);
    return e == ERR_OK ? setup_check_end(g->db, job->id, finding, a->code, a->message) : e;
}

static void
answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    const struct job    *job = arg;
    struct answer        a = answer_to_query(mem, r);
    struct daraja_record record = record_of(mem, "stk_query", &a, r, ms);
    enum err             e = db_begin(g->db);

    log_event(LOG_INFO, "check.answered", "check", job->id, "verdict", record.verdict, "code", record.code, NULL);
    g->checks_in_flight--;
    if (e == ERR_OK) {
        e = collect_record_call(g->db, &record);
        if (e == ERR_OK)
            e = judge_passkey(g, job, &a, r, mem);
        e = db_end(g->db, e);
    }
    if (e != ERR_OK)
        log_event(LOG_ERR, "check.answer_not_kept", "check", job->id, "err", err_name(e), NULL);
}

/* Of the usual form, and nobody's: the day is in the year 2000. */
static const char *
made_up(struct arena *mem)
{
    return arena_printf(mem, "ws_CO_01012000000000%03d700000000", (int)random_below(1000));
}

static enum err
try_passkey(struct gateway *g, const struct checking *c, const struct keys *keys)
{
    struct job  job = {.app = keys->app};
    const char *token = c->sent && g->checks_in_flight ? NULL : token_for(g, keys->app);
    bool        till = strcmp(c->business_type, "till") == 0;

    if (!token)
        return ERR_OK;
    snprintf(job.id, sizeof job.id, "%s", c->id);
    snprintf(job.token, sizeof job.token, "%s", token);
    snprintf(job.landlord_id, sizeof job.landlord_id, "%s", c->landlord_id);
    snprintf(job.account_id, sizeof job.account_id, "%s", c->receiving_account_id);
    struct exchange x = {
        .path = query_path,
        .body =
            stk_query_body(g->mem, till ? c->store_number : c->shortcode, keys->passkey, made_up(g->mem), clock_now()),
        .bearer = token,
        .done = answered,
        .job = &job,
        .job_size = sizeof job,
    };
    enum err e = setup_check_sending(g->db, c->id);
    if (e == ERR_OK)
        e = transfer_begin(g, &x);
    if (e == ERR_OK)
        g->checks_in_flight++;
    return e == ERR_BUSY ? ERR_OK : e;
}

static enum err
try_keys(struct gateway *g, const struct checking *c)
{
    struct keys keys;
    enum err    e = apps_keys(g, c->receiving_account_id, c->credentials, &keys);

    if (e == ERR_NOT_FOUND)
        return end(g, c, "keys_missing", NULL, NULL);
    if (e != ERR_OK)
        return e == ERR_BUSY ? ERR_OK : e;
    if (c->kind == CHECK_TOKEN)
        return try_token(g, c, keys.app);
    if (keys.app->wrong_keys)
        return end(g, c, "keys_wrong", NULL, NULL);
    return try_passkey(g, c, &keys);
}

/* ---- the initiator: his request is sent and answered like any other; here is read how it ended ---- */

static const char *
initiator_finding(const char *verdict)
{
    static const char *const by_verdict[][2] = {
        {"answered", "initiator_ok"},
        {"initiator_missing", "initiator_missing"},
        {"initiator_wrong", "initiator_wrong"},
        {"initiator_locked", "initiator_locked"},
        {"initiator_not_allowed", "initiator_not_allowed"},
        {"product_missing", "number_not_allowed"},
        {"account_barred", "number_not_allowed"},
        {"credentials_refused", "keys_wrong"},
        {"api_not_enabled", "product_missing"},
        {"mpesa_busy", "busy"},
        {"not_sent", "not_reached"},
        {"unanswered", "no_answer"},
        {"timed_out", "no_answer"},
    };

    for (size_t i = 0; verdict && i < COUNT(by_verdict); i++)
        if (strcmp(verdict, by_verdict[i][0]) == 0)
            return by_verdict[i][1];
    return "unclear";
}

static enum err
try_initiator(struct gateway *g, const struct checking *c)
{
    static const char *const open[] = {"pending", "sending", "sent"};

    for (size_t i = 0; i < COUNT(open); i++)
        if (strcmp(c->request_state, open[i]) == 0)
            return ERR_OK;
    return end(g, c, initiator_finding(c->request_verdict), c->request_code, c->request_desc);
}

/* ---- what the database knows ---- */

static enum err
try_urls(struct gateway *g, const struct checking *c)
{
    const char *finding, *code, *said;
    enum err    e = setup_check_urls(g->db, g->mem, c->landlord_id, &finding, &code, &said);

    return e == ERR_OK ? end(g, c, finding, code, said) : e;
}

static enum err
try_callbacks(struct gateway *g, const struct checking *c)
{
    struct callback_facts f;
    enum err              e =
        setup_check_callbacks(g->db, c->landlord_id, c->receiving_account_id, c->shortcode, c->store_number, &f);

    if (e != ERR_OK)
        return e;
    return end(g, c, callback_finding(&f), NULL, NULL);
}

static enum err
try(struct gateway *g, const struct checking *c)
{
    if (c->sent && c->kind != CHECK_INITIATOR && clock_now() > c->sent_at + PATIENCE_S)
        return end(g, c, "no_answer", NULL, NULL);
    switch (c->kind) {
    case CHECK_TOKEN:
    case CHECK_PASSKEY: return try_keys(g, c);
    case CHECK_INITIATOR: return try_initiator(g, c);
    case CHECK_URLS: return try_urls(g, c);
    default: return try_callbacks(g, c);
    }
}

enum err
check_waiting(struct gateway *g)
{
    struct checking *rows;
    size_t           count;
    enum err         e = setup_check_open(g->db, g->mem, &rows, &count);

    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = try(g, &rows[i]);
    return e;
}

/* ---- the notes ---- */

static bool
given(const char *text)
{
    return text && *text;
}

static enum err
note(struct gateway *g, const char *name, const char *value)
{
    struct query *q = db_query(g->db, SQL_NOTE_SET);

    query_text(q, ":name", name);
    query_text(q, ":value", value);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
check_begin(struct gateway *g)
{
    const struct conf *c = g->conf;
    bool               keys = given(c->consumer_key) && given(c->consumer_secret);
    char               app[65] = "";
    enum err           e = setup_check_recover(g->db);

    if (keys)
        app_id(app, g->mem, c->daraja_base_url, c->consumer_key, c->consumer_secret);
    if (e == ERR_OK)
        e = note(g, "platform_app", app);
    if (e == ERR_OK)
        e = note(g, "platform_keys", keys ? "given" : "missing");
    if (e == ERR_OK)
        e = note(g, "platform_passkey", given(c->passkey) ? "given" : "missing");
    if (e == ERR_OK)
        e = note(g, "platform_initiator",
                 given(c->initiator_name) && given(c->initiator_password) ? "given" : "missing");
    return e;
}
