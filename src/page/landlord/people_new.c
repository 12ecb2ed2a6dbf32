#include "page/landlord/people_form.h"
#include "page/pages.h"
#include "page/public/wait.h"
#include "rent/landlord.h"

enum { NEW_NAME = PEOPLE_FIELDS, NEW_PHONE, NEW_FIELD_COUNT };
static const struct field new_form[NEW_FIELD_COUNT] = {
    PEOPLE_RIGHTS,
    [NEW_NAME] = {"name", FIELD_TEXT, REQUIRED, 2, 80, .missing = N_("Enter the name of the person.")},
    [NEW_PHONE] = {"phone", FIELD_PHONE, REQUIRED},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, const struct proofs *p,
     int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "landlord/person_new");
    enum err     e = people_form_view(v, app, rq, f, NULL, p, wait_s);

    wait_header(rq, rs, wait_s);
    return e ? e : view_render(v, rs, status);
}

enum err
page_person_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form   f;
    struct proofs p;
    enum err      e = people_form_proofs(app, rq, &p);

    form_blank(&f, rq, new_form, NEW_FIELD_COUNT);
    form_prefill(&f, PEOPLE_HOUSES, "all");
    return e ? e : show(app, rq, rs, &f, &p, 0, 200);
}

/* Answers with the page itself instead of a redirect: only this answer can carry the link. */
static enum err
show_link(struct app *app, struct request *rq, struct response *rs, const struct form *f,
          const struct member_rights *rights, const char *token)
{
    struct landlord me;
    enum err        e = landlord_load(app->db, rq->mem, &rq->who, &me);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "landlord/person_invited");
    view_text(v, "name", form_text(f, NEW_NAME));
    view_phone(v, "phone", form_text(f, NEW_PHONE));
    view_text(v, "business", me.business_name);
    view_text(v, "link", arena_printf(rq->mem, "%s/join/%s", app->conf->public_url, token));
    people_rights_view(v, rights, NULL);
    return view_render(v, rs, 200);
}

enum err
page_person_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form          f;
    struct proofs        p;
    struct member_rights rights = {.role = ROLE_NONE};
    enum member_answer   answer = MEMBER_DONE;
    const char          *id, *token;
    int64_t              wait_s = 0;
    enum err             e = people_form_proofs(app, rq, &p);

    if (e)
        return e;
    e = form_read(&f, rq, new_form, NEW_FIELD_COUNT);
    if (!e || e == ERR_FIELD)
        e = people_form_rights(app, rq, &f, &rights);
    if (!e || e == ERR_FIELD)
        e = ask_proofs(app, rq, &f, &p, &wait_s);
    if (!e)
        e = member_invite_make(app->db, rq->mem, &rq->who, form_text(&f, NEW_NAME), form_text(&f, NEW_PHONE), &rights,
                               &answer, &id, &token);
    if (!e && answer != MEMBER_DONE) {
        form_error(&f, answer == MEMBER_IS_ONE ? NEW_PHONE : PEOPLE_HOUSES, member_refusal(answer));
        e = ERR_FIELD;
    }
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &f, &p, wait_s, err_status(e));
    return e ? e : show_link(app, rq, rs, &f, &rights, token);
}
