#include "hook/c2b.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "daraja/c2b.h"
#include "hook/evidence.h"
#include "rent/bill.h"
#include "rent/match.h"

struct hearing {
    struct db              *db;
    struct arena           *mem;
    const struct inbox_row *row;
    struct direct_address   at;
    struct c2b_notice       n;
    struct judgement       *out;
};

static enum err
decide(struct hearing *h, enum hook_verdict verdict, const char *reason)
{
    h->out->verdict = verdict;
    h->out->reason = reason;
    return ERR_OK;
}

static bool
same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static struct direct
direct_from(const struct hearing *h)
{
    return (struct direct){
        .channel = "c2b",
        .landlord_id = h->at.landlord_id,
        .receiving_account_id = h->at.receiving_account_id,
        .shortcode = h->at.shortcode,
        .receipt_no = h->n.receipt_no,
        .bill_ref = h->n.account,
        .msisdn = h->n.msisdn ? h->n.msisdn : "",
        .payer_name = h->n.name,
        .amount = h->n.amount,
        .paid_at = h->n.paid_at ? h->n.paid_at : h->row->received_at_ms / 1000,
        .inbox_id = h->row->id,
    };
}

/* Reads the body into h; *done when a verdict has been reached on the way. */
static enum err
hear(struct hearing *h, bool *done)
{
    const char *why;
    enum err    e = direct_by_address(h->db, h->mem, h->row->secret_hash, &h->at);

    *done = true;
    if (e == ERR_NOT_FOUND)
        return decide(h, HOOK_UNKNOWN_SECRET, N_("The address is ours, but no number is registered under it."));
    if (e != ERR_OK)
        return e;
    h->out->landlord_id = h->at.landlord_id;
    if (c2b_notice_read(h->mem, h->row->body, h->row->body_len, &h->n, &why) != ERR_OK)
        return decide(h, HOOK_MALFORMED, arena_printf(h->mem, "It tells of no direct payment: %s.", why));
    h->out->receipt_no = h->n.receipt_no;
    *done = false;
    return ERR_OK;
}

enum err
hook_confirmation(struct db *db, struct arena *mem, const struct hook_rules *rules, const struct inbox_row *row,
                  struct judgement *out)
{
    struct hearing h = {.db = db, .mem = mem, .row = row, .out = out};
    bool           done;
    enum err       e = hear(&h, &done);

    (void)rules;
    if (e != ERR_OK || done)
        return e;
    struct direct d = direct_from(&h);
    if (!c2b_is_customer(h.n.type))
        return decide(&h, HOOK_NOT_EXPECTED,
                      N_("A transfer between organisations or to the bank, not a customer's payment."));
    if (h.n.shortcode && !same(h.n.shortcode, h.at.shortcode) && !same(h.n.shortcode, h.at.store_number))
        return decide(&h, HOOK_HELD, N_("It is for another number than the one registered under this address."));
    if (!h.n.has_amount || !h.n.receipt_no)
        return decide(&h, HOOK_UNCLEAR, N_("It lacks the receipt or the amount."));
    if (!row->listed)
        return decide(&h, HOOK_WAITING, N_("It came from an address that is not on the list."));
    return evidence_take(db, mem, &d, out);
}

enum err
hook_validation(struct db *db, struct arena *mem, const struct hook_rules *rules, const struct inbox_row *row,
                struct judgement *out)
{
    struct hearing h = {.db = db, .mem = mem, .row = row, .out = out};
    bool           done;
    enum err       e = hear(&h, &done);

    (void)rules;
    if (e != ERR_OK || done)
        return e;
    return decide(&h, HOOK_QUESTION, N_("A question before money moved. It was answered, and moves nothing."));
}

/* ---- answering ---- */

/* Does the amount pay a bill of the lease, or everything it owes? Strict landlords want nothing in between. */
static enum err
amount_fits(struct db *db, struct arena *mem, const char *landlord_id, const char *lease_id, struct money amount,
            bool *fits)
{
    struct who         who = {.role = ROLE_OWNER, .landlord_id = landlord_id};
    struct bill_filter f = {.lease_id = lease_id, .status = "open", .limit = 100};
    struct bill       *bills;
    size_t             count;
    const char        *next;
    int64_t            all = 0;
    enum err           e = bill_list(db, mem, &who, &f, &bills, &count, &next);

    *fits = false;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        all += bills[i].balance.cents;
        *fits = *fits || bills[i].balance.cents == amount.cents;
    }
    *fits = *fits || (count && all == amount.cents);
    return e;
}

/* The exact rule; where it finds nothing, only what would be counted without asking anybody. */
static enum err
names_lease(struct hearing *h, const char **lease_id)
{
    struct direct       d = direct_from(h);
    struct match_facts  f = {d.bill_ref, d.msisdn, d.payer_name, d.amount, d.paid_at};
    struct match_result r;
    enum err            e = ERR_OK;

    if (h->n.account)
        e = match_lease(h->db, h->mem, h->at.landlord_id, h->n.account, lease_id);
    if (e != ERR_OK || *lease_id)
        return e;
    e = match_money(h->db, h->mem, h->at.landlord_id, &f, &r);
    *lease_id = r.lease_id;
    return e;
}

/* What the tenant pays by a prompt was judged when he asked for it, and may be a part of a bill. */
static enum err
judge_strictly(struct hearing *h, enum c2b_verdict *verdict)
{
    struct direct     d = direct_from(h);
    const struct pay *p;
    const char       *lease_id = NULL;
    bool              fits = true;
    enum err          e = evidence_prompt(h->db, h->mem, &d, &p);

    if (e != ERR_OK || p)
        return e;
    e = names_lease(h, &lease_id);
    if (e == ERR_OK && !lease_id)
        *verdict = C2B_BAD_ACCOUNT;
    else if (e == ERR_OK && h->n.has_amount)
        e = amount_fits(h->db, h->mem, h->at.landlord_id, lease_id, h->n.amount, &fits);
    if (e == ERR_OK && !fits)
        *verdict = C2B_BAD_AMOUNT;
    return e;
}

/* Only where the payer types what tells the unit: at a till he types nothing, and an account number common to all tells
 * nothing. */
enum err
hook_validate(struct db *db, struct arena *mem, const char *secret_hash, const char *body, size_t n,
              const char **answer)
{
    struct judgement ignored = {0};
    struct inbox_row row = {.secret_hash = secret_hash, .body = body, .body_len = n, .received_at_ms = clock_now_ms()};
    struct hearing   h = {.db = db, .mem = mem, .row = &row, .out = &ignored};
    enum c2b_verdict verdict = C2B_ACCEPT;
    bool             done;
    enum err         e = hear(&h, &done);

    if (e == ERR_OK && !done && h.at.strict && !h.at.account_number && !h.at.store_number)
        e = judge_strictly(&h, &verdict);
    *answer = c2b_validation_answer(mem, verdict, NULL);
    return e;
}
