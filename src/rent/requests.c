#include "rent/requests.h"

#include "rent/list.h"
#include "rent/scope.h"

/* id NULL: all that the filter lets through. */
static struct query *
ask(struct db *db, const struct requests_filter *f, const char *id, struct cursor from, int64_t limit)
{
    struct query *q = db_query(db, SQL_REQUESTS_LIST);

    query_text(q, ":id", id);
    query_text(q, ":api", f->api);
    query_text(q, ":state", f->state);
    query_text(q, ":landlord_id", f->landlord_id);
    query_int(q, ":cursor_at", from.at);
    query_text(q, ":cursor_id", from.id);
    query_int(q, ":limit", limit);
    return q;
}

static struct request_of
from_row(struct query *q, struct arena *mem)
{
    return (struct request_of){mpesa_request_row(q, mem), row_text(q, mem, "landlord_name")};
}

enum err
requests_list(struct db *db, struct arena *mem, const struct who *operator, const struct requests_filter * f,
              struct request_of **out, size_t *count, const char **next)
{
    struct list   rows = list_new(mem, sizeof **out);
    int64_t       limit = f->limit ? f->limit : PAGE_ROWS_STANDARD;
    struct cursor from, last = {0, ""};

    *next = NULL;
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    struct query *q = ask(db, f, NULL, from, limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows.count == limit) {
            *next = cursor_text(mem, last);
            break;
        }
        struct request_of *r = list_add(&rows);
        *r = from_row(q, mem);
        last = (struct cursor){r->it.requested_at, r->it.id};
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
requests_load(struct db *db, struct arena *mem, const struct who *operator, const char * id, struct request_of *out)
{
    static const struct requests_filter all = {0};
    struct cursor                       from;

    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    if (!cursor_read(mem, NULL, &from))
        return ERR_INTERNAL;
    struct query *q = ask(db, &all, id, from, 1);
    enum err      e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
requests_posted(struct db *db, struct arena *mem, const struct who *operator, const char * id,
                struct request_posting **out, size_t *count)
{
    struct list rows = list_new(mem, sizeof **out);

    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    struct query *q = db_query(db, SQL_REQUESTS_POSTED);
    query_text(q, ":id", id);
    while (query_next(q))
        *(struct request_posting *)list_add(&rows) = (struct request_posting){
            row_int(q, "at"), row_text(q, mem, "memo"), row_text(q, mem, "account"), row_money(q, "amount_cents")};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
