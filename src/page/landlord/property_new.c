#include "page/pages.h"
#include "rent/property.h"
#include "web/view.h"

enum { PROPERTY_NAME, PROPERTY_ADDRESS, PROPERTY_FIELD_COUNT };
static const struct field property_form[PROPERTY_FIELD_COUNT] = {
    [PROPERTY_NAME] = {"name", FIELD_TEXT, REQUIRED, 2, 80, .missing = N_("Enter the name of the property.")},
    [PROPERTY_ADDRESS] = {"address", FIELD_TEXT, OPTIONAL, 2, 160},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/property_new");

    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_property_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, property_form, PROPERTY_FIELD_COUNT);
    return show(app, rq, rs, &f, 200);
}

enum err
page_property_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *id;
    enum err    e = form_read(&f, rq, property_form, PROPERTY_FIELD_COUNT);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (e)
        return e;

    e = property_add(app->db, rq->mem, &rq->who, form_text(&f, PROPERTY_NAME), form_text(&f, PROPERTY_ADDRESS), &id);
    if (e == ERR_CONFLICT) {
        form_error(&f, PROPERTY_NAME, "You already have a property with this name.");
        return show(app, rq, rs, &f, 422);
    }
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/properties/%s", id));
    return ERR_OK;
}
