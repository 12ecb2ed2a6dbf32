#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/property.h"

enum err
page_properties(struct app *app, struct request *rq, struct response *rs)
{
    struct property *all;
    size_t           count;
    enum err         e = property_list(app->db, rq->mem, &rq->who, &all, &count);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/properties");
    rows_rights(v, rq);
    view_bool(v, "has_properties", count > 0);
    view_rows(v, "properties");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "properties");
        view_text(row, "id", all[i].id);
        view_text(row, "name", all[i].name);
        view_text(row, "address", all[i].address);
        view_int(row, "units", all[i].units);
        view_int(row, "occupied", all[i].occupied);
        view_int(row, "vacant", all[i].units - all[i].occupied);
    }
    return view_render(v, rs, 200);
}
