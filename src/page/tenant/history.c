#include <string.h>

#include "base/clock.h"
#include "daraja/telling.h"
#include "page/pages.h"
#include "page/tenant/badge.h"
#include "rent/entry.h"
#include "rent/payment.h"

static void
row_view(struct view *v, const struct payment *p, int64_t gap_s)
{
    view_text(v, "id", p->id);
    view_time(v, "at", p->initiated_at);
    view_bool(v, "is_direct", strcmp(p->purpose, "direct") == 0);
    view_say(v, "by_hand", strcmp(p->type, "manual") == 0 ? entry_rail_name(p->business_type) : NULL);
    view_bool(v, "is_out", payment_is_out(p));
    view_bool(v, "is_deposit", strcmp(p->purpose, "deposit") == 0);
    view_say(v, "kind", p->bill_kind ? bill_kind_name(p->bill_kind) : NULL);
    view_period(v, "period", p->bill_period);
    view_money(v, "amount", p->asked);
    view_text(v, "code", p->mpesa_code);
    view_text(v, "receipt_number", p->receipt_number);
    badge_payment(v, telling_of(p, clock_now(), gap_s).status);
}

enum err
page_history(struct app *app, struct request *rq, struct response *rs)
{
    struct payment_filter from = {.cursor = request_query(rq, "cursor")};
    struct payment       *rows;
    size_t                count;
    const char           *next;

    enum err e = payment_list(app->db, rq->mem, &rq->who, &from, &rows, &count, &next);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "tenant/history");
    view_rows(v, "payments");
    for (size_t i = 0; i < count; i++)
        row_view(view_row(v, "payments"), &rows[i], app->conf->prompt_gap_s);
    view_bool(v, "has_payments", count > 0);
    view_text(v, "older", next);
    view_bool(v, "newer", from.cursor != NULL);
    return view_render(v, rs, 200);
}
