/*
 * fill_owner.c - what the owner has of a time: collected, less what was spent and kept, less what he was paid.
 */
#include "report/fill.h"

#include <string.h>

#include "rent/scope.h"

enum { PART, WHAT, AMOUNT };
static const struct report_column columns[] = {
    [PART] = {"part", N_("Part"), CELL_WORD, SUM_NONE, 0, 0},
    [WHAT] = {"what", N_("What"), CELL_TEXT, SUM_NONE, 0, 0},
    [AMOUNT] = {"amount", N_("Amount"), CELL_MONEY, SUM_NONE, 0, 0},
};

static void
put(struct report *r, const char *part, const char *english, const char *what, int64_t cents, bool strong)
{
    struct report_row *row = report_row(r);

    row->strong = strong;
    cell_word(r, &row->cells[PART], part, english);
    cell_text(&row->cells[WHAT], what);
    cell_money(&row->cells[AMOUNT], (struct money){cents});
}

static enum err
put_collected(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r, int64_t *sum)
{
    struct received *rows;
    size_t           count;
    enum err         e = fill_received(db, r->mem, who, ask, &rows, &count);

    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        int64_t cents = rows[i].all.cents - rows[i].deposits.cents;
        put(r, "collected", N_("Collected"), rows[i].property, cents, false);
        *sum += cents;
    }
    put(r, "collected", N_("Collected"), lang_text(r->lang, N_("Collected in all")), *sum, true);
    return e;
}

static enum err
put_expenses(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r, int64_t *sum)
{
    struct query *q = db_query(db, SQL_REPORT_EXPENSES);

    scope_landlord(q, who);
    query_text(q, ":from", ask->from);
    query_text(q, ":to", ask->to);
    while (query_next(q)) {
        struct report_cell kind;
        fill_expense(r, &kind, row_text(q, r->mem, "kind"));
        if (strcmp(kind.text, "commission") == 0)
            put(r, "commission", N_("Commission"), kind.word, -row_int(q, "cents"), false);
        else
            put(r, "expenses", N_("Expenses"), kind.word, -row_int(q, "cents"), false);
        *sum -= row_int(q, "cents");
    }
    put(r, "expenses", N_("Expenses"), lang_text(r->lang, N_("Expenses in all")), *sum, true);
    return query_end(q);
}

static enum err
load_drawings(struct db *db, const struct who *who, const struct report_ask *ask, int64_t *cents)
{
    struct query *q = db_query(db, SQL_REPORT_DRAWINGS);

    scope_landlord(q, who);
    query_text(q, ":from", ask->from);
    query_text(q, ":to", ask->to);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *cents = row_int(q, "cents");
    return query_end(q);
}

enum err
fill_owner(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    int64_t  collected = 0, spent = 0, drawn = 0;
    enum err e;

    report_columns(r, columns);
    report_group(r, NULL);
    e = put_collected(db, who, ask, r, &collected);
    if (e == ERR_OK)
        e = put_expenses(db, who, ask, r, &spent);
    if (e == ERR_OK)
        e = load_drawings(db, who, ask, &drawn);
    put(r, "net", N_("Net"), lang_text(r->lang, N_("For the owner")), collected + spent, true);
    put(r, "paid_out", N_("Paid out"), lang_text(r->lang, N_("Paid to the owner in this time")), -drawn, false);
    put(r, "left", N_("Left"), lang_text(r->lang, N_("Left to be paid")), collected + spent - drawn, true);
    fill_times(ask, r);
    report_note(
        r, N_("Collected is what the tenants paid for rent and other charges, less refunds and reversals. Deposits are "
              "held for the tenants and not counted."));
    return e;
}
