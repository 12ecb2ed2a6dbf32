#include "page/landlord/link.h"
#include "page/operator/landlords.h"
#include "page/operator/verdicts.h"
#include "page/pages.h"

enum { FILTER_VERDICT, FILTER_KIND, FILTER_LANDLORD, FILTER_ABOUT, FILTER_FROM, FILTER_TO, FILTER_FIELD_COUNT };
static const struct field filter_form[FILTER_FIELD_COUNT] = {
    [FILTER_VERDICT] = {"verdict", FIELD_TEXT, OPTIONAL, 1, 40},
    [FILTER_KIND] = {"kind", FIELD_TEXT, OPTIONAL, 1, 40},
    [FILTER_LANDLORD] = {"landlordId", FIELD_ID, OPTIONAL},
    [FILTER_ABOUT] = {"about", FIELD_TEXT, OPTIONAL, 1, 40},
    [FILTER_FROM] = {"from", FIELD_DATE, OPTIONAL},
    [FILTER_TO] = {"to", FIELD_DATE, OPTIONAL},
};

static void
put_pager(struct view *v, struct arena *mem, const struct inbox_filter *f, const char *next)
{
    struct buf here = link_new(mem);

    link_add(&here, "verdict", f->verdict);
    link_add(&here, "kind", f->kind);
    link_add(&here, "landlordId", f->landlord_id);
    link_add(&here, "about", f->about);
    link_add(&here, "from", f->from);
    link_add(&here, "to", f->to);
    link_pages(v, &here, f->cursor, next);
}

static void
put_items(struct view *v, const struct inbox_item *items, size_t count)
{
    view_bool(v, "has_items", count > 0);
    view_rows(v, "items");
    for (size_t i = 0; i < count; i++)
        verdicts_item(view_row(v, "items"), &items[i]);
}

enum err
page_operator_inbox(struct app *app, struct request *rq, struct response *rs)
{
    struct form        f;
    struct inbox_item *items = NULL;
    size_t             count = 0;
    const char        *next = NULL;
    enum err           read = form_read_query(&f, rq, filter_form, FILTER_FIELD_COUNT);

    if (read && read != ERR_FIELD)
        return read;
    const struct inbox_filter filter = {
        .verdict = form_text(&f, FILTER_VERDICT),
        .kind = form_text(&f, FILTER_KIND),
        .landlord_id = form_text(&f, FILTER_LANDLORD),
        .about = form_text(&f, FILTER_ABOUT),
        .from = form_text(&f, FILTER_FROM),
        .to = form_text(&f, FILTER_TO),
        .cursor = request_query(rq, "cursor"),
    };
    if (!read) {
        enum err e = inbox_list(app->db, rq->mem, &rq->who, &filter, &items, &count, &next);
        if (e)
            return e;
    }

    struct view *v = view_new(app, rq, "operator/inbox");
    view_form(v, &f);
    put_pager(v, rq->mem, &filter, next);
    verdicts_choices(v, filter.verdict, filter.kind);
    put_items(v, items, count);
    enum err e = landlords_choices(v, app, rq, filter.landlord_id);
    return e ? e : view_render(v, rs, read ? 422 : 200);
}
