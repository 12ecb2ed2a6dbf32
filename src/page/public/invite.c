#include "base/phone.h"
#include "page/pages.h"
#include "page/public/enter.h"
#include "page/public/wait.h"
#include "rent/person.h"
#include "web/proof.h"
#include "web/view.h"

enum { INVITE_PASSWORD, INVITE_FIELD_COUNT };
static const struct field invite_form[INVITE_FIELD_COUNT] = {
    [INVITE_PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED, 1, 1024, NULL},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct invite *in, const struct form *f,
     int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "public/invite");
    char         phone[PHONE_MASK_SIZE];

    view_form(v, f);
    view_text(v, "token", rq->args[0]);
    view_text(v, "business", in->business_name);
    view_text(v, "tenant", in->tenant_name);
    view_text(v, "phone", phone_mask(phone, in->phone));
    view_bool(v, "has_account", in->has_account);
    view_bool(v, "too_often", status == err_status(ERR_LIMIT));
    wait_view(v, wait_s);
    wait_header(rq, rs, wait_s);
    return view_render(v, rs, status);
}

/* A link that is used up or over is an ordinary thing for a tenant to press: it gets a page of its own. */
static enum err
show_over(struct app *app, struct request *rq, struct response *rs)
{
    return view_render(view_new(app, rq, "public/invite_over"), rs, err_status(ERR_NOT_FOUND));
}

enum err
page_invite(struct app *app, struct request *rq, struct response *rs)
{
    struct invite in;
    enum err      e = invite_load(app->db, rq->mem, rq->args[0], &in);
    if (e == ERR_NOT_FOUND)
        return show_over(app, rq, rs);
    if (e)
        return e;

    struct form f;
    form_blank(&f, rq, invite_form, INVITE_FIELD_COUNT);
    return show(app, rq, rs, &in, &f, 0, 200);
}

/* Proves an old password or judges a new one; *hash is NULL for an old one. ERR_FIELD: the form tells. */
static enum err
settle(struct app *app, struct request *rq, const struct invite *in, struct form *f, const char **hash, int64_t *wait_s)
{
    const char *password = form_text(f, INVITE_PASSWORD);

    if (in->has_account) {
        struct person known;
        *hash = NULL;
        enum err e = proof_login(app, rq, in->phone, password, &known, wait_s);
        if (e != ERR_AUTH)
            return e;
        form_error(f, INVITE_PASSWORD, "This is not the password of your account. Check it and try again.");
        return ERR_FIELD;
    }
    const char *fault = password_fault(password, in->tenant_name, in->phone);
    if (fault) {
        form_error(f, INVITE_PASSWORD, fault);
        return ERR_FIELD;
    }
    return proof_hash(app, rq, password, hash);
}

enum err
page_invite_post(struct app *app, struct request *rq, struct response *rs)
{
    struct invite in;
    enum err      e = invite_load(app->db, rq->mem, rq->args[0], &in);
    if (e == ERR_NOT_FOUND)
        return show_over(app, rq, rs);
    if (e)
        return e;

    struct form f;
    const char *hash = NULL, *person_id;
    int64_t     wait_s = 0;
    e = form_read(&f, rq, invite_form, INVITE_FIELD_COUNT);
    if (!e)
        e = settle(app, rq, &in, &f, &hash, &wait_s);
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &in, &f, wait_s, err_status(e));
    if (e)
        return e;

    e = invite_accept(app->db, rq->mem, rq->args[0], hash, &person_id);
    if (e == ERR_NOT_FOUND)
        return show_over(app, rq, rs);
    if (e)
        return e;
    if (!in.has_account) {
        e = person_set_locale(app->db, person_id, lang_code(rq->lang));
        if (e)
            return e;
    }
    return enter(app, rq, rs, person_id, "/tenant");
}
