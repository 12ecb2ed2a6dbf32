/*
 * rates.c - what a unit of water or electricity costs, and whether readings are billed at once.
 */
#include <string.h>

#include "page/meter/shown.h"
#include "page/pages.h"
#include "rent/bill.h"
#include "rent/reckon.h"

enum { RATE_PROPERTY, RATE_KIND, RATE_PRICE, RATE_FIXED, RATE_FROM, RATE_AT_ONCE, RATE_DUE, RATE_FIELD_COUNT };
static const struct field rate_form[RATE_FIELD_COUNT] = {
    [RATE_PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL},
    [RATE_KIND] = {"kind", FIELD_CHOICE, OPTIONAL, .choices = METER_KINDS},
    [RATE_PRICE] = {"price", FIELD_MONEY, OPTIONAL, .least = 1, .most = RATE_MOST_CENTS},
    [RATE_FIXED] = {"fixed", FIELD_MONEY, OPTIONAL, .least = 1, .most = RATE_MOST_CENTS},
    [RATE_FROM] = {"from", FIELD_DATE, OPTIONAL},
    [RATE_AT_ONCE] = {"billing", FIELD_CHOICE, OPTIONAL, .choices = "at_once|together"},
    [RATE_DUE] = {"dueDays", FIELD_INT, OPTIONAL, .least = 0, .most = 60},
};

static enum err
put_rates(struct view *v, struct app *app, struct request *rq)
{
    struct meter_rate *rows;
    size_t             count;
    enum err           e = meter_rate_list(app->db, rq->mem, &rq->who, &rows, &count);

    if (e)
        return e;
    view_bool(v, "has_rates", count > 0);
    view_rows(v, "rates");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "rates");
        view_say(row, "kind_word", bill_kind_name(rows[i].kind));
        view_text(row, "property", rows[i].property_name);
        view_date(row, "from_day", rows[i].from_day);
        view_money(row, "per_unit", rows[i].price);
        view_money(row, "monthly", rows[i].fixed);
        view_bool(row, "has_monthly", rows[i].fixed.cents > 0);
    }
    return ERR_OK;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "meter/rates");

    view_form(v, f);
    view_bool(v, "saved", request_query(rq, "saved") != NULL);
    enum err e = shown_properties(v, app, rq, f->typed[RATE_PROPERTY]);
    if (!e)
        e = put_rates(v, app, rq);
    return e ? e : view_render(v, rs, status);
}

/* The setting as it is now. */
static enum err
prefill(struct app *app, struct request *rq, struct form *f)
{
    struct meter_setting s;
    enum err             e = meter_setting(app->db, &rq->who, &s);

    if (e)
        return e;
    form_prefill(f, RATE_AT_ONCE, s.at_once ? "at_once" : "together");
    if (s.due_days >= 0)
        form_prefill(f, RATE_DUE, arena_printf(rq->mem, "%d", (int)s.due_days));
    return ERR_OK;
}

enum err
page_rates(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    char        today[DATE_SIZE];

    form_blank(&f, rq, rate_form, RATE_FIELD_COUNT);
    form_prefill(&f, RATE_KIND, "water");
    form_prefill(&f, RATE_FROM, arena_strdup(rq->mem, date_text(today, today_eat())));
    enum err e = prefill(app, rq, &f);
    return e ? e : show(app, rq, rs, &f, 200);
}

enum err
page_rates_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *id;
    enum err    e = form_read(&f, rq, rate_form, RATE_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    e = prefill(app, rq, &f);
    if (e)
        return e;
    if (!form_text(&f, RATE_KIND) && !f.errors[RATE_KIND])
        form_error(&f, RATE_KIND, N_("Choose what the meter counts."));
    if (!form_text(&f, RATE_FROM) && !f.errors[RATE_FROM])
        form_error(&f, RATE_FROM, N_("Enter a date as year-month-day, like 2026-11-05."));
    if (!form_money(&f, RATE_PRICE).cents && !form_money(&f, RATE_FIXED).cents && !f.errors[RATE_PRICE])
        form_error(&f, RATE_PRICE, N_("Enter an amount in shillings, like 15000 or 1250.50."));
    if (!form_ok(&f))
        return show(app, rq, rs, &f, 422);
    e = meter_rate_add(app->db, rq->mem, &rq->who,
                       &(struct meter_rate){.property_id = form_text(&f, RATE_PROPERTY),
                                            .kind = form_text(&f, RATE_KIND),
                                            .from_day = form_text(&f, RATE_FROM),
                                            .price = form_money(&f, RATE_PRICE),
                                            .fixed = form_money(&f, RATE_FIXED)},
                       &id);
    if (e)
        return e;
    response_redirect(rs, "/landlord/meters/rates?saved=1");
    return ERR_OK;
}

enum err
page_meter_setting_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, rate_form, RATE_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    if (!form_text(&f, RATE_AT_ONCE) && !f.errors[RATE_AT_ONCE])
        form_error(&f, RATE_AT_ONCE, N_("Choose one of the answers given."));
    if (!form_ok(&f))
        return show(app, rq, rs, &f, 422);
    const struct meter_setting s = {
        .at_once = strcmp(form_text(&f, RATE_AT_ONCE), "at_once") == 0,
        .due_days = form_text(&f, RATE_DUE) ? form_int(&f, RATE_DUE) : -1,
    };
    e = meter_set(app->db, rq->mem, &rq->who, &s);
    if (e)
        return e;
    response_redirect(rs, "/landlord/meters/rates?saved=1");
    return ERR_OK;
}
