#include "page/pages.h"
#include "rent/property.h"
#include "web/view.h"

enum { UNIT_LABEL, UNIT_RENT, UNIT_FIELD_COUNT };
static const struct field unit_form[UNIT_FIELD_COUNT] = {
    [UNIT_LABEL] = {"label", FIELD_TEXT, REQUIRED, 1, 40, .missing = N_("Enter the house, flat or door number.")},
    [UNIT_RENT] = {"rent", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct property *p, const struct form *f,
     int status)
{
    struct view *v = view_new(app, rq, "landlord/unit_new");

    view_text(v, "property_id", p->id);
    view_text(v, "property", p->name);
    view_bool(v, "has_units", p->units > 0);
    view_int(v, "units", p->units);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_unit_new(struct app *app, struct request *rq, struct response *rs)
{
    struct property p;
    struct form     f;
    enum err        e = property_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (e)
        return e;
    form_blank(&f, rq, unit_form, UNIT_FIELD_COUNT);
    return show(app, rq, rs, &p, &f, 200);
}

enum err
page_unit_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct property p;
    struct form     f;
    const char     *id;
    enum err        e = property_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (e)
        return e;
    e = form_read(&f, rq, unit_form, UNIT_FIELD_COUNT);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &p, &f, 422);
    if (e)
        return e;

    e = unit_add(app->db, rq->mem, &rq->who, p.id, form_text(&f, UNIT_LABEL), form_money(&f, UNIT_RENT), &id);
    if (e == ERR_CONFLICT) {
        form_error(&f, UNIT_LABEL, "This property already has a unit with this name.");
        return show(app, rq, rs, &p, &f, 422);
    }
    if (e)
        return e;
    const char *more = request_field(rq, "another") ? "/units/new" : "";
    response_redirect(rs, arena_printf(rq->mem, "/landlord/properties/%s%s", p.id, more));
    return ERR_OK;
}
