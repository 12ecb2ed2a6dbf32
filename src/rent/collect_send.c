/*
 * collect_send.c - from pending to a prompt on the phone, or to the certainty that there is none.
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "rent/collect_private.h"

enum err
collect_to_send(struct db *db, struct arena *mem, int64_t now, int64_t most, struct pay **out, size_t *count)
{
    struct query *q = db_query(db, SQL_COLLECT_TO_SEND);

    query_int(q, ":now", now);
    query_int(q, ":most", most);
    return collect_many(q, mem, out, count);
}

enum err
collect_sending(struct db *db, const struct pay *p, const char *callback_hash, int64_t check_at)
{
    struct pay now = *p;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = collect_step(db, &now, "sending", "gateway", NULL);
    if (e == ERR_OK) {
        struct query *q = db_query(db, SQL_PAYMENT_SET_SENDING);
        query_text(q, ":id", p->id);
        query_text(q, ":callback_hash", callback_hash);
        query_int(q, ":now", clock_now());
        query_int(q, ":check_at", check_at);
        e = query_run(q);
    }
    return db_end(db, e);
}

static enum err
fail(struct db *db, struct pay *p, const char *outcome, const char *code, const char *desc, const char *cause)
{
    struct result r = {outcome, code, desc, 0, 0};
    enum err      e = collect_step(db, p, "failed", cause, outcome);

    if (e == ERR_OK)
        e = collect_set_result(db, p, &r);
    return e == ERR_OK ? collect_note_test(db, p, "failed") : e;
}

static enum err
back_to_pending(struct db *db, struct pay *p, int64_t send_after)
{
    enum err e = collect_step(db, p, "pending", "push_answer", "not sent");

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_PAYMENT_SET_SEND_AFTER);
    query_text(q, ":id", p->id);
    query_int(q, ":send_after", send_after);
    return query_run(q);
}

enum err
collect_not_sent(struct db *db, struct arena *mem, const struct pay *p, int64_t send_after, const char *outcome)
{
    struct pay now;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = collect_load(db, mem, p->id, &now);
    if (e == ERR_OK && pay_is(&now, "pending"))
        e = now.expires_at <= send_after ? fail(db, &now, outcome, NULL, NULL, "gateway") : ERR_OK;
    else if (e == ERR_OK && pay_is(&now, "sending"))
        e = now.expires_at <= send_after ? fail(db, &now, outcome, NULL, NULL, "push_answer")
                                         : back_to_pending(db, &now, send_after);
    return db_end(db, e);
}

enum err
collect_defer(struct db *db, const char *id, int64_t send_after)
{
    struct query *q = db_query(db, SQL_PAYMENT_DEFER);

    query_text(q, ":id", id);
    query_int(q, ":send_after", send_after);
    return query_run(q);
}

enum err
collect_accepted(struct db *db, struct arena *mem, const char *id, const char *merchant_id, const char *checkout_id)
{
    struct pay p;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = collect_set_ids(db, id, merchant_id, checkout_id);
    if (e == ERR_OK)
        e = collect_load(db, mem, id, &p);
    if (e == ERR_OK && pay_is(&p, "sending"))
        e = collect_step(db, &p, "processing", "push_answer", NULL);
    return db_end(db, e);
}

enum err
collect_rejected(struct db *db, struct arena *mem, const char *id, const char *outcome, const char *code,
                 const char *desc)
{
    struct pay p;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = collect_load(db, mem, id, &p);
    if (e == ERR_OK && pay_is(&p, "sending"))
        e = fail(db, &p, outcome, code, desc, "push_answer");
    return db_end(db, e);
}

/* There is nothing to ask by without a CheckoutRequestID; the callback may bring one. */
static enum err
become_unknown(struct db *db, struct pay *p, const char *cause, const char *why)
{
    struct result r = {"unanswered", NULL, why, -1, 0};
    enum err      e = collect_step(db, p, "processing", cause, why);

    return e == ERR_OK ? collect_set_result(db, p, &r) : e;
}

enum err
collect_unknown(struct db *db, struct arena *mem, const char *id, const char *why)
{
    struct pay p;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = collect_load(db, mem, id, &p);
    if (e == ERR_OK && pay_is(&p, "sending"))
        e = become_unknown(db, &p, "push_answer", why);
    return db_end(db, e);
}

enum err
collect_recover(struct db *db, struct arena *mem, int64_t *count)
{
    struct pay *rows;
    size_t      n = 0;
    enum err    e = db_begin(db);

    *count = 0;
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_COLLECT_IN_STATE);
    query_text(q, ":state", "sending");
    e = collect_many(q, mem, &rows, &n);
    for (size_t i = 0; e == ERR_OK && i < n; i++)
        e = become_unknown(db, &rows[i], "start", "the gateway stopped while it was being sent");
    *count = (int64_t)n;
    return db_end(db, e);
}

enum err
collect_expire(struct db *db, struct arena *mem, int64_t now, int64_t *count)
{
    struct pay *rows;
    size_t      n = 0;
    enum err    e = db_begin(db);

    *count = 0;
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_COLLECT_EXPIRED);
    query_int(q, ":now", now);
    e = collect_many(q, mem, &rows, &n);
    for (size_t i = 0; e == ERR_OK && i < n; i++) {
        e = collect_step(db, &rows[i], "timeout", "expiry", NULL);
        if (e == ERR_OK)
            e = collect_note_test(db, &rows[i], "failed");
    }
    *count = (int64_t)n;
    return db_end(db, e);
}

enum err
collect_to_check(struct db *db, struct arena *mem, int64_t now, int64_t most, struct pay **out, size_t *count)
{
    struct query *q = db_query(db, SQL_COLLECT_TO_CHECK);

    query_int(q, ":now", now);
    query_int(q, ":most", most);
    return collect_many(q, mem, out, count);
}

enum err
collect_checked(struct db *db, const char *id, int64_t check_at)
{
    struct query *q = db_query(db, SQL_PAYMENT_SET_CHECK);

    query_text(q, ":id", id);
    if (check_at)
        query_int(q, ":check_at", check_at);
    else
        query_null(q, ":check_at");
    return query_run(q);
}

enum err
collect_nudge(struct db *db, const char *id, int64_t check_at)
{
    struct query *q = db_query(db, SQL_PAYMENT_NUDGE);

    query_text(q, ":id", id);
    query_int(q, ":check_at", check_at);
    return query_run(q);
}
