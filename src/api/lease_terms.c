/*
 * lease_terms.c - what changes while a lease runs: its rent, and the day on which it ends.
 */
#include "rent/lease_terms.h"

#include "api/handlers.h"
#include "api/leases.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "web/api.h"

/* Tells a refusal, or how the lease stands now. */
static enum err
answer(struct app *app, struct request *rq, struct response *rs, struct call *c, enum err e,
       const struct lease_refusal *no, const char *field)
{
    if (e)
        return call_failed(c, rs, e);
    if (no) {
        const struct refusal r = {.status = no->status, .code = no->code, .message = no->message, .field = field};
        return refuse(rq, rs, &r);
    }
    poke(app->gateway);
    return leases_answer(app, rq, rs, &c->who, rq->args[0], 200);
}

enum err
api_lease_rent_set(struct app *app, struct request *rq, struct response *rs)
{
    enum { RENT = CALL_FIELDS, FROM };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [RENT] = {"rent", FIELD_MONEY, REQUIRED, .least = 100, .most = INT64_C(10000000000)},
        [FROM] = {"from", FIELD_DATE, REQUIRED},
    };
    struct call       c;
    enum lease_answer said = LEASE_DONE;
    enum err          e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = lease_rent_set(app->db, rq->mem, &c.who, rq->args[0], form_money(&c.form, RENT), form_text(&c.form, FROM),
                           &said);
    return answer(app, rq, rs, &c, e, lease_rent_refusal(said), "from");
}

/* The rents as they follow one another, oldest first. */
enum err
api_lease_rents(struct app *app, struct request *rq, struct response *rs)
{
    struct call        c;
    struct lease_rent *rows;
    size_t             count;
    enum err           e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = lease_rents(app->db, rq->mem, &c.who, rq->args[0], &rows, &count);
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_open(&w, "items", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "from", rows[i].from_date);
        put_money(&w, "rent", rows[i].rent);
        put_time(&w, "setAt", rows[i].made_at);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_lease_end(struct app *app, struct request *rq, struct response *rs)
{
    enum { DAY = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [DAY] = {"date", FIELD_DATE, REQUIRED}};
    struct call               c;
    enum lease_answer         said = LEASE_DONE;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = lease_end(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, DAY), &said);
    return answer(app, rq, rs, &c, e, lease_end_refusal(said), "date");
}

/* Takes the end back. */
enum err
api_lease_stay(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {CALL_LANDLORD};
    struct call               c;
    enum lease_answer         said = LEASE_DONE;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = lease_end(app->db, rq->mem, &c.who, rq->args[0], NULL, &said);
    return answer(app, rq, rs, &c, e, lease_end_refusal(said), NULL);
}
