/*
 * pull_run.c - the gateway's side of pull.h: what is due, how far a pull has got, what it listed.
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "rent/list.h"
#include "rent/pull.h"

static void
bind_time(struct query *q, const char *name, int64_t at)
{
    if (at)
        query_int(q, name, at);
    else
        query_null(q, name);
}

enum err
pull_due(struct db *db, struct arena *mem, int64_t now, int64_t most, struct pull_due **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct pull_due));
    struct query *q = db_query(db, SQL_PULL_DUE);

    query_int(q, ":now", now);
    query_int(q, ":most", most);
    while (query_next(q))
        *(struct pull_due *)list_add(&rows) = (struct pull_due){
            .receiving_account_id = row_text(q, mem, "receiving_account_id"),
            .landlord_id = row_text(q, mem, "landlord_id"),
            .state = row_text(q, mem, "state"),
            .credentials = row_text(q, mem, "credentials"),
            .shortcode = row_text(q, mem, "shortcode"),
            .nominated_phone = row_text(q, mem, "nominated_phone"),
            .failures = row_int(q, "failures"),
            .good_to = row_int(q, "good_to"),
            .run_id = row_int(q, "run_id"),
            .from_at = row_int(q, "from_at"),
            .to_at = row_int(q, "to_at"),
            .seen = row_int(q, "seen"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
pull_set_next(struct db *db, const char *receiving_account_id, int64_t next_at)
{
    struct query *q = db_query(db, SQL_PULL_SET_NEXT);

    query_text(q, ":id", receiving_account_id);
    bind_time(q, ":next_at", next_at);
    return query_run(q);
}

enum err
pull_registered(struct db *db, const char *receiving_account_id, const char *state, const char *code, const char *said,
                int64_t next_at)
{
    struct query *q = db_query(db, SQL_PULL_SET_REGISTERED);

    query_text(q, ":id", receiving_account_id);
    query_text(q, ":state", state);
    query_text(q, ":code", code);
    query_text(q, ":said", said);
    query_int(q, ":now", clock_now());
    bind_time(q, ":next_at", next_at);
    return query_run(q);
}

/* ---- runs ---- */

static enum err
step_run(struct db *db, int64_t id, const char *state, const struct pull_page *p)
{
    struct query *q = db_query(db, SQL_PULL_RUN_STEP);

    query_int(q, ":id", id);
    query_text(q, ":state", state);
    query_int(q, ":pages", p->answer.heard == PULL_HEARD_ROWS);
    query_int(q, ":seen", p->answer.rows);
    query_int(q, ":fresh", p->fresh);
    query_text(q, ":code", p->code);
    query_text(q, ":said", p->said);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
add_run(struct db *db, struct pull_due *d, int64_t now)
{
    struct pull_window w = pull_window(d->good_to, now);
    struct query      *q = db_query(db, SQL_PULL_RUN_ADD);

    query_text(q, ":landlord_id", d->landlord_id);
    query_text(q, ":receiving_account_id", d->receiving_account_id);
    query_int(q, ":now", now);
    query_int(q, ":from_at", w.from_at);
    query_int(q, ":to_at", w.to_at);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    d->run_id = row_int(q, "id");
    d->from_at = w.from_at;
    d->to_at = w.to_at;
    d->seen = 0;
    return query_end(q);
}

static enum err
begin(struct db *db, struct pull_due *d, int64_t now)
{
    static const struct pull_page interrupted = {.answer = {.heard = PULL_HEARD_LATER},
                                                 .said = "It was interrupted for too long, and was begun anew."};
    enum err                      e = ERR_OK;

    if (d->run_id && !pull_is_stale(d->to_at, now))
        return ERR_OK;
    if (d->run_id)
        e = step_run(db, d->run_id, "unknown", &interrupted);
    return e == ERR_OK ? add_run(db, d, now) : e;
}

enum err
pull_begin(struct db *db, struct pull_due *d, int64_t now)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, begin(db, d, now)) : e;
}

enum err
pull_run_load(struct db *db, struct arena *mem, int64_t id, struct pull_run *out)
{
    struct query *q = db_query(db, SQL_PULL_RUN_LOAD);

    query_int(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct pull_run){
        .id = id,
        .landlord_id = row_text(q, mem, "landlord_id"),
        .receiving_account_id = row_text(q, mem, "receiving_account_id"),
        .shortcode = row_text(q, mem, "shortcode"),
        .to_at = row_int(q, "to_at"),
        .pages = row_int(q, "pages"),
        .seen = row_int(q, "seen"),
        .failures = row_int(q, "failures"),
    };
    return query_end(q);
}

static enum err
step_account(struct db *db, const struct pull_run *r, const struct pull_page *p, const struct pull_step *step)
{
    struct query *q = db_query(db, SQL_PULL_ACCOUNT_STEP);

    query_text(q, ":id", r->receiving_account_id);
    bind_time(q, ":next_at", step->wait_s < 0 ? 0 : clock_now() + step->wait_s);
    query_int(q, ":answered", p->answer.heard == PULL_HEARD_ROWS || strcmp(step->state, "asking") != 0);
    query_int(q, ":done", strcmp(step->state, "done") == 0);
    query_int(q, ":to_at", r->to_at);
    return query_run(q);
}

static enum err
prune(struct db *db, const struct pull_run *r)
{
    struct query *q = db_query(db, SQL_PULL_RUN_PRUNE);

    query_text(q, ":receiving_account_id", r->receiving_account_id);
    query_int(q, ":id", r->id);
    return query_run(q);
}

enum err
pull_page_done(struct db *db, const struct pull_run *r, const struct pull_page *p, const struct pull_step *step)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = step_run(db, r->id, step->state, p);
    if (e == ERR_OK)
        e = step_account(db, r, p, step);
    if (e == ERR_OK && strcmp(step->state, "asking") != 0)
        e = prune(db, r);
    return db_end(db, e);
}

enum err
pull_recover(struct db *db)
{
    struct query *q = db_query(db, SQL_PULL_RECOVER);

    query_int(q, ":now", clock_now());
    return query_run(q);
}

/* ---- what was listed ---- */

static void
bind_key(struct query *q, const struct pull_run *r, const struct pulled *p)
{
    query_text(q, ":receiving_account_id", r->receiving_account_id);
    query_text(q, ":receipt_no", p->receipt_no);
    query_money(q, ":amount_cents", p->amount);
}

static enum err
note_seen(struct db *db, const struct pull_run *r, const struct pulled *p)
{
    struct query *q = db_query(db, SQL_PULLED_SEEN);

    bind_key(q, r, p);
    query_int(q, ":run_id", r->id);
    return query_run(q);
}

enum err
pulled_seen(struct db *db, const struct pull_run *r, const struct pulled *p, bool *unseen, bool *judged)
{
    struct query *q = db_query(db, SQL_PULLED_FIND);

    bind_key(q, r, p);
    *unseen = true;
    *judged = false;
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *unseen = row_int(q, "seen_run") != r->id;
    *judged = row_int(q, "judged") != 0;
    e = query_end(q);
    return e == ERR_OK && *unseen ? note_seen(db, r, p) : e;
}

enum err
pulled_keep(struct db *db, const struct pull_run *r, const struct pulled *p, const char *verdict, const char *reason)
{
    struct query *q = db_query(db, SQL_PULLED_PUT);

    bind_key(q, r, p);
    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":account", p->account);
    query_text(q, ":msisdn", p->msisdn);
    query_text(q, ":type", p->type);
    query_int(q, ":paid_at", p->paid_at);
    query_int(q, ":now", clock_now());
    query_int(q, ":run_id", r->id);
    query_text(q, ":verdict", verdict);
    query_text(q, ":reason", reason);
    return query_run(q);
}
