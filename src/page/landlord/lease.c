#include "page/extra/state.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/audit.h"
#include "rent/standing_order.h"
#include "rent/tenant.h"

static void
put_lease(struct view *v, const struct lease *l)
{
    view_text(v, "lease_id", l->id);
    view_text(v, "tenant_id", l->tenant_id);
    view_text(v, "tenant", l->tenant_name);
    view_phone(v, "phone", l->tenant_phone);
    view_text(v, "unit_id", l->unit_id);
    view_text(v, "unit", l->unit_label);
    view_text(v, "property", l->property_name);
    view_text(v, "account_ref", l->account_ref);
    view_money(v, "rent", l->rent);
    view_money(v, "deposit", l->deposit);
    view_bool(v, "has_deposit", l->deposit.cents > 0);
    view_int(v, "due_day", l->due_day);
    view_date(v, "start_date", l->start_date);
    view_date(v, "end_date", l->end_date);
    view_bool(v, "running", l->running);
    rows_balance(v, l->balance);
}

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
    put_lease(v, &l);
    e = put_standing_order(v, app, rq, l.id);
    if (e)
        return e;
    view_bool(v, "has_bills", count > 0);
    view_rows(v, "bills");
    for (size_t i = 0; i < count; i++)
        rows_bill(view_row(v, "bills"), &bills[i]);
    view_text(v, "next", next);
    return view_render(v, rs, 200);
}
