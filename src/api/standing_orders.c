/*
 * standing_orders.c - Ratiba: M-PESA pays a tenant's rent each month by itself.
 */
#include "rent/standing_order.h"

#include <string.h>

#include "api/call.h"
#include "api/extra.h"
#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/start.h"
#include "base/poke.h"
#include "web/api.h"

static const struct refusal not_running = {
    .status = 409,
    .code = "not_running",
    .message = N_("This standing order does not run, so there is nothing to end."),
};

static void
put_order(struct json_writer *w, const struct request *rq, const struct standing_order *s)
{
    extra_put(w, rq, &s->request);
    json_put_text(w, "leaseId", s->request.lease_id);
    put_money(w, "amount", s->request.amount);
    json_put_text(w, "phone", s->request.party);
    json_put_text(w, "accountReference", s->request.account_ref);
    json_put_text(w, "businessShortCode", s->request.shortcode);
    json_put_text(w, "name", s->name);
    json_put_text(w, "startDate", s->start_date);
    json_put_text(w, "endDate", s->end_date);
    json_put_bool(w, "isRunning", s->running);
    put_time(w, "endedAt", s->ended_at);
}

static enum err
answer_loaded(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
              int status)
{
    struct standing_order s;
    struct json_writer    w = json_writer_new(rq->mem);
    enum err              e = standing_order_load(app->db, rq->mem, who, id, &s);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    put_order(&w, rq, &s);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_standing_order_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = CALL_FIELDS, AMOUNT, START, END };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [LEASE] = {"leaseId", FIELD_ID, REQUIRED},
        [AMOUNT] = {"amount", FIELD_SHILLINGS, OPTIONAL},
        [START] = {"startDate", FIELD_DATE, REQUIRED},
        [END] = {"endDate", FIELD_DATE, REQUIRED},
    };
    struct call          c;
    struct standing_ask  ask;
    enum standing_answer answer;
    const char          *id;
    enum err             e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PAYER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "ratiba"))
        return ERR_OK;
    ask = (struct standing_ask){.lease_id = form_text(&c.form, LEASE),
                                .amount = form_money(&c.form, AMOUNT),
                                .start_date = form_text(&c.form, START),
                                .end_date = form_text(&c.form, END)};
    e = start_key_or_new(rq, &ask.key);
    if (e)
        return start_key_refused(rq, rs);
    e = standing_order_ask(app->db, rq->mem, &c.who, &ask, &answer, &id);
    if (e)
        return e;
    const struct standing_refusal *no = standing_refusal(answer);
    if (no)
        return refuse(
            rq, rs,
            &(struct refusal){.status = no->status, .code = no->code, .message = no->message, .field = no->field});
    poke(app->gateway);
    return answer_loaded(app, rq, rs, &c.who, id, answer == STANDING_AGAIN ? 200 : 202);
}

enum err
api_standing_order_list(struct app *app, struct request *rq, struct response *rs)
{
    enum { LEASE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [LEASE] = {"leaseId", FIELD_ID, OPTIONAL},
    };
    struct call            c;
    struct standing_order *rows;
    size_t                 count;
    enum err               e = call_query(&c, app, rq, fields, COUNT(fields), WHO_PAYER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "ratiba"))
        return ERR_OK;
    e = standing_order_list(app->db, rq->mem, &c.who, form_text(&c.form, LEASE), &rows, &count);
    if (e)
        return e;
    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        put_order(&w, rq, &rows[i]);
        json_close(&w);
    }
    return listing_end(&w, rs, NULL);
}

enum err
api_standing_order_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PAYER);

    if (e)
        return call_failed(&c, rs, e);
    return extra_off(app, rq, rs, "ratiba") ? ERR_OK : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_standing_order_end(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {CALL_LANDLORD};
    struct call               c;
    struct standing_order     s;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PAYER);

    if (e)
        return call_failed(&c, rs, e);
    if (extra_off(app, rq, rs, "ratiba"))
        return ERR_OK;
    e = standing_order_load(app->db, rq->mem, &c.who, rq->args[0], &s);
    if (e)
        return e;
    if (!s.running)
        return refuse(rq, rs, &not_running);
    e = standing_order_end(app->db, rq->mem, &c.who, s.request.lease_id);
    return e ? e : answer_loaded(app, rq, rs, &c.who, s.request.id, 200);
}
