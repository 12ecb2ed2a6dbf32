#include "sim/c2b.h"

#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "sim/billmanager.h"
#include "sim/c2b_tell.h"
#include "sim/call.h"
#include "sim/courier.h"
#include "sim/handset.h"
#include "sim/ids.h"
#include "sim/shilling.h"
#include "sim/timer.h"
#include "sim/wording.h"
#include "sim/world.h"

static const struct money most_held = {INT64_C(50000000)}; /* of one payment and of one phone: KSh 500,000 */

const char *
c2b_obstacle(const struct c2b *asked)
{
    if (asked->organisation->kind == ORGANISATION_BULK)
        return "Failed. The business number does not receive payments.";
    if (asked->amount.cents < 100 || asked->amount.cents > most_held.cents / 2)
        return "Failed. The amount must be between KSh 1 and KSh 250,000.";
    if (asked->payer && asked->payer->balance.cents < asked->amount.cents)
        return "Failed. You do not have enough money in your M-PESA account to pay this amount.";
    return NULL;
}

static void
sms(struct c2b *p, const char *text)
{
    if (p->payer)
        handset_message(p->world, p->payer, text);
}

static void
release_held(struct c2b *p)
{
    struct call *c = p->held_call ? call_find(p->world, p->held_call) : NULL;

    p->held_call = 0;
    if (c) {
        c->answer = answer_json(200, c2b_json(c->mem, p));
        call_release(c);
    }
}

static void
stop(struct c2b *p, enum c2b_state how, enum movement_state end, const char *words)
{
    p->state = how;
    movement_end(p->movement, end);
    sms(p, words);
    release_held(p);
}

/* Daraja's words for each code with which a business may turn a payment away (daraja.md 6.2). */
static const char *
rejection_words(const char *code)
{
    static const struct {
        const char *code, *words;
    } texts[] = {
        {"C2B00011", "Failed. Your phone number cannot pay this business."},
        {"C2B00012", "Failed. The account number is not valid."},
        {"C2B00013", "Failed. The amount is not valid for this account."},
        {"C2B00014", "Failed. Your details could not be verified."},
        {"C2B00015", "Failed. The business number is not valid."},
    };

    for (size_t i = 0; i < COUNT(texts); i++)
        if (strcmp(texts[i].code, code) == 0)
            return texts[i].words;
    return "Failed. The business did not accept the payment.";
}

static void
pay(struct c2b *p)
{
    struct world *w = p->world;

    if (p->payer && p->payer->balance.cents < p->amount.cents) { /* spent while validation took its time */
        stop(p, C2B_ABANDONED, MOVEMENT_DECLINED, c2b_obstacle(p));
        return;
    }
    movement_complete(w, p->movement);
    p->state = C2B_PAID;
    if (p->payer)
        sms(p, wording_paid(w->mem, w, p->movement));
    c2b_confirm(p);
    billmanager_paid(w, p->movement);
    release_held(p);
}

static void
reject(struct c2b *p, const char *code)
{
    p->rejection = arena_strdup(p->world->mem, code);
    stop(p, C2B_REJECTED, MOVEMENT_DECLINED, rejection_words(code));
}

static void
accept(struct c2b *p)
{
    if (p->script.abandon)
        stop(p, C2B_ABANDONED, MOVEMENT_CANCELLED, "Failed. The payment was not completed.");
    else
        pay(p);
}

/* What the business said about the payment. Anything but a readable answer is silence. */
static void
on_validated(struct world *w, const struct parcel *parcel, const struct attempt *made)
{
    struct c2b        *p = parcel->about;
    const struct json *answer = NULL;

    attempt_add(w->mem, &p->validations, made);
    bool readable = made->status == 200 && made->reply && *made->reply &&
                    !json_parse(w->mem, made->reply, strlen(made->reply), &answer, NULL);
    const char *code = readable ? json_text(json_get(answer, "ResultCode")) : NULL;
    const char *theirs = json_text(json_get(answer, "ThirdPartyTransID"));
    if (code && strcmp(code, "0") == 0) {
        p->third_party = theirs ? theirs : "";
        accept(p);
    } else if (code) {
        reject(p, code);
    } else if (p->registration->completes) {
        accept(p);
    } else {
        reject(p, "no answer");
    }
}

static void
validate(struct c2b *p)
{
    courier_send(p->world->courier, &(struct parcel){
                                        .url = p->registration->validation,
                                        .body = c2b_validation_body(p),
                                        .shortcode = p->organisation->number,
                                        .patience_ms = p->world->flags.c2b_validation_ms,
                                        .wants_reply = true,
                                        .about = p,
                                        .done = on_validated,
                                    });
}

static struct c2b *
enlist(struct world *w, const struct c2b *asked)
{
    struct c2b *p = ARENA_NEW(w->mem, struct c2b);

    *p = *asked;
    p->next = NULL;
    p->world = w;
    p->third_party = "";
    p->registration = registration_of(w, p->organisation);
    *w->c2bs_end = p;
    w->c2bs_end = &p->next;
    return p;
}

const char *
c2b_usual_type(const struct organisation *o)
{
    return o->kind == ORGANISATION_TILL ? "Customer Merchant Payment" : "Pay Bill";
}

struct c2b *
c2b_begin(struct world *w, const struct c2b *asked)
{
    struct c2b     *p = enlist(w, asked);
    struct movement m = {
        .kind = MOVEMENT_C2B,
        .type = p->type ? p->type : c2b_usual_type(p->organisation),
        .reason = p->organisation->kind == ORGANISATION_TILL ? "Pay Merchant" : "Pay Bill",
        .receipt = ids_receipt(arena_alloc(w->mem, RECEIPT_SIZE), clock_now()),
        .reference = p->reference,
        .originator = ids_gateway(arena_alloc(w->mem, GATEWAY_ID_SIZE)),
        .conversation = ids_conversation(arena_alloc(w->mem, CONVERSATION_ID_SIZE), clock_now()),
        .from = {.handset = p->payer, .shown = p->payer_number},
        .to = {.organisation = p->organisation, .account = organisation_income(p->organisation)},
        .amount = p->amount,
    };

    p->movement = movement_begin(w, &m);
    if (p->registration && p->organisation->validation)
        validate(p);
    else
        accept(p);
    return p;
}

void
c2b_tell(struct world *w, struct movement *m, const struct c2b_script *s)
{
    struct c2b asked = {
        .payer = m->from.handset,
        .payer_number = m->from.organisation ? m->from.organisation->number : NULL,
        .organisation = m->to.organisation,
        .reference = m->reference,
        .amount = m->amount,
        .script = *s,
        .movement = m,
        .state = C2B_PAID,
    };

    if (!m->to.organisation || !registration_of(w, m->to.organisation))
        return;
    c2b_confirm(enlist(w, &asked));
}

struct c2b *
c2b_find(struct world *w, const char *receipt)
{
    for (struct c2b *p = w->c2bs; p; p = p->next)
        if (p->movement->receipt && strcmp(p->movement->receipt, receipt) == 0)
            return p;
    return NULL;
}

const char *
c2b_state_name(const struct c2b *p)
{
    static const char *const names[] = {
        [C2B_VALIDATING] = "validating",
        [C2B_PAID] = "paid",
        [C2B_REJECTED] = "rejected",
        [C2B_ABANDONED] = "abandoned",
    };
    _Static_assert(COUNT(names) == C2B_STATE_COUNT, "name each state");

    return names[p->state];
}
