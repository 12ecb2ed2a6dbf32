#include "gateway/inbox.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "base/utf8.h"
#include "rent/collect.h"
#include "rent/list.h"

enum { BATCH = 200, BODY_KEPT = 16 * 1024 };

static struct inbox_row
from_row(struct query *q, struct arena *mem)
{
    struct inbox_row r = {
        .id = row_int(q, "id"),
        .received_at_ms = row_int(q, "received_at"),
        .kind = row_text(q, mem, "kind"),
        .secret_hash = row_text(q, mem, "secret_hash"),
        .remote_addr = row_text(q, mem, "remote_addr"),
        .genuine = row_int(q, "genuine") != 0,
        .listed = row_int(q, "listed") != 0,
    };

    r.body = row_blob(q, mem, "body", &r.body_len);
    return r;
}

enum err
inbox_one(struct gateway *g, int64_t id, struct inbox_row *out)
{
    struct query *q = db_query(g->inbox, SQL_INBOX_ONE);

    query_int(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, g->mem);
    return query_end(q);
}

static enum err
take(struct gateway *g, struct list *rows)
{
    struct query *q = db_query(g->inbox, SQL_INBOX_NEXT);

    *rows = list_new(g->mem, sizeof(struct inbox_row));
    query_int(q, ":after", g->last_judged);
    query_int(q, ":most", BATCH);
    while (query_next(q))
        *(struct inbox_row *)list_add(rows) = from_row(q, g->mem);
    return query_end(q);
}

/* What was sent, as text for people; bytes that are no text are only counted. The inbox keeps them as they came. */
static const char *
readable(struct arena *mem, const struct inbox_row *row)
{
    size_t n = row->body_len < BODY_KEPT ? row->body_len : BODY_KEPT;

    while (n && n < row->body_len && ((unsigned char)row->body[n] & 0xC0) == 0x80)
        n--;
    if (!utf8_valid(row->body, n))
        return arena_printf(mem, "(%zu bytes that are no text)", row->body_len);
    return arena_strndup(mem, row->body, n);
}

static enum err
record(struct gateway *g, const struct inbox_row *row, const struct judgement *j)
{
    struct hook_record r = {
        .inbox_id = row->id,
        .received_at = row->received_at_ms / 1000,
        .kind = row->kind,
        .remote_addr = row->remote_addr,
        .listed = row->listed,
        .verdict = hook_verdict_name(j->verdict),
        .reason = j->reason,
        .landlord_id = j->landlord_id,
        .payment_id = j->payment_id,
        .request_id = j->request_id,
        .result_code = j->result_code,
        .receipt_no = j->receipt_no,
        .body = readable(g->mem, row),
    };

    log_event(j->verdict == HOOK_POSTED || j->verdict == HOOK_KNOWN || j->verdict == HOOK_DECLINED ? LOG_INFO
                                                                                                   : LOG_WARN,
              "callback.judged", "inbox", I64(row->id), "verdict", r.verdict, "payment", j->payment_id, "request",
              j->request_id, "code", j->result_code, "from", row->remote_addr, NULL);
    return collect_record_verdict(g->db, &r);
}

enum err
inbox_verdict(struct gateway *g, const struct inbox_row *row, struct judgement *out)
{
    enum err e = db_begin(g->db);

    if (e != ERR_OK)
        return e;
    e = hook_judge(g->db, g->mem, &g->hook_rules, row, out);
    e = db_end(g->db, e);
    if (e == ERR_OK || e == ERR_BUSY)
        return e;
    log_event(LOG_ERR, "callback.failed", "inbox", I64(row->id), "err", err_name(e), NULL);
    *out = (struct judgement){
        .verdict = HOOK_ERROR,
        .reason = N_("RentEase failed on this body. The log has the details; it is kept and can be judged again."),
    };
    return ERR_OK;
}

static enum err
judge_one(struct gateway *g, const struct inbox_row *row)
{
    struct judgement j;
    enum err         e = inbox_verdict(g, row, &j);

    return e == ERR_OK ? record(g, row, &j) : e;
}

enum err
inbox_judge(struct gateway *g, bool *more)
{
    struct list rows;
    enum err    e = take(g, &rows);

    *more = false;
    if (e != ERR_OK || rows.count == 0)
        return e;
    e = db_begin(g->db);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++)
        e = judge_one(g, (const struct inbox_row *)rows.items + i);
    e = db_end(g->db, e);
    if (e != ERR_OK)
        return e;
    g->last_judged = ((const struct inbox_row *)rows.items + rows.count - 1)->id;
    *more = rows.count == BATCH;
    return ERR_OK;
}
