#include <stddef.h>

#include "api/handlers.h"
#include "api/leases.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "rent/tenant.h"
#include "web/api.h"

_Static_assert(offsetof(struct lease, id) == 0, "listing_rows reads the id there");

static const struct refusal unit_let = {
    .status = 409,
    .code = "unit_let",
    .message = N_("This unit is let to someone in that time."),
    .field = "unitId",
};

static void
put_lease(struct json_writer *w, const void *row)
{
    const struct lease *l = row;

    json_put_text(w, "id", l->id);
    json_put_text(w, "tenantId", l->tenant_id);
    json_put_text(w, "tenantName", l->tenant_name);
    json_put_text(w, "unitId", l->unit_id);
    json_put_text(w, "unitLabel", l->unit_label);
    json_put_text(w, "propertyName", l->property_name);
    json_put_text(w, "accountReference", l->account_ref);
    put_money(w, "rent", l->rent);
    put_money(w, "deposit", l->deposit);
    json_put_int(w, "dueDay", l->due_day);
    json_put_text(w, "startDate", l->start_date);
    json_put_text(w, "endDate", l->end_date);
    json_put_bool(w, "running", l->running);
    put_money(w, "balance", l->balance);
}

enum err
leases_answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
              int status)
{
    struct lease l;
    enum err     e = lease_load(app->db, rq->mem, who, id, &l);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_lease(&w, &l);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum { TENANT = CALL_FIELDS, UNIT, RENT, DUE_DAY, START, END, DEPOSIT };
static const struct field add_fields[] = {
    CALL_LANDLORD,
    [TENANT] = {"tenantId", FIELD_ID, REQUIRED},
    [UNIT] = {"unitId", FIELD_ID, REQUIRED},
    [RENT] = {"rent", FIELD_MONEY, REQUIRED},
    [DUE_DAY] = {"dueDay", FIELD_INT, REQUIRED, .least = 1, .most = 28},
    [START] = {"startDate", FIELD_DATE, REQUIRED},
    [END] = {"endDate", FIELD_DATE, OPTIONAL},
    [DEPOSIT] = {"deposit", FIELD_MONEY, OPTIONAL, .least = 0, .most = INT64_C(10000000000)},
};

static enum err
add(struct app *app, struct request *rq, struct call *c, const char **id)
{
    struct lease_new in = {
        .tenant_id = form_text(&c->form, TENANT),
        .unit_id = form_text(&c->form, UNIT),
        .rent = form_money(&c->form, RENT),
        .due_day = form_int(&c->form, DUE_DAY),
        .start_date = form_text(&c->form, START),
        .end_date = form_text(&c->form, END),
        .deposit = form_money(&c->form, DEPOSIT),
    };
    enum err e = lease_add(app->db, rq->mem, &c->who, &in, id);

    if (e == ERR_FIELD)
        form_error(&c->form, END, N_("The lease cannot end before it begins."));
    return e;
}

enum err
api_lease_add(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, add_fields, COUNT(add_fields), WHO_KEEPER);

    if (!e)
        e = add(app, rq, &c, &id);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &unit_let);
    return e ? call_failed(&c, rs, e) : leases_answer(app, rq, rs, &c.who, id, 201);
}

enum err
api_lease_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { OF_TENANT = LISTING_FIELDS };
    static const struct field fields[] = {LISTING_QUERY, [OF_TENANT] = {"tenantId", FIELD_ID, OPTIONAL}};
    struct call               c;
    struct lease             *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_SIGNED_IN);

    if (!e)
        e = lease_list(app->db, rq->mem, &c.who, form_text(&c.form, OF_TENANT), &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    return listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_lease);
}

enum err
api_lease_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    return e ? call_failed(&c, rs, e) : leases_answer(app, rq, rs, &c.who, rq->args[0], 200);
}
