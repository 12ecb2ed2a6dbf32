#include "sim/c2b_tell.h"

#include "base/clock.h"
#include "base/date.h"
#include "sim/c2b.h"
#include "sim/c2b_body.h"
#include "sim/call.h"
#include "sim/courier.h"
#include "sim/handset.h"
#include "sim/shilling.h"
#include "sim/world.h"

static const char *
or_else(const char *override, const char *usual)
{
    return override ? override : usual;
}

static const char *
shown_number(const struct c2b *p, struct arena *mem)
{
    int form = p->script.msisdn ? p->script.msisdn : p->world->flags.c2b_msisdn;

    if (!p->payer)
        return or_else(p->payer_number, "");
    if (form == MSISDN_VERSION)
        form = p->registration->v1 ? MSISDN_SHA256 : MSISDN_MASKED;
    return c2b_msisdn(mem, p->payer->phone, (enum msisdn_form)form);
}

static const char *
type_shown(const struct c2b *p)
{
    if (p->movement->kind == MOVEMENT_B2B)
        return "Organization To Organization Transfer";
    if (p->movement->kind == MOVEMENT_STK)
        return c2b_usual_type(p->organisation);
    return p->movement->type;
}

static struct c2b_facts
facts_of(const struct c2b *p, int64_t at_ms)
{
    struct arena              *mem = p->world->mem;
    const struct organisation *o = p->organisation;
    bool                       is_till = o->kind == ORGANISATION_TILL;

    return (struct c2b_facts){
        .type = type_shown(p),
        .receipt = p->movement->receipt,
        .amount = shilling_plain(mem, p->amount),
        .shortcode = is_till && p->world->flags.c2b_till_as_store ? o->store : o->number,
        .reference = is_till ? "" : or_else(p->reference, ""),
        .balance = "",
        .third_party = p->third_party,
        .time = daraja_time(arena_alloc(mem, DARAJA_TIME_SIZE), at_ms / 1000),
        .msisdn = shown_number(p, mem),
        .phone = p->payer ? p->payer->phone : NULL,
        .names = p->script.names ? p->script.names - 1 : p->world->flags.c2b_names,
    };
}

const char *
c2b_validation_body(const struct c2b *p)
{
    struct c2b_facts f = facts_of(p, clock_now_ms());

    return c2b_body(p->world->mem, &f);
}

static const char *
confirmation_body(const struct c2b *p, const char *amount)
{
    const struct c2b_script *s = &p->script;
    struct c2b_facts         f = facts_of(p, p->movement->ended_ms);
    struct money             held = p->organisation->accounts[organisation_income(p->organisation)];

    f.amount = or_else(amount, or_else(s->amount, f.amount));
    f.receipt = or_else(s->receipt, f.receipt);
    f.reference = or_else(s->reference, f.reference);
    f.shortcode = or_else(s->shortcode, f.shortcode);
    f.type = or_else(s->type, f.type);
    f.balance = or_else(s->balance, shilling_plain(p->world->mem, held));
    f.time = or_else(s->time, f.time);
    f.msisdn = or_else(s->phone, f.msisdn);
    return or_else(s->body, c2b_body(p->world->mem, &f));
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
on_confirmed(struct world *w, const struct parcel *parcel, const struct attempt *made)
{
    struct c2b  *p = parcel->about;
    struct call *asker = parcel->call_id ? call_find(w, parcel->call_id) : NULL;

    attempt_add(w->mem, &p->confirmations, made);
    if (asker)
        report_to(asker, made);
}

static void
send(struct c2b *p, const char *body, int64_t delay_ms, uint64_t call_id)
{
    courier_send(p->world->courier, &(struct parcel){
                                        .url = or_else(p->script.url, p->registration->confirmation),
                                        .body = body,
                                        .shortcode = p->organisation->number,
                                        .delay_ms = delay_ms,
                                        .about = p,
                                        .call_id = call_id,
                                        .done = on_confirmed,
                                    });
}

void
c2b_confirm(struct c2b *p)
{
    const struct c2b_script *s = &p->script;
    int64_t                  delay_ms = s->delay_ms >= 0 ? s->delay_ms : p->world->flags.c2b_delay_ms;

    if (!p->registration)
        return;
    p->body = confirmation_body(p, NULL);
    if (s->lose)
        return;
    for (int64_t i = 0; i < s->copies; i++)
        send(p, i && s->copy_amount ? confirmation_body(p, s->copy_amount) : p->body, delay_ms + i * s->gap_ms, 0);
}

bool
c2b_again(struct world *w, struct c2b *p, struct call *c)
{
    (void)w;
    if (!p->body)
        return false;
    call_hold(c);
    send(p, p->body, 0, c->id);
    return true;
}

const char *
c2b_json(struct arena *mem, const struct c2b *p)
{
    struct json_writer out = json_writer_new(mem);
    char               amount[MONEY_TEXT_SIZE];

    json_open(&out, NULL, '{');
    json_put_text(&out, "receipt", p->movement->receipt);
    json_put_text(&out, "state", c2b_state_name(p));
    json_put_text(&out, "kind", movement_kind_name(p->movement));
    json_put_text(&out, "phone", p->payer ? p->payer->phone : NULL);
    json_put_text(&out, "shortcode", p->organisation->number);
    json_put_text(&out, "account", p->reference);
    json_put_text(&out, "amount", money_plain(amount, p->amount));
    json_put_text(&out, "rejection", p->rejection);
    attempts_write(&out, "validations", p->validations);
    attempts_write(&out, "confirmations", p->confirmations);
    json_close(&out);
    const char *text = json_done(&out);
    return text ? text : "null";
}
