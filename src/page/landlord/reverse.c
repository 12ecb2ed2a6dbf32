#include "base/poke.h"
#include "page/account/ask.h"
#include "page/landlord/returnable.h"
#include "page/pages.h"
#include "page/public/wait.h"
#include "rent/second_factor.h"
#include "rent/session.h"

enum { REVERSE_REASON, REVERSE_SURE, REVERSE_PASSWORD, REVERSE_CODE, REVERSE_FIELD_COUNT };
static const struct field reverse_form[REVERSE_FIELD_COUNT] = {
    [REVERSE_REASON] = {"reason", FIELD_TEXT, REQUIRED, 2, 100, .missing = N_("Say why it is given back.")},
    [REVERSE_SURE] = {"sure", FIELD_FLAG, OPTIONAL},
    [REVERSE_PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, 1, 1024},
    [REVERSE_CODE] = {"totp", FIELD_TEXT, OPTIONAL, 1, 40},
};

struct candidate {
    struct returnable m;
    bool              asks_password; /* it was not typed just now */
    bool              asks_code;     /* he has a second step */
};

static enum err
load(struct app *app, struct request *rq, struct candidate *c)
{
    enum err e = give_back_load(app->db, rq->mem, &rq->who, rq->args[0], &c->m);

    c->asks_password = !session_is_fresh(&rq->who);
    return e ? e : second_factor_on(app->db, rq->who.person_id, &c->asks_code);
}

/* Where it cannot be asked for, the page says why, and has no form. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct candidate *c, const struct form *f,
     int64_t wait_s, int status)
{
    enum give_back_answer           may = give_back_judge(&c->m, (struct money){0});
    const struct give_back_refusal *refusal = give_back_refusal(may);
    struct view                    *v = view_new(app, rq, "landlord/reverse");
    enum err                        e = returnable_view(v, app, rq, &rq->who, &c->m);

    if (e)
        return e;
    view_bool(v, "may", may == GIVE_BACK_ASKED);
    view_say(v, "refusal", refusal ? refusal->message : NULL);
    view_text(v, "request_to_see", c->m.last_request);
    view_bool(v, "asks_password", c->asks_password);
    view_bool(v, "asks_code", c->asks_code);
    view_bool(v, "too_often", wait_s > 0);
    wait_view(v, wait_s);
    wait_header(rq, rs, wait_s);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_reverse(struct app *app, struct request *rq, struct response *rs)
{
    struct candidate c = {0};
    struct form      f;
    enum err         e = load(app, rq, &c);

    if (e)
        return e;
    form_blank(&f, rq, reverse_form, REVERSE_FIELD_COUNT);
    return show(app, rq, rs, &c, &f, 0, 200);
}

/* Everything that is typed. ERR_FIELD: told beside the fields. */
static enum err
prove(struct app *app, struct request *rq, struct candidate *c, struct form *f, int64_t *wait_s)
{
    struct proofs p = {REVERSE_PASSWORD, REVERSE_CODE, c->asks_password, c->asks_code};

    if (!form_flag(f, REVERSE_SURE))
        form_error(f, REVERSE_SURE, "Read what happens, and tick this box.");
    enum err e = ask_proofs(app, rq, f, &p, wait_s);
    c->asks_password = p.asks_password;
    return e;
}

static enum err
ask(struct app *app, struct request *rq, struct response *rs, struct candidate *c, const struct form *f)
{
    enum give_back_answer answer;
    const char           *id;
    enum err              e = give_back_ask(app->db, rq->mem, &rq->who, c->m.payment_id, (struct money){0},
                                            form_text(f, REVERSE_REASON), NULL, &answer, &id);

    if (e)
        return e;
    if (answer != GIVE_BACK_ASKED && answer != GIVE_BACK_UNDER_WAY) { /* it changed meanwhile */
        e = load(app, rq, c);
        return e ? e : show(app, rq, rs, c, f, 0, 409);
    }
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/reversals/%s", id));
    return ERR_OK;
}

enum err
page_reverse_post(struct app *app, struct request *rq, struct response *rs)
{
    struct candidate c = {0};
    struct form      f;
    int64_t          wait_s = 0;
    enum err         e = load(app, rq, &c);

    if (e)
        return e;
    e = form_read(&f, rq, reverse_form, REVERSE_FIELD_COUNT);
    if (!e || e == ERR_FIELD) {
        enum err proved = prove(app, rq, &c, &f, &wait_s);
        e = proved ? proved : e;
    }
    if (e == ERR_FIELD || e == ERR_LIMIT)
        return show(app, rq, rs, &c, &f, wait_s, err_status(e));
    return e ? e : ask(app, rq, rs, &c, &f);
}
