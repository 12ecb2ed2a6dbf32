#include "page/account/ask.h"
#include "page/account/second.h"
#include "page/pages.h"
#include "rent/second_factor.h"

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "account/second_step_off");

    second_put(v, rq, rs, f, wait_s);
    return view_render(v, rs, status);
}

enum err
page_second_step_off(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    bool        on;
    enum err    e = second_factor_on(app->db, rq->who.person_id, &on);

    if (e)
        return e;
    if (!on) {
        response_redirect(rs, "/account/second-step");
        return ERR_OK;
    }
    form_blank(&f, rq, second_form, SECOND_FIELD_COUNT);
    return show(app, rq, rs, &f, 0, 200);
}

/* ERR_FIELD: told beside the code. The code is not looked at before the password is right. */
static enum err
switch_off(struct app *app, struct request *rq, struct form *f, int64_t *wait_s)
{
    const char *typed = form_text(f, SECOND_CODE);

    if (!typed)
        form_error(f, SECOND_CODE, ASK_CODE_MISSING);
    enum err e = ask_password(app, rq, f, SECOND_PASSWORD, wait_s);
    if (e || !typed)
        return e ? e : ERR_FIELD;
    e = second_factor_off(app->db, rq->mem, &app->web_key, &rq->who, typed, wait_s);
    if (e != ERR_AUTH)
        return e;
    form_error(f, SECOND_CODE, ASK_CODE_WRONG);
    return ERR_FIELD;
}

/* The password is asked for however fresh: an open browser is not enough. */
enum err
page_second_step_off_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    int64_t     wait_s = 0;
    enum err    e = form_read(&f, rq, second_form, SECOND_FIELD_COUNT);

    if (!e)
        e = switch_off(app, rq, &f, &wait_s);
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &f, wait_s, err_status(e));
    if (e && e != ERR_NOT_FOUND)
        return e;
    response_redirect(rs, "/account/second-step");
    return ERR_OK;
}
