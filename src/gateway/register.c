#include "gateway/register.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/random.h"
#include "daraja/c2b.h"
#include "gateway/apps.h"
#include "gateway/record.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "hook/secret.h"
#include "rent/collect.h"
#include "rent/registration.h"

struct job {
    char              id[ID_SIZE];
    struct app_token *app;
    char              token[TOKEN_SIZE];
};

/* What a registration is called when it ended so; "pending": it is sent again, which does no harm here. */
static const char *const states[] = {
    [C2B_REGISTERED] = "registered", [C2B_ALREADY] = "already", [C2B_HELD] = "already",
    [C2B_OTHER_VERSION] = "refused", [C2B_REFUSED] = "refused", [C2B_TOKEN] = "pending",
    [C2B_LATER] = "unknown",
};

static enum err
end(struct gateway *g, const struct job *job, const struct c2b_registration *a)
{
    const char *state = states[a->kind];

    if (a->kind != C2B_TOKEN)
        token_worked(job->app);
    else if (token_refused(g, job->app, job->token))
        state = "refused";
    return registration_ended(g->db, job->id, state, a->answer.code, a->answer.message);
}

static void
answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    const struct job       *job = arg;
    struct c2b_registration a = c2b_register_answer(mem, r);
    struct daraja_record    record = {
           .api = "c2b_register",
           .verdict = states[a.kind],
           .code = a.answer.code,
           .body = record_body(mem, r, a.kind == C2B_TOKEN, a.answer.message),
           .at = clock_now(),
           .ms = ms,
           .http_status = r->http_status,
    };
    enum err e = db_begin(g->db);

    log_event(LOG_INFO, "c2b.register_answered", "registration", job->id, "verdict", record.verdict, "code",
              record.code, NULL);
    if (e == ERR_OK) {
        e = collect_record_call(g->db, &record);
        if (e == ERR_OK)
            e = end(g, job, &a);
        e = db_end(g->db, e);
    }
    if (e != ERR_OK)
        log_event(LOG_ERR, "c2b.answer_not_kept", "registration", job->id, "err", err_name(e), NULL);
}

static const char *
business_shortcode(const struct registering *r)
{
    return strcmp(r->business_type, "till") == 0 && r->store_number ? r->store_number : r->shortcode;
}

static enum err
ask(struct gateway *g, const struct registering *r, const struct keys *keys, const char *token)
{
    char       secret[SECRET_SIZE], hash[SHA256_HEX_SIZE];
    struct job job = {.app = keys->app};

    secret_make(&g->hook_key, secret);
    enum err e = registration_sending(g->db, r->id, sha256_hex(hash, secret, strlen(secret)));
    if (e != ERR_OK)
        return e;
    struct c2b_addresses to = {
        .shortcode = business_shortcode(r),
        .confirmation_url = arena_printf(g->mem, "%s/%s/confirmation", g->conf->callback_url, secret),
        .validation_url = arena_printf(g->mem, "%s/%s/validation", g->conf->callback_url, secret),
    };
    snprintf(job.id, sizeof job.id, "%s", r->id);
    snprintf(job.token, sizeof job.token, "%s", token);
    struct exchange x = {
        .path = c2b_register_path(strcmp(r->version, "v1") == 0 ? 1 : 2),
        .body = c2b_register_body(g->mem, &to),
        .bearer = token,
        .done = answered,
        .job = &job,
        .job_size = sizeof job,
    };
    e = transfer_begin(g, &x);
    return e == ERR_BUSY ? registration_ended(g->db, r->id, "pending", NULL, NULL) : e;
}

enum err
register_waiting(struct gateway *g)
{
    struct registering *rows;
    size_t              count;
    enum err            e = registration_to_send(g->db, g->mem, &rows, &count);

    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        struct keys keys;
        e = apps_keys(g, rows[i].receiving_account_id, rows[i].credentials, &keys);
        if (e == ERR_NOT_FOUND || (e == ERR_OK && keys.app->wrong_keys)) {
            e = registration_ended(g->db, rows[i].id, "refused", NULL,
                                   "The keys of the Daraja app are missing or wrong.");
            continue;
        }
        const char *token = e == ERR_OK ? token_for(g, keys.app) : NULL;
        if (token)
            e = ask(g, &rows[i], &keys, token);
    }
    return e == ERR_BUSY ? ERR_OK : e;
}
