#include "rent/summary.h"

#include "base/date.h"
#include "rent/scope.h"

enum err
summary_load(struct db *db, struct arena *mem, const struct who *who, struct summary *out)
{
    char          today[DATE_SIZE], period[PERIOD_SIZE];
    struct date   d = today_eat();
    struct query *q = db_query(db, SQL_SUMMARY_LOAD);

    scope_landlord(q, who);
    query_text(q, ":period", period_text(period, d));
    query_text(q, ":today", date_text(today, d));
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct summary){
        .period = arena_strdup(mem, period),
        .billed = row_money(q, "billed_cents"),
        .collected = row_money(q, "collected_cents"),
        .outstanding = row_money(q, "outstanding_cents"),
        .properties = row_int(q, "properties"),
        .units = row_int(q, "units"),
        .occupied = row_int(q, "occupied"),
        .tenants = row_int(q, "tenants"),
        .bills_open = row_int(q, "bills_open"),
        .bills_overdue = row_int(q, "bills_overdue"),
    };
    return query_end(q);
}
