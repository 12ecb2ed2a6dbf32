/*
 * direct.c - direct payments: registering for them, refusing what does not fit, and the tray of those that found no
 * home.
 */
#include "rent/direct.h"

#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "rent/registration.h"
#include "web/api.h"

static const struct refusal no_number = {
    .status = 409,
    .code = "not_configured",
    .message = N_("There is no paybill or till in use. Set one up and activate it first."),
};
static const struct refusal under_way = {
    .status = 409,
    .code = "registration_in_progress",
    .message = N_("This number is being registered right now. Ask for its status in a few seconds."),
};
static const struct refusal not_asked = {
    .status = 409,
    .code = "not_registered",
    .message = N_("Register the number for direct payments first."),
};
static const struct refusal assigned_already = {
    .status = 409,
    .code = "already_assigned",
    .message = N_("This payment counts as somebody’s rent already. Read it again before you repeat it."),
};

/* `r` all zero: never asked. */
static enum err
answer_registration(struct request *rq, struct response *rs, const struct registration *r, int status)
{
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    json_put_bool(&w, "isRegistered", r->state && strcmp(r->state, "registered") == 0);
    json_put_text(&w, "state", r->state);
    json_put_text(&w, "businessShortCode", r->shortcode);
    json_put_text(&w, "version", r->version);
    json_put_text(&w, "validation", !r->state ? NULL : r->strict ? "strict" : "accept");
    json_put_text(&w, "resultCode", r->code);
    json_put_text(&w, "resultDesc", r->said);
    put_time(&w, "askedAt", r->asked_at);
    put_time(&w, "answeredAt", r->answered_at);
    json_close(&w);
    return api_ok(rs, status, &w);
}

static enum err
answer_newest(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct registration r = {0};
    enum err            e = registration_newest(app->db, rq->mem, who, &r);

    return e && e != ERR_NOT_FOUND ? e : answer_registration(rq, rs, &r, status);
}

enum err
api_c2b_register(struct app *app, struct request *rq, struct response *rs)
{
    enum { VERSION = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [VERSION] = {"version", FIELD_CHOICE, OPTIONAL, .choices = "v1|v2"},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    const char *version = form_text(&c.form, VERSION);
    e = registration_ask(app->db, rq->mem, &c.who, version ? version : "v2");
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &under_way);
    if (e)
        return e;
    poke(app->gateway);
    return answer_newest(app, rq, rs, &c.who, 202);
}

enum err
api_c2b_status(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : answer_newest(app, rq, rs, &c.who, 200);
}

enum err
api_c2b_validation(struct app *app, struct request *rq, struct response *rs)
{
    enum { MODE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [MODE] = {"mode", FIELD_CHOICE, REQUIRED, .choices = "accept|strict"},
    };
    struct call         c;
    struct registration r;
    enum err            e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    e = registration_newest(app->db, rq->mem, &c.who, &r);
    if (!e)
        e = registration_set_strict(app->db, rq->mem, &c.who, strcmp(form_text(&c.form, MODE), "strict") == 0);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &not_asked);
    return e ? e : answer_newest(app, rq, rs, &c.who, 200);
}

/* ---- the tray ---- */

enum err
api_unmatched_assign(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [LEASE] = {"leaseId", FIELD_ID, REQUIRED},
    };
    struct call    c;
    struct payment p;
    enum err       e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = waiting_assign(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, LEASE));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &assigned_already);
    if (!e)
        e = payment_load(app->db, rq->mem, &c.who, rq->args[0], &p);
    if (e)
        return call_failed(&c, rs, e);

    struct json_writer w = json_writer_new(rq->mem);
    put_transaction(&w, app, rq, &p);
    return api_ok(rs, 200, &w);
}
