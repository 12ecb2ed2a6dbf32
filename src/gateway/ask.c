#include "gateway/ask.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "daraja/answer.h"
#include "daraja/outcome.h"
#include "daraja/stk.h"
#include "gateway/apps.h"
#include "gateway/push.h"
#include "gateway/record.h"
#include "gateway/token.h"
#include "gateway/transfer.h"
#include "rent/collect.h"

enum { BATCH = 16, GIVE_UP_S = 48 * 3600, ASK_PER_S = 5, RETRY_SOON_S = 2 };

/* A failure told earlier than this may still turn into a payment (daraja.md 5, "Premature failures"). */
enum { FAILURE_COUNTS_AFTER_S = 75 };

static const char query_path[] = "/mpesa/stkpushquery/v1/query";

struct job {
    char              payment_id[ID_SIZE];
    struct app_token *app;
    char              token[TOKEN_SIZE];
};

/* The pauses after the first query, which RENTEASE_QUERY_AFTER_S sets; then every 15 minutes. */
static int64_t
pause_after(int64_t checks)
{
    static const int64_t pauses[] = {15, 30, 60, 120, 300};

    return checks < (int64_t)COUNT(pauses) ? pauses[checks] : 900;
}

/* 0: two days have passed, and nothing more is asked. */
static int64_t
next_check(const struct pay *p, int64_t now)
{
    int64_t at = now + pause_after(p->checks);

    return at > p->sent_at + GIVE_UP_S ? 0 : at;
}

/* ---- answers ---- */

static enum err
waiting_receipt(struct gateway *g, struct arena *mem, const char *id, const char **receipt_no)
{
    struct query *q = db_query(g->db, SQL_WAITING_CALLBACK);

    query_text(q, ":id", id);
    enum err e = query_one(q);
    *receipt_no = NULL;
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *receipt_no = row_text(q, mem, "receipt_no");
    return query_end(q);
}

/* Do figures that did not fit wait for a person? The query knows no amount and no phone, so it cannot clear them. */
static enum err
is_misfit(struct gateway *g, const char *id, bool *out)
{
    struct query *q = db_query(g->db, SQL_HOLD_MISFIT);

    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = row_int(q, "holds") > 0;
    return query_end(q);
}

/* Daraja says paid: the amount is the one we asked, the receipt the one that a waiting callback named, or to follow. */
static enum err
act_paid(struct gateway *g, const struct pay *p, struct arena *mem)
{
    struct evidence    v = {.channel = "stk_query", .amount = p->asked};
    enum verdict_money verdict;
    const char        *why;
    bool               misfit;
    enum err           e = is_misfit(g, p->id, &misfit);

    if (e == ERR_OK && misfit && strcmp(p->state, "success") != 0)
        return collect_checked(g->db, p->id, 0);
    if (e == ERR_OK)
        e = waiting_receipt(g, mem, p->id, &v.receipt_no);
    if (e == ERR_OK)
        e = collect_money(g->db, mem, p->id, &v, "query", &verdict, &why);
    if (e != ERR_OK)
        return e;
    if (verdict == MONEY_HELD && v.receipt_no) { /* the receipt is another payment's; the money is still this one's */
        v.receipt_no = NULL;
        e = collect_money(g->db, mem, p->id, &v, "query", &verdict, &why);
    }
    return e == ERR_OK ? collect_confirmed(g->db, p->id, clock_now()) : e;
}

static enum err
act_declined(struct gateway *g, const struct pay *p, const struct answer *a, const struct outcome *o, struct arena *mem)
{
    int64_t now = clock_now();
    bool    old_enough = now - p->sent_at >= FAILURE_COUNTS_AFTER_S;
    bool    agreed_before = strcmp(p->state, "failed") == 0 || strcmp(p->state, "cancelled") == 0;
    bool    undone;

    if (strcmp(p->state, "success") == 0 && old_enough) {
        enum err e = collect_contradicted(g->db, mem, p->id, now, &undone);
        if (e == ERR_OK)
            log_event(LOG_ERR, undone ? "payment.undone" : "payment.contradicted", "payment", p->id, "code",
                      a->result_code, NULL);
        return e;
    }
    if (strcmp(p->state, "reversed") == 0)
        return collect_checked(g->db, p->id, 0);
    if (strcmp(p->state, "success") == 0 || (!old_enough && !agreed_before))
        return collect_checked(g->db, p->id, next_check(p, now));
    return collect_declined(g->db, mem, p->id, o->kind == OUTCOME_CANCELLED ? "cancelled" : "failed", o->name,
                            a->result_code, a->result_desc, "query", true, 0);
}

static enum err
act_result(struct gateway *g, const struct pay *p, const struct answer *a, struct arena *mem)
{
    const struct outcome *o = outcome_of(DARAJA_STK_QUERY, a->result_code);

    if (o->kind == OUTCOME_PAID)
        return act_paid(g, p, mem);
    if (o->kind == OUTCOME_DECLINED || o->kind == OUTCOME_CANCELLED)
        return act_declined(g, p, a, o, mem);
    return collect_checked(g->db, p->id, next_check(p, clock_now()));
}

static enum err
act(struct gateway *g, const struct job *job, const struct answer *a, struct arena *mem)
{
    struct pay p;
    int64_t    now = clock_now();
    enum err   e = collect_load(g->db, mem, job->payment_id, &p);

    if (e != ERR_OK)
        return e;
    if (a->kind == ANSWER_TOKEN) {
        bool hopeless = token_refused(g, job->app, job->token);
        return collect_checked(g->db, p.id, hopeless ? next_check(&p, now) : now);
    }
    if (a->kind == ANSWER_BUSY) {
        push_pause(g);
        return collect_checked(g->db, p.id, now + pause_after(p.checks) + random_below(5));
    }
    token_worked(job->app);
    if (a->kind == ANSWER_RESULT)
        return act_result(g, &p, a, mem);
    return collect_checked(g->db, p.id, next_check(&p, now));
}

static void
answered(struct gateway *g, void *arg, const struct reply *r, int64_t ms, struct arena *mem)
{
    struct job          *job = arg;
    struct answer        a = answer_to_query(mem, r);
    struct daraja_record record = record_of(mem, "stk_query", &a, r, ms);
    enum err             e = db_begin(g->db);

    record.payment_id = job->payment_id;
    log_event(LOG_INFO, "query.answered", "payment", job->payment_id, "verdict", record.verdict, "code", record.code,
              "ms", I64(ms), NULL);
    if (e == ERR_OK) {
        e = collect_record_call(g->db, &record);
        if (e == ERR_OK)
            e = act(g, job, &a, mem);
        e = db_end(g->db, e);
    }
    if (e != ERR_OK)
        log_event(LOG_ERR, "query.answer_not_kept", "payment", job->payment_id, "err", err_name(e), NULL);
}

/* ---- asking ---- */

static const char *
business_shortcode(const struct pay *p)
{
    return strcmp(p->business_type, "till") == 0 ? p->store_number : p->shortcode;
}

/* The next query is set before this one leaves: an answer that never comes is asked for again. */
static enum err
ask(struct gateway *g, const struct pay *p)
{
    struct keys keys;
    int64_t     now = clock_now();
    enum err    e = apps_keys(g, p->receiving_account_id, p->credentials, &keys);

    if (e != ERR_OK)
        return e == ERR_NOT_FOUND || e == ERR_BUSY ? collect_checked(g->db, p->id, next_check(p, now)) : e;
    const char *token = token_for(g, keys.app);
    if (!token)
        return collect_checked(g->db, p->id, now + RETRY_SOON_S);
    e = collect_checked(g->db, p->id, next_check(p, now));
    if (e != ERR_OK)
        return e;
    struct job job = {.app = keys.app};
    snprintf(job.payment_id, sizeof job.payment_id, "%s", p->id);
    snprintf(job.token, sizeof job.token, "%s", token);
    struct exchange x = {
        .path = query_path,
        .body = stk_query_body(g->mem, business_shortcode(p), keys.passkey, p->checkout_request_id, now),
        .bearer = token,
        .done = answered,
        .job = &job,
        .job_size = sizeof job,
    };
    return transfer_begin(g, &x) == ERR_INTERNAL ? ERR_INTERNAL : ERR_OK; /* no room: asked again at its next time */
}

/* A bucket that fills by five a second and holds one second's worth. */
static int64_t
allowance(struct gateway *g)
{
    int64_t now = clock_monotonic_ms();

    g->ask_tokens += (double)(now - g->ask_filled_ms) * ASK_PER_S / 1000;
    if (g->ask_tokens > ASK_PER_S)
        g->ask_tokens = ASK_PER_S;
    g->ask_filled_ms = now;
    return (int64_t)g->ask_tokens;
}

enum err
ask_due(struct gateway *g)
{
    struct pay *rows;
    size_t      count;
    int64_t     most = allowance(g);

    if (most <= 0 || clock_monotonic_ms() < g->pause_until_ms)
        return ERR_OK;
    enum err e = collect_to_check(g->db, g->mem, clock_now(), most < BATCH ? most : BATCH, &rows, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        e = ask(g, &rows[i]);
        g->ask_tokens -= 1;
    }
    return e;
}
