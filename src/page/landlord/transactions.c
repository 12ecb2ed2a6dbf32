#include "page/landlord/link.h"
#include "page/landlord/rows.h"
#include "page/pages.h"

enum { FILTER_TYPE, FILTER_STATUS, FILTER_LEASE, FILTER_PHONE, FILTER_FROM, FILTER_TO, FILTER_FIELD_COUNT };
static const struct field filter_form[FILTER_FIELD_COUNT] = {
    [FILTER_TYPE] = {"type", FIELD_CHOICE, OPTIONAL, .choices = "stk|c2b|manual|b2c|b2b|tax|reversal"},
    [FILTER_STATUS] = {"status", FIELD_CHOICE, OPTIONAL,
                       .choices = "pending|processing|success|failed|cancelled|timeout|reversed"},
    [FILTER_LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
    [FILTER_PHONE] = {"phone", FIELD_PHONE, OPTIONAL},
    [FILTER_FROM] = {"from", FIELD_DATE, OPTIONAL},
    [FILTER_TO] = {"to", FIELD_DATE, OPTIONAL},
};

static void
put_pager(struct view *v, struct arena *mem, const struct payment_filter *f, const char *next)
{
    struct buf here = link_new(mem);

    link_add(&here, "type", f->type);
    link_add(&here, "status", f->state);
    link_add(&here, "leaseId", f->lease_id);
    link_add(&here, "phone", f->phone);
    link_add(&here, "from", f->from);
    link_add(&here, "to", f->to);
    link_pages(v, &here, f->cursor, next);
}

enum err
page_transactions(struct app *app, struct request *rq, struct response *rs)
{
    struct form     f;
    struct payment *payments = NULL;
    size_t          count = 0;
    const char     *next = NULL;
    enum err        read = form_read_query(&f, rq, filter_form, FILTER_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    const struct payment_filter filter = {
        .type = form_text(&f, FILTER_TYPE),
        .state = form_text(&f, FILTER_STATUS),
        .lease_id = form_text(&f, FILTER_LEASE),
        .phone = form_text(&f, FILTER_PHONE),
        .from = form_text(&f, FILTER_FROM),
        .to = form_text(&f, FILTER_TO),
        .cursor = request_query(rq, "cursor"),
    };
    if (!read) {
        enum err e = payment_list(app->db, rq->mem, &rq->who, &filter, &payments, &count, &next);
        if (e)
            return e;
    }

    struct view *v = view_new(app, rq, "landlord/transactions");
    view_form(v, &f);
    put_pager(v, rq->mem, &filter, next);
    view_bool(v, "has_payments", count > 0);
    view_rows(v, "payments");
    for (size_t i = 0; i < count; i++)
        rows_payment(view_row(v, "payments"), &payments[i]);
    enum err e = rows_leases(v, app, rq, filter.lease_id, true);
    return e ? e : view_render(v, rs, read ? 422 : 200);
}
