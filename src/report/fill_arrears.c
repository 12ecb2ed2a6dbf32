/*
 * fill_arrears.c - what is owed by age, on a day, as the books stood at its end.
 */
#include "base/phone.h"
#include "rent/scope.h"
#include "report/fill.h"

enum { TENANT, UNIT, PHONE, D30, D60, D90, OVER, LATE, LATER, CREDIT };
static const struct report_column columns[] = {
    [TENANT] = {"tenant", N_("Tenant"), CELL_TEXT, SUM_NONE, 0, 0},
    [UNIT] = {"unit", N_("Unit"), CELL_TEXT, SUM_NONE, 0, 0},
    [PHONE] = {"phone", N_("Phone"), CELL_TEXT, SUM_NONE, 0, 0},
    [D30] = {"days0to30", N_("0–30 days"), CELL_MONEY, SUM_ADD, 0, 0},
    [D60] = {"days31to60", N_("31–60 days"), CELL_MONEY, SUM_ADD, 0, 0},
    [D90] = {"days61to90", N_("61–90 days"), CELL_MONEY, SUM_ADD, 0, 0},
    [OVER] = {"daysOver90", N_("Over 90 days"), CELL_MONEY, SUM_ADD, 0, 0},
    [LATE] = {"arrears", N_("Arrears"), CELL_MONEY, SUM_ADD, 0, 0},
    [LATER] = {"notYetDue", N_("Not yet due"), CELL_MONEY, SUM_ADD, 0, 0},
    [CREDIT] = {"credit", N_("Credit"), CELL_MONEY, SUM_ADD, 0, 0},
};

/* Whoever keeps the books rings people up; an accountant need not. */
static const char *
phone_for(struct arena *mem, const struct who *who, const char *phone)
{
    char text[PHONE_MASK_SIZE];

    if (who->role == ROLE_ACCOUNTANT)
        return arena_strdup(mem, phone_mask(text, phone));
    return arena_strdup(mem, phone_local(text, phone));
}

static void
put_row(const struct who *who, struct report *r, struct query *q)
{
    struct report_row  *row = report_row(r);
    struct report_cell *c = row->cells;

    row->place = "landlord/leases";
    row->id = row_text(q, r->mem, "lease_id");
    cell_text(&c[TENANT], row_text(q, r->mem, "tenant"));
    cell_text(&c[UNIT], row_text(q, r->mem, "unit"));
    cell_text(&c[PHONE], phone_for(r->mem, who, row_text(q, r->mem, "phone")));
    cell_money(&c[D30], row_money(q, "d30_cents"));
    cell_money(&c[D60], row_money(q, "d60_cents"));
    cell_money(&c[D90], row_money(q, "d90_cents"));
    cell_money(&c[OVER], row_money(q, "over_cents"));
    cell_money(&c[LATE], row_money(q, "late_cents"));
    cell_money(&c[LATER], row_money(q, "later_cents"));
    cell_money(&c[CREDIT], row_money(q, "credit_cents"));
}

enum err
fill_arrears(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    const char   *last = NULL;
    struct query *q = db_query(db, SQL_REPORT_ARREARS);

    report_columns(r, columns);
    r->group_title = lang_text(r->lang, N_("Property"));
    r->group_key = "property";
    scope_landlord(q, who);
    query_text(q, ":property_id", ask->property_id);
    query_text(q, ":day", ask->to);
    query_int(q, ":end_at", scope_day_edge(ask->to, INT64_MAX, 1));
    query_text(q, ":sort", ask->sort ? ask->sort : "oldest");
    query_int(q, ":most", FILL_ROWS_MOST);
    while (query_next(q)) {
        fill_by_property(r, &last, row_text(q, r->mem, "property_id"), row_text(q, r->mem, "property"));
        put_row(who, r, q);
    }
    cell_date(report_fact(r, N_("As of"), CELL_DATE), ask->to);
    report_note(
        r,
        N_("As the books stood at the end of that day. Days are counted from the day a bill fell due. Credit is money "
           "paid ahead; it is not taken off the arrears."));
    report_sum(r, true, true);
    return query_end(q);
}
