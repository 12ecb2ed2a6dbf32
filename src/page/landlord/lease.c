#include "page/extra/state.h"
#include "page/landlord/lease_rows.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/audit.h"
#include "rent/match_memory.h"
#include "rent/standing_order.h"

/* Whether the tenant lets M-PESA pay by itself. */
static enum err
put_standing_order(struct view *v, struct app *app, struct request *rq, const char *lease_id)
{
    struct standing_order s = {0};
    bool                  on = conf_extra(app->conf, "ratiba");
    enum err              e = on ? standing_order_newest(app->db, rq->mem, &rq->who, lease_id, &s) : ERR_NOT_FOUND;

    view_bool(v, "ratiba_on", on);
    view_bool(v, "order_running", !e && s.running);
    view_bool(v, "order_asked", !e && state_waits(&s.request));
    view_money(v, "order_amount", s.request.amount);
    view_date(v, "order_end", e ? NULL : s.end_date);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* Payments that go to this lease by themselves, as somebody said so. */
static enum err
put_memories(struct view *v, struct app *app, struct request *rq, const char *lease_id)
{
    struct memory *rows;
    size_t         count;
    enum err       e = match_memories(app->db, rq->mem, &rq->who, lease_id, &rows, &count);

    if (e)
        return e;
    view_bool(v, "has_memories", count > 0);
    view_rows(v, "memories");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "memories");
        view_text(row, "id", rows[i].id);
        view_text(row, "payer_phone", rows[i].shown);
        view_text(row, "payer_name", rows[i].payer_name);
        view_text(row, "typed", rows[i].typed);
        view_text(row, "by", rows[i].by);
        view_time(row, "at", rows[i].made_at);
    }
    return ERR_OK;
}

enum err
page_memory_forget_post(struct app *app, struct request *rq, struct response *rs)
{
    const char *lease_id;
    enum err    e = match_forget(app->db, rq->mem, &rq->who, rq->args[0], &lease_id);

    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/leases/%s", lease_id));
    return ERR_OK;
}

enum err
page_lease(struct app *app, struct request *rq, struct response *rs)
{
    struct lease l;
    struct bill *bills;
    size_t       count;
    const char  *next;
    enum err     e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    audit_seen(app->db, rq->mem, &rq->who, "seen.lease", l.id, NULL);
    const struct bill_filter its = {.lease_id = l.id, .cursor = request_query(rq, "cursor")};
    e = bill_list(app->db, rq->mem, &rq->who, &its, &bills, &count, &next);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "landlord/lease");
    rows_rights(v, rq);
    lease_facts(v, &l);
    e = put_standing_order(v, app, rq, l.id);
    if (!e)
        e = lease_terms_view(v, app, rq, &l);
    if (!e)
        e = put_memories(v, app, rq, l.id);
    if (e)
        return e;
    view_bool(v, "has_bills", count > 0);
    view_rows(v, "bills");
    for (size_t i = 0; i < count; i++)
        rows_bill(view_row(v, "bills"), &bills[i]);
    view_text(v, "next", next);
    return view_render(v, rs, 200);
}
