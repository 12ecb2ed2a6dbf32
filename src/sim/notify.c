#include "sim/notify.h"

#include <string.h>

#include "sim/call.h"
#include "sim/callback.h"
#include "sim/courier.h"
#include "sim/handset.h"
#include "sim/push.h"
#include "sim/shilling.h"
#include "sim/timer.h"
#include "sim/world.h"

static const char *
or_else(const char *override, const char *usual)
{
    return override ? override : usual;
}

static const char *
body_of(struct world *w, const struct push *p)
{
    const struct callback_script *s = &p->script->callback;
    const char                   *phone = or_else(s->phone, p->handset->phone);
    struct callback_facts         f = {
                .merchant_id = s->drop_ids ? NULL : or_else(s->merchant_id, p->merchant_id),
                .checkout_id = s->drop_ids ? NULL : or_else(s->checkout_id, p->checkout_id),
                .result = p->result,
                .description = p->result_desc,
                .string_code = s->string_code,
                .amount = or_else(s->amount, shilling_plain(w->mem, p->amount)),
                .receipt = or_else(s->receipt, p->receipt),
                .phone = phone == member_null ? NULL : phone,
                .paid_utc = p->ended_ms / 1000,
    };

    return or_else(s->body, callback_body(w->mem, &f));
}

static void
report_to(struct call *c, const struct attempt *made)
{
    struct json_writer out = json_writer_new(c->mem);

    json_open(&out, NULL, '{');
    json_put_int(&out, "status", made->status);
    json_put_int(&out, "ms", made->took_ms);
    json_put_text(&out, "error", made->error);
    json_close(&out);
    c->answer = answer_json(200, json_done(&out));
    call_release(c);
}

static void
release_held(struct world *w, struct push *p)
{
    struct call *c = p->held_call ? call_find(w, p->held_call) : NULL;

    p->held_call = 0;
    if (c)
        call_release(c);
}

static void
on_delivered(struct world *w, const struct parcel *parcel, const struct attempt *made)
{
    struct call *asker = parcel->call_id ? call_find(w, parcel->call_id) : NULL;

    if (parcel->push) {
        attempt_add(w->mem, &parcel->push->attempts, made);
        release_held(w, parcel->push);
    }
    if (asker)
        report_to(asker, made);
}

static void
on_lost(void *arg)
{
    struct push *p = arg;

    release_held(p->handset->world, p);
}

static void
deliver(struct world *w, struct push *p, int64_t delay_ms, uint64_t call_id)
{
    courier_send(w->courier, &(struct parcel){
                                 .url = or_else(p->script->callback.url, p->callback_url),
                                 .body = p->body,
                                 .shortcode = p->shortcode,
                                 .delay_ms = delay_ms,
                                 .push = p,
                                 .call_id = call_id,
                                 .done = on_delivered,
                             });
}

void
notify_outcome(struct world *w, struct push *p)
{
    const struct callback_script *s = &p->script->callback;

    p->body = body_of(w, p);
    if (s->lose || s->copies == 0) {
        timer_add(w->timers, s->delay_ms, on_lost, p);
        return;
    }
    for (int64_t i = 0; i < s->copies; i++)
        deliver(w, p, s->delay_ms + i * s->gap_ms, 0);
}

void
notify_again(struct world *w, struct push *p, struct call *c)
{
    call_hold(c);
    deliver(w, p, 0, c->id);
}

void
notify_late(struct world *w, struct push *p, struct call *c)
{
    p->body = body_of(w, p);
    notify_again(w, p, c);
}

void
notify_raw(struct world *w, const char *url, const char *body, const char *shortcode, struct call *c)
{
    call_hold(c);
    courier_send(w->courier, &(struct parcel){
                                 .url = url,
                                 .body = body,
                                 .shortcode = shortcode,
                                 .call_id = c->id,
                                 .done = on_delivered,
                             });
}
