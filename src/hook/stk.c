#include "hook/stk.h"

#include <string.h>

#include "base/clock.h"
#include "base/phone.h"
#include "base/text.h"
#include "daraja/callback.h"
#include "daraja/outcome.h"
#include "rent/collect.h"

enum { ASK_SOON_S = 2 };

/* Everything that a step of the judgement needs. */
struct hearing {
    struct db               *db;
    struct arena            *mem;
    const struct hook_rules *rules;
    const struct inbox_row  *row;
    struct pay               p;
    struct stk_callback      cb;
    struct judgement        *out;
};

static enum err
decide(struct hearing *h, enum hook_verdict verdict, const char *reason)
{
    h->out->verdict = verdict;
    h->out->reason = reason;
    return ERR_OK;
}

/* Not before the first query would be due anyway: asked too early, the query knows nothing (daraja.md 5). */
static int64_t
ask_at(const struct hearing *h)
{
    int64_t soon = clock_now() + ASK_SOON_S, first = h->p.sent_at + h->rules->query_after_s;

    return soon > first ? soon : first;
}

static enum err
ask_and_decide(struct hearing *h, enum hook_verdict verdict, const char *reason)
{
    enum err e = collect_nudge(h->db, h->p.id, ask_at(h));

    return e == ERR_OK ? decide(h, verdict, reason) : e;
}

static bool
differs(const char *said, const char *known)
{
    return said && *said && known && strcmp(said, known) != 0;
}

/* Which figure does not fit: the name of a hold, or NULL. */
static const char *
misfit(const struct hearing *h)
{
    if (differs(h->cb.merchant_id, h->p.merchant_request_id) || differs(h->cb.checkout_id, h->p.checkout_request_id))
        return "ids";
    if (h->cb.phone && !phone_fits(h->cb.phone, h->p.phone))
        return "phone";
    if (h->cb.has_amount && h->cb.amount.cents != h->p.asked.cents)
        return "amount";
    return NULL;
}

static const char *
misfit_words(const char *name)
{
    if (strcmp(name, "ids") == 0)
        return N_("The request numbers in it are not the payment's; both figures are with the hold.");
    if (strcmp(name, "phone") == 0)
        return N_("The phone in it is not the payment's; both figures are with the hold.");
    return N_("The amount in it is not the payment's; both figures are with the hold.");
}

static struct evidence
evidence_from(const struct hearing *h)
{
    return (struct evidence){
        .channel = "stk_callback",
        .receipt_no = h->cb.receipt_no,
        .amount = h->cb.amount,
        .paid_at = h->cb.paid_at,
        .merchant_id = h->cb.merchant_id,
        .checkout_id = h->cb.checkout_id,
        .inbox_id = h->row->id,
    };
}

static enum err
post(struct hearing *h)
{
    static const struct {
        enum hook_verdict verdict;
        const char       *reason;
    } told[] = {
        [MONEY_POSTED] = {HOOK_POSTED, NULL},
        [MONEY_KNOWN] = {HOOK_KNOWN, N_("This money was posted before; nothing was counted twice.")},
        [MONEY_HELD] = {HOOK_HELD, N_("The receipt or the amount does not fit; both figures are with the hold.")},
        [MONEY_TOO_LATE] = {HOOK_LATE, N_("The payment was reversed before this arrived.")},
    };
    struct evidence    v = evidence_from(h);
    enum verdict_money money;
    const char        *why;
    enum err           e = collect_money(h->db, h->mem, h->p.id, &v, "callback", &money, &why);

    return e == ERR_OK ? decide(h, told[money].verdict, told[money].reason) : e;
}

static enum err
judge_paid(struct hearing *h)
{
    const char *unequal = misfit(h);

    if (unequal) {
        struct evidence v = evidence_from(h);
        enum err        e = collect_hold(h->db, h->mem, &h->p, unequal, &v);
        if (e != ERR_OK)
            return e;
        return ask_and_decide(h, HOOK_HELD, misfit_words(unequal));
    }
    if (!h->cb.receipt_no || !h->cb.has_amount)
        return ask_and_decide(h, HOOK_UNCLEAR, N_("It says paid, but lacks the receipt or the amount."));
    if (!h->row->listed)
        return ask_and_decide(h, HOOK_WAITING,
                              N_("It came from an address that is not on the list: Daraja is asked first."));
    if (h->rules->confirm_before && strcmp(h->p.state, "success") != 0)
        return ask_and_decide(h, HOOK_WAITING, N_("Here a payment counts only after Daraja's query agrees."));
    return post(h);
}

static enum err
judge_declined(struct hearing *h, const struct outcome *o)
{
    const char *state = o->kind == OUTCOME_CANCELLED ? "cancelled" : "failed";

    if (strcmp(h->p.state, "success") == 0)
        return ask_and_decide(h, HOOK_CONTRADICTS, N_("It says failed, but money was posted: Daraja is asked."));
    if (differs(h->cb.checkout_id, h->p.checkout_request_id))
        return ask_and_decide(h, HOOK_WAITING, N_("Its CheckoutRequestID is not the payment's: Daraja is asked."));
    if (!h->row->listed)
        return ask_and_decide(h, HOOK_WAITING,
                              N_("It came from an address that is not on the list: Daraja is asked first."));
    enum err e = collect_declined(h->db, h->mem, h->p.id, state, o->name, h->cb.result_code, h->cb.result_desc,
                                  "callback", false, ask_at(h));
    return e == ERR_OK ? decide(h, HOOK_DECLINED, NULL) : e;
}

/* When the push's answer was lost, its callback brings what Daraja can be asked by. */
static enum err
learn_ids(struct hearing *h)
{
    if (!h->row->listed || h->p.checkout_request_id)
        return ERR_OK;
    return collect_set_ids(h->db, h->p.id, h->cb.merchant_id, h->cb.checkout_id);
}

static enum err
judge(struct hearing *h)
{
    const struct outcome *o = outcome_of(DARAJA_STK, h->cb.result_code);
    enum err              e = learn_ids(h);

    if (e != ERR_OK)
        return e;
    if (h->cb.paid)
        return judge_paid(h);
    if (o->kind == OUTCOME_DECLINED || o->kind == OUTCOME_CANCELLED)
        return judge_declined(h, o);
    return ask_and_decide(h, HOOK_UNCLEAR, N_("Its result code is not in our table: Daraja is asked."));
}

static void
name_payment(struct hearing *h)
{
    h->out->payment_id = h->p.id;
    h->out->landlord_id = h->p.landlord_id;
}

enum err
hook_stk(struct db *db, struct arena *mem, const struct hook_rules *rules, const struct inbox_row *row,
         struct judgement *out)
{
    struct hearing h = {.db = db, .mem = mem, .rules = rules, .row = row, .out = out};
    const char    *why;
    enum err       e = collect_by_callback(db, mem, row->secret_hash, &h.p);

    if (e == ERR_NOT_FOUND)
        return decide(&h, HOOK_UNKNOWN_SECRET, N_("The address is ours, but no payment has it now."));
    if (e != ERR_OK)
        return e;
    name_payment(&h);
    if (stk_callback_read(mem, row->body, row->body_len, &h.cb, &why) != ERR_OK)
        return ask_and_decide(&h, HOOK_MALFORMED, arena_printf(mem, "It is no STK callback: %s.", why));
    out->result_code = h.cb.result_code;
    out->receipt_no = h.cb.receipt_no;
    return judge(&h);
}

enum err
hook_stk_claim(struct db *db, struct arena *mem, const struct hook_rules *rules, const struct inbox_row *row,
               struct judgement *out)
{
    struct hearing h = {.db = db, .mem = mem, .rules = rules, .row = row, .out = out};
    const char    *why;

    if (stk_callback_read(mem, row->body, row->body_len, &h.cb, &why) != ERR_OK)
        return decide(&h, HOOK_MALFORMED, arena_printf(mem, "It is no STK callback: %s.", why));
    out->result_code = h.cb.result_code;
    if (!h.cb.checkout_id)
        return decide(&h, HOOK_UNKNOWN_CLAIM, N_("It names no CheckoutRequestID."));
    enum err e = collect_by_checkout(db, mem, h.cb.checkout_id, &h.p);
    if (e == ERR_NOT_FOUND)
        return decide(&h, HOOK_UNKNOWN_CLAIM, N_("No payment of ours has its CheckoutRequestID."));
    if (e != ERR_OK)
        return e;
    name_payment(&h);
    if (strcmp(h.p.state, "success") == 0 && h.p.confirmed_at)
        return decide(&h, HOOK_KNOWN, N_("It came without a secret, about a payment that is settled."));
    return ask_and_decide(&h, HOOK_WAITING,
                          N_("It came without a secret: it counts only after Daraja, asked by us, agrees."));
}
