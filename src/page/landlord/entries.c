#include <string.h>

#include "page/landlord/entry_rows.h"
#include "page/landlord/link.h"
#include "page/landlord/rows.h"
#include "page/pages.h"

enum { WAITING_MOST = 100 };
enum { FILTER_STATUS, FILTER_RAIL, FILTER_LEASE, FILTER_FIELD_COUNT };
static const struct field filter_form[FILTER_FIELD_COUNT] = {
    [FILTER_STATUS] = {"status", FIELD_CHOICE, OPTIONAL, .choices = ENTRY_STATUSES},
    [FILTER_RAIL] = {"rail", FIELD_CHOICE, OPTIONAL, .choices = ENTRY_RAILS},
    [FILTER_LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
};

static enum err
put_list(struct app *app, struct request *rq, struct view *v, const char *key, const struct entry_filter *f, bool done,
         const char **next)
{
    struct entry *rows;
    size_t        count;
    struct view  *part = view_part(v, key);
    enum err      e = entry_list(app->db, rq->mem, &rq->who, f, &rows, &count, next);
    bool          any = false;

    view_rows(part, "rows");
    for (size_t i = 0; !e && i < count; i++) {
        if (done && strcmp(rows[i].status, "waiting") == 0)
            continue;
        any = true;
        rows_entry(view_row(part, "rows"), &rows[i]);
    }
    view_bool(part, "any", any);
    return e;
}

static void
put_pager(struct view *v, struct arena *mem, const struct entry_filter *f, const char *next)
{
    struct buf here = link_new(mem);

    link_add(&here, "status", f->status);
    link_add(&here, "rail", f->rail);
    link_add(&here, "leaseId", f->lease_id);
    link_pages(v, &here, f->cursor, next);
}

/* What waits stands first, on the first page, unless something else was asked for. */
enum err
page_entries(struct app *app, struct request *rq, struct response *rs)
{
    struct form  f;
    const char  *next = NULL, *none;
    struct view *v = view_new(app, rq, "landlord/entries");
    enum err     read = form_read_query(&f, rq, filter_form, FILTER_FIELD_COUNT), e = ERR_OK;

    if (read && read != ERR_FIELD)
        return read;
    const struct entry_filter all = {.status = form_text(&f, FILTER_STATUS),
                                     .rail = form_text(&f, FILTER_RAIL),
                                     .lease_id = form_text(&f, FILTER_LEASE),
                                     .cursor = request_query(rq, "cursor")};
    const struct entry_filter first = {.status = "waiting", .limit = WAITING_MOST};
    bool                      filtered = all.status || all.rail || all.lease_id;

    view_bool(v, "waiting", false);
    view_bool(v, "entries", false);
    if (!read && !filtered && !all.cursor)
        e = put_list(app, rq, v, "waiting", &first, false, &none);
    if (!read && !e)
        e = put_list(app, rq, v, "entries", &all, !filtered, &next);
    if (e)
        return e;
    view_form(v, &f);
    view_bool(v, "filtered", filtered);
    view_bool(v, "decides", entry_decides(&rq->who));
    put_pager(v, rq->mem, &all, next);
    rows_rights(v, rq);
    return view_render(v, rs, read ? 422 : 200);
}
