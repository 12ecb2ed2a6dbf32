/*
 * penalties.c - what was charged for paying late, what would be tomorrow, and letting a tenant off.
 */
#include <string.h>

#include "page/landlord/link.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/penalty.h"
#include "rent/scope.h"

static bool
is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

static void
put_penalty(struct view *row, const struct penalty *p)
{
    view_text(row, "id", p->id);
    view_text(row, "bill_id", p->bill_id);
    view_say(row, "kind", bill_kind_name(p->kind));
    view_period(row, "period", p->period);
    view_date(row, "due_date", p->due_date);
    view_date(row, "day", p->day);
    view_text(row, "tenant", p->tenant_name);
    view_text(row, "unit", p->unit_label);
    view_text(row, "property", p->property_name);
    view_money(row, "amount", p->amount);
    view_money(row, "base", p->base);
    view_int(row, "round", p->round);
    view_bool(row, "again", p->round > 1);
    view_bool(row, "doubtful", p->doubtful);
    view_bool(row, "stands", is(p->state, "charged"));
    view_bool(row, "waived", is(p->state, "waived"));
    view_bool(row, "cancelled", is(p->state, "void"));
    view_text(row, "waived_by", p->waived_by);
    view_time(row, "waived_at", p->waived_at);
    view_text(row, "waive_reason", p->waive_reason);
}

/* Until the end of tomorrow. */
static enum err
put_tomorrow(struct view *v, struct app *app, struct request *rq)
{
    char                day[DATE_SIZE];
    struct penalty_due *rows;
    size_t              count;
    struct money        sum = {0};

    date_text(day, date_from_days(date_days(today_eat()) + 1));
    enum err e = penalty_preview(app->db, rq->mem, &rq->who, day, &rows, &count);
    if (e)
        return e;
    view_date(v, "tomorrow", day);
    view_bool(v, "has_tomorrow", count > 0);
    view_rows(v, "next");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "next");
        sum.cents += rows[i].amount.cents;
        view_text(row, "bill_id", rows[i].bill_id);
        view_say(row, "kind", bill_kind_name(rows[i].kind));
        view_period(row, "period", rows[i].period);
        view_text(row, "tenant", rows[i].tenant_name);
        view_text(row, "unit", rows[i].unit_label);
        view_text(row, "property", rows[i].property_name);
        view_money(row, "unpaid", rows[i].unpaid);
        view_money(row, "amount", rows[i].amount);
        view_bool(row, "being_paid", rows[i].being_paid);
    }
    view_money(v, "sum", sum);
    return ERR_OK;
}

static enum err
put_charged(struct view *v, struct app *app, struct request *rq)
{
    struct penalty       *rows;
    size_t                count;
    const char           *next, *state = request_query(rq, "state");
    struct penalty_filter f = {.cursor = request_query(rq, "cursor")};

    f.state = is(state, "doubtful") || is(state, "waived") ? state : NULL;
    enum err e = penalty_list(app->db, rq->mem, &rq->who, &f, &rows, &count, &next);
    if (e)
        return e == ERR_INPUT ? ERR_NOT_FOUND : e;
    struct buf here = link_new(rq->mem);
    link_add(&here, "state", f.state);
    link_pages(v, &here, f.cursor, next);
    view_bool(v, "has_penalties", count > 0);
    view_bool(v, "only_doubtful", is(f.state, "doubtful"));
    view_bool(v, "only_waived", is(f.state, "waived"));
    view_bool(v, "all", !f.state);
    view_rows(v, "penalties");
    for (size_t i = 0; i < count; i++)
        put_penalty(view_row(v, "penalties"), &rows[i]);
    return ERR_OK;
}

enum err
page_penalties(struct app *app, struct request *rq, struct response *rs)
{
    struct penalty       *doubtful;
    size_t                count;
    const char           *next;
    struct penalty_policy p;
    struct penalty_filter f = {.state = "doubtful", .limit = PAGE_ROWS_MOST};
    struct view          *v = view_new(app, rq, "penalty/penalties");
    enum err              e = penalty_policy_load(app->db, rq->mem, &rq->who, NULL, &p);

    view_bool(v, "said", e == ERR_OK && !is(p.how, "off"));
    if (!e || e == ERR_NOT_FOUND)
        e = penalty_list(app->db, rq->mem, &rq->who, &f, &doubtful, &count, &next);
    if (e)
        return e;
    view_int(v, "doubts", (int64_t)count);
    view_bool(v, "has_doubts", count > 0);
    rows_rights(v, rq);
    e = put_tomorrow(v, app, rq);
    if (!e)
        e = put_charged(v, app, rq);
    return e ? e : view_render(v, rs, 200);
}

/* ---- one of them ---- */

enum { WAIVE_REASON, WAIVE_FIELD_COUNT };
static const struct field waive_form[WAIVE_FIELD_COUNT] = {
    [WAIVE_REASON] = {"reason", FIELD_TEXT, REQUIRED, 2, 200, .missing = N_("Say why. The tenant reads it.")},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct penalty *p, const struct form *f,
     int status)
{
    struct view *v = view_new(app, rq, "penalty/penalty");

    rows_rights(v, rq);
    put_penalty(v, p);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_penalty(struct app *app, struct request *rq, struct response *rs)
{
    struct penalty p;
    struct form    f;
    enum err       e = penalty_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (e)
        return e;
    form_blank(&f, rq, waive_form, WAIVE_FIELD_COUNT);
    return show(app, rq, rs, &p, &f, 200);
}

enum err
page_penalty_waive_post(struct app *app, struct request *rq, struct response *rs)
{
    struct penalty p;
    struct form    f;
    enum err       e = penalty_load(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (e)
        return e;
    e = form_read(&f, rq, waive_form, WAIVE_FIELD_COUNT);
    if (e == ERR_FIELD)
        return show(app, rq, rs, &p, &f, 422);
    if (!e)
        e = penalty_waive(app->db, rq->mem, &rq->who, p.id, form_text(&f, WAIVE_REASON));
    if (e == ERR_CONFLICT && is(p.state, "charged")) {
        form_error(&f, WAIVE_REASON, N_("This penalty is being paid right now. Try again in a few minutes."));
        return show(app, rq, rs, &p, &f, 422);
    }
    if (e && e != ERR_CONFLICT) /* waived already: what was wanted */
        return e;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/penalties/%s", p.id));
    return ERR_OK;
}
