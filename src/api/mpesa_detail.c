/*
 * mpesa_detail.c - one payment's whole story, for the landlord's side and the operator.
 */
#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "rent/audit.h"
#include "web/api.h"

static void
put_calls(struct json_writer *w, const char *key, const struct payment_story *s, const char *api)
{
    json_open(w, key, '[');
    for (size_t i = 0; i < s->call_count; i++) {
        const struct payment_call *call = &s->calls[i];
        if (strcmp(call->api, api) != 0)
            continue;
        json_open(w, NULL, '{');
        put_time(w, "at", call->at);
        json_put_int(w, "milliseconds", call->ms);
        json_put_int(w, "httpStatus", call->http_status);
        json_put_text(w, "verdict", call->verdict);
        json_put_text(w, "code", call->code);
        json_put_text(w, "body", call->body);
        json_close(w);
    }
    json_close(w);
}

static void
put_callbacks(struct json_writer *w, const struct payment_story *s)
{
    json_open(w, "callbacks", '[');
    for (size_t i = 0; i < s->callback_count; i++) {
        const struct payment_callback *b = &s->callbacks[i];
        json_open(w, NULL, '{');
        put_time(w, "at", b->at);
        json_put_text(w, "kind", b->kind);
        json_put_text(w, "verdict", b->verdict);
        json_put_text(w, "reason", b->reason);
        json_put_text(w, "resultCode", b->result_code);
        json_put_text(w, "mpesaReceiptNumber", b->receipt_no);
        json_put_text(w, "body", b->body);
        json_close(w);
    }
    json_close(w);
}

static void
put_steps(struct json_writer *w, const struct payment_story *s)
{
    json_open(w, "steps", '[');
    for (size_t i = 0; i < s->step_count; i++) {
        json_open(w, NULL, '{');
        put_time(w, "at", s->steps[i].at);
        json_put_text(w, "from", s->steps[i].from);
        json_put_text(w, "to", s->steps[i].to);
        json_put_text(w, "cause", s->steps[i].cause);
        json_put_text(w, "detail", s->steps[i].detail);
        json_close(w);
    }
    json_close(w);
}

static void
put_holds(struct json_writer *w, const struct payment_story *s)
{
    json_open(w, "holds", '[');
    for (size_t i = 0; i < s->hold_count; i++) {
        const struct payment_hold *h = &s->holds[i];
        json_open(w, NULL, '{');
        json_put_text(w, "id", h->id);
        json_put_text(w, "reason", h->reason);
        json_put_text(w, "mpesaReceiptNumber", h->receipt_no);
        put_money(w, "expected", h->expected);
        put_money(w, "got", h->got);
        put_time(w, "at", h->at);
        put_time(w, "releasedAt", h->released_at);
        json_close(w);
    }
    json_close(w);
}

/* What the posting rests on, and what still stands against it. */
static void
put_evidence(struct json_writer *w, const struct payment *p, const struct payment_story *s)
{
    json_open(w, "evidence", '{');
    put_maybe(w, "moneyMoved", p->money_moved);
    json_put_text(w, "outcome", p->outcome);
    json_put_text(w, "mpesaReceiptNumber", p->mpesa_code);
    json_put_text(w, "receiptNumber", p->receipt_number);
    put_time(w, "confirmedAt", p->confirmed_at);
    json_put_text(w, "held", p->held);
    put_holds(w, s);
    json_close(w);
}

enum err
api_mpesa_detail(struct app *app, struct request *rq, struct response *rs)
{
    struct call          c;
    struct payment       p;
    struct payment_story s;
    enum err             e = call_plain(&c, app, rq, WHO_LANDLORD);

    if (!e)
        e = payment_load(app->db, rq->mem, &c.who, rq->args[0], &p);
    if (!e)
        e = payment_story(app->db, rq->mem, &c.who, p.id, &s);
    if (e)
        return call_failed(&c, rs, e);
    audit_seen(app->db, rq->mem, &c.who, "seen.payment", p.id, NULL);

    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    put_payment(&w, app, rq, &p);
    put_time(&w, "sentAt", p.sent_at);
    put_calls(&w, "attempts", &s, "stk_push");
    put_callbacks(&w, &s);
    put_calls(&w, "queryResults", &s, "stk_query");
    put_steps(&w, &s);
    put_evidence(&w, &p, &s);
    json_close(&w);
    return api_ok(rs, 200, &w);
}
