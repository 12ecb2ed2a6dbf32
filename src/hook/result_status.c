/*
 * result_status.c - what Daraja says of a transaction that it was asked about (rent/enquiry.h): kept, and then, as it
 * is Daraja's own word to us, acted upon.
 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "daraja/c2b.h"
#include "daraja/status.h"
#include "hook/evidence.h"
#include "hook/report.h"
#include "hook/result_private.h"
#include "rent/enquiry.h"
#include "rent/give_back.h"

static const char *const states[STATUS_STATE_COUNT] = {
    [STATUS_COMPLETED] = "completed", [STATUS_OPEN] = "open",       [STATUS_CANCELLED] = "cancelled",
    [STATUS_DECLINED] = "declined",   [STATUS_EXPIRED] = "expired", [STATUS_REVERSED] = "reversed",
    [STATUS_UNKNOWN] = "unknown",
};

/* What follows from a state where there is no money to speak of; NULL: there may be. */
static const char *const findings[STATUS_STATE_COUNT] = {
    [STATUS_COMPLETED] = NULL,
    [STATUS_OPEN] = "open",
    [STATUS_CANCELLED] = "not_completed",
    [STATUS_DECLINED] = "not_completed",
    [STATUS_EXPIRED] = "not_completed",
    [STATUS_REVERSED] = "reversed",
    [STATUS_UNKNOWN] = "no_answer",
};

static bool
same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

struct direct
report_money(const struct reported *t)
{
    const struct mpesa_request *r = &t->h->r;

    return (struct direct){
        .channel = "status",
        .landlord_id = r->landlord_id,
        .receiving_account_id = r->receiving_account_id,
        .shortcode = r->shortcode,
        .receipt_no = t->s.receipt_no,
        .msisdn = t->s.payer.phone ? t->s.payer.phone : "",
        .payer_name = t->s.payer.name,
        .amount = t->s.amount,
        .paid_at = t->s.finalised_at ? t->s.finalised_at : clock_now(),
        .inbox_id = t->h->row->id,
    };
}

static bool
came_to_us(const struct reported *t)
{
    return same(t->s.payee.number, t->h->r.shortcode) || same(t->s.payee.number, t->h->r.store_number);
}

/* ---- a reversal that we had not heard of ---- */

static enum err
learn_reversal(struct reported *t)
{
    struct result_hearing *h = t->h;
    const char            *receipt_no = t->s.receipt_no ? t->s.receipt_no : h->r.receipt_no, *id;
    bool                   known;

    if (t->s.state != STATUS_REVERSED || !receipt_no)
        return ERR_OK;
    enum err e = give_back_find(h->db, h->mem, h->r.landlord_id, receipt_no, &id, &known);
    if (e == ERR_OK && id && !known)
        e = give_back_learned(h->db, h->mem, h->r.landlord_id, id,
                              arena_printf(h->mem, "Reversed, as M-Pesa says of %s", receipt_no), &known);
    return e;
}

/* ---- asked about a request of ours ---- */

static enum err
check(struct reported *t)
{
    struct result_hearing *h = t->h;
    struct mpesa_request   about;
    bool                   moved;
    struct mpesa_outcome   o = {.cause = "query", .receipt_no = t->s.receipt_no, .paid_at = t->s.finalised_at};
    enum err               e = mpesa_by_id(h->db, h->mem, h->r.about_request_id, &about);

    if (e != ERR_OK)
        return e;
    bool at_original = h->r.receipt_no != NULL; /* a reversal, looked for at the payment that it reverses */
    if (at_original)
        o.receipt_no = NULL;
    if (t->s.state == (at_original ? STATUS_REVERSED : STATUS_COMPLETED)) {
        if (t->s.has_amount && t->s.amount.cents != about.amount.cents)
            return ERR_OK; /* not what we asked for: a person looks */
        o.state = "success";
        o.verdict = "done";
    } else if (!at_original && t->s.final) {
        o.state = "failed";
        o.verdict = "not_completed";
    }
    return o.state ? settle(h->db, h->mem, &about, &o, &moved) : ERR_OK;
}

/* ---- a confirmation that waited, and a person's question ---- */

const char *
report_account(const struct reported *t, const char *body)
{
    struct c2b_notice n;
    const char       *why;

    return c2b_notice_read(t->h->mem, body, strlen(body), &n, &why) == ERR_OK ? n.account : NULL;
}

/* What the payer typed stands in the confirmation alone. */
static enum err
account_typed(struct reported *t, struct direct *d)
{
    struct result_hearing *h = t->h;
    struct query          *q = db_query(h->db, SQL_VERDICT_BODY);

    query_int(q, ":id", h->r.about_inbox_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    d->bill_ref = report_account(t, row_text(q, h->mem, "body"));
    return query_end(q);
}

static enum err
take(struct reported *t)
{
    struct result_hearing *h = t->h;
    struct direct          d = report_money(t);
    struct judgement       j = {0};
    enum err               e = h->r.about_inbox_id ? account_typed(t, &d) : ERR_OK;

    if (e == ERR_OK)
        e = evidence_take(h->db, h->mem, &d, &j);
    h->out->payment_id = j.payment_id;
    t->finding = "answered";
    return e;
}

/* ---- all ---- */

static enum err
act(struct reported *t)
{
    const struct mpesa_request *r = &t->h->r;

    t->finding = findings[t->s.state];
    if (strcmp(r->purpose, "check") == 0)
        return check(t);
    if (t->finding)
        return ERR_OK;
    if (!came_to_us(t)) {
        t->finding = strcmp(r->purpose, "claim") == 0 ? "foreign" : "answered"; /* a payout of ours, perhaps */
        return ERR_OK;
    }
    if (!t->s.receipt_no || !t->s.has_amount || !t->s.payer.phone) { /* no customer's payment */
        t->finding = strcmp(r->purpose, "claim") == 0 ? "unclear" : "answered";
        return ERR_OK;
    }
    return strcmp(r->purpose, "claim") == 0 ? report_claim(t) : take(t);
}

static enum err
keep(const struct reported *t)
{
    struct enquiry e = {
        .state = states[t->s.state],
        .state_text = t->s.state_text,
        .receipt_no = t->s.receipt_no,
        .payer = t->s.payer.phone ? t->s.payer.phone : t->s.payer.number,
        .payer_name = t->s.payer.name,
        .payee = t->s.payee.number,
        .payee_name = t->s.payee.name,
        .reason_type = t->s.reason_type,
        .amount = t->s.has_amount ? t->s.amount : (struct money){0},
        .finalised_at = t->s.finalised_at,
        .finding = t->finding ? t->finding : "answered",
    };

    return enquiry_keep(t->h->db, &t->h->r, &e);
}

enum err
result_of_status(struct result_hearing *h, const struct mpesa_outcome *o)
{
    struct reported t = {.h = h, .s = status_report_read(h->mem, &h->result)};
    bool            moved;
    enum err        e = settle(h->db, h->mem, &h->r, o, &moved);

    h->out->receipt_no = t.s.receipt_no;
    if (e != ERR_OK)
        return e;
    if (!moved)
        return result_decide(h, HOOK_KNOWN, N_("This was known before."));
    if (h->r.receipt_no && t.s.receipt_no && !same(h->r.receipt_no, t.s.receipt_no)) {
        t.s.state = STATUS_UNKNOWN; /* an answer about something else */
        t.finding = "no_answer";
    } else {
        e = learn_reversal(&t);
        if (e == ERR_OK)
            e = act(&t);
    }
    if (e == ERR_OK)
        e = keep(&t);
    return e == ERR_OK ? result_decide(h, HOOK_KNOWN, N_("The answer to a question of ours.")) : e;
}
