/*
 * daraja.c - where a landlord's rent goes: what is set up, testing it, switching it on and off.
 * daraja_configure.c sets it up.
 */
#include <string.h>

#include "api/call.h"
#include "api/daraja.h"
#include "api/handlers.h"
#include "api/prove.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/start.h"
#include "rent/session.h"
#include "web/api.h"
#include "web/proof.h"

static const struct refusal not_configured = {
    .status = 409,
    .code = "not_configured",
    .message = N_("There is no paybill or till yet. Send its details to configure first."),
};
static const struct refusal not_active = {
    .status = 409,
    .code = "not_active",
    .message = N_("No paybill or till is active, so there is nothing to switch off."),
};
static const struct refusal test_required = {
    .status = 409,
    .code = "test_required",
    .message = N_("Send the KES 1 test first and pay it: that proves the number is yours."),
};
static const struct refusal number_taken = {
    .status = 409,
    .code = "number_taken",
    .message = N_("Another landlord receives rent on this number. Ask whoever runs this service."),
    .field = "businessShortCode",
};
static const struct refusal password_required = {
    .status = 403,
    .code = "password_required",
    .message = N_("This changes where the rent goes. Send your password along, or sign in again first."),
    .field = "password",
};
static const struct refusal second_factor_required = {
    .status = 403,
    .code = "second_factor_required",
    .message = N_("This changes where the rent goes. Send the code of your second step along."),
    .field = "totp",
};
static const struct prove_refusals prove_number = {&password_required, &second_factor_required};

/* NULL: it went well. */
static const struct refusal *const activation_refusals[] = {
    [ACTIVATION_DONE] = NULL,
    [ACTIVATION_WAITING] = NULL,
    [ACTIVATION_TEST_REQUIRED] = &test_required,
    [ACTIVATION_NUMBER_TAKEN] = &number_taken,
    [ACTIVATION_NOTHING] = &not_configured,
};

static void
put_in_use(struct json_writer *w, const struct receiving *r)
{
    json_open(w, "inUse", '{');
    json_put_text(w, "businessType", r->business_type);
    json_put_text(w, "businessShortCode", r->shortcode);
    json_put_bool(w, "isActive", strcmp(r->state, "active") == 0);
    json_close(w);
}

/* `r` all zero: nothing is set up. */
static void
put_receiving(struct json_writer *w, const struct receiving *r)
{
    json_put_bool(w, "isConfigured", r->configured_at != 0);
    json_put_bool(w, "isActive", r->state && strcmp(r->state, "active") == 0);
    json_put_text(w, "businessType", r->business_type);
    json_put_text(w, "businessShortCode", r->shortcode);
    json_put_text(w, "storeNumber", r->store_number);
    json_put_text(w, "accountNumber", r->account_number);
    json_put_text(w, "businessName", r->business_name);
    put_time(w, "configuredAt", r->configured_at);
    put_time(w, "lastTestedAt", r->tested_at);
    json_put_text(w, "lastTestResult", r->test_result);
    json_put_text(w, "lastTestPaymentId", r->test_payment);
    json_put_text(w, "credentials", r->credentials ? r->credentials : "platform");
    json_put_text(w, "state", r->state);
    put_time(w, "activatedAt", r->activated_at);
    put_time(w, "effectiveAt", r->effective_at);
}

enum err
daraja_answer_status(struct app *app, struct request *rq, struct response *rs, const struct who *who)
{
    struct receiving newest = {.id = NULL}, used;
    enum err         e = receiving_newest(app->db, rq->mem, who, &newest);

    if (e && e != ERR_NOT_FOUND)
        return e;
    e = receiving_in_use(app->db, rq->mem, who, &used);
    if (e && e != ERR_NOT_FOUND)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_receiving(&w, &newest);
    if (e)
        json_put_null(&w, "inUse");
    else
        put_in_use(&w, &used);
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_daraja_status(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_landlord(&c, app, rq, NULL, 0, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : daraja_answer_status(app, rq, rs, &c.who);
}

enum err
api_daraja_test(struct app *app, struct request *rq, struct response *rs)
{
    enum { PHONE };
    static const struct field fields[] = {[PHONE] = {"phone", FIELD_PHONE, REQUIRED}};
    struct call               c;
    struct payment            p;
    struct payment_rules      rules = start_rules(app);
    enum payment_answer       answer;
    const char               *key;
    int64_t                   wait_s = 0;
    int                       status = 0;
    enum err                  e = call_landlord(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    if (start_key_or_new(rq, &key))
        return start_key_refused(rq, rs);
    e = payment_start_test(app->db, rq->mem, &c.who, &rules, form_text(&c.form, PHONE), key, &answer, &p, &wait_s);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &not_configured);
    if (!e)
        e = start_settle(app, rq, rs, answer, &p, wait_s, &status);
    if (e || !status)
        return e;

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_put_text(&w, "paymentId", p.id);
    json_close(&w);
    return api_ok(rs, status, &w);
}

/* Does this put another number in the place of the one in use? */
static enum err
replaces(struct app *app, struct request *rq, const struct who *who, bool *out)
{
    struct receiving newest, used;
    enum err         e = receiving_in_use(app->db, rq->mem, who, &used);

    *out = false;
    if (!e)
        e = receiving_newest(app->db, rq->mem, who, &newest);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *out = strcmp(newest.id, used.id) != 0;
    return ERR_OK;
}

enum err
api_daraja_on(struct app *app, struct request *rq, struct response *rs)
{
    enum { PASSWORD, TOTP };
    static const struct field fields[] = {
        [PASSWORD] = {"password", FIELD_PASSWORD, OPTIONAL, .least = 1, .most = 1024},
        [TOTP] = {"totp", FIELD_TEXT, OPTIONAL, .least = 1, .most = 40},
    };
    struct call           c;
    const struct refusal *why = NULL;
    enum activation       how;
    bool                  change = false;
    enum err              e = call_landlord(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (!e)
        e = replaces(app, rq, &c.who, &change);
    if (!e && change)
        e = prove_again(app, rq, rs, form_text(&c.form, PASSWORD), form_text(&c.form, TOTP), &prove_number, &why);
    if (e == ERR_AUTH && why)
        return refuse(rq, rs, why);
    if (!e)
        e = receiving_activate(app->db, rq->mem, &c.who, app->conf->change_delay_s, &how);
    if (e)
        return call_failed(&c, rs, e);
    if (activation_refusals[how])
        return refuse(rq, rs, activation_refusals[how]);
    return daraja_answer_status(app, rq, rs, &c.who);
}

enum err
api_daraja_off(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_landlord(&c, app, rq, NULL, 0, WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    e = receiving_deactivate(app->db, rq->mem, &c.who);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &not_active);
    return e ? e : daraja_answer_status(app, rq, rs, &c.who);
}
