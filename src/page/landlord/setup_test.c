#include "base/clock.h"
#include "base/phone.h"
#include "base/poke.h"
#include "base/random.h"
#include "daraja/telling.h"
#include "page/landlord/rows.h"
#include "page/landlord/setup.h"
#include "page/pages.h"
#include "page/public/wait.h"
#include "rent/person.h"

enum { TEST_PHONE, TEST_KEY, TEST_FIELD_COUNT };
static const struct field test_form[TEST_FIELD_COUNT] = {
    [TEST_PHONE] = {"phone", FIELD_PHONE, REQUIRED},
    [TEST_KEY] = {"key", FIELD_TEXT, REQUIRED, 16, 64},
};

/* A prompt may still be on the phone: another would only be refused. */
static bool
is_open(const struct payment *p)
{
    return strcmp(p->state, "pending") == 0 || strcmp(p->state, "sending") == 0 || strcmp(p->state, "processing") == 0;
}

/* How the last KES 1 prompt went, or how it is going. */
static enum err
put_last_test(struct app *app, struct request *rq, struct view *v, const struct receiving *r)
{
    struct payment p;

    view_bool(v, "last", false);
    view_bool(v, "test_running", false);
    if (!r->test_payment)
        return ERR_OK;
    enum err e = payment_load(app->db, rq->mem, &rq->who, r->test_payment, &p);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;

    struct telling t = telling_of(&p, clock_now(), app->conf->prompt_gap_s);
    struct view   *last = view_part(v, "last");
    rows_payment(last, &p);
    view_say(last, "headline", t.headline);
    view_say(last, "message", t.message);
    view_say(last, "money", t.money);
    view_bool(last, "running", !t.settled);
    view_bool(v, "test_running", is_open(&p));
    return ERR_OK;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct receiving *r, const struct form *f,
     int64_t wait_s, int status)
{
    struct view *v = view_new(app, rq, "landlord/setup_test");

    setup_steps(v, app, rq, SETUP_TEST);
    setup_account(v, r);
    view_bool(v, "passed", setup_passed(r));
    view_bool(v, "waits", wait_s > 0);
    wait_view(v, wait_s);
    view_form(v, f);
    enum err e = put_last_test(app, rq, v, r);
    return e ? e : view_render(v, rs, status);
}

/* The draft, if its details are there to be tested. */
static enum err
ready(struct app *app, struct request *rq, struct response *rs, struct receiving *r)
{
    enum err e = setup_draft(app, rq, r);
    if (e && e != ERR_NOT_FOUND)
        return e;
    if (e || !r->configured_at) {
        response_redirect(rs, "/setup");
        return ERR_NOT_FOUND;
    }
    return ERR_OK;
}

enum err
page_setup_test(struct app *app, struct request *rq, struct response *rs)
{
    struct receiving r;
    struct form      f;
    struct person    me;
    char             phone[PHONE_MASK_SIZE];
    enum err         e = ready(app, rq, rs, &r);

    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    e = person_load(app->db, rq->mem, rq->who.person_id, &me);
    if (e)
        return e;

    form_blank(&f, rq, test_form, TEST_FIELD_COUNT);
    form_prefill(&f, TEST_PHONE, phone_local(phone, me.phone));
    form_prefill(&f, TEST_KEY, random_hex(rq->mem, 16));
    return show(app, rq, rs, &r, &f, 0, 200);
}

enum err
page_setup_test_post(struct app *app, struct request *rq, struct response *rs)
{
    const struct payment_rules rules = {
        .expiry_s = app->conf->stk_expiry_s,
        .gap_s = app->conf->prompt_gap_s,
        .per_hour = app->conf->prompts_per_hour,
        .per_day = app->conf->prompts_per_day,
    };
    struct receiving    r;
    struct form         f;
    struct payment      p;
    enum payment_answer answer;
    int64_t             wait_s = 0;
    enum err            e = ready(app, rq, rs, &r);

    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    e = form_read(&f, rq, test_form, TEST_FIELD_COUNT);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &r, &f, 0, 422);
    if (e)
        return e;

    e = payment_start_test(app->db, rq->mem, &rq->who, &rules, form_text(&f, TEST_PHONE), form_text(&f, TEST_KEY),
                           &answer, &p, &wait_s);
    if (e)
        return e;
    const struct payment_refusal *no = payment_refusal(answer);
    if (no && answer != PAYMENT_IN_PROGRESS) {
        form_error(&f, TEST_PHONE, no->message);
        return show(app, rq, rs, &r, &f, wait_s, no->status);
    }
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/payments/%s", p.id));
    return ERR_OK;
}
