#include "page/pages.h"
#include "page/public/enter.h"
#include "page/public/wait.h"
#include "rent/person.h"
#include "web/proof.h"
#include "web/url.h"
#include "web/view.h"

enum { SIGN_IN_LOGIN, SIGN_IN_PASSWORD, SIGN_IN_NEXT, SIGN_IN_FIELD_COUNT };
static const struct field sign_in_form[SIGN_IN_FIELD_COUNT] = {
    [SIGN_IN_LOGIN] = {"login", FIELD_TEXT, REQUIRED, 1, 254, .missing = N_("Enter your phone number or e-mail.")},
    [SIGN_IN_PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED, 1, 1024, NULL},
    [SIGN_IN_NEXT] = {"next", FIELD_TEXT, OPTIONAL, 0, 500, NULL},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "public/sign_in");
    view_form(v, f);
    view_bool(v, "open", app->conf->signup_open);
    view_bool(v, "too_often", status == err_status(ERR_LIMIT));
    wait_view(v, wait_s);
    wait_header(rq, rs, wait_s);
    return view_render(v, rs, status);
}

enum err
page_sign_in(struct app *app, struct request *rq, struct response *rs)
{
    const char *next = request_query(rq, "next");
    if (rq->who.session) {
        response_redirect(rs, url_local(next) ? next : "/");
        return ERR_OK;
    }
    struct form f;
    form_blank(&f, rq, sign_in_form, SIGN_IN_FIELD_COUNT);
    form_prefill(&f, SIGN_IN_NEXT, url_local(next) ? next : "");
    return show(app, rq, rs, &f, 0, 200);
}

enum err
page_sign_in_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, sign_in_form, SIGN_IN_FIELD_COUNT);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 0, err_status(e));
    if (e)
        return e;

    const char   *login = form_text(&f, SIGN_IN_LOGIN), *next = form_text(&f, SIGN_IN_NEXT);
    int64_t       wait_s = 0;
    struct person person;
    e = proof_login(app, rq, login, form_text(&f, SIGN_IN_PASSWORD), &person, &wait_s);
    if (e == ERR_LIMIT)
        return show(app, rq, rs, &f, wait_s, err_status(e));
    if (e == ERR_AUTH) {
        form_error(&f, SIGN_IN_PASSWORD,
                   "The phone number, e-mail or password is not right. Check them and try again.");
        return show(app, rq, rs, &f, 0, 422);
    }
    return e ? e : enter(app, rq, rs, person.id, url_local(next) ? next : "/");
}
