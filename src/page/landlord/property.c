#include "rent/property.h"

#include <string.h>

#include "page/landlord/rows.h"
#include "page/pages.h"

enum err
page_property(struct app *app, struct request *rq, struct response *rs)
{
    struct property p;
    struct unit    *units;
    size_t          count;
    enum err        e = property_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (!e)
        e = unit_list(app->db, rq->mem, &rq->who, p.id, &units, &count);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "landlord/property");
    rows_rights(v, rq);
    view_text(v, "property_id", p.id);
    view_text(v, "name", p.name);
    view_text(v, "address", p.address);
    view_bool(v, "is_commercial", strcmp(p.use, "commercial") == 0);
    view_bool(v, "has_units", count > 0);
    view_rows(v, "units");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "units");
        view_text(row, "unit_id", units[i].id);
        view_text(row, "label", units[i].label);
        view_text(row, "account_ref", units[i].account_ref);
        view_money(row, "rent", units[i].rent);
        view_text(row, "lease_id", units[i].lease_id);
        view_text(row, "tenant", units[i].tenant_name);
    }
    return view_render(v, rs, 200);
}

enum err
page_property_use_post(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field use_form[] = {{"use", FIELD_CHOICE, REQUIRED, .choices = "residential|commercial"}};
    struct form               f;
    struct property           p;
    enum err                  e = property_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (!e)
        e = form_read(&f, rq, use_form, COUNT(use_form));
    if (!e)
        e = property_set_use(app->db, rq->mem, &rq->who, p.id, form_text(&f, 0));
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/properties/%s", p.id));
    return ERR_OK;
}
