#include "page/pages.h"
#include "rent/person.h"
#include "rent/second_factor.h"
#include "web/cookie.h"
#include "web/view.h"

enum { ACCOUNT_LANGUAGE, ACCOUNT_FIELD_COUNT };
static const struct field account_form[ACCOUNT_FIELD_COUNT] = {
    [ACCOUNT_LANGUAGE] = {"language", FIELD_CHOICE, REQUIRED, .choices = "en|sw"},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct person        me;
    struct second_factor second;
    enum err             e = person_load(app->db, rq->mem, rq->who.person_id, &me);

    if (!e)
        e = second_factor_load(app->db, rq->mem, rq->who.person_id, &second);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "account/account");
    view_text(v, "name", me.name);
    view_phone(v, "phone", me.phone);
    view_text(v, "email", me.email);
    view_bool(v, "second_on", second.on);
    view_time(v, "second_since", second.since);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_account(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, account_form, ACCOUNT_FIELD_COUNT);
    form_prefill(&f, ACCOUNT_LANGUAGE, lang_code(rq->lang));
    return show(app, rq, rs, &f, 200);
}

/* For messages to this person, and for this browser at once. */
enum err
page_account_language_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, account_form, ACCOUNT_FIELD_COUNT);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, err_status(e));
    if (!e)
        e = person_set_locale(app->db, rq->who.person_id, form_text(&f, ACCOUNT_LANGUAGE));
    if (e)
        return e;
    response_cookie(rs, app->secure, COOKIE_LANG, form_text(&f, ACCOUNT_LANGUAGE), COOKIE_LANG_AGE_S);
    response_redirect(rs, "/account");
    return ERR_OK;
}
