#include "rent/deposit.h"

#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/list.h"
#include "rent/payout.h"
#include "rent/scope.h"
#include "rent/tenant.h"

static const struct deposit_refusal is_final = {
    "deposit_settled", 409, NULL, N_("This deposit is settled. What was decided cannot be changed any more.")};
static const struct deposit_refusal no_bill = {
    "invalid_fields", 422, "billId",
    N_("Choose a bill of this tenant that is not paid yet. A bill for the deposit itself cannot be paid from it.")};
static const struct deposit_refusal bill_twice = {"invalid_fields", 422, "billId",
                                                  N_("This bill stands among the deductions already.")};
static const struct deposit_refusal above_bill = {"invalid_fields", 422, "amount",
                                                  N_("This is more than what is left to pay of the bill. Enter less.")};
static const struct deposit_refusal no_words = {
    "invalid_fields", 422, "words", N_("Say in a few words what was done, so that the tenant understands.")};
static const struct deposit_refusal no_amount = {"invalid_fields", 422, "amount", N_("Enter an amount.")};
static const struct deposit_refusal too_much = {
    "above_deposit", 422, "amount",
    N_("All deductions together would be more than the deposit that you hold. Enter less.")};
static const struct deposit_refusal too_many = {"too_many_lines", 422, NULL,
                                                N_("There are 30 lines already. Put small things together in one.")};
static const struct deposit_refusal no_line = {"invalid_fields", 422, "remove", N_("There is no such line any more.")};

/* ---- looking ---- */

static enum err
load_items(struct db *db, struct arena *mem, const struct who *who, struct deposit *d)
{
    struct list   rows = list_new(mem, sizeof(struct deposit_item));
    struct query *q = db_query(db, SQL_DEPOSIT_ITEM_LIST);

    scope_landlord(q, who);
    query_text(q, ":settlement_id", d->id);
    while (query_next(q))
        *(struct deposit_item *)list_add(&rows) = (struct deposit_item){
            .place = row_int(q, "place"),
            .kind = row_text(q, mem, "kind"),
            .words = row_text(q, mem, "words"),
            .amount = row_money(q, "cents"),
            .bill_id = row_text(q, mem, "bill_id"),
            .bill_kind = row_text(q, mem, "bill_kind"),
            .bill_period = row_text(q, mem, "bill_period"),
            .open = row_money(q, "open_cents"),
            .receipt_number = row_text(q, mem, "receipt_number"),
        };
    d->items = rows.items;
    d->item_count = rows.count;
    return query_end(q);
}

static void
take_row(struct deposit *d, struct query *q, struct arena *mem)
{
    d->id = row_text(q, mem, "id");
    d->final = strcmp(row_text(q, mem, "state"), "final") == 0;
    d->note = row_text(q, mem, "note");
    d->made_name = row_text(q, mem, "made_name");
    d->final_name = row_text(q, mem, "final_name");
    d->made_at = row_int(q, "made_at");
    d->final_at = row_int(q, "final_at");
    d->deducted = row_money(q, "item_cents");
    if (d->final)
        d->was_held = row_money(q, "held_cents");
    d->returned_by = row_text(q, mem, "returned_by");
    d->returned_from = row_text(q, mem, "returned_from");
    d->returned_ref = row_text(q, mem, "returned_ref");
    d->request_id = row_text(q, mem, "request_id");
    d->request_state = row_text(q, mem, "request_state");
    d->request_receipt = row_text(q, mem, "result_receipt");
    d->request_party = row_text(q, mem, "request_party");
}

enum err
deposit_load(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct deposit *out)
{
    struct payout_limits limits;
    enum err             e = payout_limits(db, mem, who, lease_id, &limits);

    *out = (struct deposit){.held = limits.deposit, .was_held = limits.deposit};
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_SETTLEMENT_LOAD);
    scope_both(q, who);
    query_text(q, ":lease_id", lease_id);
    e = query_one(q);
    if (e == ERR_OK) {
        take_row(out, q, mem);
        e = query_end(q);
    } else if (e == ERR_NOT_FOUND) {
        e = ERR_OK;
    }
    out->rest.cents = out->was_held.cents - out->deducted.cents;
    return e == ERR_OK && out->id ? load_items(db, mem, who, out) : e;
}

/* ---- the draft ---- */

static enum err
begin(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct deposit *d)
{
    struct query *q = db_query(db, SQL_SETTLEMENT_ADD);

    d->id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", d->id);
    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

/* *amount: all that is left to pay of the bill, where nothing else was said. */
static enum err
judge_bill(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const struct deposit *d,
           const struct deposit_line *line, struct money *amount, const struct deposit_refusal **why)
{
    struct bill b;
    enum err    e = line->bill_id ? bill_load(db, mem, who, line->bill_id, &b) : ERR_NOT_FOUND;

    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    if (e != ERR_OK || strcmp(b.lease_id, lease_id) != 0 || strcmp(b.kind, "deposit") == 0 || b.balance.cents <= 0) {
        *why = &no_bill;
        return ERR_OK;
    }
    if (!amount->cents)
        *amount = b.balance;
    if (amount->cents > b.balance.cents)
        *why = &above_bill;
    for (size_t i = 0; i < d->item_count; i++)
        if (d->items[i].bill_id && strcmp(d->items[i].bill_id, line->bill_id) == 0)
            *why = &bill_twice;
    return ERR_OK;
}

static enum err
judge_line(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const struct deposit *d,
           const struct deposit_line *line, struct money *amount, const struct deposit_refusal **why)
{
    bool     bill = strcmp(line->kind, "bill") == 0;
    enum err e = bill ? judge_bill(db, mem, who, lease_id, d, line, amount, why) : ERR_OK;

    if (e != ERR_OK || *why)
        return e;
    if (amount->cents <= 0)
        *why = &no_amount;
    else if (!bill && (!line->words || !*line->words))
        *why = &no_words;
    else if (amount->cents > d->rest.cents)
        *why = &too_much;
    else if (d->item_count >= DEPOSIT_ITEMS_MOST)
        *why = &too_many;
    return ERR_OK;
}

static enum err
add_line(struct db *db, const struct who *who, const struct deposit *d, const struct deposit_line *line,
         struct money amount)
{
    bool          bill = strcmp(line->kind, "bill") == 0;
    struct query *q = db_query(db, SQL_DEPOSIT_ITEM_ADD);

    query_text(q, ":settlement_id", d->id);
    scope_landlord(q, who);
    query_text(q, ":kind", line->kind);
    query_text(q, ":words", bill ? "" : line->words);
    query_money(q, ":cents", amount);
    query_text(q, ":bill_id", bill ? line->bill_id : NULL);
    return query_run(q);
}

static enum err
deduct(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const struct deposit_line *line,
       const struct deposit_refusal **why)
{
    struct deposit d;
    struct money   amount = line->amount;
    enum err       e = deposit_load(db, mem, who, lease_id, &d);

    *why = e == ERR_OK && d.final ? &is_final : NULL;
    if (e != ERR_OK || *why)
        return e;
    e = judge_line(db, mem, who, lease_id, &d, line, &amount, why);
    if (e != ERR_OK || *why)
        return e;
    if (!d.id)
        e = begin(db, mem, who, lease_id, &d);
    if (e == ERR_OK)
        e = add_line(db, who, &d, line, amount);
    return e == ERR_OK ? audit_note(db, mem, who, "deposit.line_added", lease_id, line->kind) : e;
}

enum err
deposit_deduct(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
               const struct deposit_line *line, const struct deposit_refusal **why)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, deduct(db, mem, who, lease_id, line, why)) : e;
}

static enum err
drop(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, int64_t place,
     const struct deposit_refusal **why)
{
    struct deposit d;
    enum err       e = deposit_load(db, mem, who, lease_id, &d);

    *why = e == ERR_OK && d.final ? &is_final : NULL;
    if (e != ERR_OK || *why)
        return e;
    struct query *q = db_query(db, SQL_DEPOSIT_ITEM_DROP);
    scope_landlord(q, who);
    query_text(q, ":settlement_id", d.id);
    query_int(q, ":place", place);
    e = query_run(q);
    if (e == ERR_OK && db_changes(db) != 1)
        *why = &no_line;
    return e == ERR_OK && !*why ? audit_note(db, mem, who, "deposit.line_dropped", lease_id, NULL) : e;
}

enum err
deposit_drop(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, int64_t place,
             const struct deposit_refusal **why)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, drop(db, mem, who, lease_id, place, why)) : e;
}
