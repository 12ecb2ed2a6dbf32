#include "page/landlord/setup_direct.h"
#include "base/poke.h"
#include "page/landlord/setup.h"
#include "page/landlord/setup_pull.h"
#include "page/pages.h"
#include "rent/registration.h"

static const struct field direct_form[DIRECT_FIELD_COUNT] = {
    [DIRECT_VERSION] = {"version", FIELD_CHOICE, REQUIRED, .choices = "v1|v2", .missing = N_("Choose a version.")},
    [DIRECT_PHONE] = {"nominatedPhone", FIELD_PHONE, OPTIONAL},
};

/* Daraja's code for "this app has not that version of C2B" (daraja.md 6.1). */
static const char other_version[] = "401.003.01";

struct standing {
    struct receiving    used;
    bool                has_number, was_asked;
    struct registration asked;
};

static enum err
load(struct app *app, struct request *rq, struct standing *s)
{
    *s = (struct standing){0};
    enum err e = receiving_in_use(app->db, rq->mem, &rq->who, &s->used);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    s->has_number = true;
    e = registration_newest(app->db, rq->mem, &rq->who, &s->asked);
    s->was_asked = e == ERR_OK;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static bool
is_state(const struct standing *s, const char *state)
{
    return s->was_asked && strcmp(s->asked.state, state) == 0;
}

static bool
wants_other_version(const struct standing *s)
{
    return is_state(s, "refused") && s->asked.code && strcmp(s->asked.code, other_version) == 0;
}

static bool
is_under_way(const struct standing *s)
{
    return is_state(s, "pending") || is_state(s, "sending");
}

static void
put_state(struct view *v, const struct standing *s)
{
    bool under_way = is_under_way(s), registered = is_state(s, "registered");

    view_bool(v, "under_way", under_way);
    view_bool(v, "is_registered", registered);
    view_bool(v, "is_already", is_state(s, "already"));
    view_bool(v, "is_refused", is_state(s, "refused"));
    view_bool(v, "is_unknown", is_state(s, "unknown"));
    view_bool(v, "never_asked", !s->was_asked);
    view_bool(v, "other_version", wants_other_version(s));
    view_text(v, "badge", registered ? "paid" : under_way ? "pending" : s->was_asked ? "failed" : "unpaid");
    view_text(v, "said", s->was_asked ? s->asked.said : NULL);
    view_text(v, "answer_code", s->was_asked ? s->asked.code : NULL);
    view_text(v, "version_asked", s->was_asked ? s->asked.version : NULL);
    view_time(v, "answered_at", s->was_asked ? s->asked.answered_at : 0);
}

/* Refusing is for numbers where the payer types an account number that tells the unit. */
static void
put_strict(struct view *v, const struct standing *s)
{
    bool by_unit = s->has_number && strcmp(s->used.business_type, "paybill") == 0 && !s->used.account_number;

    view_bool(v, "may_be_strict", s->was_asked && by_unit);
    view_bool(v, "strict", s->was_asked && s->asked.strict);
}

/* Which version to try: the one asked for, or the other one when that was refused as such. */
static void
choose_version(struct form *f, const struct standing *s)
{
    bool v1 = s->was_asked && (strcmp(s->asked.version, "v1") == 0) != wants_other_version(s);

    if (!f->typed[DIRECT_VERSION] && !f->errors[DIRECT_VERSION])
        form_prefill(f, DIRECT_VERSION, v1 ? "v1" : "v2");
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct standing *s, struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/setup_direct");
    bool         busy;
    enum err     e = setup_pull_put(app, rq, v, f, &busy);

    if (e)
        return e;
    choose_version(f, s);
    view_form(v, f);
    view_bool(v, "has_number", s->has_number);
    view_bool(v, "number_is_till", s->has_number && strcmp(s->used.business_type, "till") == 0);
    view_text(v, "number", s->has_number ? s->used.shortcode : NULL);
    put_state(v, s);
    put_strict(v, s);
    view_bool(v, "looks_again", status == 200 && (busy || is_under_way(s)));
    return view_render(v, rs, status);
}

enum err
setup_direct_show(struct app *app, struct request *rq, struct response *rs, struct form *f, int status)
{
    struct form     blank;
    struct standing s;
    enum err        e = load(app, rq, &s);

    form_blank(&blank, rq, direct_form, DIRECT_FIELD_COUNT);
    return e ? e : show(app, rq, rs, &s, f ? f : &blank, status);
}

enum err
page_setup_direct(struct app *app, struct request *rq, struct response *rs)
{
    return setup_direct_show(app, rq, rs, NULL, 200);
}

/* Asked twice at once: one is under way, and the page shows it. */
enum err
page_setup_direct_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, direct_form, DIRECT_FIELD_COUNT);

    if (e == ERR_FIELD)
        return setup_direct_show(app, rq, rs, &f, 422);
    if (!e)
        e = registration_ask(app->db, rq->mem, &rq->who, form_text(&f, DIRECT_VERSION));
    if (e && e != ERR_CONFLICT && e != ERR_NOT_FOUND)
        return e;
    poke(app->gateway);
    response_redirect(rs, "/setup/direct");
    return ERR_OK;
}

enum err
page_setup_strict_post(struct app *app, struct request *rq, struct response *rs)
{
    enum { STRICT };
    static const struct field fields[] = {[STRICT] = {"strict", FIELD_CHOICE, REQUIRED, .choices = "on|off"}};
    struct form               f;
    enum err                  e = form_read(&f, rq, fields, COUNT(fields));

    if (!e)
        e = registration_set_strict(app->db, rq->mem, &rq->who, strcmp(form_text(&f, STRICT), "on") == 0);
    if (e && e != ERR_NOT_FOUND)
        return e;
    response_redirect(rs, "/setup/direct");
    return ERR_OK;
}
