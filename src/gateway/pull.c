#include "gateway/pull.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "gateway/apps.h"
#include "gateway/record.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "hook/pulled.h"
#include "hook/secret.h"
#include "rent/collect.h"

enum { AT_ONCE = 4, RETRY_SOON_S = 2, LOST_AFTER_S = 60, REGISTER_TRIES = 5 };

static const char no_keys[] = "The keys of the Daraja app are missing or wrong.";

struct job {
    char              account_id[ID_SIZE];
    int64_t           run_id, offset; /* run_id 0: a registration */
    int64_t           tries;          /* of the registration, this one included */
    struct app_token *app;
    char              token[TOKEN_SIZE];
};

/* Answers that are no page of a list are kept; what was listed is in pulled_row, and how often in pull_run. */
static enum err
record(struct gateway *g, const char *api, const struct answer *a, const struct reply *r, int64_t ms, struct arena *mem)
{
    const struct daraja_record record = record_of(mem, api, a, r, ms);

    return collect_record_call(g->db, &record);
}

/* What the token's fate makes of an answer: refused twice when fresh, it will be refused again. */
static enum pull_heard
heard(struct gateway *g, const struct job *job, const struct answer *a)
{
    if (a->kind == ANSWER_TOKEN)
        return token_refused(g, job->app, job->token) ? PULL_HEARD_REFUSED : PULL_HEARD_TOKEN;
    if (a->kind == ANSWER_ACCEPTED || a->kind == ANSWER_REJECTED)
        token_worked(job->app);
    return a->kind == ANSWER_ACCEPTED   ? PULL_HEARD_ROWS
           : a->kind == ANSWER_REJECTED ? PULL_HEARD_REFUSED
                                        : PULL_HEARD_LATER;
}

static const char *
words(const struct answer *a)
{
    if (a->message && *a->message)
        return a->message;
    return a->kind == ANSWER_BUSY       ? "Daraja was busy."
           : a->kind == ANSWER_NOT_SENT ? "Daraja could not be reached."
                                        : "Daraja gave no answer that could be read.";
}

/* ---- registering ---- */

static enum err
register_end(struct gateway *g, const struct job *job, const struct answer *a)
{
    int64_t now = clock_now(), later = now + 30 * job->tries;

    switch (heard(g, job, a)) {
    case PULL_HEARD_ROWS:
        return pull_registered(g->db, job->account_id, "registered", a->code, a->message, g->conf->pull_s ? now : 0);
    case PULL_HEARD_REFUSED: return pull_registered(g->db, job->account_id, "refused", a->code, words(a), 0);
    case PULL_HEARD_TOKEN: later = now; break;
    case PULL_HEARD_LATER: break;
    }
    bool enough = job->tries >= REGISTER_TRIES;
    return pull_registered(g->db, job->account_id, enough ? "unknown" : "pending", a->code, words(a),
                           enough ? 0 : later);
}

static void
register_answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    const struct job *job = arg;
    struct answer     a = answer_to_pull_register(mem, r);
    enum err          e = db_begin(g->db);

    g->pulls--;
    log_event(LOG_INFO, "pull.register_answered", "account", job->account_id, "verdict", answer_kind_name(a.kind),
              "code", a.code, NULL);
    if (e == ERR_OK) {
        e = record(g, "pull_register", &a, r, ms, mem);
        if (e == ERR_OK)
            e = register_end(g, job, &a);
        e = db_end(g->db, e);
    }
    if (e != ERR_OK)
        log_event(LOG_ERR, "pull.answer_not_kept", "account", job->account_id, "err", err_name(e), NULL);
}

/* ---- a page ---- */

static enum err
page(struct gateway *g, const struct job *job, const struct pull_run *run, const struct answer *a,
     const struct pull_rows *rows, struct arena *mem)
{
    struct pulled_tally t;
    struct pull_page    p = {.answer = {.heard = heard(g, job, a),
                                        .rows = (int64_t)(rows->count + rows->skipped),
                                        .pages = run->pages + 1,
                                        .failures = run->failures}};
    enum err            e = pulled_page(g->db, mem, run, rows, &t);

    if (e != ERR_OK)
        return e;
    p.answer.unseen = t.unseen;
    p.fresh = t.fresh;
    if (p.answer.heard != PULL_HEARD_ROWS) {
        p.code = a->code;
        p.said = words(a);
    }
    struct pull_step step = pull_decide(&p.answer, g->conf->pull_s);
    log_event(p.said || t.odd || rows->skipped ? LOG_WARN : LOG_INFO, "pull.answered", "account", job->account_id,
              "verdict", answer_kind_name(a->kind), "code", a->code, "rows", I64(p.answer.rows), "unreadable",
              I64((int64_t)rows->skipped), "fresh", I64(t.fresh), "odd", I64(t.odd), "state", step.state, NULL);
    return pull_page_done(g->db, run, &p, &step);
}

/* A run that has moved on since, or ended, wants nothing more from this answer: its rows are asked for again. */
static enum err
act(struct gateway *g, const struct job *job, const struct answer *a, const struct pull_rows *rows, struct arena *mem)
{
    struct pull_run run;
    enum err        e = pull_run_load(g->db, mem, job->run_id, &run);

    if (e == ERR_NOT_FOUND || (e == ERR_OK && run.seen != job->offset))
        return ERR_OK;
    return e == ERR_OK ? page(g, job, &run, a, rows, mem) : e;
}

static void
page_answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    const struct job *job = arg;
    struct pull_rows  rows;
    struct answer     a = answer_to_pull(mem, r, &rows);
    enum err          e = db_begin(g->db);

    g->pulls--;
    if (e == ERR_OK) {
        if (a.kind != ANSWER_ACCEPTED)
            e = record(g, "pull", &a, r, ms, mem);
        if (e == ERR_OK)
            e = act(g, job, &a, &rows, mem);
        e = db_end(g->db, e);
    }
    if (e != ERR_OK)
        log_event(LOG_ERR, "pull.answer_not_kept", "account", job->account_id, "err", err_name(e), NULL);
}

/* ---- asking ---- */

static const char *
callback_url(struct gateway *g)
{
    char secret[SECRET_SIZE];

    return arena_printf(g->mem, "%s/%s/result", g->conf->callback_url, secret_make(&g->hook_key, secret));
}

/* The next look is set before this request leaves: an answer that never comes is asked for again. */
static enum err
send_request(struct gateway *g, const struct pull_due *d, struct exchange *x, struct job *job, const char *token)
{
    enum err e = pull_set_next(g->db, d->receiving_account_id, clock_now() + LOST_AFTER_S);

    if (e != ERR_OK)
        return e;
    snprintf(job->account_id, sizeof job->account_id, "%s", d->receiving_account_id);
    snprintf(job->token, sizeof job->token, "%s", token);
    x->bearer = token;
    x->job = job;
    x->job_size = sizeof *job;
    e = transfer_begin(g, x);
    if (e == ERR_OK)
        g->pulls++;
    return e == ERR_BUSY ? pull_set_next(g->db, d->receiving_account_id, clock_now() + RETRY_SOON_S) : e;
}

static enum err
send_registration(struct gateway *g, const struct pull_due *d, const struct keys *keys, const char *token)
{
    struct job      job = {.app = keys->app, .tries = d->failures + 1};
    struct exchange x = {
        .path = PULL_REGISTER_PATH,
        .body = pull_register_body(g->mem, d->shortcode, d->nominated_phone, callback_url(g)),
        .done = register_answered,
    };

    return send_request(g, d, &x, &job, token);
}

static enum err
send_page(struct gateway *g, const struct pull_due *d, const struct keys *keys, const char *token)
{
    struct job      job = {.app = keys->app, .run_id = d->run_id, .offset = d->seen};
    struct exchange x = {
        .path = PULL_QUERY_PATH,
        .body = pull_query_body(g->mem, d->shortcode, d->from_at, d->to_at, (int)d->seen),
        .done = page_answered,
    };

    return send_request(g, d, &x, &job, token);
}

/* Only a person can give other keys. */
static enum err
give_up(struct gateway *g, const struct pull_due *d)
{
    struct pull_page p = {.answer = {.heard = PULL_HEARD_REFUSED}, .said = no_keys};
    struct pull_run  run;

    if (strcmp(d->state, "pending") == 0)
        return pull_registered(g->db, d->receiving_account_id, "refused", NULL, no_keys, 0);
    struct pull_step step = pull_decide(&p.answer, g->conf->pull_s);
    enum err         e = pull_run_load(g->db, g->mem, d->run_id, &run);
    return e == ERR_OK ? pull_page_done(g->db, &run, &p, &step) : e;
}

static enum err
ask(struct gateway *g, struct pull_due *d)
{
    struct keys keys;
    bool        registered = strcmp(d->state, "registered") == 0;
    enum err    e = registered ? pull_begin(g->db, d, clock_now()) : ERR_OK;

    if (e == ERR_OK)
        e = apps_keys(g, d->receiving_account_id, d->credentials, &keys);
    if (e == ERR_NOT_FOUND || (e == ERR_OK && keys.app->wrong_keys))
        return give_up(g, d);
    const char *token = e == ERR_OK ? token_for(g, keys.app) : NULL;
    if (!token)
        return e == ERR_OK || e == ERR_BUSY ? pull_set_next(g->db, d->receiving_account_id, clock_now() + RETRY_SOON_S)
                                            : e;
    return registered ? send_page(g, d, &keys, token) : send_registration(g, d, &keys, token);
}

enum err
pull_waiting(struct gateway *g)
{
    struct pull_due *rows;
    size_t           count;

    if (g->pulls >= AT_ONCE || clock_monotonic_ms() < g->pause_until_ms)
        return ERR_OK;
    enum err e = pull_due(g->db, g->mem, clock_now(), AT_ONCE - g->pulls, &rows, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = ask(g, &rows[i]);
    return e;
}
