#include "rent/billing.h"

#include <string.h>

#include "base/poke.h"
#include "page/landlord/link.h"
#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/bill.h"

enum { LINES_SHOWN = 1000, RUNS_SHOWN = 12 };

enum { SET_MODE, SET_DAYS, SET_FIELD_COUNT };
static const struct field setting_form[SET_FIELD_COUNT] = {
    [SET_MODE] = {"mode", FIELD_CHOICE, REQUIRED, .choices = "automatic|by_hand",
                  .missing = N_("Choose who makes the bills.")},
    [SET_DAYS] = {"daysBefore", FIELD_INT, REQUIRED, 0, BILLING_DAYS_BEFORE_MOST},
};

/* Why a line is not billed. */
static const char *const reasons[BILLING_STATE_COUNT] = {
    [BILLING_DONE] = N_("Billed already"),
    [BILLING_BY_HAND] = N_("Billed by hand"),
    [BILLING_CANCELLED] = N_("The bill was cancelled. If it is owed after all, make one by hand."),
    [BILLING_PAUSED] = N_("Paused"),
    [BILLING_NOTHING] = N_("Less than a shilling"),
};

static void
put_line(struct view *row, const struct billing_line *l)
{
    view_text(row, "lease_id", l->lease_id);
    view_text(row, "tenant", l->tenant_name);
    view_text(row, "unit", l->unit_label);
    view_text(row, "property", l->property_name);
    view_say(row, "kind", bill_kind_name(l->kind));
    view_text(row, "name", l->name);
    view_bool(row, "by_days", l->of_days > 0);
    view_int(row, "days", l->days);
    view_int(row, "of_days", l->of_days);
    view_date(row, "due_date", l->due_date);
    view_money(row, "amount", l->amount);
    view_say(row, "reason", reasons[l->state]);
    view_text(row, "bill_id", l->bill_id);
}

/* What would be billed, and what not; the sums are of all lines, shown or not. */
static void
put_lines(struct view *v, const struct billing_line *rows, size_t count)
{
    struct money total = {0};
    int64_t      todo = 0, skipped = 0;

    view_rows(v, "lines");
    view_rows(v, "skipped");
    for (size_t i = 0; i < count; i++) {
        bool     bill = rows[i].state == BILLING_TO_DO;
        int64_t *n = bill ? &todo : &skipped;
        if (++*n <= LINES_SHOWN)
            put_line(view_row(v, bill ? "lines" : "skipped"), &rows[i]);
        total.cents += bill ? rows[i].amount.cents : 0;
    }
    view_bool(v, "has_lines", todo > 0);
    view_bool(v, "has_skipped", skipped > 0);
    view_bool(v, "one_line", todo == 1);
    view_int(v, "bills", todo);
    view_money(v, "total", total);
    view_bool(v, "more_lines", todo > LINES_SHOWN);
    view_int(v, "hidden_lines", todo - LINES_SHOWN);
    view_int(v, "skipped_count", skipped);
}

/* The month that is looked at, and those beside it. */
static void
put_month(struct view *v, struct arena *mem, const char *period)
{
    struct date d = today_eat();
    char        month[PERIOD_SIZE];

    if (!date_parse(arena_printf(mem, "%s-01", period), &d))
        d.day = 1;
    view_text(v, "month", period);
    view_period(v, "month_name", period);
    period_text(month, date_from_days(date_days(d) - 1));
    view_text(v, "month_before", billing_period_fits(month) ? month : NULL);
    period_text(month, date_from_days(date_days(d) + 31));
    view_text(v, "month_after", billing_period_fits(month) ? month : NULL);
}

static void
put_run(struct view *row, const struct billing_run_row *r)
{
    view_time(row, "at", r->started_at);
    view_text(row, "person", r->person_name);
    view_text(row, "run_month", r->period);
    view_period(row, "run_month_name", r->period);
    view_int(row, "run_bills", r->bills);
    view_bool(row, "one_bill", r->bills == 1);
    view_money(row, "run_total", r->total);
}

/* Past runs; and back from one, what it made. */
static enum err
put_runs(struct app *app, struct request *rq, struct view *v)
{
    struct billing_run_row *rows;
    size_t                  count;
    const char             *next, *cursor = request_query(rq, "cursor"), *done = request_query(rq, "done");
    struct buf              here = link_new(rq->mem);
    enum err                e = billing_runs(app->db, rq->mem, &rq->who, RUNS_SHOWN, cursor, &rows, &count, &next);

    if (e)
        return e;
    view_bool(v, "done", false);
    view_bool(v, "none_done", done && strcmp(done, "nothing") == 0);
    view_bool(v, "first_time", !count && !cursor);
    view_bool(v, "has_runs", count > 0);
    view_rows(v, "runs");
    for (size_t i = 0; i < count; i++) {
        put_run(view_row(v, "runs"), &rows[i]);
        if (done && strcmp(done, rows[i].id) == 0)
            put_run(view_part(v, "done"), &rows[i]);
    }
    link_pages(v, &here, cursor, next);
    return ERR_OK;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct billing_setting s;
    struct billing_line   *lines;
    size_t                 count;
    char                   now[PERIOD_SIZE];
    const char            *asked = request_query(rq, "period");
    struct view           *v = view_new(app, rq, "landlord/billing");
    bool                   fits = asked && billing_period_fits(asked);
    const char            *period = fits ? asked : period_text(now, today_eat());
    enum err               e = billing_preview(app->db, rq->mem, &rq->who, period, &lines, &count);

    if (!e)
        e = billing_setting_load(app->db, rq->mem, &rq->who, &s);
    if (!e)
        e = put_runs(app, rq, v);
    if (e)
        return e;
    rows_rights(v, rq);
    view_bool(v, "too_far", asked && !fits);
    view_bool(v, "has_any", count > 0);
    put_month(v, rq->mem, period);
    put_lines(v, lines, count);
    view_bool(v, "automatic", s.automatic);
    view_date(v, "since", s.since);
    view_int(v, "days_before", s.days_before);
    view_bool(v, "one_day", s.days_before == 1);
    view_bool(v, "same_day", s.days_before == 0);
    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_billing(struct app *app, struct request *rq, struct response *rs)
{
    struct billing_setting s;
    struct form            f;
    enum err               e = billing_setting_load(app->db, rq->mem, &rq->who, &s);

    if (e)
        return e;
    form_blank(&f, rq, setting_form, SET_FIELD_COUNT);
    form_prefill(&f, SET_MODE, s.automatic ? "automatic" : "by_hand");
    form_prefill(&f, SET_DAYS, arena_printf(rq->mem, "%d", (int)s.days_before));
    return show(app, rq, rs, &f, 200);
}

enum err
page_billing_settings_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, setting_form, SET_FIELD_COUNT);

    if (e == ERR_FIELD)
        return show(app, rq, rs, &f, 422);
    if (!e)
        e = billing_setting_save(app->db, rq->mem, &rq->who, strcmp(form_text(&f, SET_MODE), "automatic") == 0,
                                 form_int(&f, SET_DAYS));
    if (e)
        return e;
    poke(app->gateway);
    response_redirect(rs, "/landlord/billing#settings");
    return ERR_OK;
}

enum { RUN_PERIOD, RUN_FIELD_COUNT };
static const struct field run_form[RUN_FIELD_COUNT] = {[RUN_PERIOD] = {"period", FIELD_PERIOD, REQUIRED}};

/* A month that cannot be billed is told on the page itself, which then shows this one. */
enum err
page_billing_run_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form         f;
    struct billing_made made = {0};
    enum err            e = form_read(&f, rq, run_form, RUN_FIELD_COUNT);
    const char         *period = form_text(&f, RUN_PERIOD);

    if (!e)
        e = billing_run(app->db, rq->mem, &rq->who, period, &made);
    if (e && e != ERR_FIELD)
        return e;
    response_redirect(rs, e ? "/landlord/billing?period=none"
                            : arena_printf(rq->mem, "/landlord/billing?period=%s&done=%s", period,
                                           made.run_id ? made.run_id : "nothing"));
    return ERR_OK;
}
