/*
 * report_claim.c - "I have paid: here is the code", once Daraja has said what that code is (rent/enquiry.h).
 */
#include <string.h>

#include "hook/report.h"
#include "rent/bill.h"
#include "rent/posting.h"

static bool
same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* Is it believable that this money is for that bill: what is open of it, all that is owed, or from the tenant's own
 * phone? */
static enum err
fits(struct reported *t, bool *yes)
{
    struct result_hearing *h = t->h;
    struct who             owner = {.role = ROLE_OWNER, .landlord_id = h->r.landlord_id};
    struct bill            b;
    struct bill_filter     f = {.lease_id = h->r.lease_id, .status = "open", .limit = 100};
    struct bill           *open;
    size_t                 count;
    const char            *next;
    int64_t                all = 0;
    enum err               e = bill_load(h->db, h->mem, &owner, h->r.bill_id, &b);

    if (e == ERR_OK)
        e = bill_list(h->db, h->mem, &owner, &f, &open, &count, &next);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < count; i++)
        all += open[i].balance.cents;
    *yes = same(t->s.payer.phone, b.tenant_phone) || (b.balance.cents && t->s.amount.cents == b.balance.cents) ||
           (all && t->s.amount.cents == all);
    return ERR_OK;
}

static enum err
whose(struct reported *t, const char **money_id, const char **lease_id)
{
    struct query *q = db_query(t->h->db, SQL_CLAIMED_LEASE);

    *money_id = *lease_id = NULL;
    query_text(q, ":landlord_id", t->h->r.landlord_id);
    query_text(q, ":receipt_no", t->s.receipt_no);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *money_id = row_text(q, t->h->mem, "id");
    *lease_id = row_text(q, t->h->mem, "lease_id");
    return query_end(q);
}

static enum err
claim_known(struct reported *t, const char *money_id, const char *lease_id)
{
    struct result_hearing *h = t->h;
    bool                   yes = false;

    if (lease_id) {
        t->finding = same(lease_id, h->r.lease_id) ? "known" : "used";
        return ERR_OK;
    }
    enum err e = fits(t, &yes);
    t->finding = yes ? "credited" : "tray";
    return e == ERR_OK && yes ? posting_assign(h->db, h->mem, h->r.landlord_id, money_id, h->r.lease_id, "claim", NULL)
                              : e;
}

/* It may be a prompt's: then it is that payment's money, and fits it. */
static enum err
claim_prompt(struct reported *t, const struct direct *d, bool *taken)
{
    struct result_hearing *h = t->h;
    struct pay            *rows;
    size_t                 count;
    enum err               e = direct_prompts(h->db, h->mem, d, &rows, &count);

    *taken = false;
    for (size_t i = 0; e == ERR_OK && !*taken && i < count; i++) {
        struct evidence    v = {.channel = "status",
                                .receipt_no = d->receipt_no,
                                .amount = d->amount,
                                .paid_at = d->paid_at,
                                .inbox_id = d->inbox_id};
        enum verdict_money money;
        const char        *why;
        if (!same(rows[i].lease_id, h->r.lease_id) || !same(rows[i].phone, t->s.payer.phone))
            continue;
        e = collect_money(h->db, h->mem, rows[i].id, &v, "claim", &money, &why);
        *taken = e == ERR_OK && (money == MONEY_POSTED || money == MONEY_KNOWN);
    }
    return e;
}

static enum err
claim_new(struct reported *t)
{
    struct result_hearing *h = t->h;
    struct direct          d = report_money(t);
    enum direct_verdict    verdict;
    bool                   yes = false, taken;
    enum err               e = claim_prompt(t, &d, &taken);

    t->finding = "credited";
    if (e != ERR_OK || taken)
        return e;
    e = fits(t, &yes);
    if (e != ERR_OK)
        return e;
    d.lease_id = yes ? h->r.lease_id : NULL;
    d.bill_id = yes ? h->r.bill_id : NULL;
    e = direct_money(h->db, h->mem, &d, &verdict);
    t->finding = verdict == DIRECT_POSTED ? "credited" : verdict == DIRECT_WAITING ? "tray" : "used";
    return e;
}

enum err
report_claim(struct reported *t)
{
    const char *money_id, *lease_id;
    enum err    e = whose(t, &money_id, &lease_id);

    if (e != ERR_OK)
        return e;
    return money_id ? claim_known(t, money_id, lease_id) : claim_new(t);
}
