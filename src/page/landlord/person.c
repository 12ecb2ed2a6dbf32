#include "page/landlord/people_form.h"
#include "page/pages.h"
#include "page/public/wait.h"

static const struct field person_form[PEOPLE_FIELDS] = {PEOPLE_RIGHTS};

/* `now`: as things stand, for the boxes; NULL: as posted. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct member *m, const struct form *f,
     const struct member_rights *now, const struct proofs *p, int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "landlord/person");
    enum err     e = people_form_view(v, app, rq, f, now, p, wait_s);

    view_text(v, "person_id", m->person_id);
    view_text(v, "name", m->name);
    view_phone(v, "phone", m->phone);
    view_time(v, "since", m->since);
    view_time(v, "seen_at", m->seen_at);
    view_text(v, "added_by", m->added_by);
    view_bool(v, "second_on", m->second_on);
    view_bool(v, "is_me", strcmp(m->person_id, rq->who.person_id) == 0);
    people_rights_view(v, &m->rights, m->property_names);
    wait_header(rq, rs, wait_s);
    return e ? e : view_render(v, rs, status);
}

enum err
page_person(struct app *app, struct request *rq, struct response *rs)
{
    struct member m;
    struct form   f;
    struct proofs p;
    enum err      e = member_load(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (!e)
        e = people_form_proofs(app, rq, &p);
    if (e)
        return e;
    form_blank(&f, rq, person_form, PEOPLE_FIELDS);
    people_form_prefill(&f, &m.rights);
    return show(app, rq, rs, &m, &f, &m.rights, &p, 0, 200);
}

/* What the two forms of this page share: who it is about, and what was typed to prove himself. ERR_FIELD and ERR_LIMIT:
 * told. */
static enum err
begin(struct app *app, struct request *rq, struct member *m, struct form *f, struct proofs *p)
{
    enum err e = member_load(app->db, rq->mem, &rq->who, rq->args[0], m);

    if (!e)
        e = people_form_proofs(app, rq, p);
    return e ? e : form_read(f, rq, person_form, PEOPLE_FIELDS);
}

enum err
page_person_post(struct app *app, struct request *rq, struct response *rs)
{
    struct member        m;
    struct form          f;
    struct proofs        p;
    struct member_rights to = {.role = ROLE_NONE};
    enum member_answer   answer = MEMBER_DONE;
    int64_t              wait_s = 0;
    enum err             e = begin(app, rq, &m, &f, &p);

    if (!e || e == ERR_FIELD)
        e = people_form_rights(app, rq, &f, &to);
    if (!e || e == ERR_FIELD)
        e = ask_proofs(app, rq, &f, &p, &wait_s);
    if (!e)
        e = member_change(app->db, rq->mem, &rq->who, m.person_id, &to, &answer);
    if (!e && answer != MEMBER_DONE) {
        form_error(&f, answer == MEMBER_NO_PROPERTY ? PEOPLE_HOUSES : PEOPLE_ROLE, member_refusal(answer));
        e = ERR_FIELD;
    }
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &m, &f, NULL, &p, wait_s, err_status(e));
    if (!e)
        response_redirect(rs, "/landlord/people");
    return e;
}

/* The password and the code; the role is not read. Whoever removes himself is signed out by it. */
enum err
page_person_remove_post(struct app *app, struct request *rq, struct response *rs)
{
    struct member      m;
    struct form        f;
    struct proofs      p;
    enum member_answer answer = MEMBER_DONE;
    int64_t            wait_s = 0;
    enum err           e = begin(app, rq, &m, &f, &p);

    if (e && e != ERR_FIELD)
        return e;
    people_form_prefill(&f, &m.rights);
    f.errors[PEOPLE_ROLE] = NULL; /* asked for by the other form alone */
    e = ask_proofs(app, rq, &f, &p, &wait_s);
    if (!e)
        e = member_remove(app->db, rq->mem, &rq->who, m.person_id, &answer);
    if (!e && answer != MEMBER_DONE) {
        form_error(&f, PEOPLE_ROLE, member_refusal(answer));
        e = ERR_FIELD;
    }
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &m, &f, &m.rights, &p, wait_s, err_status(e));
    if (!e)
        response_redirect(rs, "/landlord/people");
    return e;
}
