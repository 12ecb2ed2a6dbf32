#include "rent/billing.h"

#include <string.h>

#include "base/clock.h"
#include "rent/audit.h"
#include "rent/billing_private.h"
#include "rent/scope.h"

static const char *const state_names[] = {
    [BILLING_TO_DO] = "to_bill",       [BILLING_DONE] = "billed",   [BILLING_BY_HAND] = "billed_by_hand",
    [BILLING_CANCELLED] = "cancelled", [BILLING_PAUSED] = "paused", [BILLING_NOTHING] = "nothing",
};
_Static_assert(sizeof state_names / sizeof *state_names == BILLING_STATE_COUNT, "name each state");

const char *
billing_state_name(enum billing_state s)
{
    return state_names[s];
}

/* ---- settings ---- */

enum err
billing_setting_load(struct db *db, struct arena *mem, const struct who *who, struct billing_setting *out)
{
    struct query *q = db_query(db, SQL_BILLING_SETTING_LOAD);

    scope_landlord(q, who);
    *out = (struct billing_setting){.days_before = BILLING_DAYS_BEFORE};
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    *out = (struct billing_setting){row_int(q, "automatic") != 0, row_int(q, "days_before"), row_text(q, mem, "since")};
    return query_end(q);
}

static enum err
save(struct db *db, struct arena *mem, const struct who *who, bool automatic, int64_t days_before)
{
    struct query *q = db_query(db, SQL_BILLING_SETTING_PUT);

    scope_landlord(q, who);
    scope_today(q);
    query_int(q, ":automatic", automatic);
    query_int(q, ":days_before", days_before);
    query_int(q, ":now", clock_now());
    query_text(q, ":person_id", who->person_id);
    enum err e = query_run(q);
    if (e != ERR_OK)
        return e;
    return audit_note(db, mem, who, "billing.set", NULL,
                      arena_printf(mem, "%s, %d days before", automatic ? "automatic" : "by hand", (int)days_before));
}

enum err
billing_setting_save(struct db *db, struct arena *mem, const struct who *who, bool automatic, int64_t days_before)
{
    enum err e = db_begin(db);

    return e == ERR_OK ? db_end(db, save(db, mem, who, automatic, days_before)) : e;
}

enum err
billing_wake(struct db *db, const struct who *who)
{
    struct query *q = db_query(db, SQL_BILLING_WAKE);

    scope_landlord(q, who);
    return query_run(q);
}

/* ---- what a month holds ---- */

static enum billing_state
state_of(struct query *q, const struct billing_line *l)
{
    if (l->bill_id && !row_null(q, "voided_at"))
        return BILLING_CANCELLED;
    if (!row_null(q, "run_bill_id"))
        return BILLING_DONE;
    if (!row_null(q, "hand_bill_id"))
        return BILLING_BY_HAND;
    if (row_int(q, "paused"))
        return BILLING_PAUSED;
    return l->amount.cents > 0 ? BILLING_TO_DO : BILLING_NOTHING;
}

static struct billing_line
from_row(struct query *q, struct arena *mem)
{
    bool                part = row_int(q, "is_part") != 0;
    struct billing_line l = {
        .lease_id = row_text(q, mem, "lease_id"),
        .tenant_name = row_text(q, mem, "tenant_name"),
        .unit_label = row_text(q, mem, "unit_label"),
        .property_name = row_text(q, mem, "property_name"),
        .kind = row_text(q, mem, "kind"),
        .charge_id = row_text(q, mem, "charge_id"),
        .name = row_text(q, mem, "name"),
        .due_date = row_text(q, mem, "due_date"),
        .amount = row_money(q, "cents"),
        .days = part ? row_int(q, "days") : 0,
        .of_days = part ? row_int(q, "of_days") : 0,
        .bill_id = row_text(q, mem, "bill_id"),
    };

    l.state = state_of(q, &l);
    return l;
}

enum err
billing_lines(struct db *db, struct arena *mem, const struct who *who, const struct billing_part *p, struct list *out)
{
    struct date   d = {0};
    char          first[DATE_SIZE], last[DATE_SIZE];
    struct query *q = db_query(db, SQL_BILLING_LINES);

    *out = list_new(mem, sizeof(struct billing_line));
    if (!date_parse(arena_printf(mem, "%s-01", p->period), &d))
        return ERR_FIELD;
    scope_landlord(q, who);
    query_text(q, ":period", p->period);
    query_text(q, ":first_day", date_text(first, d));
    d.day = days_in_month(d.year, d.month);
    query_text(q, ":last_day", date_text(last, d));
    query_text(q, ":due_from", p->due_from);
    query_text(q, ":due_to", p->due_to);
    query_int(q, ":only_open", p->only_open);
    query_int(q, ":limit", p->limit);
    while (query_next(q))
        *(struct billing_line *)list_add(out) = from_row(q, mem);
    return query_end(q);
}

static int
month_number(const char *period)
{
    struct date d = {0};
    char        day[DATE_SIZE] = "";

    memcpy(day, period, PERIOD_SIZE - 1);
    memcpy(day + PERIOD_SIZE - 1, "-01", 4);
    return date_parse(day, &d) ? d.year * 12 + d.month : 0;
}

bool
billing_period_fits(const char *period)
{
    struct date today = today_eat();
    int         now = today.year * 12 + today.month;

    if (!period_valid(period))
        return false;
    int asked = month_number(period);
    return asked >= now - BILLING_MONTHS_BACK && asked <= now + 1;
}

enum err
billing_preview(struct db *db, struct arena *mem, const struct who *who, const char *period, struct billing_line **out,
                size_t *count)
{
    const struct billing_part all = {period, BILLING_ANY_DAY_FROM, BILLING_ANY_DAY_TO, false, -1};
    struct list               rows;

    if (!billing_period_fits(period))
        return ERR_FIELD;
    enum err e = billing_lines(db, mem, who, &all, &rows);
    *out = rows.items;
    *count = rows.count;
    return e;
}
