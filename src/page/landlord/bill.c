#include "page/extra/invoice.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "page/public/scan.h"
#include "rent/closing.h"

enum err
page_bill(struct app *app, struct request *rq, struct response *rs)
{
    struct bill          b;
    struct bill_payment *payments;
    size_t               count;
    const char          *late_day;
    enum err             e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    if (!e)
        e = bill_payments(app->db, rq->mem, &rq->who, b.id, &payments, &count);
    if (!e)
        e = closing_late_bill(app->db, rq->mem, &rq->who, b.id, &late_day);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "landlord/bill");
    rows_rights(v, rq);
    rows_bill(v, &b);
    view_phone(v, "phone", b.tenant_phone);
    view_time(v, "created", b.created_at);
    view_time(v, "voided", b.voided_at);
    view_text(v, "void_reason", b.void_reason);
    view_bool(v, "may_void", !bill_void_judge(&b));
    view_bool(v, "has_payments", count > 0);
    view_rows(v, "payments");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "payments");
        view_text(row, "payment_id", payments[i].payment_id);
        view_text(row, "receipt", payments[i].receipt_number);
        view_text(row, "code", payments[i].mpesa_code);
        view_money(row, "amount", payments[i].amount);
        view_time(row, "paid_at", payments[i].paid_at);
    }
    view_date(v, "late_day", late_day);
    e = scan_view_bill(v, app, rq, &b);
    if (!e)
        e = invoice_view(app, rq, v, &b);
    return e ? e : view_render(v, rs, 200);
}
