/*
 * meters.c - meters, what a unit of measure costs, and how readings are billed.
 */
#include <stddef.h>
#include <string.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/readings.h"
#include "api/refuse.h"
#include "rent/meter.h"
#include "rent/reckon.h"
#include "web/api.h"

_Static_assert(offsetof(struct meter, id) == 0, "listing_rows reads the id there");
_Static_assert(offsetof(struct meter_rate, id) == 0, "listing_rows reads the id there");

static const struct refusal has_one = {
    .status = 409,
    .code = "meter_exists",
    .message = N_("This unit has a meter of that kind. Take the old one off first."),
    .field = "kind",
};
static const struct refusal gone = {
    .status = 409,
    .code = "meter_removed",
    .message = N_("This meter was taken off. Choose the one that is there now."),
};

void
put_measure(struct json_writer *w, const char *key, int64_t thousandths)
{
    json_put_raw(w, key, measure_text((char[MEASURE_TEXT_SIZE]){0}, thousandths));
}

static void
put_meter(struct json_writer *w, const void *row)
{
    const struct meter *m = row;

    json_put_text(w, "id", m->id);
    json_put_text(w, "unitId", m->unit_id);
    json_put_text(w, "unitLabel", m->unit_label);
    json_put_text(w, "propertyId", m->property_id);
    json_put_text(w, "propertyName", m->property_name);
    json_put_text(w, "kind", m->kind);
    json_put_text(w, "serial", m->serial);
    json_put_text(w, "measure", m->measure);
    json_put_int(w, "digits", m->digits);
    put_measure(w, "firstReading", m->first_value);
    json_put_text(w, "firstReadingDate", m->first_day);
    put_measure(w, "lastReading", m->last_value);
    json_put_text(w, "lastReadingDate", m->last_day);
    json_put_text(w, "removedOn", m->removed_on);
    json_put_text(w, "tenantName", m->tenant_name);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id, int status)
{
    struct meter m;
    enum err     e = meter_load(app->db, rq->mem, who, id, &m);

    if (e)
        return e;
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_meter(&w, &m);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_meter_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { UNIT = CALL_FIELDS, KIND, SERIAL, MEASURE, DIGITS, VALUE, DAY };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [UNIT] = {"unitId", FIELD_ID, REQUIRED},
        [KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = METER_KINDS},
        [SERIAL] = {"serial", FIELD_TEXT, REQUIRED, .least = 1, .most = 40},
        [MEASURE] = {"measure", FIELD_TEXT, OPTIONAL, .least = 1, .most = 12},
        [DIGITS] = {"digits", FIELD_INT, OPTIONAL, .least = 3, .most = MEASURE_DIGITS_MOST},
        [VALUE] = {"firstReading", FIELD_TEXT, REQUIRED, .least = 1, .most = 16},
        [DAY] = {"firstReadingDate", FIELD_DATE, REQUIRED},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    struct meter_new in = {
        .unit_id = form_text(&c.form, UNIT),
        .kind = form_text(&c.form, KIND),
        .serial = form_text(&c.form, SERIAL),
        .measure = form_text(&c.form, MEASURE) ? form_text(&c.form, MEASURE) : "units",
        .digits = form_text(&c.form, DIGITS) ? form_int(&c.form, DIGITS) : 5,
        .first_day = form_text(&c.form, DAY),
    };
    if (!measure_parse(form_text(&c.form, VALUE), &in.first_value) || in.first_value >= meter_end((int)in.digits))
        form_error(&c.form, VALUE, N_("Enter what the meter shows, like 118 or 118.5."));
    if (!form_ok(&c.form))
        return api_form_error(rs, &c.form);
    e = meter_add(app->db, rq->mem, &c.who, &in, &id);
    if (e == ERR_FIELD)
        form_error(&c.form, DAY, N_("This day is still to come. Enter the day of the reading."));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &has_one);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, id, 201);
}

enum err
api_meter_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { PROPERTY = LISTING_FIELDS, UNIT, KIND };
    static const struct field fields[] = {
        LISTING_QUERY, [PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL}, [UNIT] = {"unitId", FIELD_ID, OPTIONAL},
        [KIND] = {"kind", FIELD_CHOICE, OPTIONAL, .choices = METER_KINDS}};
    struct call   c;
    struct meter *rows;
    size_t        count;
    enum err      e = call_query(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (!e) {
        const struct meter_filter f = {form_text(&c.form, PROPERTY), form_text(&c.form, UNIT), form_text(&c.form, KIND),
                                       true};
        e = meter_list(app->db, rq->mem, &c.who, &f, &rows, &count);
    }
    return e ? call_failed(&c, rs, e) : listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_meter);
}

enum err
api_meter_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_meter_remove(struct app *app, struct request *rq, struct response *rs)
{
    enum { DAY = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [DAY] = {"date", FIELD_DATE, REQUIRED}};
    struct call               c;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    e = meter_remove(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, DAY));
    if (e == ERR_FIELD)
        form_error(&c.form, DAY, N_("Enter a day from the last reading to today."));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &gone);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}

/* ---- rates ---- */

static void
put_rate(struct json_writer *w, const void *row)
{
    const struct meter_rate *r = row;

    json_put_text(w, "id", r->id);
    json_put_text(w, "propertyId", r->property_id);
    json_put_text(w, "propertyName", r->property_name);
    json_put_text(w, "kind", r->kind);
    json_put_text(w, "from", r->from_day);
    put_money(w, "price", r->price);
    put_money(w, "fixed", r->fixed);
    put_time(w, "createdAt", r->created_at);
}

enum err
api_meter_rate_list(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {LISTING_QUERY};
    struct call               c;
    struct meter_rate        *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (!e)
        e = meter_rate_list(app->db, rq->mem, &c.who, &rows, &count);
    return e ? call_failed(&c, rs, e) : listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_rate);
}

/* The newest row is not always the first of the list, so it is looked for by its id. */
static enum err
answer_rate(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id)
{
    struct meter_rate *rows;
    size_t             count;
    enum err           e = meter_rate_list(app->db, rq->mem, who, &rows, &count);
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    for (size_t i = 0; !e && i < count; i++)
        if (strcmp(rows[i].id, id) == 0)
            put_rate(&w, &rows[i]);
    json_close(&w);
    return e ? e : api_ok(rs, 201, &w);
}

enum err
api_meter_rate_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { PROPERTY = CALL_FIELDS, KIND, FROM, PRICE, FIXED };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL},
        [KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = METER_KINDS},
        [FROM] = {"from", FIELD_DATE, REQUIRED},
        [PRICE] = {"price", FIELD_MONEY, REQUIRED, .least = 0, .most = RATE_MOST_CENTS},
        [FIXED] = {"fixed", FIELD_MONEY, OPTIONAL, .least = 0, .most = RATE_MOST_CENTS},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    e = meter_rate_add(app->db, rq->mem, &c.who,
                       &(struct meter_rate){.property_id = form_text(&c.form, PROPERTY),
                                            .kind = form_text(&c.form, KIND),
                                            .from_day = form_text(&c.form, FROM),
                                            .price = form_money(&c.form, PRICE),
                                            .fixed = form_money(&c.form, FIXED)},
                       &id);
    if (e == ERR_FIELD)
        form_error(&c.form, PRICE, N_("Enter an amount in shillings, like 15000 or 1250.50."));
    return e ? call_failed(&c, rs, e) : answer_rate(app, rq, rs, &c.who, id);
}

/* ---- how readings are billed ---- */

static enum err
answer_setting(struct app *app, struct request *rq, struct response *rs, const struct who *who)
{
    struct meter_setting s;
    struct json_writer   w = json_writer_new(rq->mem);
    enum err             e = meter_setting(app->db, who, &s);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    json_put_text(&w, "billing", s.at_once ? "at_once" : "together");
    if (s.due_days < 0)
        json_put_null(&w, "dueDays");
    else
        json_put_int(&w, "dueDays", s.due_days);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_meter_setting_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : answer_setting(app, rq, rs, &c.who);
}

enum err
api_meter_setting_put(struct app *app, struct request *rq, struct response *rs)
{
    enum { BILLING = CALL_FIELDS, DUE };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [BILLING] = {"billing", FIELD_CHOICE, REQUIRED, .choices = "at_once|together"},
        [DUE] = {"dueDays", FIELD_INT, OPTIONAL, .least = 0, .most = 60},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    const struct meter_setting s = {
        .at_once = strcmp(form_text(&c.form, BILLING), "at_once") == 0,
        .due_days = form_text(&c.form, DUE) ? form_int(&c.form, DUE) : -1,
    };
    e = meter_set(app->db, rq->mem, &c.who, &s);
    return e ? e : answer_setting(app, rq, rs, &c.who);
}
