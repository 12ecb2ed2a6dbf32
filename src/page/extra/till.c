/*
 * till.c - a bill paid from a till: by a tenant who is a business, or asked for by the landlord's side.
 */
#include "base/poke.h"
#include "page/extra/state.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/till_push.h"

enum { TILL_NUMBER, TILL_FIELD_COUNT };
static const struct field till_form[TILL_FIELD_COUNT] = {
    [TILL_NUMBER] = {"till", FIELD_DIGITS, REQUIRED, 5, 7, NULL, N_("Enter the till number that pays.")},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct bill *b, const struct form *f,
     const char *refusal, int status)
{
    struct mpesa_request r;
    bool                 on = conf_extra(app->conf, "express");
    struct view         *v = view_new(app, rq, "extra/till");
    enum err             e = till_push_newest(app->db, rq->mem, &rq->who, b->id, &r);
    bool                 asked = e == ERR_OK, waits = asked && state_waits(&r);

    if (e && e != ERR_NOT_FOUND)
        return e;
    view_form(v, f);
    state_view(v, asked ? &r : NULL);
    view_text(v, "bill_id", b->id);
    view_say(v, "kind", bill_kind_name(b->kind));
    view_period(v, "period", b->period);
    view_money(v, "balance", b->balance);
    view_text(v, "unit", b->unit_label);
    view_text(v, "property", b->property_name);
    view_text(v, "asked_till", asked ? r.party : NULL);
    view_money(v, "asked_amount", asked ? r.amount : (struct money){0});
    view_text(v, "code", asked ? r.result_receipt : NULL);
    view_bool(v, "for_tenant", rq->who.role != ROLE_TENANT);
    view_bool(v, "service_off", !on);
    view_bool(v, "asks", on && !waits && b->balance.cents > 0);
    view_bool(v, "nothing_left", b->balance.cents <= 0);
    view_say(v, "refusal", refusal);
    return view_render(v, rs, status);
}

enum err
page_till(struct app *app, struct request *rq, struct response *rs)
{
    struct bill b;
    struct form f;
    enum err    e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    if (e)
        return e;
    form_blank(&f, rq, till_form, TILL_FIELD_COUNT);
    return show(app, rq, rs, &b, &f, NULL, 200);
}

enum err
page_till_post(struct app *app, struct request *rq, struct response *rs)
{
    struct bill           b;
    struct form           f;
    enum till_push_answer answer;
    const char           *id;
    enum err              e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    if (e)
        return e;
    e = form_read(&f, rq, till_form, TILL_FIELD_COUNT);
    if (e && e != ERR_FIELD)
        return e;
    if (e || !conf_extra(app->conf, "express"))
        return show(app, rq, rs, &b, &f, NULL, e ? err_status(e) : 409);
    e = till_push_ask(app->db, rq->mem, &rq->who, b.id, form_text(&f, TILL_NUMBER), &answer, &id);
    if (e)
        return e;
    const struct till_push_refusal *no = till_push_refusal(answer);
    if (no && answer != TILL_PUSH_UNDER_WAY) {
        if (no->field)
            form_error(&f, TILL_NUMBER, no->message);
        return show(app, rq, rs, &b, &f, no->field ? NULL : no->message, no->status);
    }
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/pay/%s/till", b.id));
    return ERR_OK;
}
