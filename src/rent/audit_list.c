/*
 * audit_list.c - reading the audit, and noting that something was looked at (contracts in audit.h).
 */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/number.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"

enum { SEEN_AGAIN_S = 3600 };

static enum err
noted_of_late(struct db *db, const struct who *who, const char *action, const char *subject, bool *noted)
{
    struct query *q = db_query(db, SQL_AUDIT_SEEN_SINCE);

    query_text(q, ":person_id", who->person_id);
    query_text(q, ":subject", subject ? subject : "");
    query_text(q, ":action", action);
    query_int(q, ":since", clock_now() - SEEN_AGAIN_S);
    enum err e = query_one(q);
    *noted = e == ERR_OK;
    return e == ERR_NOT_FOUND ? ERR_OK : e == ERR_OK ? query_end(q) : e;
}

void
audit_seen(struct db *db, struct arena *mem, const struct who *who, const char *action, const char *subject,
           const char *detail)
{
    bool noted = true;

    if (!who->person_id || who->role == ROLE_TENANT)
        return;
    enum err e = noted_of_late(db, who, action, subject, &noted);
    if (e == ERR_OK && !noted)
        e = audit_note(db, mem, who, action, subject ? subject : "", detail);
    if (e != ERR_OK)
        log_event(LOG_WARN, "audit.unnoted", "action", action, "subject", subject, "why", err_name(e), NULL);
}

/* For `looks` and `acts`: the pattern that an action must have, and the one that it must not. */
static void
bind_kind(struct query *q, const struct audit_filter *f)
{
    query_text(q, ":action", f->action);
    query_int(q, ":looks", f->looks);
    query_int(q, ":acts", f->acts);
}

static struct query *
ask(struct db *db, const struct who *who, const struct audit_filter *f)
{
    bool          all = who->role == ROLE_OPERATOR;
    struct query *q = db_query(db, all ? SQL_AUDIT_LIST_ALL : SQL_AUDIT_LIST);

    if (all)
        query_text(q, ":landlord_id", f->landlord_id);
    else
        scope_landlord(q, who);
    query_text(q, ":person_id", f->person_id);
    query_text(q, ":subject", f->subject);
    bind_kind(q, f);
    query_int(q, ":from_at", scope_day_edge(f->from, 0, 0));
    query_int(q, ":to_at", scope_day_edge(f->to, INT64_MAX, 1));
    return q;
}

static struct audit_row
from_row(struct query *q, struct arena *mem)
{
    return (struct audit_row){
        .id = row_int(q, "id"),
        .at = row_int(q, "at"),
        .person_id = row_text(q, mem, "person_id"),
        .person = row_text(q, mem, "person"),
        .landlord_id = row_text(q, mem, "landlord_id"),
        .business_name = row_text(q, mem, "business_name"),
        .action = row_text(q, mem, "action"),
        .subject = row_text(q, mem, "subject"),
        .detail = row_text(q, mem, "detail"),
        .about = row_text(q, mem, "about"),
        .hash = row_text(q, mem, "hash"),
    };
}

enum err
audit_list(struct db *db, struct arena *mem, const struct who *who, const struct audit_filter *f,
           struct audit_row **out, size_t *count, const char **next)
{
    int64_t     limit = f->limit > 0 && f->limit <= PAGE_ROWS_MOST ? f->limit : PAGE_ROWS_STANDARD, before = INT64_MAX;
    struct list rows = list_new(mem, sizeof(struct audit_row));

    if (f->cursor && *f->cursor && !int64_parse(f->cursor, 1, INT64_MAX, &before))
        return ERR_INPUT;
    struct query *q = ask(db, who, f);
    query_int(q, ":before", before);
    query_int(q, ":limit", limit + 1);
    while (query_next(q))
        *(struct audit_row *)list_add(&rows) = from_row(q, mem);
    enum err e = query_end(q);
    *out = rows.items;
    *count = rows.count > (size_t)limit ? (size_t)limit : rows.count;
    *next = rows.count > (size_t)limit ? arena_printf(mem, "%" PRId64, (*out)[limit - 1].id) : NULL;
    return e;
}
