#include "gateway/trial.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "daraja/c2b.h"
#include "gateway/apps.h"
#include "gateway/record.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "rent/collect.h"
#include "rent/trial.h"

struct job {
    char              id[ID_SIZE];
    struct app_token *app;
    char              token[TOKEN_SIZE];
};

/* "pending": a token was refused, so nothing was made up, and it is sent again. */
static const char *const states[] = {
    [C2B_REGISTERED] = "accepted", [C2B_ALREADY] = "refused", [C2B_HELD] = "refused",  [C2B_OTHER_VERSION] = "refused",
    [C2B_REFUSED] = "refused",     [C2B_TOKEN] = "pending",   [C2B_LATER] = "unknown",
};

static enum err
end(struct gateway *g, const struct job *job, const struct c2b_registration *a)
{
    const char *state = states[a->kind];

    if (a->kind != C2B_TOKEN)
        token_worked(job->app);
    else if (token_refused(g, job->app, job->token))
        state = "refused";
    return trial_ended(g->db, job->id, state, a->answer.code, a->answer.message);
}

static void
answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    const struct job       *job = arg;
    struct c2b_registration a = c2b_register_answer(mem, r); /* it is answered in the same way */
    struct daraja_record    record = {
           .api = "c2b_simulate",
           .verdict = states[a.kind],
           .code = a.answer.code,
           .body = record_body(mem, r, a.kind == C2B_TOKEN, a.answer.message),
           .at = clock_now(),
           .ms = ms,
           .http_status = r->http_status,
    };
    enum err e = db_begin(g->db);

    log_event(LOG_INFO, "trial.answered", "trial", job->id, "verdict", record.verdict, "code", record.code, NULL);
    if (e == ERR_OK) {
        e = collect_record_call(g->db, &record);
        if (e == ERR_OK)
            e = end(g, job, &a);
        e = db_end(g->db, e);
    }
    if (e != ERR_OK)
        log_event(LOG_ERR, "trial.answer_not_kept", "trial", job->id, "err", err_name(e), NULL);
}

static enum err
ask(struct gateway *g, const struct trying *t, const struct keys *keys, const char *token)
{
    struct job job = {.app = keys->app};
    enum err   e = trial_sending(g->db, t->id);

    if (e != ERR_OK)
        return e;
    snprintf(job.id, sizeof job.id, "%s", t->id);
    snprintf(job.token, sizeof job.token, "%s", token);
    struct exchange x = {
        .path = c2b_simulate_path(strcmp(t->version, "v1") == 0 ? 1 : 2),
        .body = c2b_simulate_body(g->mem, t->shortcode, t->amount, t->phone, t->account_ref),
        .bearer = token,
        .once = true,
        .done = answered,
        .job = &job,
        .job_size = sizeof job,
    };
    e = transfer_begin(g, &x);
    return e == ERR_BUSY ? trial_ended(g->db, t->id, "pending", NULL, NULL) : e;
}

static enum err
refuse(struct gateway *g, const struct trying *t, const char *why)
{
    return trial_ended(g->db, t->id, "refused", NULL, why);
}

enum err
trial_waiting(struct gateway *g)
{
    struct trying *rows;
    size_t         count;
    enum err       e = trial_to_send(g->db, g->mem, &rows, &count);

    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        struct keys keys;
        if (g->conf->production) {
            e = refuse(g, &rows[i], "There are no trial payments in production.");
            continue;
        }
        e = apps_keys(g, rows[i].receiving_account_id, rows[i].credentials, &keys);
        if (e == ERR_NOT_FOUND || (e == ERR_OK && keys.app->wrong_keys)) {
            e = refuse(g, &rows[i], "The keys of the Daraja app are missing or wrong.");
            continue;
        }
        const char *token = e == ERR_OK ? token_for(g, keys.app) : NULL;
        if (token)
            e = ask(g, &rows[i], &keys, token);
    }
    return e == ERR_BUSY ? ERR_OK : e;
}
