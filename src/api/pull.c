/*
 * pull.c - the payments of the last 48 hours, asked for: registering the number, asking now, how it stands.
 */
#include "rent/pull.h"

#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/clock.h"
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
    .message = N_("This number is being registered right now. Ask for its status in a few seconds."),
};
static const struct refusal not_registered = {
    .status = 409,
    .code = "not_registered",
    .message = N_("Register the number for this first: Safaricom lists payments only for registered numbers."),
};

static void
put_last(struct json_writer *w, const struct pull_standing *s)
{
    if (!s->last.state) {
        json_put_text(w, "lastPull", NULL);
        return;
    }
    json_open(w, "lastPull", '{');
    json_put_text(w, "state", s->last.state);
    json_put_text(w, "resultCode", s->last.code);
    json_put_text(w, "resultDesc", s->last.said);
    put_time(w, "startedAt", s->last.begun_at);
    put_time(w, "endedAt", s->last.ended_at);
    put_time(w, "from", s->last.from_at);
    put_time(w, "to", s->last.to_at);
    json_put_int(w, "rowsSeen", s->last.seen);
    json_put_int(w, "rowsNew", s->last.fresh);
    json_close(w);
}

static void
put_found(struct json_writer *w, const struct pull_found *rows, size_t count)
{
    json_open(w, "found", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(w, NULL, '{');
        json_put_text(w, "mpesaReceiptNumber", rows[i].receipt_no);
        if (rows[i].amount.cents)
            put_money(w, "amount", rows[i].amount);
        else
            json_put_text(w, "amount", NULL);
        json_put_text(w, "accountReference", rows[i].account);
        json_put_text(w, "payerPhone", rows[i].msisdn);
        json_put_text(w, "verdict", rows[i].verdict);
        json_put_text(w, "paymentId", rows[i].payment_id);
        put_time(w, "paidAt", rows[i].paid_at);
        put_time(w, "firstSeenAt", rows[i].first_seen);
        json_close(w);
    }
    json_close(w);
}

/* `s` all zero: there is no number in use. */
static enum err
answer(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct pull_standing s = {0};
    struct pull_found   *rows;
    size_t               count;
    struct json_writer   w = json_writer_new(rq->mem);
    enum err             e = pull_standing_load(app->db, rq->mem, who, &s);

    if (!e || e == ERR_NOT_FOUND)
        e = pull_found(app->db, rq->mem, who, &rows, &count);
    if (e)
        return e;
    json_open(&w, NULL, '{');
    json_put_bool(&w, "isRegistered", s.state && strcmp(s.state, "registered") == 0);
    json_put_text(&w, "state", s.state);
    json_put_text(&w, "businessShortCode", s.shortcode);
    json_put_text(&w, "nominatedPhone", s.nominated_phone);
    json_put_text(&w, "resultCode", s.code);
    json_put_text(&w, "resultDesc", s.said);
    put_time(&w, "askedAt", s.asked_at);
    put_time(&w, "answeredAt", s.answered_at);
    put_time(&w, "nextAt", s.next_at);
    put_last(&w, &s);
    put_found(&w, rows, count);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_pull_register(struct app *app, struct request *rq, struct response *rs)
{
    enum { PHONE = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [PHONE] = {"nominatedPhone", FIELD_PHONE, REQUIRED},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    e = pull_enrol(app->db, rq->mem, &c.who, form_text(&c.form, PHONE));
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &under_way);
    if (e)
        return e;
    poke(app->gateway);
    return answer(app, rq, rs, &c.who, 202);
}

static enum err
too_soon(struct app *app, struct request *rq, struct response *rs, const struct who *who)
{
    struct pull_standing s;
    struct refusal       soon = {
              .status = 429,
              .code = "too_soon",
              .message = N_("Payments were asked for less than a minute ago. Look at what that brought first."),
    };
    enum err e = pull_standing_load(app->db, rq->mem, who, &s);

    if (e)
        return e;
    soon.retry_after_s = pull_wait(&s, clock_now());
    return refuse(rq, rs, &soon);
}

enum err
api_pull_now(struct app *app, struct request *rq, struct response *rs)
{
    static const struct field fields[] = {CALL_LANDLORD};
    struct call               c;
    enum err                  e = call_body(&c, app, rq, fields, COUNT(fields), WHO_OWNER);

    if (e)
        return call_failed(&c, rs, e);
    e = pull_ask(app->db, rq->mem, &c.who);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &not_registered);
    if (e == ERR_LIMIT)
        return too_soon(app, rq, rs, &c.who);
    if (e)
        return e;
    poke(app->gateway);
    return answer(app, rq, rs, &c.who, 202);
}

enum err
api_pull_status(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_LANDLORD);

    return e ? call_failed(&c, rs, e) : answer(app, rq, rs, &c.who, 200);
}
