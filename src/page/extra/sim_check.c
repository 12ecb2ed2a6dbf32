/*
 * sim_check.c - the operator asks, for a landlord, whether the SIM card of a phone was changed of late.
 */
#include "rent/sim_check.h"

#include "base/poke.h"
#include "page/extra/state.h"
#include "page/pages.h"
#include "rent/landlord.h"

enum { CHECK_LANDLORD, CHECK_PHONE, CHECK_FIELD_COUNT };
static const struct field check_form[CHECK_FIELD_COUNT] = {
    [CHECK_LANDLORD] = {"landlordId", FIELD_ID, REQUIRED, .missing = N_("Choose the landlord.")},
    [CHECK_PHONE] = {"phone", FIELD_PHONE, REQUIRED, .missing = N_("Enter the phone that is to be checked.")},
};

static enum err
landlords(struct app *app, struct request *rq, struct view *v, const char *chosen)
{
    struct landlord_row *all;
    size_t               count;
    enum err             e = landlord_list(app->db, rq->mem, &rq->who, &all, &count);

    if (e)
        return e;
    view_rows(v, "landlords");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "landlords");
        view_text(row, "landlord_id", all[i].it.id);
        view_text(row, "landlord", all[i].it.business_name);
        view_bool(row, "selected", chosen && strcmp(chosen, all[i].it.id) == 0);
    }
    return ERR_OK;
}

/* `s` NULL: nothing was asked yet. */
static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, const struct sim_check *s,
     const char *refusal, int status)
{
    bool         on = conf_extra(app->conf, "simswap");
    struct view *v = view_new(app, rq, "extra/sim_check");
    bool         told = s && strcmp(s->request.state, "success") == 0;

    view_form(v, f);
    state_view(v, s ? &s->request : NULL);
    view_phone(v, "checked_phone", s ? s->phone : NULL);
    view_bool(v, "swapped", told && s->swapped == 1);
    view_bool(v, "kept", told && s->swapped == 0);
    view_bool(v, "not_readable", told && s->swapped < 0);
    view_time(v, "swapped_at", s ? s->swapped_at : 0);
    view_bool(v, "service_off", !on);
    view_bool(v, "asks", on);
    view_say(v, "refusal", refusal);
    enum err e = landlords(app, rq, v, f->typed[CHECK_LANDLORD]);
    return e ? e : view_render(v, rs, status);
}

enum err
page_sim_check(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, check_form, CHECK_FIELD_COUNT);
    return show(app, rq, rs, &f, NULL, NULL, 200);
}

enum err
page_sim_check_one(struct app *app, struct request *rq, struct response *rs)
{
    struct form      f;
    struct who       who;
    struct sim_check s;
    const char      *landlord;
    enum err         e = mpesa_request_landlord(app->db, rq->mem, &rq->who, rq->args[0], &landlord);

    if (!e)
        e = landlord_choose(app->db, rq->mem, &rq->who, landlord, &who);
    if (!e)
        e = sim_check_load(app->db, rq->mem, &who, rq->args[0], &s);
    if (e)
        return e;
    form_blank(&f, rq, check_form, CHECK_FIELD_COUNT);
    form_prefill(&f, CHECK_LANDLORD, landlord);
    return show(app, rq, rs, &f, &s, NULL, 200);
}

enum err
page_sim_check_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    struct who  who;
    const char *id;
    enum err    e = form_read(&f, rq, check_form, CHECK_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    if (e || !conf_extra(app->conf, "simswap"))
        return show(app, rq, rs, &f, NULL, NULL, e ? err_status(e) : 409);
    e = landlord_choose(app->db, rq->mem, &rq->who, form_text(&f, CHECK_LANDLORD), &who);
    if (!e)
        e = sim_check_ask(app->db, rq->mem, &who, form_text(&f, CHECK_PHONE), &id);
    if (e == ERR_NOT_FOUND)
        return show(app, rq, rs, &f, NULL,
                    N_("This landlord has no paybill or till in use, by whose app Safaricom could be asked."), 409);
    if (e)
        return e;
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/operator/sim-check/%s", id));
    return ERR_OK;
}
