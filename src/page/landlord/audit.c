#include "page/landlord/audit_rows.h"
#include "page/pages.h"
#include "rent/member.h"

/* Those who work here, for the filter; who has left is found by the link from a line. */
static enum err
put_people(struct view *v, struct app *app, struct request *rq, const char *chosen)
{
    struct member *rows;
    size_t         count;
    enum err       e = member_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "people");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "people");
        view_text(row, "person", rows[i].person_id);
        view_text(row, "name", rows[i].name);
        view_bool(row, "selected", chosen && strcmp(chosen, rows[i].person_id) == 0);
    }
    return e;
}

enum err
page_audit(struct app *app, struct request *rq, struct response *rs)
{
    struct form         f;
    struct audit_filter filter;
    struct view        *v = view_new(app, rq, "landlord/audit");
    enum err            e = audit_rows_filter(rq, &f, &filter);

    if (!e)
        e = audit_rows_put(v, app, rq, &f, &filter);
    if (!e)
        e = put_people(v, app, rq, filter.person_id);
    return e ? e : view_render(v, rs, 200);
}
