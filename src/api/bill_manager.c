/*
 * bill_manager.c - Safaricom's own invoices by SMS, for landlords who want them.
 */
#include "rent/bill_manager.h"

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
static const struct refusal under_way = {
    .status = 409,
    .code = "registration_in_progress",
    .message = N_("Bill Manager is being asked right now. Ask for its status in a few seconds."),
};
static const struct refusal cannot_send = {
    .status = 409,
    .code = "invoice_not_possible",
    .message =
        N_("No invoice can be sent: opt in to Bill Manager first, and check that something is left to pay of this "
           "bill."),
};
static const struct refusal cannot_cancel = {
    .status = 409,
    .code = "no_invoice",
    .message = N_("No invoice of this bill is out, so there is nothing to take back."),
};

static enum err
answer_state(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct bill_manager b;
    struct json_writer  w = json_writer_new(rq->mem);
    enum err            e = bill_manager_state(app->db, rq->mem, who, &b);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    json_put_bool(&w, "isOn", b.on);
    json_put_text(&w, "email", b.email);
    json_put_text(&w, "contactPhone", b.contact);
    json_put_bool(&w, "reminders", b.reminders);
    if (b.opt_in.id) {
        json_open(&w, "lastRequest", '{');
        extra_put(&w, rq, &b.opt_in);
        json_close(&w);
    } else {
        json_put_text(&w, "lastRequest", NULL);
    }
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_bill_manager_opt_in(struct app *app, struct request *rq, struct response *rs)
{
    enum { EMAIL = CALL_FIELDS, CONTACT, REMINDERS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [EMAIL] = {"email", FIELD_EMAIL, REQUIRED},
        [CONTACT] = {"contactPhone", FIELD_PHONE, REQUIRED},
        [REMINDERS] = {"reminders", FIELD_FLAG, OPTIONAL},
    };
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "billmanager"))
        return ERR_OK;
    e = bill_manager_opt_in(app->db, rq->mem, &c.who, form_text(&c.form, EMAIL), form_text(&c.form, CONTACT),
                            form_flag(&c.form, REMINDERS), &id);
    if (e == ERR_NOT_FOUND || e == ERR_CONFLICT)
        return refuse(rq, rs, e == ERR_CONFLICT ? &under_way : &no_number);
    if (e)
        return e;
    poke(app->gateway);
    return answer_state(app, rq, rs, &c.who, 202);
}

enum err
api_bill_manager_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    return extra_off(app, rq, rs, "billmanager") ? ERR_OK : answer_state(app, rq, rs, &c.who, 200);
}

static enum err
answer_invoice(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
               int status)
{
    struct mpesa_request r;
    struct json_writer   w = json_writer_new(rq->mem);
    enum err             e = extra_load(app, rq, who, "billmanager", id, &r);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    extra_put(&w, rq, &r);
    json_put_text(&w, "what", r.command);
    json_put_text(&w, "billId", r.bill_id);
    put_money(&w, "amount", r.amount);
    json_close(&w);
    return api_ok(rs, status, &w);
}

static enum err
ask(struct app *app, struct request *rq, struct response *rs, bool cancel)
{
    static const struct field fields[] = {CALL_LANDLORD};
    struct call               c;
    const char               *id;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "billmanager"))
        return ERR_OK;
    e = bill_manager_invoice(app->db, rq->mem, &c.who, rq->args[0], cancel, &id);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, cancel ? &cannot_cancel : &cannot_send);
    if (e)
        return e;
    poke(app->gateway);
    return answer_invoice(app, rq, rs, &c.who, id, 202);
}

enum err
api_invoice_send(struct app *app, struct request *rq, struct response *rs)
{
    return ask(app, rq, rs, false);
}

enum err
api_invoice_cancel(struct app *app, struct request *rq, struct response *rs)
{
    return ask(app, rq, rs, true);
}

enum err
api_invoice_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call          c;
    struct mpesa_request r;
    enum err             e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "billmanager"))
        return ERR_OK;
    e = bill_manager_of_bill(app->db, rq->mem, &c.who, rq->args[0], &r);
    return e ? e : answer_invoice(app, rq, rs, &c.who, r.id, 200);
}
