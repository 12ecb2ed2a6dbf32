#include "api/bills.h"
#include "api/handlers.h"
#include "api/refuse.h"
#include "rent/bill.h"
#include "web/api.h"

/* Why it was refused, as things stand now. */
static enum err
refused(struct app *app, struct request *rq, struct response *rs, const struct who *who)
{
    struct bill b;
    enum err    e = bill_load(app->db, rq->mem, who, rq->args[0], &b);

    if (e)
        return e;
    const struct bill_refusal *why = bill_void_judge(&b);
    if (!why)
        why = &bill_deposit_returned;
    const struct refusal r = {
        .status = why->status, .code = why->code, .message = why->message, .payment_id = b.open_payment};
    return refuse(rq, rs, &r);
}

enum err
api_bill_void(struct app *app, struct request *rq, struct response *rs)
{
    enum { REASON = CALL_FIELDS };
    static const struct field fields[] = {CALL_LANDLORD, [REASON] = {"reason", FIELD_TEXT, REQUIRED, 3, 200}};
    struct call               c;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = bill_void(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, REASON));
    if (e == ERR_CONFLICT)
        e = refused(app, rq, rs, &c.who);
    else if (!e)
        e = bills_answer(app, rq, rs, &c.who, rq->args[0], 200);
    return e ? call_failed(&c, rs, e) : ERR_OK;
}
