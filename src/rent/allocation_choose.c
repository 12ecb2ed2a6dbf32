#include "rent/allocation_choose.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "rent/allocation.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/list.h"
#include "rent/scope.h"

static const struct allocation_refusal refusals[ALLOCATION_ANSWER_COUNT] = {
    [ALLOCATION_TOO_MUCH] = {"invalid_fields", 422, "bills", N_("That is more than this payment has to give.")},
    [ALLOCATION_BILL_FULL] = {"invalid_fields", 422, "bills", N_("That is more than is open of one of the bills.")},
    [ALLOCATION_TWICE] = {"invalid_fields", 422, "bills", N_("Name each bill once only.")},
    [ALLOCATION_NOT_COUNTED] = {"not_counted", 409, NULL,
                                N_("This payment pays no bills: it waits for its home, or it was given back.")},
    [ALLOCATION_SETTLED] = {"settled", 409, NULL,
                            N_("This payment paid a deposit that was returned since. That cannot be changed.")},
};

const struct allocation_refusal *
allocation_refusal(enum allocation_answer a)
{
    return refusals[a].code ? &refusals[a] : NULL;
}

static struct query *
about(struct db *db, enum sql which, const struct who *who, const char *id)
{
    struct query *q = db_query(db, which);

    scope_landlord(q, who);
    query_text(q, ":id", id);
    return q;
}

enum err
allocation_deposit_sound(struct db *db, const struct who *who, const char *lease_id, bool *sound)
{
    struct query *q = db_query(db, SQL_DEPOSIT_HELD);

    scope_landlord(q, who);
    query_text(q, ":lease_id", lease_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *sound = row_int(q, "cents") >= 0;
    return query_end(q);
}

/* The money's own id; *counts: it is somebody's rent. */
static enum err
find_money(struct db *db, struct arena *mem, const struct who *who, const char *id, const char **money_in_id,
           bool *counts)
{
    struct query *q = about(db, SQL_CHOOSE_MONEY, who, id);
    enum err      e = query_one(q);

    if (e != ERR_OK)
        return e;
    *money_in_id = row_text(q, mem, "id");
    *counts = row_int(q, "counts") != 0;
    return query_end(q);
}

static enum err
add_change(struct db *db, const struct who *who, const char *money_in_id, const char *how, const char *reason,
           int64_t *change_id)
{
    struct query *q = about(db, SQL_CHOOSE_ADD_CHANGE, who, money_in_id);

    query_text(q, ":how", how);
    query_text(q, ":reason", reason);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    enum err e = query_run(q);
    if (e != ERR_OK)
        return e;
    q = about(db, SQL_CHOOSE_LAST_CHANGE, who, money_in_id);
    e = query_one(q);
    if (e != ERR_OK)
        return e;
    *change_id = row_int(q, "id");
    return query_end(q);
}

static enum err
end_all(struct db *db, const char *money_in_id)
{
    struct query *q = db_query(db, SQL_ALLOCATION_END);

    query_text(q, ":money_in_id", money_in_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

/* What a lease's part of the money still has to give. ERR_NOT_FOUND: it has none. */
static enum err
left_of(struct db *db, const struct who *who, const char *money_in_id, const char *lease_id, int64_t *cents)
{
    struct query *q = about(db, SQL_CHOOSE_LEFT, who, money_in_id);

    query_text(q, ":lease_id", lease_id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *cents = row_int(q, "cents");
    return query_end(q);
}

static enum err
pay_one(struct db *db, struct arena *mem, const struct who *who, const char *money_in_id,
        const struct allocation_choice *c, int64_t change_id, enum allocation_answer *answer)
{
    struct bill b;
    int64_t     left;
    enum err    e = bill_load(db, mem, who, c->bill_id, &b);

    if (e == ERR_OK)
        e = left_of(db, who, money_in_id, b.lease_id, &left);
    if (e != ERR_OK)
        return e;
    if (strcmp(b.status, "void") == 0 || c->amount.cents > b.balance.cents)
        *answer = ALLOCATION_BILL_FULL;
    else if (c->amount.cents > left)
        *answer = ALLOCATION_TOO_MUCH;
    if (*answer != ALLOCATION_DONE)
        return ERR_OK;
    struct query *q = about(db, SQL_CHOOSE_ADD, who, money_in_id);
    query_text(q, ":bill_id", c->bill_id);
    query_money(q, ":cents", c->amount);
    query_int(q, ":change_id", change_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

/* What is left pays the oldest first, and so does what else the leases have. */
static enum err
spread_rest(struct db *db, struct arena *mem, const struct who *who, const char *money_in_id,
            enum allocation_answer *answer)
{
    struct list   leases = list_new(mem, sizeof(const char *));
    struct query *q = db_query(db, SQL_ASSIGNED_LEASE);

    query_text(q, ":money_in_id", money_in_id);
    while (query_next(q))
        *(const char **)list_add(&leases) = row_text(q, mem, "lease_id");
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < leases.count; i++) {
        const char *lease_id = ((const char **)leases.items)[i];
        bool        sound = true;
        e = allocation_use_credit(db, mem, who, lease_id);
        if (e == ERR_OK)
            e = allocation_deposit_sound(db, who, lease_id, &sound);
        if (!sound)
            *answer = ALLOCATION_SETTLED;
    }
    return e;
}

static bool
named_twice(const struct allocation_choice *bills, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(bills[i].bill_id, bills[k].bill_id) == 0)
                return true;
    return false;
}

static enum err
choose(struct db *db, struct arena *mem, const struct who *who, const char *id, const struct allocation_choice *bills,
       size_t count, const char *reason, enum allocation_answer *answer)
{
    const char *money_in_id;
    bool        counts;
    int64_t     change_id;
    enum err    e = find_money(db, mem, who, id, &money_in_id, &counts);

    if (e != ERR_OK)
        return e;
    *answer = !counts ? ALLOCATION_NOT_COUNTED : named_twice(bills, count) ? ALLOCATION_TWICE : ALLOCATION_DONE;
    if (*answer != ALLOCATION_DONE)
        return ERR_OK;
    e = add_change(db, who, money_in_id, count ? "chosen" : "oldest", reason, &change_id);
    if (e == ERR_OK)
        e = end_all(db, money_in_id);
    for (size_t i = 0; e == ERR_OK && *answer == ALLOCATION_DONE && i < count; i++)
        e = pay_one(db, mem, who, money_in_id, &bills[i], change_id, answer);
    if (e == ERR_OK && *answer == ALLOCATION_DONE)
        e = spread_rest(db, mem, who, money_in_id, answer);
    return e == ERR_OK ? audit_note(db, mem, who, "payment.allocated", money_in_id, reason) : e;
}

/* A refusal undoes all of it. */
enum err
allocation_choose(struct db *db, struct arena *mem, const struct who *who, const char *id,
                  const struct allocation_choice *bills, size_t count, const char *reason,
                  enum allocation_answer *answer)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    *answer = ALLOCATION_DONE;
    e = choose(db, mem, who, id, bills, count, reason, answer);
    bool refused = e == ERR_OK && *answer != ALLOCATION_DONE;
    e = db_end(db, refused ? ERR_FIELD : e);
    return refused && e == ERR_FIELD ? ERR_OK : e;
}

enum err
allocation_bills(struct db *db, struct arena *mem, const struct who *who, const char *id, struct allocation_bill **out,
                 size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct allocation_bill));
    struct query *q = about(db, SQL_CHOOSE_BILLS, who, id);

    query_int(q, ":limit", ALLOCATION_CHOICES_MOST);
    while (query_next(q))
        *(struct allocation_bill *)list_add(&rows) = (struct allocation_bill){
            .id = row_text(q, mem, "id"),
            .kind = row_text(q, mem, "kind"),
            .period = row_text(q, mem, "period"),
            .due_date = row_text(q, mem, "due_date"),
            .unit_label = row_text(q, mem, "unit_label"),
            .paid = row_money(q, "paid_cents"),
            .most = row_money(q, "most_cents"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
allocation_changes(struct db *db, struct arena *mem, const struct who *who, const char *id,
                   struct allocation_change **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct allocation_change));
    struct query *q = about(db, SQL_CHOOSE_CHANGES, who, id);

    while (query_next(q))
        *(struct allocation_change *)list_add(&rows) = (struct allocation_change){
            row_text(q, mem, "how"), row_text(q, mem, "reason"), row_text(q, mem, "person"), row_int(q, "made_at")};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
