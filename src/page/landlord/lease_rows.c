#include "page/landlord/lease_rows.h"

#include "page/landlord/charge_rows.h"
#include "page/landlord/rows.h"

void
lease_facts(struct view *v, const struct lease *l)
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

static enum err
put_rents(struct view *v, struct app *app, struct request *rq, const struct lease *l)
{
    struct lease_rent *rows;
    size_t             count;
    enum err           e = lease_rents(app->db, rq->mem, &rq->who, l->id, &rows, &count);

    view_rows(v, "rents");
    view_bool(v, "rent_changes", !e && count > 1);
    view_rows(v, "announced");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, rows[i].later ? "announced" : "rents");
        view_date(row, "rent_from", rows[i].from_date);
        view_money(row, "rent_then", rows[i].rent);
        view_text(row, "rent_person", rows[i].person_name);
        view_time(row, "rent_made", rows[i].made_at);
    }
    return e;
}

static enum err
put_beyond(struct view *v, struct app *app, struct request *rq, const struct lease *l)
{
    struct lease_beyond *rows;
    size_t               count;
    enum err             e = lease_billed_beyond(app->db, rq->mem, &rq->who, l->id, &rows, &count);

    view_bool(v, "has_beyond", !e && count > 0);
    view_rows(v, "beyond");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "beyond");
        view_text(row, "bill_id", rows[i].bill_id);
        view_period(row, "beyond_month", rows[i].period);
        view_money(row, "beyond_due", rows[i].due);
    }
    return e;
}

enum err
lease_terms_view(struct view *v, struct app *app, struct request *rq, const struct lease *l)
{
    struct charge *charges;
    size_t         count;
    enum err       e = charge_list(app->db, rq->mem, &rq->who, l->id, NULL, &charges, &count);

    if (e)
        return e;
    charge_rows(v, charges, count);
    e = put_rents(v, app, rq, l);
    return e ? e : put_beyond(v, app, rq, l);
}
