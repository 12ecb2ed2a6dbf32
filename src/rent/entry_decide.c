/*
 * entry_decide.c - an entry counts, or does not, or no longer; and what becomes of a cheque (contracts in entry.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/log.h"
#include "rent/allocation.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/entry.h"
#include "rent/ledger.h"
#include "rent/place.h"
#include "rent/posting.h"
#include "rent/scope.h"

/* Of a row that is still what it must be for this step; ERR_CONFLICT: it is not. */
static struct query *
step(struct db *db, enum sql which, const struct who *who, const char *id)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return q;
}

static enum err
stepped(struct db *db, struct query *q)
{
    enum err e = query_run(q);

    return e == ERR_OK && db_changes(db) != 1 ? ERR_CONFLICT : e;
}

/* ---- into the books ---- */

/* Today's counts as of now, another day's as of its noon. */
static int64_t
paid_at(const char *day)
{
    struct date d = today_eat();
    char        today[DATE_SIZE];

    if (strcmp(day, date_text(today, d)) == 0)
        return clock_now();
    (void)date_parse(day, &d);
    return date_start_utc(d) + 12 * 3600;
}

static const char *
reference(struct arena *mem, const struct entry *n)
{
    return n->cheque_bank ? arena_printf(mem, "%s %s", n->cheque_bank, n->ref) : n->ref;
}

static enum err
post(struct db *db, struct arena *mem, const struct who *who, const struct entry *n)
{
    const char          *money_in_id;
    const struct posting p = {
        .landlord_id = who->landlord_id,
        .channel = "manual",
        .rail = n->rail,
        .ref = reference(mem, n),
        .shortcode = n->account_name ? n->account_name : "",
        .phone = "",
        .amount = n->amount,
        .paid_at = paid_at(n->received_on),
        .lease_id = n->lease_id,
        .bill_id = n->bill_id,
        .how = "person",
        .person_id = n->made_by,
    };
    enum err e = posting_money(db, mem, &p, &money_in_id);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_ENTRY_SET_MONEY);
    scope_landlord(q, who);
    query_text(q, ":id", n->id);
    query_text(q, ":money_in_id", money_in_id);
    log_event(LOG_INFO, "entry.posted", "entry", n->id, "cents", I64(n->amount.cents), "landlord", who->landlord_id,
              NULL);
    return stepped(db, q);
}

static enum err
decide(struct db *db, struct arena *mem, const struct who *who, const struct entry *n, const char *state,
       const char *reason)
{
    struct query *q = step(db, SQL_ENTRY_DECIDE, who, n->id);

    query_text(q, ":state", state);
    query_text(q, ":reason", reason);
    enum err e = stepped(db, q);
    return e == ERR_OK ? audit_note(db, mem, who, arena_printf(mem, "entry.%s", state), n->id, reason) : e;
}

static enum err
approve(struct db *db, struct arena *mem, const struct who *who, const char *id)
{
    struct entry n;
    enum err     e = entry_load(db, mem, who, id, &n);

    if (e == ERR_OK)
        e = decide(db, mem, who, &n, "approved", NULL);
    return e == ERR_OK ? post(db, mem, who, &n) : e;
}

enum err
entry_approve(struct db *db, struct arena *mem, const struct who *who, const char *id)
{
    struct entry n;

    if (!entry_decides(who)) { /* what he may not even see is not found */
        enum err seen = entry_load(db, mem, who, id, &n);
        return seen == ERR_OK ? ERR_FORBIDDEN : seen;
    }
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, approve(db, mem, who, id)) : e;
}

static enum err
reject(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    struct entry n;
    enum err     e = entry_load(db, mem, who, id, &n);

    if (e != ERR_OK)
        return e;
    if (!entry_decides(who) && strcmp(n.made_by, who->person_id) != 0)
        return ERR_FORBIDDEN;
    return decide(db, mem, who, &n, "rejected", reason);
}

enum err
entry_reject(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, reject(db, mem, who, id, reason)) : e;
}

/* ---- out of them again ---- */

/* What the tenant had paid ahead besides pays the bills that are open again. */
static enum err
mirror(struct db *db, struct arena *mem, const struct who *who, const struct entry *n, const char *memo)
{
    enum err e = posting_mirror(db, mem, n->money_in_id, memo);

    return e == ERR_OK ? allocation_use_credit(db, mem, who, n->lease_id) : e;
}

static enum err
undo(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    struct entry n;
    enum err     e = entry_load(db, mem, who, id, &n);

    if (e != ERR_OK)
        return e;
    if (who->role != ROLE_OWNER)
        return ERR_FORBIDDEN;
    struct query *q = step(db, SQL_ENTRY_UNDO, who, id);
    query_text(q, ":reason", reason);
    e = stepped(db, q);
    if (e == ERR_OK)
        e = mirror(db, mem, who, &n, "Entry undone");
    return e == ERR_OK ? audit_note(db, mem, who, "entry.undone", id, reason) : e;
}

enum err
entry_undo(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, undo(db, mem, who, id, reason)) : e;
}

/* ---- cheques ---- */

/* It hangs on the cheque's money, so that a cheque that bounces later takes it back, too. */
static enum err
move_to_bank(struct db *db, struct arena *mem, const struct who *who, const struct entry *n, const char *account)
{
    const struct ledger_line lines[] = {{"bank", account, n->amount}, {"cheque", "", {-n->amount.cents}}};
    const struct ledger_txn  t = {.landlord_id = who->landlord_id,
                                  .kind = "transfer",
                                  .money_in_id = n->money_in_id,
                                  .memo = arena_printf(mem, "Cheque %s cleared", n->ref)};

    return ledger_post(db, mem, &t, lines, COUNT(lines));
}

static enum err
clear(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *bank_account_id)
{
    struct entry        n;
    struct bank_account a;
    enum err            e = entry_load(db, mem, who, id, &n);

    if (e != ERR_OK)
        return e;
    if (!entry_decides(who))
        return ERR_FORBIDDEN;
    e = bank_account_load(db, mem, who, bank_account_id, &a);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_FIELD : e;
    struct query *q = step(db, SQL_ENTRY_CLEAR, who, id);
    query_text(q, ":account_id", bank_account_id);
    e = stepped(db, q);
    if (e == ERR_OK)
        e = move_to_bank(db, mem, who, &n, a.name);
    return e == ERR_OK ? audit_note(db, mem, who, "entry.cleared", id, a.name) : e;
}

enum err
entry_clear(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *bank_account_id)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, clear(db, mem, who, id, bank_account_id)) : e;
}

static enum err
add_charge(struct db *db, struct arena *mem, const struct who *who, const struct entry *n, struct money charge)
{
    char                  today[DATE_SIZE], period[PERIOD_SIZE];
    const char           *bill_id;
    const struct bill_new b = {.lease_id = n->lease_id,
                               .period = period_text(period, today_eat()),
                               .kind = "other",
                               .due_date = date_text(today, today_eat()),
                               .description = arena_printf(mem, "Cheque %s bounced", n->ref),
                               .amount = charge};
    enum err              e = bill_add(db, mem, who, &b, &bill_id);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_ENTRY_SET_CHARGE);
    scope_landlord(q, who);
    query_text(q, ":id", n->id);
    query_text(q, ":bill_id", bill_id);
    return stepped(db, q);
}

static enum err
bounce(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason, struct money charge)
{
    struct entry n;
    enum err     e = entry_load(db, mem, who, id, &n);

    if (e != ERR_OK)
        return e;
    if (!entry_decides(who))
        return ERR_FORBIDDEN;
    struct query *q = step(db, SQL_ENTRY_BOUNCE, who, id);
    query_text(q, ":reason", reason);
    e = stepped(db, q);
    if (e == ERR_OK)
        e = mirror(db, mem, who, &n, "Cheque bounced");
    if (e == ERR_OK && charge.cents)
        e = add_charge(db, mem, who, &n, charge);
    return e == ERR_OK ? audit_note(db, mem, who, "entry.bounced", id, reason) : e;
}

enum err
entry_bounce(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason,
             struct money charge)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, bounce(db, mem, who, id, reason, charge)) : e;
}
