/*
 * billing.c - the monthly run: its settings, what a month holds, running it, past runs.
 */
#include "rent/billing.h"

#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "web/api.h"

static const struct refusal too_far = {
    .status = 422,
    .code = "invalid_fields",
    .message = N_("Choose a month from a year back up to next month."),
    .field = "period",
};

/* ---- settings ---- */

static enum err
answer_settings(struct app *app, struct request *rq, struct response *rs, const struct who *who)
{
    struct billing_setting s;
    struct json_writer     w = json_writer_new(rq->mem);
    enum err               e = billing_setting_load(app->db, rq->mem, who, &s);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    json_put_text(&w, "mode", s.automatic ? "automatic" : "by_hand");
    json_put_int(&w, "daysBefore", s.days_before);
    json_put_text(&w, "since", s.since);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_billing_settings_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PURSER);

    return e ? call_failed(&c, rs, e) : answer_settings(app, rq, rs, &c.who);
}

enum err
api_billing_settings_put(struct app *app, struct request *rq, struct response *rs)
{
    enum { MODE = CALL_FIELDS, DAYS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [MODE] = {"mode", FIELD_CHOICE, REQUIRED, .choices = "automatic|by_hand"},
        [DAYS] = {"daysBefore", FIELD_INT, REQUIRED, 0, BILLING_DAYS_BEFORE_MOST},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = billing_setting_save(app->db, rq->mem, &c.who, strcmp(form_text(&c.form, MODE), "automatic") == 0,
                                 form_int(&c.form, DAYS));
    if (e)
        return call_failed(&c, rs, e);
    poke(app->gateway);
    return answer_settings(app, rq, rs, &c.who);
}

/* ---- a month ---- */

static void
put_line(struct json_writer *w, const struct billing_line *l)
{
    json_open(w, NULL, '{');
    json_put_text(w, "leaseId", l->lease_id);
    json_put_text(w, "tenantName", l->tenant_name);
    json_put_text(w, "unitLabel", l->unit_label);
    json_put_text(w, "propertyName", l->property_name);
    json_put_text(w, "kind", l->kind);
    json_put_text(w, "chargeId", l->charge_id);
    json_put_text(w, "name", l->name);
    put_money(w, "amount", l->amount);
    json_put_text(w, "dueDate", l->due_date);
    if (l->of_days) {
        json_put_int(w, "days", l->days);
        json_put_int(w, "ofDays", l->of_days);
    } else {
        json_put_null(w, "days");
        json_put_null(w, "ofDays");
    }
    json_put_text(w, "state", billing_state_name(l->state));
    json_put_text(w, "billId", l->bill_id);
    json_close(w);
}

static enum err
answer_preview(struct request *rq, struct response *rs, const char *period, const struct billing_line *rows,
               size_t count)
{
    struct json_writer w = json_writer_new(rq->mem);
    struct money       total = {0};
    int64_t            bills = 0;

    json_open(&w, NULL, '{');
    json_put_text(&w, "period", period);
    json_open(&w, "lines", '[');
    for (size_t i = 0; i < count; i++) {
        put_line(&w, &rows[i]);
        if (rows[i].state != BILLING_TO_DO)
            continue;
        total.cents += rows[i].amount.cents;
        bills++;
    }
    json_close(&w);
    json_put_int(&w, "bills", bills);
    put_money(&w, "total", total);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum { PERIOD = CALL_FIELDS };
static const struct field period_fields[] = {CALL_LANDLORD, [PERIOD] = {"period", FIELD_PERIOD, REQUIRED}};

enum err
api_billing_preview(struct app *app, struct request *rq, struct response *rs)
{
    struct call          c;
    struct billing_line *rows;
    size_t               count;
    enum err             e = call_query(&c, app, rq, period_fields, COUNT(period_fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    e = billing_preview(app->db, rq->mem, &c.who, form_text(&c.form, PERIOD), &rows, &count);
    if (e == ERR_FIELD)
        return refuse(rq, rs, &too_far);
    return e ? e : answer_preview(rq, rs, form_text(&c.form, PERIOD), rows, count);
}

/* Asked again, nothing is left to bill: no key is needed to do it once. */
enum err
api_billing_run(struct app *app, struct request *rq, struct response *rs)
{
    struct call         c;
    struct billing_made made;
    enum err            e = call_body(&c, app, rq, period_fields, COUNT(period_fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    e = billing_run(app->db, rq->mem, &c.who, form_text(&c.form, PERIOD), &made);
    if (e == ERR_FIELD)
        return refuse(rq, rs, &too_far);
    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", made.run_id);
    json_put_text(&w, "period", form_text(&c.form, PERIOD));
    json_put_int(&w, "bills", made.bills);
    put_money(&w, "total", made.total);
    json_close(&w);
    return api_ok(rs, made.run_id ? 201 : 200, &w);
}

enum err
api_billing_runs(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct billing_run_row   *rows = NULL;
    size_t                    count = 0;
    const char               *next = NULL;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (!e)
        e = billing_runs(app->db, rq->mem, &c.who, listing_limit(&c.form), form_text(&c.form, LISTING_CURSOR), &rows,
                         &count, &next);
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "id", rows[i].id);
        json_put_text(&w, "period", rows[i].period);
        json_put_text(&w, "by", rows[i].person_name);
        json_put_bool(&w, "automatic", rows[i].person_name == NULL);
        json_put_int(&w, "bills", rows[i].bills);
        put_money(&w, "total", rows[i].total);
        put_time(&w, "startedAt", rows[i].started_at);
        json_close(&w);
    }
    return listing_end(&w, rs, next);
}
