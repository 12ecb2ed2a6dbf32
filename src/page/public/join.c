#include "base/phone.h"
#include "page/landlord/people_form.h"
#include "page/pages.h"
#include "page/public/enter.h"
#include "page/public/wait.h"
#include "rent/person.h"
#include "rent/session.h"
#include "web/proof.h"

enum { JOIN_PASSWORD, JOIN_FIELD_COUNT };
static const struct field join_form[JOIN_FIELD_COUNT] = {
    [JOIN_PASSWORD] = {"password", FIELD_PASSWORD, REQUIRED, 1, 1024, NULL},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct member_invite *in, const struct form *f,
     int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "public/join");
    char         phone[PHONE_MASK_SIZE];

    view_form(v, f);
    view_text(v, "token", rq->args[0]);
    view_text(v, "business", in->business_name);
    view_text(v, "person", in->name);
    view_text(v, "inviter", in->created_by);
    view_text(v, "phone", phone_mask(phone, in->phone));
    view_bool(v, "has_account", in->has_account);
    view_bool(v, "too_often", status == err_status(ERR_LIMIT));
    people_rights_view(v, &in->rights, in->property_names);
    wait_view(v, wait_s);
    wait_header(rq, rs, wait_s);
    return view_render(v, rs, status);
}

/* A link that is used up, taken back or over is an ordinary thing to press. */
static enum err
show_over(struct app *app, struct request *rq, struct response *rs)
{
    return view_render(view_new(app, rq, "public/join_over"), rs, err_status(ERR_NOT_FOUND));
}

enum err
page_join(struct app *app, struct request *rq, struct response *rs)
{
    struct member_invite in;
    struct form          f;
    enum err             e = member_invite_load(app->db, rq->mem, rq->args[0], &in);

    if (e == ERR_NOT_FOUND)
        return show_over(app, rq, rs);
    form_blank(&f, rq, join_form, JOIN_FIELD_COUNT);
    return e ? e : show(app, rq, rs, &in, &f, 0, 200);
}

/* Proves an old password or judges a new one; *hash is NULL for an old one. ERR_FIELD: the form tells. */
static enum err
settle(struct app *app, struct request *rq, const struct member_invite *in, struct form *f, const char **hash,
       int64_t *wait_s)
{
    const char   *password = form_text(f, JOIN_PASSWORD);
    struct person known;

    if (in->has_account) {
        enum err e = proof_login(app, rq, in->phone, password, &known, wait_s);
        if (e != ERR_AUTH)
            return e;
        form_error(f, JOIN_PASSWORD, "This is not the password of your account. Check it and try again.");
        return ERR_FIELD;
    }
    const char *fault = password_fault(password, in->name, in->phone);
    if (!fault)
        return proof_hash(app, rq, password, hash);
    form_error(f, JOIN_PASSWORD, fault);
    return ERR_FIELD;
}

/* Signed in, and acting for whoever invited him. */
static enum err
let_in(struct app *app, struct request *rq, struct response *rs, const char *person_id, const char *landlord_id,
       bool is_new)
{
    enum err e = is_new ? person_set_locale(app->db, person_id, lang_code(rq->lang)) : ERR_OK;

    return e ? e : enter_for(app, rq, rs, person_id, landlord_id, "/landlord");
}

enum err
page_join_post(struct app *app, struct request *rq, struct response *rs)
{
    struct member_invite in;
    struct form          f;
    const char          *hash = NULL, *person_id, *landlord_id;
    int64_t              wait_s = 0;
    enum err             e = member_invite_load(app->db, rq->mem, rq->args[0], &in);

    if (e == ERR_NOT_FOUND)
        return show_over(app, rq, rs);
    if (!e)
        e = form_read(&f, rq, join_form, JOIN_FIELD_COUNT);
    if (!e)
        e = settle(app, rq, &in, &f, &hash, &wait_s);
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &in, &f, wait_s, err_status(e));
    if (!e)
        e = member_invite_accept(app->db, rq->mem, rq->args[0], hash, &person_id, &landlord_id);
    if (e == ERR_NOT_FOUND)
        return show_over(app, rq, rs);
    return e ? e : let_in(app, rq, rs, person_id, landlord_id, !in.has_account);
}
