/*
 * sim_check.c - was the SIM card of a phone changed of late?
 */
#include "rent/sim_check.h"

#include "api/call.h"
#include "api/extra.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "web/api.h"

static const struct refusal no_number = {
    .status = 409,
    .code = "not_configured",
    .message = N_("There is no paybill or till in use. Set one up and activate it first."),
};

static enum err
answer_loaded(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
              int status)
{
    struct sim_check   s;
    struct json_writer w = json_writer_new(rq->mem);
    enum err           e = sim_check_load(app->db, rq->mem, who, id, &s);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    extra_put(&w, rq, &s.request);
    json_put_text(&w, "phoneNumber", s.phone);
    put_maybe(&w, "swapped", s.swapped);
    put_time(&w, "swappedAt", s.swapped_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_sim_check_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { PHONE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [PHONE] = {"phoneNumber", FIELD_PHONE, REQUIRED},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "simswap"))
        return ERR_OK;
    e = sim_check_ask(app->db, rq->mem, &c.who, form_text(&c.form, PHONE), &id);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    if (e)
        return e;
    poke(app->gateway);
    return answer_loaded(app, rq, rs, &c.who, id, 202);
}

enum err
api_sim_check_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    return extra_off(app, rq, rs, "simswap") ? ERR_OK : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}
