/*
 * readings.c - readings that wait to be billed, or are disputed; and billing them together, after a look.
 */
#include <string.h>

#include "page/landlord/link.h"
#include "page/landlord/rows.h"
#include "page/meter/shown.h"
#include "page/pages.h"
#include "rent/scope.h"

static bool
is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

enum err
page_readings(struct app *app, struct request *rq, struct response *rs)
{
    struct reading       *rows;
    size_t                count;
    const char           *next, *state = request_query(rq, "state");
    struct reading_filter f = {.cursor = request_query(rq, "cursor")};
    struct reading_counts counts;

    f.state = is(state, "waiting") || is(state, "disputed") ? state : NULL;
    enum err e = reading_list(app->db, rq->mem, &rq->who, &f, &rows, &count, &next);
    if (!e)
        e = reading_counts(app->db, &rq->who, &counts);
    if (e)
        return e == ERR_INPUT ? ERR_NOT_FOUND : e;
    struct view *v = view_new(app, rq, "meter/readings");
    struct buf   here = link_new(rq->mem);
    rows_rights(v, rq);
    link_add(&here, "state", f.state);
    link_pages(v, &here, f.cursor, next);
    view_bool(v, "only_waiting", is(f.state, "waiting"));
    view_bool(v, "only_disputed", is(f.state, "disputed"));
    view_bool(v, "all", !f.state);
    view_int(v, "waiting", counts.waiting);
    view_int(v, "disputes", counts.disputed);
    view_bool(v, "has_waiting", counts.waiting > 0);
    view_bool(v, "has_readings", count > 0);
    view_rows(v, "readings");
    for (size_t i = 0; i < count; i++)
        shown_reading(view_row(v, "readings"), &rows[i]);
    return view_render(v, rs, 200);
}

/* ---- billing them ---- */

/* What would be billed: all that wait and have a rate. */
static enum err
show(struct app *app, struct request *rq, struct response *rs)
{
    struct reading       *rows;
    size_t                count;
    const char           *next, *made = request_query(rq, "made");
    struct reading_filter f = {.state = "waiting", .limit = PAGE_ROWS_MOST};
    struct money          sum = {0};
    int64_t               without = 0;
    enum err              e = reading_list(app->db, rq->mem, &rq->who, &f, &rows, &count, &next);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "meter/readings_bill");
    view_rows(v, "readings");
    for (size_t i = 0; i < count; i++) {
        shown_reading(view_row(v, "readings"), &rows[i]);
        sum.cents += rows[i].amount.cents;
        without += is(rows[i].state, "no_rate");
    }
    view_bool(v, "billable", (int64_t)count > without);
    view_bool(v, "has_readings", count > 0);
    view_int(v, "without", without);
    view_bool(v, "has_without", without > 0);
    view_money(v, "sum", sum);
    view_bool(v, "more", next != NULL);
    view_text(v, "made", made && strspn(made, "0123456789") == strlen(made) && strlen(made) < 5 ? made : NULL);
    return view_render(v, rs, 200);
}

enum err
page_readings_bill(struct app *app, struct request *rq, struct response *rs)
{
    return show(app, rq, rs);
}

/* Just those that were on the page: what was read meanwhile is looked at before it is billed. */
enum err
page_readings_bill_post(struct app *app, struct request *rq, struct response *rs)
{
    const char **ids = arena_alloc(rq->mem, REQUEST_FIELDS_MOST * sizeof *ids);
    const char  *list = request_field(rq, "readings");
    size_t       count = 0, room = REQUEST_FIELDS_MOST;
    int64_t      made = 0;
    struct money sum;
    enum err     e = ERR_OK;

    for (size_t n; list && *list; list += n + (list[n] == '.')) {
        n = strcspn(list, ".");
        if (count == room) {
            const char **more = arena_alloc(rq->mem, 2 * room * sizeof *more);
            memcpy(more, ids, room * sizeof *ids);
            ids = more;
            room *= 2;
        }
        ids[count++] = arena_strndup(rq->mem, list, n);
    }
    if (count)
        e = reading_bill(app->db, rq->mem, &rq->who, ids, count, &made, &sum);
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/readings/bill?made=%d", (int)made));
    return ERR_OK;
}
