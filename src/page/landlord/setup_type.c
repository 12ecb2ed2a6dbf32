#include "page/landlord/setup.h"
#include "page/pages.h"

enum { TYPE_CHOICE, TYPE_FIELD_COUNT };
static const struct field type_form[TYPE_FIELD_COUNT] = {
    [TYPE_CHOICE] = {"businessType", FIELD_CHOICE, OPTIONAL, .choices = "paybill|till"},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/setup_type");

    setup_steps(v, app, rq, SETUP_TYPE);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_setup_type(struct app *app, struct request *rq, struct response *rs)
{
    struct form      f;
    struct receiving r;
    enum err         e = receiving_newest(app->db, rq->mem, &rq->who, &r);

    if (e && e != ERR_NOT_FOUND)
        return e;
    form_blank(&f, rq, type_form, TYPE_FIELD_COUNT);
    if (!e)
        form_prefill(&f, TYPE_CHOICE, r.business_type);
    return show(app, rq, rs, &f, 200);
}

enum err
page_setup_type_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, type_form, TYPE_FIELD_COUNT);

    if (!e && !form_text(&f, TYPE_CHOICE)) {
        form_error(&f, TYPE_CHOICE, "Choose paybill or till.");
        e = ERR_FIELD;
    }
    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (e)
        return e;

    e = receiving_begin(app->db, rq->mem, &rq->who, form_text(&f, TYPE_CHOICE));
    if (e)
        return e;
    response_redirect(rs, "/setup/details");
    return ERR_OK;
}
