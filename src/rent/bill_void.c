/*
 * bill_void.c - a bill that is owed no longer (contract in bill.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "rent/allocation.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/ledger.h"
#include "rent/scope.h"

static const struct bill_refusal already = {"already_void", 409, N_("This bill is cancelled already.")};
static const struct bill_refusal under_way = {
    "payment_in_progress", 409,
    N_("A payment for this bill is under way. Wait until it has ended, then cancel the bill.")};
const struct bill_refusal bill_deposit_returned = {
    "deposit_returned", 409,
    N_("The deposit of this bill was returned to the tenant. It cannot be cancelled any more.")};

const struct bill_refusal *
bill_void_judge(const struct bill *b)
{
    if (strcmp(b->status, "void") == 0)
        return &already;
    return b->open_payment ? &under_way : NULL;
}

static enum err
run(struct db *db, enum sql which, const struct who *who, const char *id)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
keep_reason(struct db *db, const struct who *who, const char *id, const char *reason)
{
    struct query *q = db_query(db, SQL_BILL_VOID_ADD);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":reason", reason);
    query_text(q, ":person_id", who->person_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
mirror(struct db *db, struct arena *mem, const struct who *who, const struct bill *b)
{
    struct query *q = db_query(db, SQL_LEDGER_OF_BILL);

    scope_landlord(q, who);
    query_text(q, ":id", b->id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    int64_t txn = row_int(q, "id");
    e = query_end(q);
    const char *memo = arena_printf(mem, "%s %s cancelled", bill_kind_name(b->kind), b->period);
    return e == ERR_OK ? ledger_reverse(db, mem, txn, memo) : e;
}

/* What was given back to the tenant as his deposit cannot become credit that pays his rent. */
static enum err
deposit_is_there(struct db *db, const struct who *who, const struct bill *b)
{
    if (strcmp(b->kind, "deposit") != 0)
        return ERR_OK;
    struct query *q = db_query(db, SQL_DEPOSIT_HELD);
    scope_landlord(q, who);
    query_text(q, ":lease_id", b->lease_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool missing = row_int(q, "cents") < 0;
    e = query_end(q);
    return e == ERR_OK && missing ? ERR_CONFLICT : e;
}

static enum err
take_back(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    struct bill b;
    enum err    e = bill_load(db, mem, who, id, &b);

    if (e != ERR_OK)
        return e;
    if (bill_void_judge(&b))
        return ERR_CONFLICT;
    e = mirror(db, mem, who, &b);
    if (e == ERR_OK)
        e = run(db, SQL_BILL_ALLOCATIONS_END, who, id);
    if (e == ERR_OK)
        e = run(db, SQL_BILL_SET_VOID, who, id);
    if (e == ERR_OK)
        e = keep_reason(db, who, id, reason);
    if (e == ERR_OK)
        e = deposit_is_there(db, who, &b);
    if (e == ERR_OK)
        e = allocation_use_credit(db, mem, who, b.lease_id);
    return e == ERR_OK ? audit_note(db, mem, who, "bill.voided", id, reason) : e;
}

enum err
bill_void(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *reason)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, take_back(db, mem, who, bill_id, reason)) : e;
}
