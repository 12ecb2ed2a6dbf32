#include "gateway/qr.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "daraja/qr.h"
#include "gateway/apps.h"
#include "gateway/push.h"
#include "gateway/record.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "rent/collect.h"
#include "rent/qr.h"

enum { TOKEN_RETRY_S = 2, RESERVED_FLIGHTS = 64 };

struct job {
    char              id[ID_SIZE];
    struct app_token *app;
    char              token[TOKEN_SIZE];
};

/* An answer that is Daraja's own, yet has no picture in it, is another matter than no answer. */
static const char *
why_none(const struct reply *r, const struct answer *a)
{
    return r->http_status == 200 && a->code ? "no_picture" : "no_answer";
}

static enum err
act(struct gateway *g, const struct job *job, const struct reply *r, const struct answer *a,
    const struct qr_image *image)
{
    switch (a->kind) {
    case ANSWER_ACCEPTED:
        token_worked(job->app);
        if (image->len > QR_PNG_MOST)
            return qr_failed(g->db, job->id, "no_picture", a->code, "The picture is too large.");
        return qr_made(g->db, job->id, image->png, image->len);
    case ANSWER_REJECTED: token_worked(job->app); return qr_failed(g->db, job->id, "refused", a->code, a->message);
    case ANSWER_TOKEN:
        if (token_refused(g, job->app, job->token))
            return qr_failed(g->db, job->id, "keys", a->code, a->message);
        return qr_defer(g->db, job->id, clock_now());
    case ANSWER_BUSY: push_pause(g); return qr_unclear(g->db, job->id, "no_answer", a->code, a->message);
    default: return qr_unclear(g->db, job->id, why_none(r, a), a->code, a->message);
    }
}

/* Neither a token nor the picture is kept with the call. */
static const char *
body_kept(struct arena *mem, const struct reply *r, const struct answer *a, const struct qr_image *image)
{
    if (a->kind == ANSWER_ACCEPTED)
        return arena_printf(mem, "%s, RequestID %s, %zu bytes of PNG", a->message ? a->message : "",
                            image->request_id ? image->request_id : "none", image->len);
    return record_body(mem, r, a->kind == ANSWER_TOKEN, a->message);
}

static void
answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    const struct job    *job = arg;
    struct qr_image      image;
    struct answer        a = answer_to_qr(mem, r, &image);
    struct daraja_record record = record_of(mem, "qr", &a, r, ms);
    enum err             e = db_begin(g->db);

    record.body = body_kept(mem, r, &a, &image);
    log_event(LOG_INFO, "qr.answered", "qr", job->id, "verdict", record.verdict, "code", a.code, NULL);
    if (e == ERR_OK) {
        e = collect_record_call(g->db, &record);
        if (e == ERR_OK)
            e = act(g, job, r, &a, &image);
        e = db_end(g->db, e);
    }
    /* Left as 'sending' it is sent again by the next gateway. */
    if (e != ERR_OK)
        log_event(LOG_ERR, "qr.answer_not_kept", "qr", job->id, "err", err_name(e), NULL);
}

static enum err
ask(struct gateway *g, const struct qr_sending *s, const struct keys *keys, const char *token)
{
    const struct qr_request q = {
        .merchant_name = s->business_name,
        .account = s->account,
        .amount = s->amount,
        .till = strcmp(s->business_type, "till") == 0,
        .shortcode = s->shortcode,
        .size_px = QR_SIZE_PX,
    };
    struct job job = {.app = keys->app};
    enum err   e = qr_mark_sending(g->db, s->id);

    if (e != ERR_OK)
        return e;
    snprintf(job.id, sizeof job.id, "%s", s->id);
    snprintf(job.token, sizeof job.token, "%s", token);
    struct exchange x = {
        .path = QR_PATH,
        .body = qr_body(g->mem, &q),
        .bearer = token,
        .done = answered,
        .job = &job,
        .job_size = sizeof job,
    };
    e = transfer_begin(g, &x);
    return e == ERR_OK ? ERR_OK : qr_defer(g->db, s->id, clock_now() + TOKEN_RETRY_S);
}

/* One landlord's keys must not stand before everybody else's codes. */
static enum err
prepare(struct gateway *g, const struct qr_sending *s)
{
    struct keys keys;
    enum err    e = apps_keys(g, s->receiving_account_id, s->credentials, &keys);

    if (e == ERR_NOT_FOUND || (e == ERR_OK && keys.app->wrong_keys))
        return qr_failed(g->db, s->id, "keys", NULL, "The keys of the Daraja app are missing or wrong.");
    if (e != ERR_OK)
        return e == ERR_BUSY ? qr_defer(g->db, s->id, clock_now() + TOKEN_RETRY_S) : e;
    const char *token = token_for(g, keys.app);
    if (token)
        return ask(g, s, &keys, token);
    return keys.app->failures ? qr_defer(g->db, s->id, clock_now() + TOKEN_RETRY_S) : ERR_OK;
}

enum err
qr_waiting(struct gateway *g)
{
    struct qr_sending *rows;
    size_t             count;

    if (!g->sound || g->flights > FLIGHTS_MOST - RESERVED_FLIGHTS || clock_monotonic_ms() < g->pause_until_ms)
        return ERR_OK;
    enum err e = qr_to_send(g->db, g->mem, clock_now(), &rows, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = prepare(g, &rows[i]);
    return e;
}
