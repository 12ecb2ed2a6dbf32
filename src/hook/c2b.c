#include "hook/c2b.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "daraja/c2b.h"
#include "daraja/msisdn.h"
#include "rent/bill.h"
#include "rent/direct.h"
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

/* What a payer by hand types may be anything; the reference of a prompt comes back as it was sent. */
static bool
is_of_prompt(const struct hearing *h, const struct pay *p)
{
    char typed[MATCH_TEXT_SIZE], sent[MATCH_TEXT_SIZE];
    bool till = strcmp(p->business_type, "till") == 0;

    if (msisdn_fits(h->n.msisdn, p->phone) == MSISDN_DIFFERS)
        return false;
    return (till && !h->n.account) ||
           (h->n.account && strcmp(match_normalise(typed, h->n.account), match_normalise(sent, p->account_ref)) == 0);
}

/* The one prompt whose money this is; NULL: none, or more than one could be. */
static enum err
find_prompt(struct hearing *h, const struct direct *d, const struct pay **out)
{
    struct pay *rows;
    size_t      count, fits = 0;
    enum err    e = direct_prompts(h->db, h->mem, d, &rows, &count);

    *out = NULL;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        if (is_of_prompt(h, &rows[i])) {
            *out = &rows[i];
            fits++;
        }
    }
    if (fits != 1)
        *out = NULL;
    return e;
}

static enum err
post_prompt(struct hearing *h, const struct direct *d, const struct pay *p)
{
    struct evidence    v = {.channel = "c2b",
                            .receipt_no = d->receipt_no,
                            .amount = d->amount,
                            .paid_at = d->paid_at,
                            .inbox_id = d->inbox_id};
    enum verdict_money money;
    const char        *why;
    enum err           e = collect_money(h->db, h->mem, p->id, &v, "c2b", &money, &why);

    h->out->payment_id = p->id;
    if (e != ERR_OK)
        return e;
    if (money == MONEY_POSTED)
        return decide(h, HOOK_POSTED, N_("This is the money of a prompt; its own callback had not come."));
    if (money == MONEY_KNOWN)
        return decide(h, HOOK_KNOWN,
                      N_("This is the money of a prompt that was posted before; nothing was counted twice."));
    return decide(h, money == MONEY_HELD ? HOOK_HELD : HOOK_LATE, N_("It fits a prompt, but not its figures."));
}

static enum err
post_direct(struct hearing *h, const struct direct *d)
{
    static const struct {
        enum hook_verdict verdict;
        const char       *reason;
    } told[] = {
        [DIRECT_POSTED] = {HOOK_POSTED, NULL},
        [DIRECT_WAITING] = {HOOK_POSTED, N_("Nobody is sure whose rent it is: it waits in the tray.")},
        [DIRECT_KNOWN] = {HOOK_KNOWN, N_("This money was posted before; nothing was counted twice.")},
        [DIRECT_HELD] = {HOOK_HELD, N_("Its receipt is in the books with another amount or landlord.")},
    };
    enum direct_verdict verdict;
    enum err            e = direct_money(h->db, h->mem, d, &verdict);

    return e == ERR_OK ? decide(h, told[verdict].verdict, told[verdict].reason) : e;
}

/* Known already is said before anything is guessed: a repeat must not look for another prompt. */
static enum err
judge(struct hearing *h)
{
    struct direct     d = direct_from(h);
    const struct pay *p = NULL;
    bool              known;
    enum err          e = direct_is_known(h->db, d.receipt_no, &known);

    if (e == ERR_OK && !known)
        e = find_prompt(h, &d, &p);
    if (e != ERR_OK)
        return e;
    return p ? post_prompt(h, &d, p) : post_direct(h, &d);
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
    if (!c2b_is_customer(h.n.type))
        return decide(&h, HOOK_NOT_EXPECTED,
                      N_("A transfer between organisations or to the bank, not a customer's payment."));
    if (h.n.shortcode && !same(h.n.shortcode, h.at.shortcode) && !same(h.n.shortcode, h.at.store_number))
        return decide(&h, HOOK_HELD, N_("It is for another number than the one registered under this address."));
    if (!h.n.has_amount || !h.n.receipt_no)
        return decide(&h, HOOK_UNCLEAR, N_("It lacks the receipt or the amount."));
    if (!row->listed)
        return decide(&h, HOOK_WAITING, N_("It came from an address that is not on the list."));
    return judge(&h);
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

/* What the tenant pays by a prompt was judged when he asked for it, and may be a part of a bill. */
static enum err
judge_strictly(struct hearing *h, enum c2b_verdict *verdict)
{
    struct direct     d = direct_from(h);
    const struct pay *p;
    const char       *lease_id = NULL;
    bool              fits = true;
    enum err          e = find_prompt(h, &d, &p);

    if (e != ERR_OK || p)
        return e;
    if (h->n.account)
        e = match_lease(h->db, h->mem, h->at.landlord_id, h->n.account, &lease_id);
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
