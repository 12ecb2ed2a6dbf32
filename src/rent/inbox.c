#include "rent/inbox.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/number.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"

static struct inbox_item
from_row(struct query *q, struct arena *mem)
{
    return (struct inbox_item){
        .id = row_int(q, "inbox_id"),
        .received_at = row_int(q, "received_at"),
        .judged_at = row_int(q, "judged_at"),
        .kind = row_text(q, mem, "kind"),
        .remote_addr = row_text(q, mem, "remote_addr"),
        .listed = row_null(q, "listed") ? -1 : (int)row_int(q, "listed"),
        .verdict = row_text(q, mem, "verdict"),
        .reason = row_text(q, mem, "reason"),
        .landlord_id = row_text(q, mem, "landlord_id"),
        .business_name = row_text(q, mem, "business_name"),
        .payment_id = row_text(q, mem, "payment_id"),
        .reference = row_text(q, mem, "reference"),
        .request_id = row_text(q, mem, "request_id"),
        .result_code = row_text(q, mem, "result_code"),
        .receipt_no = row_text(q, mem, "receipt_no"),
        .judged_again = row_text(q, mem, "judged_again"),
        .waits = row_int(q, "waits") != 0,
    };
}

/* id 0: all that the filter lets through. */
static struct query *
ask(struct db *db, const struct inbox_filter *f, int64_t id, int64_t before, int64_t limit)
{
    struct query *q = db_query(db, SQL_INBOX_LIST);

    if (id)
        query_int(q, ":id", id);
    else
        query_null(q, ":id");
    query_int(q, ":before", before);
    query_text(q, ":verdict", f->verdict);
    query_text(q, ":kind", f->kind);
    query_text(q, ":landlord_id", f->landlord_id);
    query_text(q, ":about", f->about);
    query_int(q, ":from_at", scope_day_edge(f->from, 0, 0));
    query_int(q, ":to_at", scope_day_edge(f->to, INT64_MAX, 1));
    query_int(q, ":limit", limit);
    return q;
}

enum err
inbox_list(struct db *db, struct arena *mem, const struct who *operator, const struct inbox_filter * f,
           struct inbox_item **out, size_t *count, const char **next)
{
    int64_t     before = INT64_MAX, limit = f->limit ? f->limit : PAGE_ROWS_STANDARD;
    struct list rows = list_new(mem, sizeof(struct inbox_item));

    *next = NULL;
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    if (f->cursor && *f->cursor && !int64_parse(f->cursor, 1, INT64_MAX, &before))
        return ERR_INPUT;
    struct query *q = ask(db, f, 0, before, limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows.count == limit) {
            *next = arena_printf(mem, "%" PRId64, before);
            break;
        }
        struct inbox_item *i = list_add(&rows);
        *i = from_row(q, mem);
        before = i->id;
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

static enum err
load_replays(struct db *db, struct arena *mem, int64_t id, struct inbox_replay **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct inbox_replay));
    struct query *q = db_query(db, SQL_REPLAY_LIST);

    query_int(q, ":inbox_id", id);
    while (query_next(q))
        *(struct inbox_replay *)list_add(&rows) = (struct inbox_replay){
            .asked_by = row_text(q, mem, "asked_by"),
            .note = row_text(q, mem, "note"),
            .asked_at = row_int(q, "asked_at"),
            .judged_at = row_int(q, "judged_at"),
            .sender_checked = row_int(q, "sender_checked") != 0,
            .verdict = row_text(q, mem, "verdict"),
            .reason = row_text(q, mem, "reason"),
            .payment_id = row_text(q, mem, "payment_id"),
            .request_id = row_text(q, mem, "request_id"),
            .receipt_no = row_text(q, mem, "receipt_no"),
            .result_code = row_text(q, mem, "result_code"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
inbox_load(struct db *db, struct arena *mem, const struct who *operator, const char * id, struct inbox_item *out,
           struct inbox_replay **replays, size_t *count)
{
    const struct inbox_filter all = {0};
    int64_t                   number;

    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    if (!int64_parse(id, 1, INT64_MAX, &number))
        return ERR_NOT_FOUND;
    struct query *q = ask(db, &all, number, INT64_MAX, 1);
    enum err      e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    e = query_end(q);
    return e == ERR_OK ? load_replays(db, mem, number, replays, count) : e;
}

enum err
inbox_read(struct db *db, struct arena *mem, const struct who *operator, int64_t id, const char **body)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    struct query *q = db_query(db, SQL_INBOX_BODY);
    query_int(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *body = row_text(q, mem, "body");
    e = query_end(q);
    return e == ERR_OK ? audit_note(db, mem, operator, "operator.read_body", arena_printf(mem, "%" PRId64, id), NULL)
                       : e;
}

static enum err
add_replay(struct db *db, struct arena *mem, const struct who *operator, int64_t id, const char *note,
           bool sender_checked)
{
    const char   *subject = arena_printf(mem, "%" PRId64, id);
    struct query *q = db_query(db, SQL_REPLAY_ADD);

    query_int(q, ":inbox_id", id);
    query_text(q, ":person_id", operator->person_id);
    query_text(q, ":note", note);
    query_int(q, ":sender_checked", sender_checked);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK)
        e = audit_note(db, mem, operator, "operator.replay", subject, note);
    if (e == ERR_OK && sender_checked)
        e = audit_note(db, mem, operator, "operator.sender_checked", subject, note);
    return e;
}

enum err
inbox_ask(struct db *db, struct arena *mem, const struct who *operator, int64_t id, const char *note,
          bool sender_checked)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, add_replay(db, mem, operator, id, note, sender_checked)) : e;
}

/* ---- for the gateway ---- */

enum err
replay_next(struct db *db, struct arena *mem, int64_t most, struct replay **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct replay));
    struct query *q = db_query(db, SQL_REPLAY_NEXT);

    query_int(q, ":most", most);
    while (query_next(q))
        *(struct replay *)list_add(&rows) =
            (struct replay){row_int(q, "id"), row_int(q, "inbox_id"), row_int(q, "sender_checked") != 0};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
replay_judged(struct db *db, int64_t id, const struct hook_record *r)
{
    struct query *q = db_query(db, SQL_REPLAY_JUDGED);

    query_int(q, ":id", id);
    query_int(q, ":now", clock_now());
    query_text(q, ":verdict", r->verdict);
    query_text(q, ":reason", r->reason);
    query_text(q, ":landlord_id", r->landlord_id);
    query_text(q, ":payment_id", r->payment_id);
    query_text(q, ":request_id", r->request_id);
    query_text(q, ":result_code", r->result_code);
    query_text(q, ":receipt_no", r->receipt_no);
    return query_run(q);
}
