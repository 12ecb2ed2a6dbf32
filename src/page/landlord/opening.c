#include "rent/opening.h"

#include <string.h>

#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/tenant.h"

enum { SIDE, AMOUNT, DEPOSIT, AS_OF, DUE, NOTE, REASON, FIELDS_END };
static const struct field opening_form[FIELDS_END] = {
    [SIDE] = {"side", FIELD_CHOICE, OPTIONAL, .choices = "owed|ahead"},
    [AMOUNT] = {"balance", FIELD_MONEY, OPTIONAL, .least = 1, .most = INT64_C(10000000000)},
    [DEPOSIT] = {"depositHeld", FIELD_MONEY, OPTIONAL, .least = 1, .most = INT64_C(10000000000)},
    [AS_OF] = {"asOf", FIELD_DATE, OPTIONAL},
    [DUE] = {"dueDate", FIELD_DATE, OPTIONAL},
    [NOTE] = {"note", FIELD_TEXT, OPTIONAL, 1, 200},
    [REASON] = {"reason", FIELD_TEXT, OPTIONAL, 2, 200},
};

static void
put_opening(struct view *v, const struct opening *o, bool is_set)
{
    struct money size = {o->balance.cents < 0 ? -o->balance.cents : o->balance.cents};

    view_bool(v, "is_set", is_set && !o->undone_at);
    view_bool(v, "was_undone", is_set && o->undone_at);
    view_bool(v, "was_owed", o->balance.cents > 0);
    view_bool(v, "was_ahead", o->balance.cents < 0);
    view_bool(v, "had_deposit", o->deposit.cents > 0);
    view_money(v, "brought", size);
    view_money(v, "deposit_held", o->deposit);
    view_date(v, "as_of", o->as_of);
    view_date(v, "due", o->due_date);
    view_text(v, "bill_id", o->bill_id);
    view_text(v, "note_given", o->note);
    view_text(v, "set_by", o->set_name);
    view_time(v, "set_at", o->set_at);
    view_text(v, "undone_by", o->undone_name);
    view_time(v, "undone_at", o->undone_at);
    view_text(v, "undone_reason", o->undone_reason);
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct lease   l;
    struct opening o = {0};
    struct view   *v = view_new(app, rq, "landlord/opening");
    enum err       e = lease_load(app->db, rq->mem, &rq->who, rq->args[0], &l);

    if (e)
        return e;
    e = opening_load(app->db, rq->mem, &rq->who, l.id, &o);
    if (e && e != ERR_NOT_FOUND)
        return e;
    put_opening(v, &o, !e);
    view_text(v, "lease_id", l.id);
    view_text(v, "tenant", l.tenant_name);
    view_text(v, "unit", l.unit_label);
    view_text(v, "property", l.property_name);
    view_form(v, f);
    rows_rights(v, rq);
    return view_render(v, rs, status);
}

enum err
page_opening(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    char        today[DATE_SIZE];

    form_blank(&f, rq, opening_form, FIELDS_END);
    form_prefill(&f, SIDE, "owed");
    form_prefill(&f, AS_OF, date_text(today, today_eat()));
    return show(app, rq, rs, &f, 200);
}

static void
put_refusal(struct form *f, const struct opening_refusal *r)
{
    size_t field = AMOUNT;

    for (size_t i = 0; r->field && i < FIELDS_END; i++)
        if (strcmp(opening_form[i].name, r->field) == 0)
            field = i;
    form_error(f, field, r->message);
}

enum err
page_opening_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form         f;
    enum opening_answer answer;
    const char         *id;
    enum err            e = form_read(&f, rq, opening_form, FIELDS_END);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (e)
        return e;
    int64_t                  cents = form_money(&f, AMOUNT).cents;
    bool                     ahead = form_text(&f, SIDE) && strcmp(form_text(&f, SIDE), "ahead") == 0;
    const struct opening_new in = {
        .lease_id = rq->args[0],
        .balance = {ahead ? -cents : cents},
        .deposit = form_money(&f, DEPOSIT),
        .as_of = form_text(&f, AS_OF),
        .due_date = form_text(&f, DUE),
        .note = form_text(&f, NOTE),
    };
    e = opening_set(app->db, rq->mem, &rq->who, &in, &answer, &id);
    if (e)
        return e;
    if (opening_refusal(answer)) {
        put_refusal(&f, opening_refusal(answer));
        return show(app, rq, rs, &f, 422);
    }
    response_redirect(rs, arena_printf(rq->mem, "/landlord/leases/%s/opening", rq->args[0]));
    return ERR_OK;
}

enum err
page_opening_undo_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, opening_form, FIELDS_END);

    if (e && e != ERR_FIELD)
        return e;
    if (!form_text(&f, REASON) && !f.errors[REASON])
        form_error(&f, REASON, N_("Say why: it stays in your books."));
    if (!form_ok(&f))
        return show(app, rq, rs, &f, 422);
    e = opening_undo(app->db, rq->mem, &rq->who, rq->args[0], form_text(&f, REASON));
    if (e == ERR_CONFLICT) {
        form_error(&f, REASON, N_("Some of it was given back to the tenant already, so it cannot be undone."));
        return show(app, rq, rs, &f, 409);
    }
    if (e)
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/leases/%s/opening", rq->args[0]));
    return ERR_OK;
}
