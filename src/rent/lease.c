/*
 * lease.c - who lives where, for how much (contracts in tenant.h).
 */
#include <string.h>

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/billing.h"
#include "rent/list.h"
#include "rent/property.h"
#include "rent/scope.h"
#include "rent/tenant.h"

static enum err
unit_is_free(struct db *db, const struct who *who, const struct lease_new *in)
{
    struct query *q = db_query(db, SQL_LEASE_OVERLAP);

    scope_landlord(q, who);
    query_text(q, ":unit_id", in->unit_id);
    query_text(q, ":start_date", in->start_date);
    query_text(q, ":end_date", in->end_date);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool overlaps = row_int(q, "overlaps") != 0;
    e = query_end(q);
    return e == ERR_OK && overlaps ? ERR_CONFLICT : e;
}

static enum err
add(struct db *db, struct arena *mem, const struct who *who, const struct lease_new *in, const char **id)
{
    struct tenant t;
    struct unit   u;
    enum err      e = tenant_load(db, mem, who, in->tenant_id, &t);

    if (e == ERR_OK)
        e = unit_load(db, mem, who, in->unit_id, &u);
    if (e == ERR_OK)
        e = unit_is_free(db, who, in);
    if (e != ERR_OK)
        return e;
    *id = random_id(arena_alloc(mem, ID_SIZE));
    struct query *q = db_query(db, SQL_LEASE_ADD);
    query_text(q, ":id", *id);
    scope_landlord(q, who);
    query_text(q, ":tenant_id", in->tenant_id);
    query_text(q, ":unit_id", in->unit_id);
    query_money(q, ":rent_cents", in->rent);
    query_int(q, ":due_day", in->due_day);
    query_text(q, ":start_date", in->start_date);
    query_text(q, ":end_date", in->end_date);
    query_money(q, ":deposit_cents", in->deposit);
    query_int(q, ":now", clock_now());
    e = query_run(q);
    if (e == ERR_OK)
        e = billing_wake(db, who);
    return e == ERR_OK ? audit_note(db, mem, who, "lease.added", *id, NULL) : e;
}

enum err
lease_add(struct db *db, struct arena *mem, const struct who *who, const struct lease_new *in, const char **id)
{
    if (in->end_date && strcmp(in->end_date, in->start_date) < 0)
        return ERR_FIELD;
    enum err e = db_begin(db);
    return e == ERR_OK ? db_end(db, add(db, mem, who, in, id)) : e;
}

static struct lease
from_row(struct query *q, struct arena *mem)
{
    return (struct lease){
        .id = row_text(q, mem, "id"),
        .tenant_id = row_text(q, mem, "tenant_id"),
        .unit_id = row_text(q, mem, "unit_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .tenant_phone = row_text(q, mem, "tenant_phone"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
        .account_ref = row_text(q, mem, "account_ref"),
        .rent = row_money(q, "rent_cents"),
        .deposit = row_money(q, "deposit_cents"),
        .due_day = row_int(q, "due_day"),
        .start_date = row_text(q, mem, "start_date"),
        .end_date = row_text(q, mem, "end_date"),
        .running = row_int(q, "running") != 0,
        .balance = row_money(q, "balance_cents"),
    };
}

enum err
lease_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct lease *out)
{
    struct query *q = db_query(db, SQL_LEASE_LOAD);

    scope_both(q, who);
    query_text(q, ":id", id);
    scope_today(q);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
lease_list(struct db *db, struct arena *mem, const struct who *who, const char *tenant_id, struct lease **out,
           size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct lease));
    struct query *q = db_query(db, SQL_LEASE_LIST);

    scope_both(q, who);
    query_text(q, ":of_tenant", tenant_id);
    scope_today(q);
    while (query_next(q))
        *(struct lease *)list_add(&rows) = from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
