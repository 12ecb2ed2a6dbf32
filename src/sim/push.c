#include "sim/push.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "sim/billmanager.h"
#include "sim/c2b.h"
#include "sim/handset.h"
#include "sim/notify.h"
#include "sim/result.h"
#include "sim/timer.h"
#include "sim/wording.h"
#include "sim/world.h"

enum { DOOM_MS = 1000 };

static void
on_expiry(void *arg)
{
    struct push *p = arg;

    p->expiry = NULL;
    push_finish(p->handset->world, p, RESULT_NO_ANSWER, NULL);
}

/* The automatic customer. Without a scripted result he types the right PIN, and may then lack the money. */
static void
on_customer(void *arg)
{
    struct push *p = arg;
    const char  *result = p->script->result;

    p->timer = NULL;
    if (!result)
        result = p->handset->balance.cents < p->amount.cents ? RESULT_FUNDS : RESULT_SUCCESS;
    push_finish(p->handset->world, p, result, p->script->result_desc);
}

static void
on_doom(void *arg)
{
    struct push *p = arg;

    p->timer = NULL;
    push_finish(p->handset->world, p, p->doom, NULL);
}

static void
give_ids(struct world *w, struct push *p)
{
    int64_t at_ms = p->asked_ms;

    ids_gateway(p->merchant_id);
    do
        ids_checkout(p->checkout_id, at_ms++, p->handset->phone);
    while (index_find(&w->pushes_by_id, p->checkout_id));
    index_add(&w->pushes_by_id, p->checkout_id, p);
    *w->pushes_end = p;
    w->pushes_end = &p->next;
}

static void
begin_movement(struct world *w, struct push *p)
{
    p->movement = movement_begin(
        w, &(struct movement){
               .kind = MOVEMENT_STK,
               .type = push_type(p),
               .reason = p->paybill ? "Pay Bill Online" : "Pay Merchant Online",
               .reference = p->reference,
               .originator = p->merchant_id,
               .conversation = ids_conversation(arena_alloc(w->mem, CONVERSATION_ID_SIZE), p->asked_ms / 1000),
               .from = {.handset = p->handset},
               .to = {.organisation = p->receiver,
                      .account = p->receiver ? organisation_income(p->receiver) : ACCOUNT_UTILITY,
                      .shown = p->party_b},
               .amount = p->amount,
           });
}

static void
wait_for_customer(struct world *w, struct push *p, bool prompt)
{
    p->expires_ms = clock_monotonic_ms() + w->flags.prompt_lifetime_ms;
    p->expiry = timer_add(w->timers, w->flags.prompt_lifetime_ms, on_expiry, p);
    if (!prompt)
        return;
    p->prompted = true;
    p->handset->prompt = p;
    if (p->script->handset == HANDSET_AUTO)
        p->timer = timer_add(w->timers, p->script->handset_delay_ms, on_customer, p);
}

struct push *
push_begin(struct world *w, const struct push *asked, bool prompt, const char *doom)
{
    struct push *p = ARENA_NEW(w->mem, struct push);

    *p = *asked;
    p->query = p->script->query;
    p->doom = doom;
    p->asked_ms = clock_now_ms();
    give_ids(w, p);
    begin_movement(w, p);
    if (doom)
        p->timer = timer_add(w->timers, DOOM_MS, on_doom, p);
    else
        wait_for_customer(w, p, prompt);
    return p;
}

static void
end_waiting(struct push *p)
{
    timer_cancel(p->timer);
    timer_cancel(p->expiry);
    p->timer = p->expiry = NULL;
    if (p->handset->prompt == p)
        p->handset->prompt = NULL;
}

/* A scripted success may cost more than the phone holds: the balance then ends at nothing. */
static void
move_money(struct world *w, struct push *p)
{
    movement_complete(w, p->movement);
    p->receipt = p->movement->receipt;
    p->ended_ms = p->movement->ended_ms;
}

static enum movement_state
end_of(const char *result)
{
    if (strcmp(result, RESULT_CANCELLED) == 0)
        return MOVEMENT_CANCELLED;
    return strcmp(result, RESULT_NO_ANSWER) == 0 ? MOVEMENT_EXPIRED : MOVEMENT_DECLINED;
}

static void
settle(struct world *w, struct push *p, const char *result, const char *description)
{
    struct handset *h = p->handset;
    bool            paid = strcmp(result, RESULT_SUCCESS) == 0;

    end_waiting(p);
    p->state = paid ? PUSH_PAID : PUSH_FAILED;
    p->result = arena_strdup(w->mem, result);
    p->result_desc = arena_strdup(w->mem, description ? description : result_description(result));
    p->ended_ms = clock_now_ms();
    h->last_cents = p->amount.cents;
    h->last_ms = clock_monotonic_ms();
    if (paid)
        move_money(w, p);
    else
        movement_end(p->movement, end_of(result));
    const char *sms = paid ? wording_receipt(w->mem, p) : result_sms(result);
    if (sms)
        handset_message(w, h, sms);
    log_event(LOG_INFO, "push.ended", "merchant", p->merchant_id, "result", p->result, "receipt", p->receipt, NULL);
}

/* A shortcode with registered URLs hears of the same receipt there too (daraja.md 0.2, rule 6). */
static void
tell_others(struct world *w, struct push *p)
{
    if (p->state != PUSH_PAID)
        return;
    billmanager_paid(w, p->movement);
    if (w->flags.stk_also_c2b)
        c2b_tell(w, p->movement, &p->script->c2b);
}

void
push_finish(struct world *w, struct push *p, const char *result, const char *description)
{
    settle(w, p, result, description);
    notify_outcome(w, p);
    tell_others(w, p);
}

void
push_overrule(struct world *w, struct push *p, const char *result)
{
    settle(w, p, result, NULL);
    tell_others(w, p);
}

struct push *
push_find(struct world *w, const char *checkout_id)
{
    return index_find(&w->pushes_by_id, checkout_id);
}

int64_t
push_left_ms(const struct push *p)
{
    int64_t left_ms = p->expires_ms - clock_monotonic_ms();

    return left_ms > 0 ? left_ms : 0;
}
