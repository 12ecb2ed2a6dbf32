#include "gateway/push.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/random.h"
#include "daraja/answer.h"
#include "daraja/stk.h"
#include "gateway/apps.h"
#include "gateway/record.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "hook/secret.h"
#include "rent/collect.h"

enum { BATCH = 64, RESERVED_FLIGHTS = 16, RETRY_S = 5, PAUSE_FIRST_MS = 1000, PAUSE_MOST_MS = 30000 };

static const char push_path[] = "/mpesa/stkpush/v1/processrequest";

/* One push under way. */
struct job {
    char              payment_id[ID_SIZE];
    struct app_token *app;
    char              token[TOKEN_SIZE];
};

void
push_pause(struct gateway *g)
{
    int64_t wait = PAUSE_FIRST_MS;

    for (int i = 0; i < g->pauses && wait < PAUSE_MOST_MS; i++)
        wait *= 2;
    if (clock_monotonic_ms() < g->pause_until_ms)
        return; /* several answers of one burst are one request to slow down */
    wait += random_below((uint32_t)wait / 2);
    g->pauses++;
    g->pause_until_ms = clock_monotonic_ms() + wait;
    log_event(LOG_WARN, "daraja.slow_down", "wait_ms", I64(wait), NULL);
}

/* ---- answers ---- */

static enum err
act(struct gateway *g, const struct job *job, const struct answer *a, struct arena *mem)
{
    struct pay p = {.id = job->payment_id};
    int64_t    now = clock_now();

    switch (a->kind) {
    case ANSWER_ACCEPTED:
        token_worked(job->app);
        g->pauses = 0;
        return collect_accepted(g->db, mem, p.id, a->merchant_id, a->checkout_id);
    case ANSWER_REJECTED:
        token_worked(job->app);
        return collect_rejected(g->db, mem, p.id, a->outcome, a->code, a->message);
    case ANSWER_TOKEN:
        if (token_refused(g, job->app, job->token))
            return collect_rejected(g->db, mem, p.id, "not_set_up", a->code, a->message);
        return collect_not_sent(g->db, mem, &p, now, "not_sent");
    case ANSWER_BUSY: push_pause(g); return collect_not_sent(g->db, mem, &p, now + 1, "mpesa_busy");
    case ANSWER_NOT_SENT: push_pause(g); return collect_not_sent(g->db, mem, &p, now + RETRY_S, "not_sent");
    default: return collect_unknown(g->db, mem, p.id, a->message ? a->message : "no clear answer to the push");
    }
}

static void
answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    struct job          *job = arg;
    struct answer        a = answer_to_push(mem, r);
    struct daraja_record record = record_of(mem, "stk_push", &a, r, ms);
    enum err             e = db_begin(g->db);

    record.payment_id = job->payment_id;
    log_event(LOG_INFO, "push.answered", "payment", job->payment_id, "verdict", record.verdict, "code", a.code, "ms",
              I64(ms), NULL);
    if (e == ERR_OK) {
        e = collect_record_call(g->db, &record);
        if (e == ERR_OK)
            e = act(g, job, &a, mem);
        e = db_end(g->db, e);
    }
    /* Left as 'sending' it expires into 'timeout', and is not sent again. */
    if (e != ERR_OK)
        log_event(LOG_ERR, "push.answer_not_kept", "payment", job->payment_id, "err", err_name(e), NULL);
}

/* ---- sending ---- */

/* A payment marked, with what is needed to send it. */
struct ready {
    const struct pay *p;
    struct keys       keys;
    const char       *token, *callback_url;
};

static enum err
mark(struct gateway *g, struct ready *r)
{
    char secret[SECRET_SIZE], hash[SHA256_HEX_SIZE];

    secret_make(&g->hook_key, secret);
    sha256_hex(hash, secret, strlen(secret));
    r->callback_url = arena_printf(g->mem, "%s/%s/stk", g->conf->callback_url, secret);
    return collect_sending(g->db, r->p, hash, clock_now() + g->conf->query_after_s);
}

static void
dispatch(struct gateway *g, const struct ready *r)
{
    const struct pay *p = r->p;
    struct stk_push   push = {p->business_type, p->shortcode,   p->store_number, r->keys.passkey, p->phone,
                              r->callback_url,  p->account_ref, p->description,  p->asked};
    struct job        job = {.app = r->keys.app};

    snprintf(job.payment_id, sizeof job.payment_id, "%s", p->id);
    snprintf(job.token, sizeof job.token, "%s", r->token);
    struct exchange x = {.path = push_path,
                         .body = stk_push_body(g->mem, &push, clock_now()),
                         .bearer = r->token,
                         .once = true,
                         .done = answered,
                         .job = &job,
                         .job_size = sizeof job};
    enum err        e = transfer_begin(g, &x);
    if (e == ERR_OK)
        return;
    e = collect_not_sent(g->db, g->mem, p, clock_now() + 1, "not_sent");
    if (e != ERR_OK)
        log_event(LOG_ERR, "push.not_begun", "payment", p->id, "err", err_name(e), NULL);
}

/* May it go now? ERR_BUSY: not in this turn. A payment that never can is ended here. */
static enum err
prepare(struct gateway *g, const struct pay *p, struct ready *out)
{
    int64_t  now = clock_now();
    enum err e;

    *out = (struct ready){.p = p};
    if (now >= p->expires_at)
        e = ERR_FORBIDDEN;
    else
        e = apps_keys(g, p->receiving_account_id, p->credentials, &out->keys);
    if (e == ERR_OK && out->keys.app->wrong_keys)
        e = ERR_NOT_FOUND;
    if (e == ERR_NOT_FOUND || e == ERR_FORBIDDEN) {
        e = collect_not_sent(g->db, g->mem, p, p->expires_at, e == ERR_NOT_FOUND ? "not_set_up" : "not_sent");
        return e == ERR_OK ? ERR_BUSY : e;
    }
    if (e != ERR_OK)
        return e;
    out->token = token_for(g, out->keys.app);
    if (out->token)
        return ERR_OK;
    /* One app that cannot get a token must not stand before all the others in the queue. */
    e = out->keys.app->failures ? collect_defer(g->db, p->id, now + 1) : ERR_OK;
    return e == ERR_OK ? ERR_BUSY : e;
}

static enum err
mark_batch(struct gateway *g, const struct pay *rows, size_t count, struct ready *ready, size_t *n)
{
    enum err e = db_begin(g->db);

    if (e != ERR_OK)
        return e;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        e = prepare(g, &rows[i], &ready[*n]);
        if (e == ERR_OK)
            e = mark(g, &ready[(*n)++]);
        else if (e == ERR_BUSY)
            e = ERR_OK;
    }
    return db_end(g->db, e);
}

enum err
push_waiting(struct gateway *g)
{
    struct ready ready[BATCH];
    struct pay  *rows;
    size_t       count, n = 0;
    int64_t      room = FLIGHTS_MOST - RESERVED_FLIGHTS - g->flights; /* tokens and queries keep a few */

    if (!g->sound || room <= 0 || clock_monotonic_ms() < g->pause_until_ms)
        return ERR_OK;
    enum err e = collect_to_send(g->db, g->mem, clock_now(), room < BATCH ? room : BATCH, &rows, &count);
    if (e != ERR_OK || count == 0)
        return e;
    e = mark_batch(g, rows, count, ready, &n);
    for (size_t i = 0; e == ERR_OK && i < n; i++)
        dispatch(g, &ready[i]);
    return e;
}
