/*
 * balance.c - what lies in the M-Pesa accounts of a landlord's number.
 */
#include "rent/balance.h"

#include "api/handlers.h"
#include "api/listing.h"
#include "api/put.h"
#include "api/refuse.h"
#include "base/poke.h"
#include "daraja/asked_telling.h"
#include "web/api.h"

enum { ASK_GAP_S = 60, POINTS_STANDARD = 30, POINTS_MOST = 100 };

static const struct refusal no_number = {
    .status = 409,
    .code = "not_configured",
    .message = N_("There is no paybill or till in use. Set one up and activate it first."),
};
static const struct refusal too_soon = {
    .status = 429,
    .code = "asked_just_now",
    .message = N_("M-Pesa was asked less than a minute ago. Wait a minute, then check again."),
    .retry_after_s = ASK_GAP_S,
};

enum { SHORTCODE = CALL_FIELDS, LIMIT };
static const struct field fields[] = {
    CALL_LANDLORD,
    [SHORTCODE] = {"businessShortCode", FIELD_DIGITS, OPTIONAL, .least = 5, .most = 7},
    [LIMIT] = {"limit", FIELD_INT, OPTIONAL, .least = 1, .most = POINTS_MOST},
};

static void
put_state(struct json_writer *w, const struct request *rq, const struct mpesa_request *newest)
{
    struct asked_telling t = {.status = "none"};

    if (newest->id)
        t = telling_of_balance(newest);
    json_put_text(w, "id", newest->id);
    json_put_text(w, "status", t.status);
    json_put_text(w, "message", t.message ? lang_text(rq->lang, t.message) : NULL);
    put_time(w, "askedAt", newest->requested_at);
}

static void
put_figure(struct json_writer *w, const char *key, struct balance_money m)
{
    if (m.known)
        put_money(w, key, m.money);
    else
        json_put_null(w, key);
}

static enum err
answer(struct request *rq, struct response *rs, const struct balance_state *s, int status)
{
    struct json_writer w = json_writer_new(rq->mem);

    json_open(&w, NULL, '{');
    put_state(&w, rq, &s->newest);
    json_put_text(&w, "businessShortCode", s->shortcode);
    put_time(&w, "checkedAt", s->at);
    json_open(&w, "accounts", '[');
    for (size_t i = 0; i < s->line_count; i++) {
        const struct balance_line *l = &s->lines[i];
        json_open(&w, NULL, '{');
        json_put_text(&w, "name", l->name);
        json_put_text(&w, "kind", l->kind);
        json_put_text(&w, "currency", l->currency);
        put_figure(&w, "current", l->current);
        put_figure(&w, "available", l->available);
        put_figure(&w, "reserved", l->reserved);
        put_figure(&w, "uncleared", l->uncleared);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);
    return api_ok(rs, status, &w);
}

static enum err
answer_latest(struct app *app, struct request *rq, struct response *rs, const struct call *c, int status)
{
    struct balance_state s;
    enum err             e = balance_latest(app->db, rq->mem, &c->who, form_text(&c->form, SHORTCODE), &s);

    return e == ERR_NOT_FOUND ? refuse(rq, rs, &no_number) : e ? e : answer(rq, rs, &s, status);
}

enum err
api_balance_ask(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    const char *id;
    enum err    e = call_body(&c, app, rq, fields, LIMIT, WHO_CASHIER);

    if (e)
        return call_failed(&c, rs, e);
    e = balance_ask(app->db, rq->mem, &c.who, form_text(&c.form, SHORTCODE), &id);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_number);
    if (e == ERR_LIMIT)
        return refuse(rq, rs, &too_soon);
    if (e)
        return e;
    poke(app->gateway);
    return answer_latest(app, rq, rs, &c, 202);
}

enum err
api_balance_latest(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_query(&c, app, rq, fields, LIMIT, WHO_CASHIER);

    return e ? call_failed(&c, rs, e) : answer_latest(app, rq, rs, &c, 200);
}

enum err
api_balance_history(struct app *app, struct request *rq, struct response *rs)
{
    struct call           c;
    struct balance_point *points;
    size_t                count;
    enum err              e = call_query(&c, app, rq, fields, COUNT(fields), WHO_CASHIER);

    if (e)
        return call_failed(&c, rs, e);
    int64_t most = form_text(&c.form, LIMIT) ? form_int(&c.form, LIMIT) : POINTS_STANDARD;
    e = balance_history(app->db, rq->mem, &c.who, form_text(&c.form, SHORTCODE), NULL, most, &points, &count);
    if (e)
        return e == ERR_NOT_FOUND ? refuse(rq, rs, &no_number) : e;

    struct json_writer w = listing_begin(rq->mem);
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        put_time(&w, "checkedAt", points[i].at);
        put_money(&w, "available", points[i].available);
        json_close(&w);
    }
    return listing_end(&w, rs, NULL);
}
