#include "page/landlord/link.h"
#include "page/operator/asked.h"
#include "page/operator/landlords.h"
#include "page/pages.h"

enum { FILTER_API, FILTER_STATE, FILTER_LANDLORD, FILTER_FIELD_COUNT };
static const struct field filter_form[FILTER_FIELD_COUNT] = {
    [FILTER_API] = {"api", FIELD_TEXT, OPTIONAL, 1, 40},
    [FILTER_STATE] = {"state", FIELD_TEXT, OPTIONAL, 1, 40},
    [FILTER_LANDLORD] = {"landlordId", FIELD_ID, OPTIONAL},
};

static void
put_pager(struct view *v, struct arena *mem, const struct requests_filter *f, const char *next)
{
    struct buf here = link_new(mem);

    link_add(&here, "api", f->api);
    link_add(&here, "state", f->state);
    link_add(&here, "landlordId", f->landlord_id);
    link_pages(v, &here, f->cursor, next);
}

enum err
page_operator_requests(struct app *app, struct request *rq, struct response *rs)
{
    struct form        f;
    struct request_of *rows;
    size_t             count;
    const char        *next;
    enum err           e = form_read_query(&f, rq, filter_form, FILTER_FIELD_COUNT);

    if (e && e != ERR_FIELD) /* a filter that is none filters nothing */
        return e;
    const struct requests_filter filter = {
        .api = form_text(&f, FILTER_API),
        .state = form_text(&f, FILTER_STATE),
        .landlord_id = form_text(&f, FILTER_LANDLORD),
        .cursor = request_query(rq, "cursor"),
    };
    e = requests_list(app->db, rq->mem, &rq->who, &filter, &rows, &count, &next);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "operator/requests");
    put_pager(v, rq->mem, &filter, next);
    asked_choices(v, filter.api, filter.state);
    view_bool(v, "has_requests", count > 0);
    view_rows(v, "requests");
    for (size_t i = 0; i < count; i++)
        asked_put(view_row(v, "requests"), &rows[i]);
    e = landlords_choices(v, app, rq, filter.landlord_id);
    return e ? e : view_render(v, rs, 200);
}
