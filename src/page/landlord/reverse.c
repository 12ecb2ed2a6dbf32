#include "base/poke.h"
#include "page/landlord/returnable.h"
#include "page/landlord/setup.h"
#include "page/pages.h"
#include "web/proof.h"

enum { REVERSE_REASON, REVERSE_SURE, REVERSE_PASSWORD, REVERSE_FIELD_COUNT };
static const struct field reverse_form[REVERSE_FIELD_COUNT] = {
    [REVERSE_REASON] = {"reason", FIELD_TEXT, REQUIRED, 2, 100, N_("Say why it is given back.")},
    [REVERSE_SURE] = {"sure", FIELD_FLAG, OPTIONAL},
    [REVERSE_PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, 1, 1024},
};

/* Where it cannot be asked for, the page says why, and has no form. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct returnable *m, const struct form *f,
     int status)
{
    enum give_back_answer           may = give_back_judge(m, (struct money){0});
    const struct give_back_refusal *refusal = give_back_refusal(may);
    struct view                    *v = view_new(app, rq, "landlord/reverse");
    enum err                        e = returnable_view(v, app, rq, &rq->who, m);

    if (e)
        return e;
    view_bool(v, "may", may == GIVE_BACK_ASKED);
    view_say(v, "refusal", refusal ? refusal->message : NULL);
    view_text(v, "request_to_see", m->last_request);
    view_bool(v, "asks_password", !setup_is_fresh(&rq->who));
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_reverse(struct app *app, struct request *rq, struct response *rs)
{
    struct returnable m;
    struct form       f;
    enum err          e = give_back_load(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (e)
        return e;
    form_blank(&f, rq, reverse_form, REVERSE_FIELD_COUNT);
    return show(app, rq, rs, &m, &f, 200);
}

/* ERR_FIELD: another password. */
static enum err
check_password(struct app *app, struct request *rq, struct form *f)
{
    int64_t     wait_s = 0;
    const char *typed = form_text(f, REVERSE_PASSWORD);

    if (!typed) {
        form_error(f, REVERSE_PASSWORD, "Enter your password.");
        return ERR_FIELD;
    }
    enum err e = proof_again(app, rq, typed, &wait_s);
    if (e != ERR_AUTH)
        return e;
    form_error(f, REVERSE_PASSWORD, "This is not your password.");
    return ERR_FIELD;
}

static enum err
ask(struct app *app, struct request *rq, struct response *rs, const struct returnable *m, const struct form *f)
{
    enum give_back_answer answer;
    const char           *id;
    enum err              e = give_back_ask(app->db, rq->mem, &rq->who, m->payment_id, (struct money){0},
                                            form_text(f, REVERSE_REASON), NULL, &answer, &id);

    if (e)
        return e;
    if (answer != GIVE_BACK_ASKED && answer != GIVE_BACK_UNDER_WAY) { /* it changed meanwhile */
        struct returnable now;
        e = give_back_load(app->db, rq->mem, &rq->who, m->payment_id, &now);
        return e ? e : show(app, rq, rs, &now, f, 409);
    }
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/reversals/%s", id));
    return ERR_OK;
}

enum err
page_reverse_post(struct app *app, struct request *rq, struct response *rs)
{
    struct returnable m;
    struct form       f;
    enum err          e = give_back_load(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (!e)
        e = form_read(&f, rq, reverse_form, REVERSE_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    if (!form_flag(&f, REVERSE_SURE))
        form_error(&f, REVERSE_SURE, "Read what happens, and tick this box.");
    if (!setup_is_fresh(&rq->who)) {
        e = check_password(app, rq, &f);
        if (e && e != ERR_FIELD)
            return e;
    }
    return form_ok(&f) ? ask(app, rq, rs, &m, &f) : show(app, rq, rs, &m, &f, 422);
}
