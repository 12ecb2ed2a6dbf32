/*
 * deposit_finish.c - a deposit is settled: what the draft says is posted, and the rest goes back (contracts in
 * deposit.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/deposit.h"
#include "rent/ledger.h"
#include "rent/payout.h"
#include "rent/place.h"
#include "rent/posting.h"
#include "rent/scope.h"
#include "rent/tenant.h"

static const struct deposit_refusal is_final = {
    "deposit_settled", 409, NULL, N_("This deposit is settled. What was decided cannot be changed any more.")};
static const struct deposit_refusal nothing_held = {
    "nothing_held", 409, NULL, N_("No deposit of this tenant is held here, so there is nothing to settle.")};
static const struct deposit_refusal too_much = {
    "above_deposit", 409, NULL,
    N_("The deductions are more than the deposit that you hold now. Take a line off, then settle it.")};
static const struct deposit_refusal paid_meanwhile = {
    "bill_changed", 409, NULL,
    N_("One of the bills was paid meanwhile, or changed. Take its line off, then settle the deposit.")};
static const struct deposit_refusal no_way = {"invalid_fields", 422, "returnBy",
                                              N_("Choose how the rest goes back to the tenant.")};
static const struct deposit_refusal no_account = {"invalid_fields", 422, "bankAccountId",
                                                  N_("Choose the bank account that it was paid from.")};
static const struct deposit_refusal no_ref = {"invalid_fields", 422, "reference",
                                              N_("Enter the reference, or the number of the cheque.")};
static const struct deposit_refusal no_cash = {
    "not_there", 422, "returnBy",
    N_("By your books there is less cash than this. If you paid it out of your own pocket, choose that.")};

/* What is gathered while it is posted. */
struct settling {
    const char               *lease_id;
    const struct deposit_end *end;
    struct deposit            d;
    struct lease              lease;
    struct place              from; /* by hand */
    const char               *request_id;
    int64_t                   deducted_txn, returned_txn;
};

static bool
by(const struct settling *s, const char *way)
{
    return s->end->by && strcmp(s->end->by, way) == 0;
}

/* ---- judged anew ---- */

static const struct deposit_refusal *
judge_lines(const struct settling *s)
{
    if (s->d.final)
        return &is_final;
    if (!s->d.held.cents && !s->d.item_count)
        return &nothing_held;
    for (size_t i = 0; i < s->d.item_count; i++)
        if (s->d.items[i].bill_id && s->d.items[i].amount.cents > s->d.items[i].open.cents)
            return &paid_meanwhile;
    return s->d.rest.cents < 0 ? &too_much : NULL;
}

static enum err
judge_cash(struct db *db, const struct who *who, const struct settling *s, const struct deposit_refusal **why)
{
    struct money there;
    enum err     e = place_balance(db, who, &s->from, &there);

    if (e == ERR_OK && there.cents < s->d.rest.cents)
        *why = &no_cash;
    return e;
}

/* From where the rest is paid. */
static enum err
judge_return(struct db *db, struct arena *mem, const struct who *who, struct settling *s,
             const struct deposit_refusal **why)
{
    if (!s->d.rest.cents || by(s, "mpesa"))
        return ERR_OK;
    if (!s->end->by) {
        *why = &no_way;
        return ERR_OK;
    }
    bool        bank = by(s, "bank") || by(s, "cheque");
    const char *text = bank ? s->end->bank_account_id : s->end->by;
    enum err    e = text ? place_find(db, mem, who, text, &s->from) : ERR_NOT_FOUND;
    if (e == ERR_NOT_FOUND) {
        *why = &no_account;
        return ERR_OK;
    }
    if (bank && e == ERR_OK && (strcmp(s->from.kind, "bank") != 0))
        *why = &no_account;
    else if (bank && !s->end->ref)
        *why = &no_ref;
    return e == ERR_OK && by(s, "cash") ? judge_cash(db, who, s, why) : e;
}

/* ---- posted ---- */

static enum err
pay_bill(struct db *db, struct arena *mem, const struct who *who, const struct settling *s,
         const struct deposit_item *item)
{
    const char          *money_in_id;
    const struct posting p = {
        .landlord_id = who->landlord_id,
        .channel = "deposit",
        .rail = "deposits",
        .shortcode = s->lease_id,
        .phone = "",
        .amount = item->amount,
        .lease_id = s->lease_id,
        .bill_id = item->bill_id,
        .how = "person",
        .person_id = who->person_id,
    };
    enum err e = posting_money(db, mem, &p, &money_in_id);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_DEPOSIT_ITEM_SET_MONEY);
    scope_landlord(q, who);
    query_text(q, ":settlement_id", s->d.id);
    query_int(q, ":place", item->place);
    query_text(q, ":money_in_id", money_in_id);
    return query_run(q);
}

static enum err
post(struct db *db, struct arena *mem, const struct who *who, const struct settling *s, const char *account,
     const char *detail, struct money amount, const char *memo, int64_t *txn)
{
    const struct ledger_line lines[] = {{"deposits", s->lease_id, amount}, {account, detail, {-amount.cents}}};
    const struct ledger_txn  t = {.landlord_id = who->landlord_id, .kind = "settle", .memo = memo};
    enum err                 e = ledger_post(db, mem, &t, lines, COUNT(lines));

    return e == ERR_OK ? ledger_newest(db, txn) : e;
}

static enum err
post_lines(struct db *db, struct arena *mem, const struct who *who, struct settling *s)
{
    struct money kept = {0};
    enum err     e = ERR_OK;

    for (size_t i = 0; e == ERR_OK && i < s->d.item_count; i++) {
        const struct deposit_item *item = &s->d.items[i];
        if (item->bill_id)
            e = pay_bill(db, mem, who, s, item);
        else
            kept.cents += item->amount.cents;
    }
    return e == ERR_OK && kept.cents
               ? post(db, mem, who, s, "income", "damage", kept, "Kept of the deposit", &s->deducted_txn)
               : e;
}

static enum err
ask_payout(struct db *db, struct arena *mem, const struct who *who, struct settling *s,
           const struct deposit_refusal **why)
{
    enum payout_answer      answer;
    const struct payout_ask ask = {
        .api = "b2c",
        .purpose = "deposit",
        .party = s->end->phone ? s->end->phone : s->lease.tenant_phone,
        .party_kind = "phone",
        .amount = s->d.rest,
        .remarks = "Deposit returned",
        .lease_id = s->lease_id,
    };
    enum err e = payout_ask(db, mem, who, &ask, &answer, &s->request_id);

    if (e != ERR_OK || !payout_refusal(answer))
        return e;
    const struct payout_refusal *r = payout_refusal(answer);
    struct deposit_refusal      *same = arena_alloc(mem, sizeof *same);
    *same = (struct deposit_refusal){r->code, r->status, "returnBy", r->message};
    *why = same;
    return ERR_OK;
}

static enum err
give_rest(struct db *db, struct arena *mem, const struct who *who, struct settling *s,
          const struct deposit_refusal **why)
{
    if (!s->d.rest.cents)
        return ERR_OK;
    if (by(s, "mpesa"))
        return ask_payout(db, mem, who, s, why);
    const char *memo =
        arena_printf(mem, "Deposit returned%s%s", s->end->ref ? ", " : "", s->end->ref ? s->end->ref : "");
    return post(db, mem, who, s, s->from.kind, s->from.detail, s->d.rest, memo, &s->returned_txn);
}

static void
null_or_int(struct query *q, const char *name, int64_t value)
{
    if (value)
        query_int(q, name, value);
    else
        query_null(q, name);
}

static enum err
mark_final(struct db *db, const struct who *who, const struct settling *s)
{
    bool          rest = s->d.rest.cents > 0, bank = rest && (by(s, "bank") || by(s, "cheque"));
    struct query *q = db_query(db, SQL_SETTLEMENT_FINISH);

    scope_landlord(q, who);
    query_text(q, ":id", s->d.id);
    query_text(q, ":note", s->end->note);
    query_money(q, ":held_cents", s->d.held);
    query_money(q, ":returned_cents", s->d.rest);
    query_text(q, ":returned_by", rest ? s->end->by : NULL);
    query_text(q, ":returned_from", bank ? s->from.detail : NULL);
    query_text(q, ":returned_ref", rest && !by(s, "mpesa") ? s->end->ref : NULL);
    query_text(q, ":request_id", s->request_id);
    null_or_int(q, ":deducted_txn", s->deducted_txn);
    null_or_int(q, ":returned_txn", s->returned_txn);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    return e == ERR_OK && db_changes(db) != 1 ? ERR_CONFLICT : e;
}

/* A deposit that goes back whole has no draft before. */
static enum err
begin(struct db *db, struct arena *mem, const struct who *who, struct settling *s)
{
    struct query *q = db_query(db, SQL_SETTLEMENT_ADD);

    s->d.id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", s->d.id);
    scope_landlord(q, who);
    query_text(q, ":lease_id", s->lease_id);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
post_all(struct db *db, struct arena *mem, const struct who *who, struct settling *s,
         const struct deposit_refusal **why)
{
    enum err e = s->d.id ? ERR_OK : begin(db, mem, who, s);

    if (e == ERR_OK)
        e = post_lines(db, mem, who, s);
    if (e == ERR_OK)
        e = give_rest(db, mem, who, s, why);
    if (e == ERR_OK && *why)
        return ERR_FIELD; /* nothing of it is kept */
    if (e == ERR_OK)
        e = mark_final(db, who, s);
    return e == ERR_OK ? audit_note(db, mem, who, "deposit.settled", s->lease_id, s->end->by) : e;
}

static enum err
finish(struct db *db, struct arena *mem, const struct who *who, struct settling *s, const struct deposit_refusal **why)
{
    enum err e = lease_load(db, mem, who, s->lease_id, &s->lease);

    if (e == ERR_OK)
        e = deposit_load(db, mem, who, s->lease_id, &s->d);
    if (e != ERR_OK)
        return e;
    *why = judge_lines(s);
    if (!*why)
        e = judge_return(db, mem, who, s, why);
    return e == ERR_OK && !*why ? post_all(db, mem, who, s, why) : e;
}

enum err
deposit_finish(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
               const struct deposit_end *end, const struct deposit_refusal **why)
{
    struct settling s = {.lease_id = lease_id, .end = end};
    enum err        e = db_begin(db);

    *why = NULL;
    if (e != ERR_OK)
        return e;
    e = db_end(db, finish(db, mem, who, &s, why));
    if (e == ERR_OK && !*why)
        log_event(LOG_INFO, "deposit.settled", "lease", lease_id, "cents", I64(s.d.rest.cents), "landlord",
                  who->landlord_id, NULL);
    return e == ERR_FIELD && *why ? ERR_OK : e;
}
