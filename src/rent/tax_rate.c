#include "rent/tax_rate.h"

#include <inttypes.h>

#include "base/date.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"

enum { WHOLE_BP = 10000 };

static struct tax_rate
row(struct query *q, struct arena *mem)
{
    return (struct tax_rate){.from_day = row_text(q, mem, "from_day"),
                             .rate_bp = row_int(q, "rate_bp"),
                             .least = row_money(q, "least_cents"),
                             .most = row_money(q, "most_cents"),
                             .due_day = row_int(q, "due_day"),
                             .source = row_text(q, mem, "source"),
                             .noted_on = row_text(q, mem, "noted_on")};
}

enum err
tax_rate_at(struct db *db, struct arena *mem, const char *day, struct tax_rate *out)
{
    struct query *q = db_query(db, SQL_TAX_RATE_AT);

    query_text(q, ":tax", "mri");
    query_text(q, ":day", day);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = row(q, mem);
    return query_end(q);
}

enum err
tax_rate_list(struct db *db, struct arena *mem, struct tax_rate **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct tax_rate));
    struct query *q = db_query(db, SQL_TAX_RATE_LIST);

    while (query_next(q)) {
        struct tax_rate *r = list_add(&rows);
        *r = row(q, mem);
        r->id = row_int(q, "id");
        r->noted_name = row_text(q, mem, "noted_name");
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct tax_rate *in, int64_t *id)
{
    struct query *q = db_query(db, SQL_TAX_RATE_ADD);

    query_text(q, ":tax", "mri");
    query_text(q, ":from_day", in->from_day);
    query_int(q, ":rate_bp", in->rate_bp);
    query_money(q, ":least_cents", in->least);
    query_money(q, ":most_cents", in->most);
    query_int(q, ":due_day", in->due_day);
    query_text(q, ":source", in->source);
    query_text(q, ":person_id", who->person_id);
    scope_today(q);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *id = row_int(q, "id");
    e = query_end(q);
    return e == ERR_OK ? audit_note(db, mem, who, "tax_rate.added", arena_printf(mem, "%" PRId64, *id),
                                    arena_printf(mem, "from %s: %" PRId64 " bp", in->from_day, in->rate_bp))
                       : e;
}

enum err
tax_rate_add(struct db *db, struct arena *mem, const struct who *who, const struct tax_rate *in, int64_t *id)
{
    if (in->most.cents <= in->least.cents)
        return ERR_FIELD;
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, add(db, mem, who, in, id)) : e;
}

struct money
tax_of(const struct tax_rate *r, struct money received)
{
    if (received.cents <= 0)
        return (struct money){0};
    return (struct money){(received.cents / WHOLE_BP) * r->rate_bp +
                          ((received.cents % WHOLE_BP) * r->rate_bp + WHOLE_BP / 2) / WHOLE_BP};
}
