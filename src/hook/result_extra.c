/*
 * result_extra.c - callbacks with shapes of their own: standing orders, prompts to a till, and payments that Bill
 * Manager tells of (daraja.md 14, 15).
 */
#include <string.h>

#include "base/clock.h"
#include "daraja/billmanager.h"
#include "daraja/express.h"
#include "daraja/ratiba.h"
#include "daraja/verdict.h"
#include "hook/evidence.h"
#include "hook/result_private.h"
#include "rent/bill_manager.h"

static enum err
malformed(struct result_hearing *h, const char *why)
{
    return result_decide(h, HOOK_MALFORMED, arena_printf(h->mem, "It is no such callback: %s.", why));
}

static struct mpesa_outcome
outcome(const struct verdict *v, bool done, const char *code, const char *desc)
{
    return (struct mpesa_outcome){
        .state = done                         ? "success"
                 : v->kind == VERDICT_UNKNOWN ? "unknown"
                                              : "failed",
        .cause = "result",
        .verdict = v->name,
        .code = code,
        .desc = desc,
    };
}

enum err
result_of_ratiba(struct result_hearing *h)
{
    struct ratiba_callback c;
    const char            *why;

    if (ratiba_callback_read(h->mem, h->row->body, h->row->body_len, &c, &why) != ERR_OK)
        return malformed(h, why);
    h->out->result_code = c.code;
    const struct verdict *v = verdict_of(VERDICT_RATIBA, c.code);
    if (!c.made && v->kind == VERDICT_DONE) /* its parts contradict one another */
        v = verdict_named("unknown_code");
    struct mpesa_outcome o = outcome(v, c.made, c.code, c.desc);
    return result_settle(h, &o, c.made ? HOOK_KNOWN : HOOK_DECLINED);
}

static struct direct
money_of(const struct result_hearing *h, const char *channel, const char *receipt_no, struct money amount,
         int64_t paid_at)
{
    return (struct direct){
        .channel = channel,
        .landlord_id = h->r.landlord_id,
        .receiving_account_id = h->r.receiving_account_id,
        .shortcode = h->r.shortcode,
        .receipt_no = receipt_no,
        .msisdn = "",
        .amount = amount,
        .paid_at = paid_at ? paid_at : clock_now(),
        .inbox_id = h->row->id,
    };
}

/* The same money may come as a confirmation, too: one receipt, one posting. */
enum err
result_of_express(struct result_hearing *h)
{
    struct express_callback c;
    const char             *why;
    enum direct_verdict     posted;

    if (express_callback_read(h->mem, h->row->body, h->row->body_len, &c, &why) != ERR_OK)
        return malformed(h, why);
    h->out->result_code = c.code;
    h->out->receipt_no = c.receipt_no;
    struct mpesa_outcome o = outcome(verdict_of(VERDICT_EXPRESS, c.code), c.paid, c.code, c.desc);
    o.receipt_no = c.receipt_no;
    if (!c.paid)
        return result_settle(h, &o, strcmp(o.state, "failed") == 0 ? HOOK_DECLINED : HOOK_UNCLEAR);
    if (!c.receipt_no || !c.has_amount)
        return result_decide(h, HOOK_UNCLEAR, "It says paid, but lacks the receipt or the amount.");
    struct direct d = money_of(h, "express", c.receipt_no, c.amount, 0);
    d.bill_ref = h->r.account_ref;
    d.payer_name = arena_printf(h->mem, "Till %s", h->r.party);
    d.lease_id = h->r.lease_id;
    d.bill_id = h->r.bill_id;
    enum err e = direct_money(h->db, h->mem, &d, &posted);
    if (e != ERR_OK)
        return e;
    return result_settle(h, &o, posted == DIRECT_HELD ? HOOK_HELD : HOOK_POSTED);
}

/* To the address that opting in gave: one for all payments of the number. */
enum err
result_of_bill_manager(struct result_hearing *h)
{
    struct billmanager_payment p;
    const char                *why;

    if (strcmp(h->r.command, BILL_MANAGER_OPT_IN) != 0)
        return result_decide(h, HOOK_NOT_EXPECTED, "Nothing here waits for this kind of message.");
    if (billmanager_payment_read(h->mem, h->row->body, h->row->body_len, &p, &why) != ERR_OK)
        return malformed(h, why);
    h->out->receipt_no = p.receipt_no;
    if (p.shortcode && strcmp(p.shortcode, h->r.shortcode) != 0)
        return result_decide(h, HOOK_HELD, "It is for another number than the one that opted in.");
    if (!p.has_amount)
        return result_decide(h, HOOK_UNCLEAR, "It lacks the amount.");
    struct direct d = money_of(h, "billmanager", p.receipt_no, p.amount, p.paid_at);
    d.bill_ref = p.account;
    d.msisdn = p.msisdn ? p.msisdn : "";
    enum err e = evidence_take(h->db, h->mem, &d, h->out);
    if (e != ERR_OK || h->out->verdict == HOOK_HELD)
        return e;
    return bill_manager_acknowledge(h->db, h->mem, &h->r, p.receipt_no, p.amount);
}
