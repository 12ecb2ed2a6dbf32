#include "page/pages.h"
#include "page/public/enter.h"
#include "rent/person.h"
#include "web/proof.h"
#include "web/view.h"

enum { UP_NAME, UP_PHONE, UP_EMAIL, UP_BUSINESS, UP_PASSWORD, UP_FIELD_COUNT };
static const struct field sign_up_form[UP_FIELD_COUNT] = {
    [UP_NAME] = {"name", FIELD_TEXT, REQUIRED, 2, 100, .missing = N_("Enter your name.")},
    [UP_PHONE] = {"phone", FIELD_PHONE, REQUIRED, 0, 0, NULL},
    [UP_EMAIL] = {"email", FIELD_EMAIL, OPTIONAL, 0, 0, NULL},
    [UP_BUSINESS] = {"businessName", FIELD_TEXT, OPTIONAL, 2, 100, NULL},
    [UP_PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED, 0, 0, NULL},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "public/sign_up");
    view_form(v, f);
    view_bool(v, "open", app->conf->signup_open);
    return view_render(v, rs, status);
}

enum err
page_sign_up(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    form_blank(&f, rq, sign_up_form, UP_FIELD_COUNT);
    return show(app, rq, rs, &f, 200);
}

/* The person's id; ERR_FIELD, with the form's errors set, when something of his is in use. */
static enum err
add(struct app *app, struct request *rq, struct form *f, const char **person_id)
{
    const char *hash, *landlord_id;
    enum taken  taken = TAKEN_NOTHING;

    enum err e = proof_hash(app, rq, form_text(f, UP_PASSWORD), &hash);
    if (e)
        return e;
    struct sign_up in = {
        .name = form_text(f, UP_NAME),
        .phone = form_text(f, UP_PHONE),
        .email = form_text(f, UP_EMAIL),
        .password_hash = hash,
        .business_name = form_text(f, UP_BUSINESS),
    };
    e = person_sign_up(app->db, rq->mem, &in, person_id, &landlord_id, &taken);
    if (e != ERR_CONFLICT)
        return e;
    if (taken == TAKEN_EMAIL)
        form_error(f, UP_EMAIL, "This e-mail already has an account. Sign in, or leave the e-mail empty.");
    else
        form_error(f, UP_PHONE, "This phone number already has an account. Sign in instead.");
    return ERR_FIELD;
}

enum err
page_sign_up_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, sign_up_form, UP_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    if (!app->conf->signup_open)
        return show(app, rq, rs, &f, err_status(ERR_FORBIDDEN));

    const char *password = form_text(&f, UP_PASSWORD);
    const char *fault = password ? password_fault(password, form_text(&f, UP_NAME), form_text(&f, UP_PHONE)) : NULL;
    if (fault)
        form_error(&f, UP_PASSWORD, fault);
    if (!form_ok(&f))
        return show(app, rq, rs, &f, err_status(ERR_FIELD));

    const char *person_id;
    e = add(app, rq, &f, &person_id);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, err_status(e));
    if (e)
        return e;
    e = person_set_locale(app->db, person_id, lang_code(rq->lang));
    if (e)
        return e;
    return enter(app, rq, rs, person_id, "/setup");
}
