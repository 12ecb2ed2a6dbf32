#include <stddef.h>

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "rent/property.h"
#include "web/api.h"

_Static_assert(offsetof(struct unit, id) == 0, "listing_rows reads the id there");

static const struct refusal label_taken = {
    .status = 409,
    .code = "label_taken",
    .message = N_("This property has a unit of this name already."),
    .field = "label",
};

static void
put_unit(struct json_writer *w, const void *row)
{
    const struct unit *u = row;

    json_put_text(w, "id", u->id);
    json_put_text(w, "propertyId", u->property_id);
    json_put_text(w, "propertyName", u->property_name);
    json_put_text(w, "label", u->label);
    json_put_text(w, "accountReference", u->account_ref);
    put_money(w, "rent", u->rent);
    json_put_bool(w, "occupied", u->lease_id != NULL);
    json_put_text(w, "leaseId", u->lease_id);
    json_put_text(w, "tenantName", u->tenant_name);
}

static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id, int status)
{
    struct unit u;
    enum err    e = unit_load(app->db, rq->mem, who, id, &u);
    if (e)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_unit(&w, &u);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_unit_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { PROPERTY = CALL_FIELDS, LABEL, RENT };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [PROPERTY] = {"propertyId", FIELD_ID, REQUIRED},
        [LABEL] = {"label", FIELD_TEXT, REQUIRED, .least = 1, .most = 40},
        [RENT] = {"rent", FIELD_MONEY, REQUIRED},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = unit_add(app->db, rq->mem, &c.who, form_text(&c.form, PROPERTY), form_text(&c.form, LABEL),
                     form_money(&c.form, RENT), &id);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &label_taken);
    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, id, 201);
}

enum err
api_unit_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { PROPERTY = LISTING_FIELDS };
    static const struct field fields[] = {LISTING_QUERY, [PROPERTY] = {"propertyId", FIELD_ID, OPTIONAL}};
    struct call               c;
    struct unit              *rows;
    size_t                    count;
    enum err                  e = call_query(&c, app, rq, fields, COUNT(fields), WHO_LANDLORD);

    if (!e)
        e = unit_list(app->db, rq->mem, &c.who, form_text(&c.form, PROPERTY), &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    return listing_rows(&c.form, rq, rs, rows, count, sizeof *rows, put_unit);
}

enum err
api_unit_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, rq->args[0], 200);
}
