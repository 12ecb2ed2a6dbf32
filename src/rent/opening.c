#include "rent/opening.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/random.h"
#include "base/text.h"
#include "rent/allocation.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/ledger.h"
#include "rent/payout.h"
#include "rent/posting.h"
#include "rent/scope.h"
#include "rent/tenant.h"

#define MOST_CENTS INT64_C(1000000000) /* ten million shillings: more is a slip of the keyboard */

static const struct opening_refusal refusals[OPENING_ANSWER_COUNT] = {
    [OPENING_AGAIN] = {"opening_set", NULL,
                       N_("This lease has an opening balance already. Undo it first, then enter the right one.")},
    [OPENING_NOTHING] = {"invalid_fields", "balance",
                         N_("Enter what was owed or paid ahead, or the deposit that you held.")},
    [OPENING_FUTURE] = {"invalid_fields", "asOf", N_("Enter a day that is not after today.")},
    [OPENING_DUE_LATER] = {"invalid_fields", "dueDate",
                           N_("Enter the day since which it is owed: not after the day of the balance.")},
    [OPENING_TOO_MUCH] = {"invalid_fields", "balance", N_("Enter less than ten million shillings.")},
};

const struct opening_refusal *
opening_refusal(enum opening_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

static bool
is_day(const char *text, const char *not_after)
{
    struct date d;

    return date_parse(text, &d) && strcmp(text, not_after) <= 0;
}

static enum opening_answer
judge(const struct opening_new *in, const char *today)
{
    if (in->balance.cents > MOST_CENTS || in->balance.cents < -MOST_CENTS || in->deposit.cents > MOST_CENTS)
        return OPENING_TOO_MUCH;
    if (in->deposit.cents < 0 || (!in->balance.cents && !in->deposit.cents))
        return OPENING_NOTHING;
    if (!is_day(in->as_of, today))
        return OPENING_FUTURE;
    return is_day(in->due_date, in->as_of) ? OPENING_SET : OPENING_DUE_LATER;
}

/* ---- posting it ---- */

static enum err
owe(struct db *db, struct arena *mem, const struct who *who, const struct opening_new *in, const char **bill_id)
{
    const struct bill_new b = {
        .lease_id = in->lease_id,
        .period = arena_strndup(mem, in->due_date, PERIOD_SIZE - 1),
        .kind = "other",
        .due_date = in->due_date,
        .description = "Brought forward",
        .amount = in->balance,
        .account = "opening",
        .day = in->as_of,
    };

    return bill_add(db, mem, who, &b, bill_id);
}

/* At noon, so that no zone makes another day of it. */
static int64_t
noon_of(const char *day)
{
    struct date d = {0};

    (void)date_parse(day, &d);
    return date_start_utc(d) + 12 * 3600;
}

static enum err
paid_ahead(struct db *db, struct arena *mem, const struct who *who, const struct opening_new *in, const char **money_id)
{
    const struct posting p = {
        .landlord_id = who->landlord_id,
        .channel = "opening",
        .rail = "opening",
        .shortcode = "",
        .phone = "",
        .amount = {-in->balance.cents},
        .paid_at = noon_of(in->as_of),
        .lease_id = in->lease_id,
        .how = "person",
        .person_id = who->person_id,
    };

    return posting_money(db, mem, &p, money_id);
}

static enum err
hold_deposit(struct db *db, struct arena *mem, const struct who *who, const struct opening_new *in, int64_t *txn)
{
    const struct ledger_line lines[] = {
        {"opening", "", in->deposit},
        {"deposits", in->lease_id, {-in->deposit.cents}},
    };
    const struct ledger_txn t = {
        .landlord_id = who->landlord_id, .kind = "opening", .memo = "Deposit held before RentEase", .day = in->as_of};
    enum err e = ledger_post(db, mem, &t, lines, COUNT(lines));

    return e == ERR_OK ? ledger_newest(db, txn) : e;
}

static enum err
keep(struct db *db, const struct who *who, const struct opening_new *in, const struct opening *o, int64_t deposit_txn)
{
    struct query *q = db_query(db, SQL_OPENING_ADD);

    query_text(q, ":id", o->id);
    scope_landlord(q, who);
    query_text(q, ":lease_id", in->lease_id);
    query_text(q, ":as_of", in->as_of);
    query_money(q, ":balance_cents", in->balance);
    query_money(q, ":deposit_cents", in->deposit);
    query_text(q, ":bill_id", o->bill_id);
    query_text(q, ":money_in_id", o->money_in_id);
    if (deposit_txn)
        query_int(q, ":deposit_txn", deposit_txn);
    else
        query_null(q, ":deposit_txn");
    query_text(q, ":note", in->note);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
post(struct db *db, struct arena *mem, const struct who *who, const struct opening_new *in, const char **id)
{
    struct opening o = {.id = random_id(arena_alloc(mem, ID_SIZE))};
    int64_t        deposit_txn = 0;
    enum err       e = ERR_OK;

    if (in->balance.cents > 0)
        e = owe(db, mem, who, in, &o.bill_id);
    if (in->balance.cents < 0)
        e = paid_ahead(db, mem, who, in, &o.money_in_id);
    if (e == ERR_OK && in->deposit.cents)
        e = hold_deposit(db, mem, who, in, &deposit_txn);
    if (e == ERR_OK)
        e = keep(db, who, in, &o, deposit_txn);
    *id = o.id;
    return e == ERR_OK ? audit_note(db, mem, who, "opening.set", in->lease_id, o.id) : e;
}

/* Judged in the transaction that posts it: two at once set one. */
static enum err
set(struct db *db, struct arena *mem, const struct who *who, const struct opening_new *in, enum opening_answer *answer,
    const char **id)
{
    struct lease   l;
    struct opening before;
    enum err       e = lease_load(db, mem, who, in->lease_id, &l);

    if (e != ERR_OK)
        return e;
    e = opening_load(db, mem, who, in->lease_id, &before);
    if (e == ERR_OK && !before.undone_at) {
        *answer = OPENING_AGAIN;
        return ERR_OK;
    }
    return e == ERR_OK || e == ERR_NOT_FOUND ? post(db, mem, who, in, id) : e;
}

enum err
opening_set(struct db *db, struct arena *mem, const struct who *who, const struct opening_new *given,
            enum opening_answer *answer, const char **id)
{
    char               today[DATE_SIZE];
    struct opening_new in = *given;

    *id = NULL;
    if (!in.as_of)
        in.as_of = arena_strdup(mem, date_text(today, today_eat()));
    if (!in.due_date)
        in.due_date = in.as_of;
    *answer = judge(&in, date_text(today, today_eat()));
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    if (*answer == OPENING_SET)
        e = set(db, mem, who, &in, answer, id);
    return db_end(db, e);
}

enum err
opening_load(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct opening *out)
{
    struct query *q = db_query(db, SQL_OPENING_LOAD);

    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct opening){
        .id = row_text(q, mem, "id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .as_of = row_text(q, mem, "as_of"),
        .due_date = row_text(q, mem, "due_date"),
        .note = row_text(q, mem, "note"),
        .balance = row_money(q, "balance_cents"),
        .deposit = row_money(q, "deposit_cents"),
        .bill_id = row_text(q, mem, "bill_id"),
        .money_in_id = row_text(q, mem, "money_in_id"),
        .deposit_txn = row_int(q, "deposit_txn"),
        .set_name = row_text(q, mem, "set_name"),
        .set_at = row_int(q, "set_at"),
        .undone_name = row_text(q, mem, "undone_name"),
        .undone_reason = row_text(q, mem, "undone_reason"),
        .undone_at = row_int(q, "undone_at"),
        .refunded = row_money(q, "refunded_cents"),
    };
    return query_end(q);
}

/* ---- taking it back ---- */

static enum err
mark_undone(struct db *db, const struct who *who, const char *id, const char *reason)
{
    struct query *q = db_query(db, SQL_OPENING_UNDO);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":reason", reason);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    enum err e = query_run(q);
    return e == ERR_OK && db_changes(db) != 1 ? ERR_CONFLICT : e;
}

/* It may have been cancelled by itself before. */
static enum err
void_bill(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *reason)
{
    struct bill b;
    enum err    e = bill_load(db, mem, who, bill_id, &b);

    return e == ERR_OK && !b.voided_at ? bill_void(db, mem, who, bill_id, reason) : e;
}

static enum err
take_back(struct db *db, struct arena *mem, const struct who *who, const struct opening *o, const char *reason)
{
    static const char memo[] = "Opening balance undone";
    enum err          e = mark_undone(db, who, o->id, reason);

    if (e == ERR_OK && o->bill_id)
        e = void_bill(db, mem, who, o->bill_id, reason);
    if (e == ERR_OK && o->money_in_id)
        e = posting_mirror(db, mem, o->money_in_id, memo);
    if (e == ERR_OK && o->deposit_txn)
        e = ledger_reverse(db, mem, o->deposit_txn, memo);
    if (e == ERR_OK)
        e = allocation_use_credit(db, mem, who, o->lease_id);
    return e == ERR_OK ? audit_note(db, mem, who, "opening.undone", o->lease_id, reason) : e;
}

static enum err
undo(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *reason)
{
    struct opening       o;
    struct payout_limits held;
    enum err             e = opening_load(db, mem, who, lease_id, &o);

    if (e == ERR_OK)
        e = o.undone_at ? ERR_NOT_FOUND : payout_limits(db, mem, who, lease_id, &held);
    if (e != ERR_OK)
        return e;
    if (o.refunded.cents || (o.deposit.cents && held.deposit.cents < o.deposit.cents))
        return ERR_CONFLICT;
    return take_back(db, mem, who, &o, reason);
}

enum err
opening_undo(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *reason)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, undo(db, mem, who, lease_id, reason)) : e;
}
