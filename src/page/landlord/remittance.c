#include "rent/remittance.h"

#include <string.h>

#include "page/landlord/agreement_words.h"
#include "page/pages.h"
#include "rent/audit.h"
#include "rent/landlord.h"

enum { MONTH_FROM, MONTH_TO, MONTH_FIELD_COUNT };
static const struct field month_form[MONTH_FIELD_COUNT] = {
    [MONTH_FROM] = {"from", FIELD_PERIOD, REQUIRED},
    [MONTH_TO] = {"to", FIELD_PERIOD, REQUIRED},
};

enum { SETTLE_HOW, SETTLE_REQUEST, SETTLE_NOTE, SETTLE_FIELD_COUNT };
static const struct field settle_form[SETTLE_FIELD_COUNT] = {
    [SETTLE_HOW] = {"how", FIELD_CHOICE, REQUIRED, .choices = "hand|payout", .missing = N_("Say how it was settled.")},
    [SETTLE_REQUEST] = {"requestId", FIELD_ID, OPTIONAL},
    [SETTLE_NOTE] = {"note", FIELD_TEXT, OPTIONAL, 1, 200},
};

static void
put_rows(struct view *v, const struct remittance *r)
{
    view_bool(v, "has_rows", r->row_count > 0);
    view_rows(v, "rows");
    for (size_t i = 0; i < r->row_count; i++) {
        struct view *row = view_row(v, "rows");
        view_text(row, "property", r->rows[i].property);
        view_text(row, "unit", r->rows[i].unit);
        view_text(row, "tenant", r->rows[i].tenant);
        view_money(row, "row_collected", r->rows[i].collected);
        view_money(row, "row_counted", r->rows[i].counted);
        view_money(row, "row_fee", r->rows[i].fee);
    }
    view_bool(v, "has_costs", r->cost_count > 0);
    view_rows(v, "costs");
    for (size_t i = 0; i < r->cost_count; i++) {
        struct view *row = view_row(v, "costs");
        view_text(row, "cost_what", r->costs[i].what);
        view_money(row, "cost", r->costs[i].amount);
    }
}

/* The paper itself: what landlord/remittance_paper reads. */
static void
put_paper(struct view *v, struct request *rq, const struct remittance *r, const char *business)
{
    view_text(v, "business", business);
    view_text(v, "agent", r->agent);
    view_period(v, "from_month", r->from_month);
    view_period(v, "to_month", r->to_month);
    view_bool(v, "one_month", strcmp(r->from_month, r->to_month) == 0);
    view_money(v, "collected", r->collected);
    view_money(v, "counted", r->counted);
    view_int(v, "units", r->units);
    view_money(v, "fee", r->fee);
    view_money(v, "vat", r->vat);
    view_money(v, "expenses", r->expenses);
    view_money(v, "net", r->net);
    agreement_view(v, rq, &r->terms);
    put_rows(v, r);
}

static enum err
show_draft(struct app *app, struct request *rq, struct response *rs, struct form *f, enum remittance_answer answer,
           const struct remittance *r, int status)
{
    struct landlord me;
    enum err        e = landlord_load(app->db, rq->mem, &rq->who, &me);
    struct view    *v = view_new(app, rq, "landlord/remittance_new");

    if (e)
        return e;
    if (answer != REMITTANCE_DONE)
        form_error(f, answer == REMITTANCE_ORDER || answer == REMITTANCE_CHANGES ? MONTH_TO : MONTH_FROM,
                   remittance_refusal(answer));
    view_bool(v, "paper", false);
    if (r && answer == REMITTANCE_DONE)
        put_paper(view_part(v, "paper"), rq, r, me.business_name);
    view_form(v, f);
    return view_render(v, rs, status);
}

/* What it would say, before it is issued. */
enum err
page_remittance_new(struct app *app, struct request *rq, struct response *rs)
{
    struct form            f;
    struct remittance      r;
    enum remittance_answer answer = REMITTANCE_DONE;
    enum err               e = form_read_query(&f, rq, month_form, MONTH_FIELD_COUNT);

    if (e == ERR_FIELD)
        return show_draft(app, rq, rs, &f, answer, NULL, err_status(e));
    if (!e)
        e = remittance_draft(app->db, rq->mem, &rq->who, form_text(&f, MONTH_FROM), form_text(&f, MONTH_TO), &answer,
                             &r);
    return e ? e : show_draft(app, rq, rs, &f, answer, &r, answer == REMITTANCE_DONE ? 200 : 422);
}

enum err
page_remittance_new_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form            f;
    const char            *id;
    enum remittance_answer answer = REMITTANCE_DONE;
    enum err               e = form_read(&f, rq, month_form, MONTH_FIELD_COUNT);

    if (!e)
        e = remittance_issue(app->db, rq->mem, &rq->who, form_text(&f, MONTH_FROM), form_text(&f, MONTH_TO), &answer,
                             &id);
    if (e == ERR_FIELD || (!e && answer != REMITTANCE_DONE))
        return show_draft(app, rq, rs, &f, answer, NULL, 422);
    if (!e)
        response_redirect(rs, arena_printf(rq->mem, "/landlord/remittances/%s", id));
    return e;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct remittance r;
    enum err          e = remittance_load(app->db, rq->mem, &rq->who, rq->args[0], &r);
    if (e)
        return e;

    audit_seen(app->db, rq->mem, &rq->who, "seen.remittance", r.id, NULL);
    struct view *v = view_new(app, rq, "landlord/remittance");
    put_paper(v, rq, &r, r.business_name);
    view_text(v, "id", r.id);
    view_int(v, "number", r.number);
    view_time(v, "issued_at", r.issued_at);
    view_time(v, "seen_at", r.seen_at);
    view_text(v, "seen_by", r.seen_by);
    view_time(v, "settled_at", r.settled_at);
    view_text(v, "request_id", r.request_id);
    view_text(v, "settled_note", r.note);
    view_text(v, "fingerprint", r.hash);
    view_bool(v, "by_owner", rq->who.role == ROLE_OWNER);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_remittance(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, settle_form, SETTLE_FIELD_COUNT);
    form_prefill(&f, SETTLE_HOW, "hand");
    return show(app, rq, rs, &f, 200);
}

/* Said twice, it is said. */
static enum err
go_back(struct request *rq, struct response *rs, enum err e)
{
    if (!e || e == ERR_CONFLICT)
        response_redirect(rs, arena_printf(rq->mem, "/landlord/remittances/%s", rq->args[0]));
    return e == ERR_CONFLICT ? ERR_OK : e;
}

enum err
page_remittance_acknowledge_post(struct app *app, struct request *rq, struct response *rs)
{
    return go_back(rq, rs, remittance_acknowledge(app->db, rq->mem, &rq->who, rq->args[0]));
}

enum err
page_remittance_settle_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form            f;
    enum remittance_answer answer = REMITTANCE_DONE;
    enum err               e = form_read(&f, rq, settle_form, SETTLE_FIELD_COUNT);
    const char            *how = form_text(&f, SETTLE_HOW), *request_id = form_text(&f, SETTLE_REQUEST);
    bool                   by_payout = how && strcmp(how, "payout") == 0;

    if (!e && by_payout && !request_id)
        answer = REMITTANCE_NO_PAYOUT;
    else if (!e)
        e = remittance_settle(app->db, rq->mem, &rq->who, rq->args[0], by_payout ? request_id : NULL,
                              form_text(&f, SETTLE_NOTE), &answer);
    if (answer != REMITTANCE_DONE)
        form_error(&f, SETTLE_REQUEST, remittance_refusal(answer));
    if (e == ERR_FIELD || (!e && answer != REMITTANCE_DONE))
        return show(app, rq, rs, &f, 422);
    return go_back(rq, rs, e);
}
