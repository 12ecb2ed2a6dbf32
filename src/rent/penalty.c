#include "rent/penalty.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "rent/audit.h"
#include "rent/bill.h"
#include "rent/list.h"
#include "rent/reckon.h"
#include "rent/scope.h"

enum { PREVIEW_MOST = 200 };
#define LEAST_CENTS INT64_C(100) /* what is rounded to nothing is a shilling */

/* ---- judging ---- */

static int64_t
less(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What is charged, after what was charged before. */
static struct money
amount_of(struct query *q, struct money unpaid, bool *capped)
{
    bool    percent = !row_null(q, "percent");
    int64_t cents = percent ? reckon_percent(unpaid, row_int(q, "percent")).cents : row_int(q, "flat_cents");
    int64_t left = row_null(q, "cap_cents") ? INT64_MAX : row_int(q, "cap_cents") - row_int(q, "charged_cents");

    *capped = unpaid.cents > 0 && left <= 0;
    if (unpaid.cents <= 0 || *capped)
        return (struct money){0};
    return (struct money){less(cents > LEAST_CENTS ? cents : LEAST_CENTS, left)};
}

static struct penalty_due
due_from_row(struct query *q, struct arena *mem)
{
    struct penalty_due d = {
        .landlord_id = row_text(q, mem, "landlord_id"),
        .bill_id = row_text(q, mem, "bill_id"),
        .lease_id = row_text(q, mem, "lease_id"),
        .kind = row_text(q, mem, "kind"),
        .period = row_text(q, mem, "period"),
        .due_date = row_text(q, mem, "due_date"),
        .policy_id = row_text(q, mem, "policy_id"),
        .day = row_text(q, mem, "day"),
        .round = row_int(q, "round"),
        .unpaid = row_money(q, "unpaid_cents"),
        .being_paid = row_int(q, "being_paid") != 0,
    };

    if (d.unpaid.cents < 0)
        d.unpaid.cents = 0;
    d.amount = amount_of(q, d.unpaid, &d.capped);
    return d;
}

static enum err
keep(struct db *db, const struct penalty_due *d, const char *verdict, const char *penalty_bill_id)
{
    struct query *q = db_query(db, SQL_PENALTY_ADD);

    query_text(q, ":landlord_id", d->landlord_id);
    query_text(q, ":bill_id", d->bill_id);
    query_int(q, ":round", d->round);
    query_text(q, ":policy_id", d->policy_id);
    query_text(q, ":day", d->day);
    query_money(q, ":base_cents", d->unpaid);
    query_text(q, ":verdict", verdict);
    query_text(q, ":penalty_bill_id", penalty_bill_id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

static enum err
charge(struct db *db, struct arena *mem, const struct penalty_due *d)
{
    const struct who      system = {.landlord_id = d->landlord_id};
    const char           *id;
    const struct bill_new in = {
        .lease_id = d->lease_id,
        .period = arena_strndup(mem, d->day, PERIOD_SIZE - 1),
        .kind = "penalty",
        .due_date = d->day,
        .description = arena_printf(mem, "For %s %s, due %s and not paid in full", bill_kind_name(d->kind), d->period,
                                    d->due_date),
        .amount = d->amount,
    };
    enum err e = bill_add(db, mem, &system, &in, &id);

    return e == ERR_OK ? keep(db, d, "charged", id) : e;
}

/* Looked at again with the lock held: what somebody did meanwhile counts. */
static enum err
judge_one(struct db *db, struct arena *mem, const struct penalty_due *seen, bool *judged)
{
    struct query *q = db_query(db, SQL_PENALTY_TO_JUDGE_ONE);

    query_text(q, ":bill_id", seen->bill_id);
    query_int(q, ":round", seen->round);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    struct penalty_due d = due_from_row(q, mem);
    e = query_end(q);
    if (e != ERR_OK || d.being_paid)
        return e;
    *judged = true;
    if (d.amount.cents > 0)
        return charge(db, mem, &d);
    return keep(db, &d, d.capped ? "capped" : "paid", NULL);
}

enum err
penalty_judge(struct db *db, struct arena *mem, const char *today, int64_t most, int64_t *judged)
{
    struct list   rows = list_new(mem, sizeof(struct penalty_due));
    struct query *q = db_query(db, SQL_PENALTY_TO_JUDGE);

    *judged = 0;
    query_text(q, ":today", today);
    query_int(q, ":limit", most);
    while (query_next(q))
        *(struct penalty_due *)list_add(&rows) = due_from_row(q, mem);
    enum err e = query_end(q);
    for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
        bool done = false;
        e = db_begin(db);
        if (e == ERR_OK)
            e = db_end(db, judge_one(db, mem, (const struct penalty_due *)rows.items + i, &done));
        *judged += e == ERR_OK && done;
    }
    return e;
}

enum err
penalty_preview(struct db *db, struct arena *mem, const struct who *who, const char *day, struct penalty_due **out,
                size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct penalty_due));
    struct query *q = db_query(db, SQL_PENALTY_PREVIEW);

    scope_landlord(q, who);
    query_text(q, ":day", day);
    query_int(q, ":limit", PREVIEW_MOST);
    while (query_next(q)) {
        struct penalty_due d = due_from_row(q, mem);
        if (!d.amount.cents)
            continue;
        d.tenant_name = row_text(q, mem, "tenant_name");
        d.unit_label = row_text(q, mem, "unit_label");
        d.property_name = row_text(q, mem, "property_name");
        *(struct penalty_due *)list_add(&rows) = d;
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

/* ---- penalties that were charged ---- */

static const char *
state_of(struct query *q)
{
    if (!row_null(q, "waived_at"))
        return "waived";
    return row_int(q, "voided") ? "void" : "charged";
}

static struct penalty
from_row(struct query *q, struct arena *mem)
{
    return (struct penalty){
        .id = row_text(q, mem, "id"),
        .bill_id = row_text(q, mem, "bill_id"),
        .kind = row_text(q, mem, "kind"),
        .period = row_text(q, mem, "period"),
        .due_date = row_text(q, mem, "due_date"),
        .lease_id = row_text(q, mem, "lease_id"),
        .tenant_id = row_text(q, mem, "tenant_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
        .day = row_text(q, mem, "day"),
        .waived_by = row_text(q, mem, "waived_by"),
        .waive_reason = row_text(q, mem, "waive_reason"),
        .state = state_of(q),
        .amount = row_money(q, "due_cents"),
        .base = row_money(q, "base_cents"),
        .round = row_int(q, "round"),
        .waived_at = row_int(q, "waived_at"),
        .doubtful = row_int(q, "doubtful") != 0,
    };
}

enum err
penalty_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct penalty *out)
{
    struct query *q = db_query(db, SQL_PENALTY_LOAD);

    scope_both(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
penalty_list(struct db *db, struct arena *mem, const struct who *who, const struct penalty_filter *f,
             struct penalty **out, size_t *count, const char **next)
{
    struct cursor from, last = {0, ""};
    int64_t       limit = f->limit ? f->limit : PAGE_ROWS_STANDARD;
    struct list   rows = list_new(mem, sizeof(struct penalty));

    *next = NULL;
    if (!cursor_read(mem, f->cursor, &from))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_PENALTY_LIST);
    scope_both(q, who);
    query_text(q, ":lease_id", f->lease_id);
    query_text(q, ":bill_id", f->bill_id);
    query_text(q, ":state", f->state);
    query_int(q, ":cursor_at", from.at);
    query_text(q, ":cursor_id", from.id);
    query_int(q, ":limit", limit + 1);
    while (query_next(q)) {
        if ((int64_t)rows.count == limit) {
            *next = cursor_text(mem, last);
            break;
        }
        struct penalty *p = list_add(&rows);
        *p = from_row(q, mem);
        last = (struct cursor){row_int(q, "day_number"), p->id};
    }
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

static enum err
waive(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    struct penalty p;
    enum err       e = penalty_load(db, mem, who, id, &p);

    if (e == ERR_OK && strcmp(p.state, "charged") != 0)
        e = ERR_CONFLICT;
    if (e == ERR_OK)
        e = bill_void(db, mem, who, id, reason);
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_PENALTY_SET_WAIVED);
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":reason", reason);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    e = query_run(q);
    return e == ERR_OK ? audit_note(db, mem, who, "penalty.waived", id, reason) : e;
}

enum err
penalty_waive(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, waive(db, mem, who, id, reason)) : e;
}
