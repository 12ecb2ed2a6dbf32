#include "rent/ledger.h"

#include "api/call.h"
#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "base/number.h"
#include "rent/audit.h"
#include "rent/tenant.h"
#include "web/api.h"

/* Where the page begins: after the row whose number the cursor is. */
static enum err
page_start(const char *cursor, const struct ledger_row *rows, size_t count, size_t *from)
{
    int64_t after = 0;

    if (cursor && !int64_parse(cursor, 1, INT64_MAX, &after))
        return ERR_INPUT;
    for (*from = 0; *from < count && rows[*from].id <= after; ++*from)
        ;
    return ERR_OK;
}

static void
put_row_of(struct json_writer *w, const struct ledger_row *r)
{
    json_open(w, NULL, '{');
    json_put_text(w, "kind", r->kind);
    json_put_text(w, "memo", r->memo);
    put_money(w, "amount", r->amount);
    put_money(w, "balance", r->balance);
    put_time(w, "at", r->at);
    json_close(w);
}

static enum err
answer(struct request *rq, struct response *rs, const struct form *f, const struct lease *lease,
       const struct ledger_row *rows, size_t count)
{
    size_t   from, limit = (size_t)listing_limit(f);
    enum err e = page_start(form_text(f, LISTING_CURSOR), rows, count, &from);
    if (e)
        return e;

    size_t             to = count - from > limit ? from + limit : count;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "leaseId", lease->id);
    put_money(&w, "balance", lease->balance);
    json_open(&w, "items", '[');
    for (size_t i = from; i < to; i++)
        put_row_of(&w, &rows[i]);
    const char *next = to < count ? arena_printf(rq->mem, "%lld", (long long)rows[to - 1].id) : NULL;
    return listing_end(&w, rs, next);
}

enum err
api_ledger(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = LISTING_FIELDS };
    static const struct field fields[] = {LISTING_QUERY, [LEASE] = {"leaseId", FIELD_ID, REQUIRED}};
    struct call               c;
    struct lease              lease;
    struct ledger_row        *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_SIGNED_IN);

    if (!e)
        e = lease_load(app->db, rq->mem, &c.who, form_text(&c.form, LEASE), &lease);
    if (!e)
        e = ledger_statement(app->db, rq->mem, &c.who, lease.id, &rows, &count);
    if (!e)
        audit_seen(app->db, rq->mem, &c.who, "seen.lease", lease.id, NULL);
    return e ? call_failed(&c, rs, e) : answer(rq, rs, &c.form, &lease, rows, count);
}
