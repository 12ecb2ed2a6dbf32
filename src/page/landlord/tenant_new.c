#include "page/pages.h"
#include "rent/tenant.h"
#include "web/view.h"

enum { TENANT_NAME, TENANT_PHONE, TENANT_EMAIL, TENANT_LOCALE, TENANT_FIELD_COUNT };
static const struct field tenant_form[TENANT_FIELD_COUNT] = {
    [TENANT_NAME] = {"name", FIELD_TEXT, REQUIRED, 2, 80, .missing = N_("Enter the name of the tenant.")},
    [TENANT_PHONE] = {"phone", FIELD_PHONE, REQUIRED},
    [TENANT_EMAIL] = {"email", FIELD_EMAIL, OPTIONAL},
    [TENANT_LOCALE] = {"locale", FIELD_CHOICE, OPTIONAL, .choices = "en|sw"},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/tenant_new");

    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_tenant_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, tenant_form, TENANT_FIELD_COUNT);
    form_prefill(&f, TENANT_LOCALE, lang_code(rq->lang));
    return show(app, rq, rs, &f, 200);
}

enum err
page_tenant_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *id;
    enum err    e = form_read(&f, rq, tenant_form, TENANT_FIELD_COUNT);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (e)
        return e;

    const struct tenant_new in = {
        .name = form_text(&f, TENANT_NAME),
        .phone = form_text(&f, TENANT_PHONE),
        .email = form_text(&f, TENANT_EMAIL),
        .locale = form_text(&f, TENANT_LOCALE) ? form_text(&f, TENANT_LOCALE) : lang_code(rq->lang),
    };
    e = tenant_add(app->db, rq->mem, &rq->who, &in, &id);
    if (e == ERR_CONFLICT) {
        form_error(&f, TENANT_PHONE, "You already have a tenant with this phone number.");
        return show(app, rq, rs, &f, 422);
    }
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/tenants/%s", id));
    return ERR_OK;
}
