#include <string.h>

#include "page/landlord/rows.h"
#include "page/meter/shown.h"
#include "page/pages.h"

/* Where each property's meters are read: by one property and kind at a time. */
static void
put_rounds(struct view *v, const struct meter *rows, size_t count)
{
    const struct meter *last = NULL;
    struct view        *row = NULL;
    int64_t             n = 0;

    view_rows(v, "rounds");
    for (size_t i = 0; i < count; i++) {
        if (rows[i].removed_on)
            continue;
        if (!last || strcmp(last->property_id, rows[i].property_id) != 0) {
            last = &rows[i];
            n = 0;
            row = view_row(v, "rounds");
            view_text(row, "property_id", last->property_id);
            view_text(row, "property", last->property_name);
        }
        view_int(row, "count", ++n);
    }
}

enum err
page_meters(struct app *app, struct request *rq, struct response *rs)
{
    static const struct meter_filter all = {.removed_too = true};
    struct meter                    *rows;
    size_t                           count;
    struct reading_counts            counts;
    enum err                         e = meter_list(app->db, rq->mem, &rq->who, &all, &rows, &count);

    if (!e)
        e = reading_counts(app->db, &rq->who, &counts);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "meter/meters");
    rows_rights(v, rq);
    view_int(v, "waiting", counts.waiting);
    view_int(v, "disputes", counts.disputed);
    view_bool(v, "has_waiting", counts.waiting > 0);
    view_bool(v, "has_disputes", counts.disputed > 0);
    view_bool(v, "has_meters", count > 0);
    put_rounds(v, rows, count);
    view_rows(v, "meters");
    for (size_t i = 0; i < count; i++)
        shown_meter(view_row(v, "meters"), &rows[i]);
    return view_render(v, rs, 200);
}
