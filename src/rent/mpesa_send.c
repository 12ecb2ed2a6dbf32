#include "rent/mpesa_send.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "rent/list.h"

enum { GIVE_UP_S = 48 * 3600, IN_FLIGHT_MOST = 1000 };

enum err
mpesa_request_step(struct db *db, struct mpesa_request *r, const char *to, const char *cause, const char *detail)
{
    struct query *q = db_query(db, SQL_REQUEST_EVENT_ADD);

    query_text(q, ":id", r->id);
    query_int(q, ":now", clock_now());
    query_text(q, ":from_state", r->state);
    query_text(q, ":to_state", to);
    query_text(q, ":cause", cause);
    query_text(q, ":detail", detail);
    r->state = to;
    return query_run(q);
}

static bool
is(const struct mpesa_request *r, const char *state)
{
    return strcmp(r->state, state) == 0;
}

/* ---- finding ---- */

static enum err
many(struct query *q, struct arena *mem, int64_t now, int64_t most, struct mpesa_request **out, size_t *count)
{
    struct list rows = list_new(mem, sizeof **out);

    query_int(q, ":now", now);
    query_int(q, ":most", most);
    while (query_next(q))
        *(struct mpesa_request *)list_add(&rows) = mpesa_request_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

static enum err
one(struct query *q, struct arena *mem, struct mpesa_request *out)
{
    enum err e = query_one(q);

    if (e != ERR_OK)
        return e;
    *out = mpesa_request_row(q, mem);
    return query_end(q);
}

enum err
mpesa_to_send(struct db *db, struct arena *mem, int64_t now, int64_t most, struct mpesa_request **out, size_t *count)
{
    return many(db_query(db, SQL_REQUEST_TO_SEND), mem, now, most, out, count);
}

enum err
mpesa_due(struct db *db, struct arena *mem, int64_t now, int64_t most, struct mpesa_request **out, size_t *count)
{
    return many(db_query(db, SQL_REQUEST_DUE), mem, now, most, out, count);
}

enum err
mpesa_by_id(struct db *db, struct arena *mem, const char *id, struct mpesa_request *out)
{
    struct query *q = db_query(db, SQL_REQUEST_BY_ID);

    query_text(q, ":id", id);
    return one(q, mem, out);
}

enum err
mpesa_by_secret(struct db *db, struct arena *mem, const char *secret_hash, struct mpesa_request *out)
{
    struct query *q = db_query(db, SQL_REQUEST_BY_SECRET);

    query_text(q, ":id", secret_hash);
    return one(q, mem, out);
}

enum err
mpesa_by_conversation(struct db *db, struct arena *mem, const char *conversation_id, const char *originator_id,
                      struct mpesa_request *out)
{
    struct query *q = db_query(db, SQL_REQUEST_BY_CONVERSATION);

    query_text(q, ":conversation_id", conversation_id);
    query_text(q, ":originator_id", originator_id);
    return one(q, mem, out);
}

/* ---- sending ---- */

enum err
mpesa_sending(struct db *db, struct mpesa_request *r, const char *secret_hash, int64_t check_at)
{
    enum err e = mpesa_request_step(db, r, "sending", "gateway", NULL);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_REQUEST_SET_SENDING);
    query_text(q, ":id", r->id);
    query_text(q, ":secret_hash", secret_hash);
    query_int(q, ":now", clock_now());
    query_int(q, ":check_at", check_at);
    r->sends++;
    return query_run(q);
}

static enum err
set_state(struct db *db, const struct mpesa_request *r, int64_t send_after, int64_t check_at)
{
    struct query *q = db_query(db, SQL_REQUEST_SET_STATE);

    query_text(q, ":id", r->id);
    query_text(q, ":state", r->state);
    query_int(q, ":send_after", send_after);
    if (check_at)
        query_int(q, ":check_at", check_at);
    else
        query_null(q, ":check_at");
    return query_run(q);
}

enum err
mpesa_not_sent(struct db *db, struct mpesa_request *r, int64_t send_after, const char *why)
{
    if (!is(r, "sending"))
        return ERR_OK; /* a result overtook the answer */
    enum err e = mpesa_request_step(db, r, "pending", "answer", why);
    return e == ERR_OK ? set_state(db, r, send_after, 0) : e;
}

enum err
mpesa_defer(struct db *db, const char *id, int64_t send_after)
{
    struct query *q = db_query(db, SQL_REQUEST_DEFER);

    query_text(q, ":id", id);
    query_int(q, ":send_after", send_after);
    return query_run(q);
}

enum err
mpesa_accepted(struct db *db, struct mpesa_request *r, const char *conversation_id, const char *originator_id,
               int64_t check_at)
{
    struct query *q = db_query(db, SQL_REQUEST_SET_IDS);

    query_text(q, ":id", r->id);
    query_text(q, ":conversation_id", conversation_id);
    query_text(q, ":originator_id", originator_id);
    enum err e = query_run(q);
    if (e != ERR_OK || !is(r, "sending"))
        return e;
    e = mpesa_request_step(db, r, "sent", "answer", NULL);
    return e == ERR_OK ? set_state(db, r, 0, check_at) : e;
}

enum err
mpesa_recover(struct db *db, struct arena *mem, int64_t *count)
{
    struct mpesa_request *rows;
    size_t                n;
    bool                  moved;
    struct mpesa_outcome  o = {.state = "unknown", .cause = "start", .verdict = "unanswered", .check_at = clock_now()};
    enum err              e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = many(db_query(db, SQL_REQUEST_IN_FLIGHT), mem, clock_now(), IN_FLIGHT_MOST, &rows, &n);
    for (size_t i = 0; e == ERR_OK && i < n; i++)
        e = mpesa_end(db, &rows[i], &o, &moved);
    *count = (int64_t)n;
    return db_end(db, e);
}

/* ---- ending ---- */

/* What may still change, and into what; the steps themselves are rows of request_step. */
static bool
may_become(const struct mpesa_request *r, const char *state)
{
    if (is(r, "success") || is(r, "rejected") || is(r, "awaiting_approval"))
        return false;
    return is(r, "failed") ? strcmp(state, "success") == 0 : true;
}

enum err
mpesa_end(struct db *db, struct mpesa_request *r, const struct mpesa_outcome *o, bool *moved)
{
    int64_t now = clock_now();

    *moved = may_become(r, o->state);
    if (!*moved)
        return ERR_OK;
    enum err e = is(r, o->state) ? ERR_OK : mpesa_request_step(db, r, o->state, o->cause, o->verdict);
    if (e != ERR_OK)
        return e;
    bool          over = strcmp(o->state, "unknown") != 0;
    struct query *q = db_query(db, SQL_REQUEST_SET_RESULT);
    query_text(q, ":id", r->id);
    query_text(q, ":state", o->state);
    query_text(q, ":code", o->code);
    query_text(q, ":desc", o->desc);
    query_text(q, ":verdict", o->verdict);
    query_text(q, ":receipt_no", o->receipt_no);
    query_text(q, ":party_name", o->party_name);
    if (over)
        query_int(q, ":completed_at", now);
    else
        query_null(q, ":completed_at");
    if (!over && o->check_at)
        query_int(q, ":check_at", o->check_at);
    else
        query_null(q, ":check_at");
    e = query_run(q);
    if (e == ERR_OK)
        log_event(strcmp(o->state, "unknown") == 0 ? LOG_WARN : LOG_INFO, "request.ended", "request", r->id, "api",
                  r->api, "state", o->state, "verdict", o->verdict, "code", o->code, NULL);
    return e;
}

/* ---- looking after it ---- */

enum err
mpesa_checked(struct db *db, const char *id, int64_t check_at, bool asked)
{
    struct query *q = db_query(db, SQL_REQUEST_SET_CHECK);

    query_text(q, ":id", id);
    query_int(q, ":counts", asked);
    if (check_at)
        query_int(q, ":check_at", check_at);
    else
        query_null(q, ":check_at");
    return query_run(q);
}

int64_t
mpesa_next_check(const struct mpesa_request *r, int64_t now)
{
    static const int64_t pauses[] = {30, 60, 120, 300};
    int64_t              at = now + (r->checks < (int64_t)COUNT(pauses) ? pauses[r->checks] : 900);

    return at > r->sent_at + GIVE_UP_S ? 0 : at;
}

enum err
mpesa_question_open(struct db *db, const char *id, bool *open)
{
    struct query *q = db_query(db, SQL_REQUEST_QUESTION_OPEN);

    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *open = row_int(q, "count") > 0;
    return query_end(q);
}

/* `of_api`: what a refusal of one API says of that one only; a role, say, that the initiator lacks. */
static bool
is_refusal(const char *verdict, bool of_api)
{
    static const struct {
        const char *verdict;
        bool        of_api;
    } refusals[] = {
        {"initiator_wrong", false}, {"initiator_locked", false}, {"initiator_not_allowed", true},
        {"api_not_enabled", true},  {"product_missing", true},
    };

    for (size_t i = 0; i < COUNT(refusals); i++)
        if (refusals[i].of_api == of_api && strcmp(verdict, refusals[i].verdict) == 0)
            return true;
    return false;
}

enum err
mpesa_initiator_trusted(struct db *db, struct arena *mem, const char *receiving_account_id, const char *api,
                        bool *trusted)
{
    *trusted = true;
    for (int of_api = 0; of_api < 2; of_api++) {
        struct query *q = db_query(db, SQL_INITIATOR_TROUBLE);
        query_text(q, ":id", receiving_account_id);
        query_text(q, ":api", of_api ? api : NULL);
        enum err e = query_one(q);
        if (e == ERR_NOT_FOUND)
            continue;
        if (e == ERR_OK && is_refusal(row_text(q, mem, "verdict"), of_api))
            *trusted = false;
        if (e == ERR_OK)
            e = query_end(q);
        if (e != ERR_OK)
            return e;
    }
    return ERR_OK;
}
