#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "rent/audit.h"
#include "web/api.h"

enum { STATUS = LISTING_FIELDS, LEASE, PHONE, FROM, TO, TYPE };
static const struct field list_fields[] = {
    LISTING_QUERY,
    [STATUS] = {"status", FIELD_CHOICE, OPTIONAL,
                .choices = "pending|processing|success|failed|cancelled|timeout|reversed"},
    [LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
    [PHONE] = {"phone", FIELD_PHONE, OPTIONAL},
    [FROM] = {"from", FIELD_DATE, OPTIONAL},
    [TO] = {"to", FIELD_DATE, OPTIONAL},
    [TYPE] = {"type", FIELD_CHOICE, OPTIONAL, .choices = "stk|c2b|b2c|b2b|tax|reversal|manual"},
};

enum err
api_transaction_list(struct app *app, struct request *rq, struct response *rs)
{
    struct call     c;
    struct payment *rows = NULL;
    size_t          count = 0;
    const char     *next = NULL;
    enum err        e = call_query(&c, app, rq, list_fields, COUNT(list_fields), WHO_SIGNED_IN);

    if (e)
        return call_failed(&c, rs, e);
    struct payment_filter f = {
        .type = form_text(&c.form, TYPE),
        .state = form_text(&c.form, STATUS),
        .lease_id = form_text(&c.form, LEASE),
        .phone = form_text(&c.form, PHONE),
        .from = form_text(&c.form, FROM),
        .to = form_text(&c.form, TO),
        .limit = listing_limit(&c.form),
        .cursor = form_text(&c.form, LISTING_CURSOR),
    };
    e = payment_list(app->db, rq->mem, &c.who, &f, &rows, &count, &next);
    if (e)
        return e;

    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++)
        put_transaction(&w, app, rq, &rows[i]);
    return listing_end(&w, rs, next);
}

enum err
api_transaction_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call    c;
    struct payment p;
    enum err       e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = payment_movement(app->db, rq->mem, &c.who, rq->args[0], &p);
    if (e)
        return call_failed(&c, rs, e);
    audit_seen(app->db, rq->mem, &c.who, "seen.payment", p.id, NULL);

    struct json_writer w = json_writer_new(rq->mem);
    put_transaction(&w, app, rq, &p);
    return api_ok(rs, 200, &w);
}
