/*
 * collect_money.c - evidence becomes money: posted once, attached, or held.
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "rent/collect_private.h"
#include "rent/posting.h"

enum { CONTRADICTION_GAP_S = 30, CONTRADICTIONS_MOST = 2 };

/* ---- what is known already ---- */

struct known {
    const char *money_in_id; /* of this payment; NULL: not posted */
    const char *receipt_no;
    const char *taken_by; /* another payment that claimed the receipt; NULL: nobody */
    const char *direct_id,
        *direct_lease_id; /* the receipt came by itself, and may be this prompt's; lease NULL: nobody's yet */
};

static enum err
find_posted(struct db *db, struct arena *mem, const struct pay *p, struct known *out)
{
    struct query *q = db_query(db, SQL_MONEY_IN_BY_PAYMENT);

    query_text(q, ":id", p->id);
    enum err e = query_one(q);
    if (e == ERR_NOT_FOUND)
        return ERR_OK;
    if (e != ERR_OK)
        return e;
    out->money_in_id = row_text(q, mem, "id");
    out->receipt_no = row_text(q, mem, "receipt_no");
    return query_end(q);
}

static enum err
find_receipt(struct db *db, struct arena *mem, const struct pay *p, const char *receipt_no, struct known *out)
{
    if (!receipt_no)
        return ERR_OK;
    struct query *q = db_query(db, SQL_MONEY_IN_BY_RECEIPT);
    query_text(q, ":receipt_no", receipt_no);
    enum err e = query_one(q);
    if (e == ERR_NOT_FOUND)
        return ERR_OK;
    if (e != ERR_OK)
        return e;
    const char *payment_id = row_text(q, mem, "payment_id");
    bool        ours = strcmp(row_text(q, mem, "landlord_id"), p->landlord_id) == 0 &&
                strcmp(row_text(q, mem, "shortcode"), p->shortcode) == 0 &&
                row_money(q, "amount_cents").cents == p->asked.cents;
    const char *lease_id = row_text(q, mem, "lease_id");
    bool        same_lease = !lease_id || (p->lease_id && strcmp(lease_id, p->lease_id) == 0);
    if (!payment_id && ours && same_lease && p->lease_id) {
        out->direct_id = row_text(q, mem, "id");
        out->direct_lease_id = lease_id;
    } else if (!payment_id || strcmp(payment_id, p->id) != 0) {
        out->taken_by = payment_id ? payment_id : "";
    }
    return query_end(q);
}

/* ---- posting ---- */

static enum err
post(struct db *db, struct arena *mem, struct pay *p, const struct evidence *v, const char *cause)
{
    const char    *id;
    bool           by_query = strcmp(v->channel, "stk_query") == 0;
    struct posting posting = {
        .landlord_id = p->landlord_id,
        .payment_id = p->id,
        .channel = v->channel,
        .receipt_no = v->receipt_no,
        .shortcode = p->shortcode,
        .phone = p->phone,
        .amount = v->amount,
        .paid_at = v->paid_at,
        .credit = strcmp(p->purpose, "test") == 0 ? "test_income" : NULL,
        .lease_id = p->lease_id,
        .bill_id = p->bill_id,
        .how = "prompt",
    };
    struct result r = {"paid", "0", NULL, 1, by_query ? 0 : clock_now()};
    enum err      e = posting_money(db, mem, &posting, &id);

    if (e == ERR_OK)
        e = collect_step(db, p, "success", cause, v->receipt_no);
    if (e == ERR_OK)
        e = collect_set_result(db, p, &r);
    if (e == ERR_OK)
        e = collect_note_test(db, p, "success");
    if (e == ERR_OK)
        e = collect_clear_holds(db, p);
    if (e == ERR_OK)
        log_event(LOG_INFO, "payment.posted", "payment", p->id, "receipt", v->receipt_no, "cents", I64(v->amount.cents),
                  "landlord", p->landlord_id, NULL);
    return e;
}

/* The money came by itself first, and was posted; this says that it was the prompt's. */
static enum err
adopt(struct db *db, struct arena *mem, struct pay *p, const struct known *k, const struct evidence *v,
      const char *cause)
{
    struct result r = {"paid", "0", NULL, 1, clock_now()};
    struct query *q = db_query(db, SQL_MONEY_IN_ADOPT);

    query_text(q, ":id", k->direct_id);
    query_text(q, ":payment_id", p->id);
    enum err e = query_run(q);
    if (e == ERR_OK && !k->direct_lease_id)
        e = posting_assign(db, mem, p->landlord_id, k->direct_id, p->lease_id, "prompt", NULL);
    if (e == ERR_OK)
        e = collect_step(db, p, "success", cause, v->receipt_no);
    return e == ERR_OK ? collect_set_result(db, p, &r) : e;
}

static enum err
fill_receipt(struct db *db, const struct known *k, const struct evidence *v)
{
    struct query *q = db_query(db, SQL_MONEY_IN_SET_RECEIPT);

    query_text(q, ":id", k->money_in_id);
    query_text(q, ":receipt_no", v->receipt_no);
    return query_run(q);
}

/* The table of threat-model.md 3: what fits is posted or attached, the rest is held. */
static enum err
judge(struct db *db, struct arena *mem, struct pay *p, const struct evidence *v, const char *cause,
      enum verdict_money *verdict, const char **why)
{
    struct known k = {0};
    bool         counted;
    enum err     e = collect_counted_apart(db, p, v->receipt_no, &counted);

    *verdict = MONEY_KNOWN;
    *why = NULL;
    if (e != ERR_OK || counted)
        return e;
    e = find_posted(db, mem, p, &k);
    if (e == ERR_OK)
        e = find_receipt(db, mem, p, v->receipt_no, &k);
    if (e != ERR_OK)
        return e;

    *verdict = MONEY_HELD;
    if (k.taken_by || (k.money_in_id && k.direct_id)) { /* the second: posted once by a query and once by itself */
        *why = "receipt_taken";
    } else if (v->amount.cents != p->asked.cents) {
        *why = "amount";
    } else if (k.money_in_id && k.receipt_no && v->receipt_no && strcmp(k.receipt_no, v->receipt_no) != 0) {
        *why = "second_receipt";
    }
    if (*why)
        return collect_hold(db, mem, p, *why, v);

    if (pay_is(p, "reversed")) {
        *verdict = MONEY_TOO_LATE;
        return ERR_OK;
    }
    if (k.money_in_id) {
        *verdict = MONEY_KNOWN;
        return v->receipt_no && !k.receipt_no ? fill_receipt(db, &k, v) : ERR_OK;
    }
    *verdict = MONEY_POSTED;
    if (k.direct_id)
        return adopt(db, mem, p, &k, v, cause);
    return post(db, mem, p, v, cause);
}

enum err
collect_money(struct db *db, struct arena *mem, const char *id, const struct evidence *v, const char *cause,
              enum verdict_money *verdict, const char **why)
{
    struct pay p;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = collect_load(db, mem, id, &p);
    if (e == ERR_OK && (v->merchant_id || v->checkout_id))
        e = collect_set_ids(db, id, v->merchant_id, v->checkout_id);
    if (e == ERR_OK)
        e = judge(db, mem, &p, v, cause, verdict, why);
    return db_end(db, e);
}

enum err
collect_declined(struct db *db, struct arena *mem, const char *id, const char *state, const char *outcome,
                 const char *code, const char *desc, const char *cause, bool agreed, int64_t check_at)
{
    struct pay p;
    enum err   e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = collect_load(db, mem, id, &p);
    if (e == ERR_OK && !pay_is(&p, "success") && !pay_is(&p, "reversed") && !pay_is(&p, "pending")) {
        struct result r = {outcome, code, desc, -1, check_at};
        bool          settled = pay_is(&p, "failed") || pay_is(&p, "cancelled");
        if (agreed || p.money_moved == 0) { /* nothing is left to ask */
            r.money_moved = 0;
            r.check_at = 0;
        }
        if (settled) { /* keep the first, more telling reason */
            r.outcome = p.outcome;
            r.code = p.result_code;
        } else {
            e = collect_step(db, &p, state, cause, outcome);
        }
        if (e == ERR_OK)
            e = collect_set_result(db, &p, &r);
        if (e == ERR_OK)
            e = collect_note_test(db, &p, "failed");
    }
    return db_end(db, e);
}

enum err
collect_confirmed(struct db *db, const char *id, int64_t now)
{
    struct query *q = db_query(db, SQL_PAYMENT_SET_CONFIRMED);

    query_text(q, ":id", id);
    query_int(q, ":now", now);
    return query_run(q);
}

/* ---- taking back what a forged callback brought about ---- */

static enum err
undo(struct db *db, struct arena *mem, struct pay *p)
{
    struct known    k = {0};
    struct evidence v = {.channel = "stk_query", .amount = p->asked};
    struct result   r = {"contradicted", NULL, "Daraja says twice that this payment failed", -1, 0};
    enum err        e = find_posted(db, mem, p, &k);

    if (e == ERR_OK)
        e = posting_mirror(db, mem, k.money_in_id, "Daraja contradicted the callback twice");
    if (e == ERR_OK)
        e = collect_step(db, p, "reversed", "query", "contradicted twice");
    if (e == ERR_OK)
        e = collect_set_result(db, p, &r);
    v.receipt_no = k.receipt_no;
    return e == ERR_OK ? collect_hold(db, mem, p, "contradicted", &v) : e;
}

enum err
collect_contradicted(struct db *db, struct arena *mem, const char *id, int64_t now, bool *undone)
{
    struct pay p;
    enum err   e = db_begin(db);

    *undone = false;
    if (e != ERR_OK)
        return e;
    e = collect_load(db, mem, id, &p);
    if (e == ERR_OK && pay_is(&p, "success")) {
        struct query *q = db_query(db, SQL_PAYMENT_SET_CONTRADICTED);
        query_text(q, ":id", id);
        query_int(q, ":check_at", now + CONTRADICTION_GAP_S);
        e = query_run(q);
        if (e == ERR_OK && p.contradictions + 1 >= CONTRADICTIONS_MOST) {
            *undone = true;
            e = undo(db, mem, &p);
        }
    }
    return db_end(db, e);
}
