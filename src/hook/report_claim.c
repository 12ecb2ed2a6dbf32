/*
 * report_claim.c - "I have paid: here is the code", once Daraja has said what that code is. The rules are in
 * rent/claim.h; each ends in a finding (rent/enquiry.h).
 */
#include <string.h>

#include "base/msisdn.h"
#include "hook/report.h"
#include "rent/claim.h"
#include "rent/match.h"
#include "rent/posting.h"

static bool
same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static enum err
believed(const struct reported *t, bool *yes)
{
    const struct mpesa_request *r = &t->h->r;
    const struct claim_story    s = {
           .landlord_id = r->landlord_id,
           .lease_id = r->lease_id,
           .bill_id = r->bill_id,
           .receipt_no = t->s.receipt_no,
           .phone = t->s.payer.phone,
           .amount = t->s.amount,
           .paid_at = t->s.finalised_at ? t->s.finalised_at : t->s.initiated_at,
    };

    return claim_believed(t->h->db, &s, yes);
}

/* ---- in the books already ---- */

/* With another amount than Daraja's it is held, and nobody's until a person has looked. */
static enum err
hold_other_amount(struct reported *t)
{
    struct direct       d = report_money(t);
    enum direct_verdict verdict;

    t->finding = "tray";
    return direct_money(t->h->db, t->h->mem, &d, &verdict);
}

static enum err
claim_known(struct reported *t, const struct claimed *m)
{
    struct result_hearing *h = t->h;
    bool                   yes = false;

    t->finding = m->reversed ? "reversed" : !m->assigned ? "tray" : m->own ? "known" : "used";
    if (!m->waiting)
        return ERR_OK;
    if (m->amount.cents != t->s.amount.cents)
        return hold_other_amount(t);
    enum err e = believed(t, &yes);
    if (e != ERR_OK || !yes)
        return e;
    t->finding = "credited";
    return posting_assign(h->db, h->mem, h->r.landlord_id, m->id, h->r.lease_id, "claim", NULL);
}

/* ---- a prompt's money, whose own callback was lost ---- */

/* The prompt that it fits, phone and all. *clear false: prompts of several leases do. */
static enum err
find_prompt(struct reported *t, const struct direct *d, const struct pay **out, bool *clear)
{
    struct pay *rows;
    size_t      count;
    enum err    e = direct_prompts(t->h->db, t->h->mem, d, &rows, &count);

    *out = NULL;
    *clear = true;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        if (msisdn_fits(t->s.payer.phone, rows[i].phone) != MSISDN_PROOF)
            continue;
        *clear = *clear && (!*out || same((*out)->lease_id, rows[i].lease_id));
        if (!*out)
            *out = &rows[i];
    }
    return e;
}

static enum err
take_prompt(struct reported *t, const struct direct *d, const struct pay *p)
{
    struct evidence    v = {.channel = "status",
                            .receipt_no = d->receipt_no,
                            .amount = d->amount,
                            .paid_at = d->paid_at,
                            .inbox_id = d->inbox_id};
    enum verdict_money money;
    const char        *why;
    enum err           e = collect_money(t->h->db, t->h->mem, p->id, &v, "claim", &money, &why);

    t->h->out->payment_id = p->id;
    t->finding = !same(p->lease_id, t->h->r.lease_id)            ? "used"
                 : money == MONEY_POSTED || money == MONEY_KNOWN ? "credited"
                                                                 : "tray";
    return e;
}

/* ---- money that we had not heard of ---- */

/* What its payer typed, where M-Pesa told us from an address that was not listed; its lease, or NULL. */
static enum err
typed(struct reported *t, struct direct *d, const char **lease_id)
{
    struct result_hearing *h = t->h;
    struct query          *q = db_query(h->db, SQL_CONFIRMATION_ABOUT);

    *lease_id = NULL;
    query_text(q, ":landlord_id", h->r.landlord_id);
    query_text(q, ":receipt_no", d->receipt_no);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    d->bill_ref = report_account(t, row_text(q, h->mem, "body"));
    e = query_end(q);
    if (e == ERR_OK && d->bill_ref)
        e = match_lease(h->db, h->mem, h->r.landlord_id, d->bill_ref, lease_id);
    return e;
}

static enum err
take_direct(struct reported *t, struct direct *d)
{
    struct result_hearing *h = t->h;
    const char            *named;
    enum direct_verdict    verdict;
    bool                   yes = false;
    enum err               e = typed(t, d, &named);

    if (e == ERR_OK && !named)
        e = believed(t, &yes);
    if (e != ERR_OK)
        return e;
    d->lease_id = yes ? h->r.lease_id : NULL;
    d->bill_id = yes ? h->r.bill_id : NULL;
    e = direct_money(h->db, h->mem, d, &verdict);
    if (verdict == DIRECT_POSTED)
        t->finding = yes || same(named, h->r.lease_id) ? "credited" : "used";
    else
        t->finding = verdict == DIRECT_WAITING ? "tray" : "used";
    return e;
}

static enum err
claim_new(struct reported *t)
{
    struct direct       d = report_money(t);
    enum direct_verdict verdict;
    const struct pay   *p;
    bool                clear;
    enum err            e = find_prompt(t, &d, &p, &clear);

    if (e != ERR_OK)
        return e;
    if (p && clear)
        return take_prompt(t, &d, p);
    if (!p)
        return take_direct(t, &d);
    t->finding = "tray";
    return direct_money(t->h->db, t->h->mem, &d, &verdict);
}

enum err
report_claim(struct reported *t)
{
    const struct mpesa_request *r = &t->h->r;
    struct claimed              m;
    enum err                    e = claim_money(t->h->db, t->h->mem, r->landlord_id, r->lease_id, t->s.receipt_no, &m);

    if (e == ERR_NOT_FOUND)
        return claim_new(t);
    return e == ERR_OK ? claim_known(t, &m) : e;
}
