#include "page/account/ask.h"
#include "page/landlord/setup.h"
#include "page/pages.h"
#include "page/public/wait.h"
#include "rent/second_factor.h"
#include "rent/session.h"

enum { ACTIVATE_CONFIRM, ACTIVATE_PASSWORD, ACTIVATE_CODE, ACTIVATE_FIELD_COUNT };
static const struct field activate_form[ACTIVATE_FIELD_COUNT] = {
    [ACTIVATE_CONFIRM] = {"confirm", FIELD_FLAG, OPTIONAL},
    [ACTIVATE_PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, 1, 1024},
    [ACTIVATE_CODE] = {"totp", FIELD_TEXT, OPTIONAL, 1, 40},
};

/* Refusals that are told on this very page; the others lead elsewhere. */
static const char *const refusals[] = {
    [ACTIVATION_TEST_REQUIRED] = N_("The test has not succeeded yet. Go back one step and send the KSh 1 test."),
    [ACTIVATION_NUMBER_TAKEN] =
        N_("This number already receives rent for another landlord. If it is yours, ask the people who run "
           "RentEase to look at it."),
};

/* What stands ready to be switched on, and what that would replace. */
struct candidate {
    struct receiving it, in_use;
    bool             waits;         /* another number is there: the change takes effect after the delay */
    bool             asks_password; /* something is there already, and the password was not typed just now */
    bool             asks_code;     /* something is there already, and he has a second step */
    bool             lacks_code;    /* something is there already, and he has none */
};

static enum err
candidate_load(struct app *app, struct request *rq, struct candidate *c)
{
    enum err e = receiving_newest(app->db, rq->mem, &rq->who, &c->it);
    if (e)
        return e;
    if (!setup_is(&c->it, "draft") && !setup_is(&c->it, "inactive"))
        return ERR_NOT_FOUND;
    if (!c->it.configured_at)
        return ERR_NOT_FOUND;

    e = receiving_in_use(app->db, rq->mem, &rq->who, &c->in_use);
    if (e && e != ERR_NOT_FOUND)
        return e;
    bool replaces = !e && strcmp(c->in_use.id, c->it.id) != 0;
    c->waits = replaces && strcmp(c->in_use.shortcode, c->it.shortcode) != 0;
    c->asks_password = replaces && !session_is_fresh(&rq->who);
    e = second_factor_on(app->db, rq->who.person_id, &c->asks_code);
    c->lacks_code = replaces && !c->asks_code;
    c->asks_code = replaces && c->asks_code;
    return e;
}

static const char *
hours(struct arena *mem, int64_t seconds)
{
    int64_t h = (seconds + 3599) / 3600;
    return h > 1 ? arena_printf(mem, "%lld", (long long)h) : NULL;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct candidate *c, const struct form *f,
     int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "landlord/setup_activate");

    setup_steps(v, app, rq, SETUP_ACTIVATE);
    setup_account(v, &c->it);
    view_bool(v, "passed", setup_passed(&c->it));
    view_bool(v, "waits", c->waits);
    view_text(v, "delay_hours", hours(rq->mem, app->conf->change_delay_s));
    view_bool(v, "asks_password", c->asks_password);
    view_bool(v, "asks_code", c->asks_code);
    view_bool(v, "lacks_code", c->lacks_code);
    view_bool(v, "too_often", wait_s > 0);
    wait_view(v, wait_s);
    wait_header(rq, rs, wait_s);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_setup_activate(struct app *app, struct request *rq, struct response *rs)
{
    struct candidate c = {0};
    struct form      f;
    enum err         e = candidate_load(app, rq, &c);

    if (e && e != ERR_NOT_FOUND)
        return e;
    if (e || (setup_is(&c.it, "draft") && !setup_passed(&c.it))) {
        response_redirect(rs, e ? "/setup" : "/setup/test");
        return ERR_OK;
    }
    form_blank(&f, rq, activate_form, ACTIVATE_FIELD_COUNT);
    return show(app, rq, rs, &c, &f, 0, 200);
}

/* Everything that is typed. ERR_FIELD: told beside the fields. */
static enum err
prove(struct app *app, struct request *rq, struct candidate *c, struct form *f, int64_t *wait_s)
{
    struct proofs p = {ACTIVATE_PASSWORD, ACTIVATE_CODE, c->asks_password, c->asks_code};

    if (!form_flag(f, ACTIVATE_CONFIRM))
        form_error(f, ACTIVATE_CONFIRM, "Tick this box when the prompt on your phone named your business.");
    enum err e = ask_proofs(app, rq, f, &p, wait_s);
    c->asks_password = p.asks_password;
    return e;
}

static enum err
activate(struct app *app, struct request *rq, struct response *rs, const struct candidate *c, struct form *f)
{
    enum activation how;
    enum err        e = receiving_activate(app->db, rq->mem, &rq->who, app->conf->change_delay_s, &how);

    if (e)
        return e;
    if (how < COUNT(refusals) && refusals[how]) {
        form_error(f, ACTIVATE_CONFIRM, refusals[how]);
        return show(app, rq, rs, c, f, 0, 409);
    }
    response_redirect(rs, "/setup");
    return ERR_OK;
}

enum err
page_setup_activate_post(struct app *app, struct request *rq, struct response *rs)
{
    struct candidate c = {0};
    struct form      f;
    int64_t          wait_s = 0;
    enum err         e = candidate_load(app, rq, &c);

    if (e == ERR_NOT_FOUND) {
        response_redirect(rs, "/setup");
        return ERR_OK;
    }
    if (!e)
        e = form_read(&f, rq, activate_form, ACTIVATE_FIELD_COUNT);
    if (!e)
        e = prove(app, rq, &c, &f, &wait_s);
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &c, &f, wait_s, err_status(e));
    return e ? e : activate(app, rq, rs, &c, &f);
}
