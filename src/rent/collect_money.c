/*
 * collect_money.c - evidence becomes money: posted once, attached, or held.
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "rent/allocation.h"
#include "rent/collect_private.h"
#include "rent/ledger.h"

enum { CONTRADICTION_GAP_S = 30, CONTRADICTIONS_MOST = 2, RECEIPT_SIZE = 13 };

enum err
collect_hold(struct db *db, struct arena *mem, const struct pay *p, const char *reason, const struct evidence *v)
{
    struct query *q = db_query(db, SQL_HOLD_ADD);

    query_text(q, ":id", random_id(arena_alloc(mem, ID_SIZE)));
    query_text(q, ":landlord_id", p->landlord_id);
    query_text(q, ":payment_id", p->id);
    if (v->inbox_id)
        query_int(q, ":inbox_id", v->inbox_id);
    else
        query_null(q, ":inbox_id");
    query_text(q, ":reason", reason);
    query_money(q, ":expected_cents", p->asked);
    query_money(q, ":got_cents", v->amount);
    query_text(q, ":receipt_no", v->receipt_no);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    if (e == ERR_OK)
        log_event(LOG_WARN, "payment.held", "payment", p->id, "reason", reason, "expected", I64(p->asked.cents), "got",
                  I64(v->amount.cents), NULL);
    return e;
}

/* ---- what is known already ---- */

struct known {
    const char *money_in_id; /* of this payment; NULL: not posted */
    const char *receipt_no;
    const char *taken_by; /* another payment that claimed the receipt; NULL: nobody */
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
    if (!payment_id || strcmp(payment_id, p->id) != 0)
        out->taken_by = payment_id ? payment_id : "";
    return query_end(q);
}

/* ---- posting ---- */

static enum err
add_money(struct db *db, const struct pay *p, const struct evidence *v, const char *id)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_MONEY_IN_ADD);

    query_text(q, ":id", id);
    query_text(q, ":landlord_id", p->landlord_id);
    query_text(q, ":payment_id", p->id);
    query_text(q, ":channel", v->channel);
    query_text(q, ":receipt_no", v->receipt_no);
    query_money(q, ":amount_cents", v->amount);
    query_text(q, ":shortcode", p->shortcode);
    query_text(q, ":phone", p->phone);
    query_int(q, ":paid_at", v->paid_at ? v->paid_at : now);
    query_int(q, ":now", now);
    return query_run(q);
}

/* "RE-7K3M-Q9XW": capitals and digits that are not mistaken for one another. */
static const char *
receipt_number(char out[RECEIPT_SIZE])
{
    static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    memcpy(out, "RE-....-....", RECEIPT_SIZE);
    for (int i = 3; i < RECEIPT_SIZE - 1; i++)
        if (out[i] == '.')
            out[i] = alphabet[random_below(sizeof alphabet - 1)];
    return out;
}

static enum err
add_receipt(struct db *db, const struct pay *p, const char *money_in_id)
{
    char          number[RECEIPT_SIZE];
    struct query *q = db_query(db, SQL_RECEIPT_ADD);

    query_text(q, ":number", receipt_number(number));
    query_text(q, ":landlord_id", p->landlord_id);
    query_text(q, ":money_in_id", money_in_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
post_ledger(struct db *db, struct arena *mem, const struct pay *p, const struct evidence *v, const char *money_in_id)
{
    bool               test = strcmp(p->purpose, "test") == 0;
    struct ledger_line lines[] = {
        {"mpesa", p->shortcode, v->amount},
        {test ? "test_income" : "receivable", test ? "" : p->lease_id, {-v->amount.cents}},
    };
    struct ledger_txn t = {
        .landlord_id = p->landlord_id,
        .kind = "receive",
        .money_in_id = money_in_id,
        .memo = arena_printf(mem, "M-Pesa %s", v->receipt_no ? v->receipt_no : "(code to follow)"),
    };

    return ledger_post(db, mem, &t, lines, COUNT(lines));
}

static enum err
post(struct db *db, struct arena *mem, struct pay *p, const struct evidence *v, const char *cause)
{
    struct who    owner = {.landlord_id = p->landlord_id};
    const char   *id = random_id(arena_alloc(mem, ID_SIZE));
    bool          by_query = strcmp(v->channel, "stk_query") == 0;
    struct result r = {"paid", "0", NULL, 1, by_query ? 0 : clock_now()};
    enum err      e = add_money(db, p, v, id);

    if (e == ERR_OK)
        e = post_ledger(db, mem, p, v, id);
    if (e == ERR_OK && p->lease_id)
        e = allocation_spread(db, mem, &owner, p->lease_id, id, v->amount, p->bill_id);
    if (e == ERR_OK)
        e = add_receipt(db, p, id);
    if (e == ERR_OK)
        e = collect_step(db, p, "success", cause, v->receipt_no);
    if (e == ERR_OK)
        e = collect_set_result(db, p, &r);
    if (e == ERR_OK)
        e = collect_note_test(db, p, "success");
    if (e == ERR_OK)
        log_event(LOG_INFO, "payment.posted", "payment", p->id, "receipt", v->receipt_no, "cents",
                  I64(v->amount.cents), "landlord", p->landlord_id, NULL);
    return e;
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
    enum err     e = find_posted(db, mem, p, &k);

    if (e == ERR_OK)
        e = find_receipt(db, mem, p, v->receipt_no, &k);
    if (e != ERR_OK)
        return e;

    *verdict = MONEY_HELD;
    *why = NULL;
    if (k.taken_by) {
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
        struct result r = {outcome, code, desc, agreed || p.money_moved == 0 ? 0 : -1, agreed ? 0 : check_at};
        bool          settled = pay_is(&p, "failed") || pay_is(&p, "cancelled");
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
received_txn(struct db *db, const char *money_in_id, int64_t *txn_id)
{
    struct query *q = db_query(db, SQL_LEDGER_RECEIVED);

    query_text(q, ":money_in_id", money_in_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *txn_id = row_int(q, "id");
    return query_end(q);
}

static enum err
undo(struct db *db, struct arena *mem, struct pay *p)
{
    struct known    k = {0};
    struct evidence v = {.channel = "stk_query", .amount = p->asked};
    struct result   r = {"contradicted", NULL, "Daraja says twice that this payment failed", -1, 0};
    int64_t         txn_id;
    enum err        e = find_posted(db, mem, p, &k);

    if (e == ERR_OK)
        e = received_txn(db, k.money_in_id, &txn_id);
    if (e == ERR_OK)
        e = ledger_reverse(db, mem, txn_id, "Daraja contradicted the callback twice");
    if (e == ERR_OK) {
        struct query *q = db_query(db, SQL_ALLOCATION_END);
        query_text(q, ":money_in_id", k.money_in_id);
        query_int(q, ":now", clock_now());
        e = query_run(q);
    }
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
