/*
 * qr.c - QR codes of units and bills: the first call asks for one, a later call has it.
 */
#include "rent/qr.h"

#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/poke.h"
#include "web/api.h"

static const struct refusal not_receiving = {
    .status = 409,
    .code = "landlord_not_ready",
    .message = N_("The landlord has not connected a paybill or till yet, or has switched it off. Ask the "
                  "landlord how to pay."),
};
static const struct refusal nothing_owed = {
    .status = 409,
    .code = "nothing_owed",
    .message = N_("There is nothing to pay here, so there is no QR code."),
};

/* Until it is ready there is no picture; what was written down only, or is on its way, is pending alike. */
static enum err
answer(struct request *rq, struct response *rs, const struct qr_code *c, const void *png, size_t len)
{
    struct json_writer w = json_writer_new(rq->mem);
    bool               failed = strcmp(c->state, "failed") == 0;
    bool               pending = !png && !failed;

    json_open(&w, NULL, '{');
    json_put_text(&w, "status", png ? "ready" : failed ? "failed" : "pending");
    json_put_text(&w, "png", png ? base64_encode(rq->mem, png, len) : NULL);
    json_put_text(&w, "shortcode", c->shortcode);
    json_put_text(&w, "accountReference", c->account);
    put_money(&w, "amount", c->amount);
    json_put_text(&w, "reason", failed ? c->reason : NULL);
    put_time(&w, "retryAt", failed ? c->again_at : 0);
    json_close(&w);
    return api_ok(rs, pending ? 202 : 200, &w);
}

/* A program has no button: one that failed is asked for again by the first call after its time. */
static enum err
ask_again(struct app *app, struct request *rq, const struct who *who, struct qr_code *c, bool *asked)
{
    enum err e;

    if (strcmp(c->state, "failed") != 0 || clock_now() < c->again_at)
        return ERR_OK;
    e = qr_again(app->db, rq->mem, who, c->id, asked);
    if (e == ERR_OK && *asked)
        c->state = "pending";
    return e;
}

static enum err
show(struct app *app, struct request *rq, struct response *rs, const struct who *who, const struct qr_want *want)
{
    struct qr_code c = {0};
    const void    *png = NULL;
    size_t         len = 0;
    bool           asked;
    enum err       e = qr_codes(app->db, rq->mem, who, want, 1, &c, &asked);

    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &not_receiving);
    if (e == ERR_OK && !c.state)
        return refuse(rq, rs, &nothing_owed);
    if (e == ERR_OK)
        e = ask_again(app, rq, who, &c, &asked);
    if (e == ERR_OK && asked)
        poke(app->gateway);
    if (e == ERR_OK && strcmp(c.state, "ready") == 0)
        e = qr_load(app->db, rq->mem, who, c.id, &c, &png, &len);
    return e ? e : answer(rq, rs, &c, png, len);
}

enum err
api_unit_qr(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    struct unit u;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (!e)
        e = unit_load(app->db, rq->mem, &c.who, rq->args[0], &u);
    if (e)
        return call_failed(&c, rs, e);
    struct qr_want want = qr_want_unit(&u);
    return show(app, rq, rs, &c.who, &want);
}

enum err
api_bill_qr(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    struct bill b;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = bill_load(app->db, rq->mem, &c.who, rq->args[0], &b);
    if (e)
        return call_failed(&c, rs, e);
    struct qr_want want = qr_want_bill(&b);
    return show(app, rq, rs, &c.who, &want);
}
