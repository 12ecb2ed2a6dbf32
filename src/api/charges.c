/*
 * charges.c - fixed amounts a month beside the rent.
 */
#include "rent/charge.h"

#include <stddef.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "web/api.h"

_Static_assert(offsetof(struct charge, id) == 0, "listing_rows reads the id there");

static const struct refusal is_over = {
    .status = 409,
    .code = "charge_over",
    .message = N_("This charge is over. Nothing more is billed for it."),
};
static const struct refusal ends_earlier = {
    .status = 409,
    .code = "ends_earlier",
    .message = N_("It ends before that month already."),
    .field = "until",
};

static const char *
state_of(const struct charge *c)
{
    if (c->over)
        return "over";
    return c->paused_from ? "paused" : "running";
}

static void
put_charge(struct json_writer *w, const void *row)
{
    const struct charge *c = row;

    json_put_text(w, "id", c->id);
    json_put_text(w, "leaseId", c->lease_id);
    json_put_text(w, "propertyId", c->property_id);
    json_put_text(w, "propertyName", c->property_name);
    json_put_text(w, "unitLabel", c->unit_label);
    json_put_text(w, "tenantName", c->tenant_name);
    json_put_text(w, "kind", c->kind);
    json_put_text(w, "name", c->name);
    put_money(w, "amount", c->amount);
    json_put_text(w, "from", c->from_period);
    json_put_text(w, "until", c->until_period);
    json_put_bool(w, "byDays", c->by_days);
    json_put_text(w, "status", state_of(c));
    json_put_text(w, "pausedFrom", c->paused_from);
    put_time(w, "createdAt", c->created_at);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id, int status)
{
    struct charge      ch;
    struct json_writer w = json_writer_new(rq->mem);
    enum err           e = charge_load(app->db, rq->mem, who, id, &ch);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    put_charge(&w, &ch);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum { LEASE = CALL_FIELDS, PROPERTY, KIND, NAME, AMOUNT, FROM, UNTIL, BY_DAYS };
static const struct field add_fields[] = {
    CALL_LANDLORD,
    [LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
    [PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL},
    [KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = CHARGE_KINDS},
    [NAME] = {"name", FIELD_TEXT, OPTIONAL, 1, 60},
    [AMOUNT] = {"amount", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
    [FROM] = {"from", FIELD_PERIOD, REQUIRED},
    [UNTIL] = {"until", FIELD_PERIOD, OPTIONAL},
    [BY_DAYS] = {"byDays", FIELD_FLAG, OPTIONAL},
};

static enum err
add(struct app *app, struct request *rq, struct call *c, const char **id)
{
    struct charge_new in = {
        .lease_id = form_text(&c->form, LEASE),
        .property_id = form_text(&c->form, PROPERTY),
        .kind = form_text(&c->form, KIND),
        .name = form_text(&c->form, NAME),
        .from_period = form_text(&c->form, FROM),
        .until_period = form_text(&c->form, UNTIL),
        .amount = form_money(&c->form, AMOUNT),
        .by_days = form_flag(&c->form, BY_DAYS),
    };

    if ((in.lease_id != NULL) == (in.property_id != NULL)) {
        form_error(&c->form, LEASE, N_("Say either leaseId or propertyId."));
        return ERR_FIELD;
    }
    enum err e = charge_add(app->db, rq->mem, &c->who, &in, id);
    if (e == ERR_FIELD)
        form_error(&c->form, UNTIL, N_("The last month cannot come before the first."));
    return e;
}

enum err
api_charge_add(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, add_fields, COUNT(add_fields), WHO_KEEPER);

    if (!e)
        e = add(app, rq, &c, &id);
    if (e)
        return call_failed(&c, rs, e);
    poke(app->gateway);
    return answer(app, rq, rs, &c.who, id, 201);
}

enum err
api_charge_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { OF_LEASE = LISTING_FIELDS, OF_PROPERTY };
    static const struct field fields[] = {
        LISTING_QUERY,
        [OF_LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
        [OF_PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL},
    };
    struct call    c;
    struct charge *rows;
    size_t         count;
    enum err       e = call_query(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (!e)
        e = charge_list(app->db, rq->mem, &c.who, form_text(&c.form, OF_LEASE), form_text(&c.form, OF_PROPERTY), &rows,
                        &count);
    if (e)
        return call_failed(&c, rs, e);
    return listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_charge);
}

enum err
api_charge_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}

/* Without a month: this one is the last. */
enum err
api_charge_stop(struct app *app, struct request *rq, struct response *rs)
{
    enum { LAST = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [LAST] = {"until", FIELD_PERIOD, OPTIONAL}};
    struct call               c;
    char                      now[PERIOD_SIZE];
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e) {
        const char *until = form_text(&c.form, LAST);
        e = charge_stop(app->db, rq->mem, &c.who, rq->args[0], until ? until : period_text(now, today_eat()));
    }
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &ends_earlier);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}

static enum err
turn(struct app *app, struct request *rq, struct response *rs,
     enum err (*set)(struct db *, struct arena *, const struct who *, const char *))
{
    static const struct field fields[] = {CALL_LANDLORD};
    struct call               c;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = set(app->db, rq->mem, &c.who, rq->args[0]);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &is_over);
    if (e)
        return call_failed(&c, rs, e);
    poke(app->gateway);
    return answer(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_charge_pause(struct app *app, struct request *rq, struct response *rs)
{
    return turn(app, rq, rs, charge_pause);
}

enum err
api_charge_resume(struct app *app, struct request *rq, struct response *rs)
{
    return turn(app, rq, rs, charge_resume);
}
