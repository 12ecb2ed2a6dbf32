#include "page/landlord/returnable.h"

#include <string.h>

#include "page/landlord/rows.h"
#include "rent/receipt.h"
#include "web/route.h"

static enum err
put_bills(struct view *v, struct app *app, struct request *rq, const struct who *who, const char *receipt_number)
{
    struct receipt r;
    enum err       e = receipt_load(app->db, rq->mem, who, receipt_number, &r);

    if (e)
        return e;
    for (size_t i = 0; i < r.line_count; i++) {
        struct view *row = view_row(v, "bills");
        view_text(row, "bill_id", r.lines[i].bill_id);
        view_say(row, "kind", bill_kind_name(r.lines[i].kind));
        view_period(row, "period", r.lines[i].period);
        view_money(row, "part", r.lines[i].amount);
    }
    view_bool(v, "has_bills", r.line_count > 0);
    return ERR_OK;
}

enum err
returnable_view(struct view *v, struct app *app, struct request *rq, const struct who *who, const struct returnable *m)
{
    view_text(v, "payment_id", m->payment_id);
    view_text(v, "code", m->receipt_no);
    view_money(v, "amount", m->amount);
    view_text(v, "payer", m->payer_name);
    if (strcmp(m->payment_id, m->money_in_id) == 0)
        rows_payer_phone(v, "phone", m->phone);
    else
        view_phone(v, "phone", m->phone);
    view_text(v, "tenant", m->tenant_name);
    view_text(v, "unit", m->unit_label);
    view_time(v, "paid_at", m->paid_at);
    view_text(v, "receipt", m->receipt_number);
    view_rows(v, "bills");
    view_bool(v, "has_bills", false);
    return m->receipt_number ? put_bills(v, app, rq, who, m->receipt_number) : ERR_OK;
}

enum err
returnable_links(struct view *v, struct app *app, struct request *rq, const char *payment_id)
{
    struct returnable m = {0};
    bool              may = role_may_enter(rq->who.role, WHO_CASHIER);
    enum err          e = may ? give_back_load(app->db, rq->mem, &rq->who, payment_id, &m) : ERR_NOT_FOUND;

    if (e && e != ERR_NOT_FOUND)
        return e;
    view_bool(v, "may_reverse", !e && give_back_judge(&m, (struct money){0}) == GIVE_BACK_ASKED);
    view_text(v, "under_way", m.open_request);
    view_text(v, "last_reversal", m.open_request ? NULL : m.last_request);
    return ERR_OK;
}
