/*
 * setup_trial.c - a trial payment in the sandbox (rent/trial.h). In production there is no such page.
 */
#include <string.h>

#include "base/clock.h"
#include "base/poke.h"
#include "base/text.h"
#include "page/landlord/setup.h"
#include "page/pages.h"
#include "rent/trial.h"

enum { TRIAL_AMOUNT, TRIAL_PHONE, TRIAL_ACCOUNT, TRIAL_FIELD_COUNT };
static const struct field trial_form[TRIAL_FIELD_COUNT] = {
    [TRIAL_AMOUNT] = {"amount", FIELD_SHILLINGS, REQUIRED, MPESA_LEAST_CENTS, MPESA_MOST_CENTS},
    [TRIAL_PHONE] = {"phone", FIELD_PHONE, REQUIRED},
    [TRIAL_ACCOUNT] = {"accountReference", FIELD_TEXT, OPTIONAL, 1, 20},
};

static const struct {
    const char *state, *word, *badge;
} states[] = {
    {"pending", N_("Being sent"), "pending"},
    {"sending", N_("Being sent"), "pending"},
    {"accepted", N_("Taken"), "paid"},
    {"refused", N_("Refused"), "failed"},
    {"unknown", N_("No clear answer"), "failed"},
};

static void
put_last(struct view *v, const struct trial *t)
{
    view_money(v, "amount", t->amount);
    view_phone(v, "phone", t->phone);
    view_text(v, "account", t->account_ref);
    view_time(v, "at", t->asked_at);
    view_text(v, "said", t->said);
    view_text(v, "answer_code", t->code);
    view_bool(v, "is_accepted", strcmp(t->state, "accepted") == 0);
    for (size_t i = 0; i < COUNT(states); i++) {
        if (strcmp(t->state, states[i].state) != 0)
            continue;
        view_say(v, "word", states[i].word);
        view_text(v, "badge", states[i].badge);
    }
}

static bool
is_open(const struct trial *t)
{
    return strcmp(t->state, "pending") == 0 || strcmp(t->state, "sending") == 0;
}

/* The part that changes: the newest trial payment, if there is one. */
static enum err
part(struct app *app, struct request *rq, struct response *rs, bool *under_way)
{
    struct trial last;
    enum err     e = trial_newest(app->db, rq->mem, &rq->who, &last);

    if (e && e != ERR_NOT_FOUND)
        return e;
    struct view *v = view_new(app, rq, "landlord/setup_trial_part");
    *under_way = !e && is_open(&last);
    view_bool(v, "under_way", *under_way);
    view_bool(v, "last", false);
    if (!e)
        put_last(view_part(v, "last"), &last);
    rs->etag = e ? "none" : arena_printf(rq->mem, "%s-%s", last.id, last.state);
    return view_render(v, rs, 200);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct receiving used;
    struct response  newest = response_new(rq->mem);
    bool             under_way;
    enum err         e = receiving_in_use(app->db, rq->mem, &rq->who, &used);

    if (!e)
        e = part(app, rq, &newest, &under_way);
    if (e)
        return e;
    struct view *v = view_new(app, rq, "landlord/setup_trial");
    view_form(v, f);
    view_html(v, "part", newest.body.bytes);
    view_text(v, "etag", newest.etag);
    view_int(v, "now", clock_now());
    view_text(v, "number", used.shortcode);
    view_bool(v, "number_is_till", strcmp(used.business_type, "till") == 0);
    view_bool(v, "under_way", under_way && status == 200);
    return view_render(v, rs, status);
}

/* Without a number in use there is nothing to try. */
static bool
leads_away(const struct app *app, struct response *rs, enum err e)
{
    if (e == ERR_NOT_FOUND && !app->conf->production)
        response_redirect(rs, "/setup/direct");
    return e == ERR_NOT_FOUND && !app->conf->production;
}

enum err
page_setup_trial(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    if (app->conf->production)
        return ERR_NOT_FOUND;
    form_blank(&f, rq, trial_form, TRIAL_FIELD_COUNT);
    enum err e = show(app, rq, rs, &f, 200);
    return leads_away(app, rs, e) ? ERR_OK : e;
}

enum err
page_setup_trial_part(struct app *app, struct request *rq, struct response *rs)
{
    bool under_way;

    return app->conf->production ? ERR_NOT_FOUND : part(app, rq, rs, &under_way);
}

enum err
page_setup_trial_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    if (app->conf->production)
        return ERR_NOT_FOUND;
    enum err e = form_read(&f, rq, trial_form, TRIAL_FIELD_COUNT);
    if (!e)
        e = trial_ask(app->db, rq->mem, &rq->who, form_money(&f, TRIAL_AMOUNT), form_text(&f, TRIAL_PHONE),
                      form_text(&f, TRIAL_ACCOUNT));
    if (e == ERR_FIELD && form_ok(&f))
        form_error(&f, TRIAL_ACCOUNT, "Enter an account number, for example that of a unit.");
    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (leads_away(app, rs, e))
        return ERR_OK;
    if (e && e != ERR_CONFLICT) /* one is under way: the page shows it */
        return e;
    poke(app->gateway);
    response_redirect(rs, "/setup/direct/trial");
    return ERR_OK;
}
