#include "page/landlord/link.h"
#include "page/landlord/rows.h"
#include "page/pages.h"

enum { BILLS_STATUS, BILLS_PERIOD, BILLS_FIELD_COUNT };
static const struct field bills_filter[BILLS_FIELD_COUNT] = {
    [BILLS_STATUS] = {"status", FIELD_CHOICE, OPTIONAL, .choices = "open|unpaid|part_paid|paid|void"},
    [BILLS_PERIOD] = {"period", FIELD_PERIOD, OPTIONAL},
};

static void
put_pager(struct view *v, struct arena *mem, const struct bill_filter *f, const char *next)
{
    struct buf here = link_new(mem);

    link_add(&here, "status", f->status);
    link_add(&here, "period", f->period);
    link_pages(v, &here, f->cursor, next);
}

enum err
page_bills(struct app *app, struct request *rq, struct response *rs)
{
    struct form  f;
    struct bill *bills = NULL;
    size_t       count = 0;
    const char  *next = NULL;
    enum err     read = form_read_query(&f, rq, bills_filter, BILLS_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    const struct bill_filter filter = {
        .status = form_text(&f, BILLS_STATUS),
        .period = form_text(&f, BILLS_PERIOD),
        .cursor = request_query(rq, "cursor"),
    };
    if (!read) {
        enum err e = bill_list(app->db, rq->mem, &rq->who, &filter, &bills, &count, &next);
        if (e)
            return e;
    }

    struct view *v = view_new(app, rq, "landlord/bills");
    rows_rights(v, rq);
    view_form(v, &f);
    put_pager(v, rq->mem, &filter, next);
    view_bool(v, "has_bills", count > 0);
    view_rows(v, "bills");
    for (size_t i = 0; i < count; i++)
        rows_bill(view_row(v, "bills"), &bills[i]);
    return view_render(v, rs, read ? 422 : 200);
}
