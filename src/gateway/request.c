#include "gateway/request.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/random.h"
#include "daraja/verdict.h"
#include "gateway/apps.h"
#include "gateway/push.h"
#include "gateway/record.h"
#include "gateway/request_kind.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "hook/secret.h"
#include "rent/collect.h"
#include "rent/enquiry.h"
#include "rent/mpesa_send.h"
#include "rent/settle.h"
#include "rent/sim_check.h"

enum { BATCH = 16, RESERVED_FLIGHTS = 24, SENDS_MOST = 10, RETRY_S = 5 };

struct job {
    char                       id[ID_SIZE];
    const struct request_kind *kind;
    struct app_token          *app;
    char                       token[TOKEN_SIZE];
};

/* ---- answers ---- */

static enum err
end(struct gateway *g, struct mpesa_request *r, const char *state, const struct verdict *v, const struct answer *a,
    struct arena *mem)
{
    struct mpesa_outcome o = {
        .state = state,
        .cause = "answer",
        .verdict = v->name,
        .code = a ? a->code : NULL,
        .desc = a ? a->message : NULL,
        .check_at = clock_now() + g->conf->result_after_s,
    };
    bool moved;

    return settle(g->db, mem, r, &o, &moved);
}

static enum err
back(struct gateway *g, struct mpesa_request *r, int64_t wait_s, const struct answer *a, struct arena *mem)
{
    const struct verdict *v = verdict_of_answer(a);

    if (r->sends >= SENDS_MOST)
        return end(g, r, "failed", v, a, mem);
    return mpesa_not_sent(g->db, r, clock_now() + wait_s, v->name);
}

static enum err
act(struct gateway *g, const struct job *job, const struct answer *a, const struct reply *reply, struct arena *mem)
{
    struct mpesa_request r;
    enum err             e = mpesa_by_id(g->db, mem, job->id, &r);

    if (e != ERR_OK)
        return e;
    switch (a->kind) {
    case ANSWER_ACCEPTED:
        token_worked(job->app);
        g->pauses = 0;
        if (job->kind->taken)
            return job->kind->taken(g, &r, reply, mem);
        return mpesa_accepted(g->db, &r, a->conversation_id, a->originator_id, clock_now() + g->conf->result_after_s);
    case ANSWER_REJECTED: token_worked(job->app); return end(g, &r, "failed", verdict_of_answer(a), a, mem);
    case ANSWER_TOKEN:
        if (token_refused(g, job->app, job->token))
            return end(g, &r, "failed", verdict_of_answer(a), a, mem);
        return back(g, &r, 0, a, mem);
    case ANSWER_BUSY: push_pause(g); return back(g, &r, 1, a, mem);
    case ANSWER_NOT_SENT: push_pause(g); return back(g, &r, RETRY_S, a, mem);
    default: return end(g, &r, "unknown", verdict_of_answer(a), a, mem);
    }
}

static void
answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    const struct job    *job = arg;
    struct answer        a = job->kind->answer(mem, r);
    struct daraja_record record = record_of(mem, job->kind->api, &a, r, ms);
    enum err             e = db_begin(g->db);

    record.request_id = job->id;
    if (job->kind->secret && a.kind != ANSWER_REJECTED)
        record.body = a.message;
    log_event(LOG_INFO, "request.answered", "request", job->id, "api", job->kind->api, "verdict", record.verdict,
              "code", a.code, "ms", I64(ms), NULL);
    if (e == ERR_OK) {
        e = collect_record_call(g->db, &record);
        if (e == ERR_OK)
            e = act(g, job, &a, r, mem);
        e = db_end(g->db, e);
    }
    /* Left as 'sending' it is asked about when its time comes, and is not sent again. */
    if (e != ERR_OK)
        log_event(LOG_ERR, "request.answer_not_kept", "request", job->id, "err", err_name(e), NULL);
}

/* ---- sending ---- */

static enum err
refuse(struct gateway *g, struct mpesa_request *r, const char *verdict)
{
    return end(g, r, "failed", verdict_named(verdict), NULL, g->mem);
}

/* One request, ready to leave. */
struct ready {
    struct mpesa_request      *r;
    const struct request_kind *kind;
    struct keys                keys;
    const char                *token, *body;
};

static enum err
mark(struct gateway *g, struct ready *x)
{
    char              secret[SECRET_SIZE], hash[SHA256_HEX_SIZE];
    struct initiator  as = {0};
    struct request_by by = {.remarks = x->r->remarks};
    enum err          e = ERR_OK;

    if (x->kind->initiator)
        e = apps_initiator(g, x->r->receiving_account_id, x->r->credentials, &as);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? refuse(g, x->r, "initiator_missing") : e;
    secret_make(&g->hook_key, secret);
    by.initiator = as.name;
    by.credential = as.credential;
    by.result_url = arena_printf(g->mem, "%s/%s/result", g->conf->callback_url, secret);
    by.timeout_url = arena_printf(g->mem, "%s/%s/timeout", g->conf->timeout_url, secret);
    x->body = x->kind->body(g, x->r, &by);
    if (!x->body)
        return refuse(g, x->r, "request_malformed");
    return mpesa_sending(g->db, x->r, sha256_hex(hash, secret, strlen(secret)), clock_now() + g->conf->result_after_s);
}

static enum err
dispatch(struct gateway *g, const struct ready *x)
{
    struct job job = {.kind = x->kind, .app = x->keys.app};

    snprintf(job.id, sizeof job.id, "%s", x->r->id);
    snprintf(job.token, sizeof job.token, "%s", x->token);
    struct exchange out = {
        .path = x->kind->path(g, x->r),
        .body = x->body,
        .bearer = x->token,
        .app_key = x->kind->app_key ? x->kind->app_key(g, x->r) : NULL,
        .once = x->r->money || x->kind->once,
        .done = answered,
        .job = &job,
        .job_size = sizeof job,
    };
    enum err e = transfer_begin(g, &out);
    return e == ERR_OK ? ERR_OK : mpesa_not_sent(g->db, x->r, clock_now() + 1, "not_sent");
}

/* A payout to a phone waits for the SIM check where that is switched on. ERR_BUSY: not now. */
static enum err
gate(struct gateway *g, struct mpesa_request *r)
{
    enum sim_gate at;

    if (strcmp(r->api, "b2c") != 0 || !conf_extra(g->conf, "simswap"))
        return ERR_OK;
    enum err e = sim_check_gate(g->db, g->mem, r, clock_now(), &at);
    if (e == ERR_OK && (at == SIM_GATE_SWAPPED || at == SIM_GATE_UNKNOWN))
        e = refuse(g, r, at == SIM_GATE_SWAPPED ? "sim_swapped" : "sim_not_known");
    if (e == ERR_OK && at == SIM_GATE_WAIT)
        e = mpesa_defer(g->db, r->id, clock_now() + 1);
    return e == ERR_OK && at != SIM_GATE_OPEN ? ERR_BUSY : e;
}

/* The commit stands between the two: the secret and the idempotency id are durable before a byte leaves. */
static enum err
send_one(struct gateway *g, struct mpesa_request *r)
{
    struct ready x = {.r = r, .kind = request_kind_of(r->api)};
    enum err     e = x.kind ? gate(g, r) : ERR_INTERNAL;

    if (e == ERR_OK)
        e = apps_keys(g, r->receiving_account_id, r->credentials, &x.keys);

    if (e == ERR_NOT_FOUND || (e == ERR_OK && x.keys.app->wrong_keys))
        return refuse(g, r, "credentials_refused");
    if (e != ERR_OK)
        return e == ERR_BUSY ? ERR_OK : e;
    x.token = token_for(g, x.keys.app);
    if (!x.token)
        return x.keys.app->failures ? mpesa_defer(g->db, r->id, clock_now() + 1) : ERR_OK;
    e = db_begin(g->db);
    if (e == ERR_OK)
        e = db_end(g->db, mark(g, &x));
    return e == ERR_OK && strcmp(r->state, "sending") == 0 ? dispatch(g, &x) : e;
}

enum err
request_waiting(struct gateway *g)
{
    struct mpesa_request *rows;
    size_t                count;

    if (!g->sound || clock_monotonic_ms() < g->pause_until_ms || g->flights > FLIGHTS_MOST - RESERVED_FLIGHTS)
        return ERR_OK;
    enum err e = mpesa_to_send(g->db, g->mem, clock_now(), BATCH, &rows, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = send_one(g, &rows[i]);
    return e;
}

/* ---- looking after those without a result ---- */

/* A question that nobody answered is asked anew by whoever wants to know; what must not be done twice is left unknown.
 */
static enum err
give_up(struct gateway *g, struct mpesa_request *r)
{
    const struct request_kind *kind = request_kind_of(r->api);
    struct mpesa_outcome       o = {
              .state = kind && kind->once ? "unknown" : "failed", .cause = "expiry", .verdict = "unanswered"};
    bool moved;

    return settle(g->db, g->mem, r, &o, &moved);
}

static enum err
ask_about(struct gateway *g, struct mpesa_request *r)
{
    int64_t              now = clock_now();
    struct mpesa_outcome o = {.state = "unknown", .cause = "expiry", .verdict = "unanswered", .check_at = now};
    bool                 trusted = false, open = true, moved;
    enum err             e = strcmp(r->state, "unknown") == 0 ? ERR_OK : settle(g->db, g->mem, r, &o, &moved);

    if (e == ERR_OK)
        e = mpesa_initiator_trusted(g->db, g->mem, r->receiving_account_id, "status", &trusted);
    if (e == ERR_OK)
        e = mpesa_question_open(g->db, r->id, &open);
    if (e == ERR_OK && trusted && !open)
        e = enquiry_check(g->db, g->mem, r);
    return e == ERR_OK ? mpesa_checked(g->db, r->id, mpesa_next_check(r, now), true) : e;
}

enum err
request_due(struct gateway *g)
{
    struct mpesa_request *rows;
    size_t                count;
    enum err              e = mpesa_due(g->db, g->mem, clock_now(), BATCH, &rows, &count);

    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        e = db_begin(g->db);
        if (e == ERR_OK)
            e = db_end(g->db, rows[i].money ? ask_about(g, &rows[i]) : give_up(g, &rows[i]));
    }
    return e;
}
