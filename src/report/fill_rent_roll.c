/*
 * fill_rent_roll.c - every unit in one month. What was billed and paid is of that month's bills, as they stand now.
 */
#include <string.h>

#include "rent/scope.h"
#include "report/fill.h"

enum { UNIT, TENANT, RENT, DEPOSIT, BILLED, PAID, BALANCE, STATUS, DAYS };
static const struct report_column columns[] = {
    [UNIT] = {"unit", N_("Unit"), CELL_TEXT, SUM_NONE, 0, 0},
    [TENANT] = {"tenant", N_("Tenant"), CELL_TEXT, SUM_NONE, 0, 0},
    [RENT] = {"rent", N_("Rent"), CELL_MONEY, SUM_ADD, 0, 0},
    [DEPOSIT] = {"deposit", N_("Deposit held"), CELL_MONEY, SUM_ADD, 0, 0},
    [BILLED] = {"billed", N_("Billed"), CELL_MONEY, SUM_ADD, 0, 0},
    [PAID] = {"paid", N_("Paid"), CELL_MONEY, SUM_ADD, 0, 0},
    [BALANCE] = {"balance", N_("Balance"), CELL_MONEY, SUM_ADD, 0, 0},
    [STATUS] = {"status", N_("State"), CELL_WORD, SUM_NONE, 0, 0},
    [DAYS] = {"daysVacant", N_("Days vacant"), CELL_COUNT, SUM_NONE, 0, 0},
};

static void
put_status(const struct report *r, struct report_cell *c, struct money due, struct money paid)
{
    if (due.cents == 0)
        cell_word(r, c, "no_bill", N_("No bill"));
    else if (paid.cents >= due.cents)
        cell_word(r, c, "paid", N_("Paid"));
    else if (paid.cents > 0)
        cell_word(r, c, "part_paid", N_("Part paid"));
    else
        cell_word(r, c, "unpaid", N_("Not paid"));
}

static void
put_let(const struct report *r, struct query *q, struct report_row *row)
{
    struct report_cell *c = row->cells;
    struct money        due = row_money(q, "due_cents"), paid = row_money(q, "paid_cents");

    row->place = "landlord/leases";
    row->id = row_text(q, r->mem, "lease_id");
    cell_text(&c[TENANT], row_text(q, r->mem, "tenant"));
    cell_money(&c[DEPOSIT], row_money(q, "deposit_cents"));
    cell_money(&c[BILLED], due);
    cell_money(&c[PAID], paid);
    cell_money(&c[BALANCE], (struct money){due.cents - paid.cents});
    put_status(r, &c[STATUS], due, paid);
}

/* The month's last day, or today while it is not over. */
static const char *
as_of(struct arena *mem, const char *last)
{
    char today[DATE_SIZE];

    date_text(today, today_eat());
    return strcmp(last, today) > 0 ? arena_strdup(mem, today) : last;
}

enum err
fill_rent_roll(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    const char   *last = NULL;
    int64_t       let = 0, vacant = 0;
    struct query *q = db_query(db, SQL_REPORT_RENT_ROLL);

    report_columns(r, columns);
    r->group_title = lang_text(r->lang, N_("Property"));
    r->group_key = "property";
    scope_landlord(q, who);
    query_text(q, ":property_id", ask->property_id);
    query_text(q, ":period", ask->month);
    query_text(q, ":first", ask->from);
    query_text(q, ":last", ask->to);
    query_text(q, ":day", as_of(r->mem, ask->to));
    query_int(q, ":most", FILL_ROWS_MOST);
    while (query_next(q)) {
        fill_by_property(r, &last, row_text(q, r->mem, "property_id"), row_text(q, r->mem, "property"));
        struct report_row *row = report_row(r);
        cell_text(&row->cells[UNIT], row_text(q, r->mem, "unit"));
        cell_money(&row->cells[RENT], row_money(q, "rent_cents"));
        if (row_null(q, "lease_id")) {
            vacant++;
            cell_word(r, &row->cells[STATUS], "vacant", N_("Vacant"));
            cell_number(&row->cells[DAYS], row_int(q, "days_vacant"));
        } else {
            let++;
            put_let(r, q, row);
        }
    }
    fill_times(ask, r);
    cell_number(report_fact(r, N_("Leases"), CELL_COUNT), let);
    cell_number(report_fact(r, N_("Vacant units"), CELL_COUNT), vacant);
    report_note(
        r, N_("Billed, paid and balance are of this month’s bills as they stand now, deposits apart. The rent of a "
              "vacant unit is what is asked for it."));
    report_sum(r, true, true);
    return query_end(q);
}
