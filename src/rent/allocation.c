#include "rent/allocation.h"

#include "base/clock.h"
#include "rent/list.h"
#include "rent/scope.h"

/* A bill with something left to pay, or money with something left to spend. */
struct open {
    const char *id;
    int64_t     cents;
};

static enum err
open_bills(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, const char *chosen,
           struct list *out)
{
    struct query *q = db_query(db, SQL_LEASE_OPEN_BILLS);

    *out = list_new(mem, sizeof(struct open));
    scope_whole(q, who);
    query_text(q, ":lease_id", lease_id);
    query_text(q, ":chosen_bill_id", chosen);
    while (query_next(q))
        *(struct open *)list_add(out) = (struct open){row_text(q, mem, "id"), row_int(q, "open_cents")};
    return query_end(q);
}

static struct query *
of_pair(struct db *db, enum sql which, const struct who *who, const char *money_in_id, const char *bill_id)
{
    struct query *q = db_query(db, which);

    scope_whole(q, who);
    query_text(q, ":money_in_id", money_in_id);
    query_text(q, ":bill_id", bill_id);
    return q;
}

/* Money that pays a bill a second time, when what was set aside of it is free again: one row says all of it. */
static enum err
merge(struct db *db, const struct who *who, const char *money_in_id, const char *bill_id, int64_t *cents)
{
    struct query *q = of_pair(db, SQL_ALLOCATION_LIVE, who, money_in_id, bill_id);
    enum err      e = query_one(q);

    if (e != ERR_OK)
        return e;
    int64_t before = row_int(q, "cents");
    e = query_end(q);
    if (e != ERR_OK || !before)
        return e;
    *cents += before;
    q = of_pair(db, SQL_ALLOCATION_MERGE, who, money_in_id, bill_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
add(struct db *db, const struct who *who, const char *money_in_id, const char *bill_id, int64_t cents)
{
    enum err e = merge(db, who, money_in_id, bill_id, &cents);

    if (e != ERR_OK)
        return e;
    struct query *q = of_pair(db, SQL_ALLOCATION_ADD, who, money_in_id, bill_id);
    query_int(q, ":cents", cents);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
allocation_spread(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                  const char *money_in_id, struct money amount, const char *chosen_bill_id)
{
    struct list bills;
    int64_t     left = amount.cents;
    enum err    e = open_bills(db, mem, who, lease_id, chosen_bill_id, &bills);

    for (size_t i = 0; e == ERR_OK && left > 0 && i < bills.count; i++) {
        const struct open *b = (const struct open *)bills.items + i;
        int64_t            part = left < b->cents ? left : b->cents;
        e = add(db, who, money_in_id, b->id, part);
        left -= part;
    }
    return e;
}

enum err
allocation_use_credit(struct db *db, struct arena *mem, const struct who *who, const char *lease_id)
{
    struct list   credits = list_new(mem, sizeof(struct open));
    struct query *q = db_query(db, SQL_LEASE_CREDIT);

    scope_whole(q, who);
    query_text(q, ":lease_id", lease_id);
    while (query_next(q))
        *(struct open *)list_add(&credits) = (struct open){row_text(q, mem, "id"), row_int(q, "free_cents")};
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < credits.count; i++) {
        const struct open *c = (const struct open *)credits.items + i;
        e = allocation_spread(db, mem, who, lease_id, c->id, (struct money){c->cents}, NULL);
    }
    return e;
}

enum err
allocation_oldest_open(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                       const char **bill_id)
{
    struct list bills;
    enum err    e = open_bills(db, mem, who, lease_id, NULL, &bills);

    *bill_id = e == ERR_OK && bills.count ? ((const struct open *)bills.items)->id : NULL;
    return e;
}
