/*
 * fill_collection.c - twelve months of what was billed and what came in, by property.
 */
#include <string.h>

#include "rent/scope.h"
#include "report/fill.h"

enum { MONTHS = 12 };

enum { MONTH, BILLED, COLLECTED, SHARE, PROMPT, DIRECT, CASH, CHEQUE, BANK };
static const struct report_column columns[] = {
    [MONTH] = {"month", N_("Month"), CELL_MONTH, SUM_NONE, 0, 0},
    [BILLED] = {"billed", N_("Billed"), CELL_MONEY, SUM_ADD, 0, 0},
    [COLLECTED] = {"collected", N_("Collected"), CELL_MONEY, SUM_ADD, 0, 0},
    [SHARE] = {"share", N_("Share"), CELL_PERCENT, SUM_SHARE, COLLECTED, BILLED},
    [PROMPT] = {"prompt", N_("On request"), CELL_MONEY, SUM_ADD, 0, 0},
    [DIRECT] = {"direct", N_("Paid directly"), CELL_MONEY, SUM_ADD, 0, 0},
    [CASH] = {"cash", N_("Cash"), CELL_MONEY, SUM_ADD, 0, 0},
    [CHEQUE] = {"cheque", N_("Cheque"), CELL_MONEY, SUM_ADD, 0, 0},
    [BANK] = {"bank", N_("Bank"), CELL_MONEY, SUM_ADD, 0, 0},
};

/* The first day of the eleventh month before. */
static const char *
year_before(struct arena *mem, const char *month)
{
    struct date d;
    char        text[DATE_SIZE];

    if (!date_parse(arena_printf(mem, "%s-01", month), &d))
        return month;
    int n = d.year * 12 + d.month - MONTHS;
    return arena_strdup(mem, date_text(text, (struct date){n / 12, n % 12 + 1, 1}));
}

enum err
fill_collection(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    struct report_ask year = *ask;
    const char       *last = NULL;
    struct query     *q = db_query(db, SQL_REPORT_COLLECTION);

    report_columns(r, columns);
    r->group_title = lang_text(r->lang, N_("Property"));
    r->group_key = "property";
    year.month = NULL;
    year.from = year_before(r->mem, ask->month);
    fill_scope(q, who, &year);
    query_int(q, ":most", FILL_ROWS_MOST);
    while (query_next(q)) {
        fill_by_property(r, &last, row_text(q, r->mem, "property_id"), row_text(q, r->mem, "property"));
        struct report_cell *c = report_row(r)->cells;
        cell_date(&c[MONTH], row_text(q, r->mem, "month"));
        cell_money(&c[BILLED], row_money(q, "billed_cents"));
        cell_money(&c[COLLECTED], row_money(q, "collected_cents"));
        cell_money(&c[PROMPT], row_money(q, "prompt_cents"));
        cell_money(&c[DIRECT], row_money(q, "direct_cents"));
        cell_money(&c[CASH], row_money(q, "cash_cents"));
        cell_money(&c[CHEQUE], row_money(q, "cheque_cents"));
        cell_money(&c[BANK], row_money(q, "bank_cents"));
    }
    fill_times(&year, r);
    report_note(
        r, N_("Collected is what came in the month, whichever month’s bill it paid, less what was reversed. So it can "
              "be more than was billed. Deposits are in both."));
    report_sum(r, true, true);
    return query_end(q);
}
