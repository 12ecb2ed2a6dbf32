#include "gateway/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "gateway/transfer.h"
#include "rent/collect.h"

enum {
    REFRESH_BEFORE_MS = 90 * 1000,
    RETRY_FIRST_MS = 1000,
    RETRY_MOST_MS = 60 * 1000,
    WRONG_KEYS_WAIT_MS = 60 * 1000
};
enum { REFUSALS_MOST = 2 };

static const char oauth_path[] = "/oauth/v1/generate?grant_type=client_credentials";

static const char *
aad(struct arena *mem, const struct app_token *app)
{
    return arena_printf(mem, "daraja_token|%s|token", app->id);
}

static void
forget(struct app_token *app)
{
    free(app->token);
    app->token = NULL;
}

static void
remember(struct app_token *app, const char *token, int64_t lifetime_ms)
{
    int64_t now = clock_monotonic_ms();

    forget(app);
    app->token = strdup(token);
    app->dies_at_ms = now + lifetime_ms;
    app->refresh_at_ms = app->dies_at_ms - (lifetime_ms > 4 * REFRESH_BEFORE_MS ? REFRESH_BEFORE_MS : lifetime_ms / 4);
}

/* ---- over restarts ---- */

static void
load(struct gateway *g, struct app_token *app)
{
    struct query *q = db_query(g->db, SQL_TOKEN_LOAD);

    query_text(q, ":app", app->id);
    if (query_one(q) != ERR_OK)
        return;
    const char *sealed = row_text(q, g->mem, "sealed");
    int64_t     left_s = row_int(q, "expires_at") - clock_now();
    if (query_end(q) != ERR_OK)
        return;
    const char *token = box_open(g->mem, &g->key, aad(g->mem, app), sealed);
    if (token && left_s > 0)
        remember(app, token, left_s * 1000);
}

static void
store(struct gateway *g, const struct app_token *app, int lifetime_s)
{
    struct query *q = db_query(g->db, SQL_TOKEN_STORE);

    query_text(q, ":app", app->id);
    query_text(q, ":sealed", box_seal(g->mem, &g->key, aad(g->mem, app), app->token));
    query_int(q, ":expires_at", clock_now() + lifetime_s);
    if (query_run(q) != ERR_OK)
        log_event(LOG_WARN, "token.not_kept", NULL);
}

/* ---- fetching ---- */

static void
fetch_failed(struct app_token *app, const struct answer *a)
{
    int64_t wait = RETRY_FIRST_MS;

    for (int i = 0; i < app->failures && wait < RETRY_MOST_MS; i++)
        wait *= 2;
    app->failures++;
    app->wrong_keys = a->kind == ANSWER_REJECTED;
    app->try_after_ms = clock_monotonic_ms() + (app->wrong_keys ? WRONG_KEYS_WAIT_MS : wait);
    log_event(LOG_WARN, "token.failed", "app", app->id, "verdict", answer_kind_name(a->kind), "code", a->code,
              "message", a->message, NULL);
}

static void
fetched(struct gateway *g, void *job, const struct reply *r, int64_t ms, struct arena *mem)
{
    struct app_token *app = *(struct app_token **)job;
    const char       *token = NULL;
    int               lifetime_s = 0;
    struct answer     a = answer_to_oauth(mem, r, &token, &lifetime_s);

    struct daraja_record record = {.api = "oauth",
                                   .app = app->id,
                                   .verdict = answer_kind_name(a.kind),
                                   .code = a.code,
                                   .at = clock_now(),
                                   .ms = ms,
                                   .http_status = r->http_status};
    if (collect_record_call(g->db, &record) != ERR_OK)
        log_event(LOG_WARN, "token.call_not_recorded", NULL);
    app->fetching = false;
    app->answered = a.kind;
    app->answered_at = record.at;
    snprintf(app->said_code, sizeof app->said_code, "%s", a.code ? a.code : "");
    snprintf(app->said, sizeof app->said, "%s", a.message ? a.message : "");
    if (a.kind != ANSWER_ACCEPTED) {
        fetch_failed(app, &a);
        return;
    }
    app->failures = 0;
    app->wrong_keys = false;
    app->try_after_ms = 0;
    remember(app, token, (int64_t)lifetime_s * 1000);
    store(g, app, lifetime_s);
    log_event(LOG_INFO, "token.fetched", "app", app->id, "ms", I64(ms), "lifetime_s", I64(lifetime_s), NULL);
}

static void
fetch(struct gateway *g, struct app_token *app)
{
    struct exchange x = {.path = oauth_path,
                         .basic_key = app->key,
                         .basic_secret = app->secret,
                         .done = fetched,
                         .job = &app,
                         .job_size = sizeof app};

    if (app->fetching || clock_monotonic_ms() < app->try_after_ms)
        return;
    app->fetching = transfer_begin(g, &x) == ERR_OK;
}

/* ---- what the others use ---- */

void
app_id(char out[65], struct arena *mem, const char *base_url, const char *key, const char *secret)
{
    const char *text = arena_printf(mem, "%s|%s|%s", base_url, key, secret);

    sha256_hex(out, text, strlen(text));
}

void
token_try(struct gateway *g, struct app_token *app)
{
    app->try_after_ms = 0;
    fetch(g, app);
}

static struct app_token *
free_slot(struct gateway *g)
{
    struct app_token *oldest = NULL;

    for (size_t i = 0; i < APPS_MOST; i++) {
        struct app_token *a = &g->apps[i];
        if (!a->id[0])
            return a;
        if (!a->fetching && (!oldest || a->dies_at_ms < oldest->dies_at_ms))
            oldest = a;
    }
    return oldest;
}

struct app_token *
token_app(struct gateway *g, const char *key, const char *secret)
{
    char id[65];

    app_id(id, g->mem, g->conf->daraja_base_url, key, secret);
    for (size_t i = 0; i < APPS_MOST; i++)
        if (strcmp(g->apps[i].id, id) == 0)
            return &g->apps[i];
    struct app_token *app = free_slot(g);
    if (!app)
        return NULL;
    free(app->key);
    free(app->secret);
    free(app->token);
    *app = (struct app_token){.key = strdup(key), .secret = strdup(secret)};
    memcpy(app->id, id, sizeof app->id);
    load(g, app);
    return app;
}

const char *
token_for(struct gateway *g, struct app_token *app)
{
    int64_t now = clock_monotonic_ms();

    if (app->token && now >= app->dies_at_ms)
        forget(app);
    if (!app->token || now >= app->refresh_at_ms)
        fetch(g, app);
    return app->token;
}

bool
token_refused(struct gateway *g, struct app_token *app, const char *token)
{
    struct query *q;

    if (!app->token || strcmp(app->token, token) != 0)
        return false; /* replaced meanwhile: its successor deserves a try */
    forget(app);
    q = db_query(g->db, SQL_TOKEN_DROP);
    query_text(q, ":app", app->id);
    if (query_run(q) != ERR_OK)
        log_event(LOG_WARN, "token.not_dropped", NULL);
    app->refusals++;
    log_event(LOG_WARN, "token.refused", "app", app->id, "in_row", I64(app->refusals), NULL);
    if (app->refusals >= REFUSALS_MOST) {
        app->refusals = 0;
        return true;
    }
    fetch(g, app);
    return false;
}

void
token_worked(struct app_token *app)
{
    app->refusals = 0;
}

void
token_free_all(struct gateway *g)
{
    for (size_t i = 0; i < APPS_MOST; i++) {
        free(g->apps[i].key);
        free(g->apps[i].secret);
        free(g->apps[i].token);
    }
}
