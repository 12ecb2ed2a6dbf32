/*
 * fill_income.c - income and expenses by month and kind, in money (cash) and as billed.
 *
 * An expense is in both on the day it was paid. Deposits, refunds and what the owner took are no expenses: they stand
 * below.
 */
#include <string.h>

#include "rent/bill.h"
#include "rent/scope.h"
#include "report/fill.h"

enum { PART, KIND, CASH, BILLED };
static const struct report_column columns[] = {
    [PART] = {"part", N_("Part"), CELL_WORD, SUM_NONE, 0, 0},
    [KIND] = {"kind", N_("What"), CELL_WORD, SUM_NONE, 0, 0},
    [CASH] = {"cash", N_("In money"), CELL_MONEY, SUM_ADD, 0, 0},
    [BILLED] = {"billed", N_("As billed"), CELL_MONEY, SUM_ADD, 0, 0},
};

enum part { PART_NONE, PART_INCOME, PART_EXPENSES, PART_OTHER };
struct sums {
    int64_t cash[PART_OTHER + 1], billed[PART_OTHER + 1];
};

static const struct {
    const char *purpose, *word;
} purposes[] = {
    {"refund", N_("Refunds of credit")},
    {"deposit", N_("Deposits returned")},
    {"owner", N_("Paid to the owner")},
};

static void
put_part(const struct report *r, struct report_cell *c, enum part part)
{
    switch (part) {
    case PART_INCOME: cell_word(r, c, "income", N_("Income")); break;
    case PART_EXPENSES: cell_word(r, c, "expenses", N_("Expenses")); break;
    case PART_OTHER: cell_word(r, c, "other_out", N_("Other money out")); break;
    case PART_NONE: cell_word(r, c, "net", N_("Net")); break;
    }
}

/* Besides the kinds of bill: what no bill took yet, and what was owed from before RentEase. */
static const char *
income_word(const char *kind)
{
    if (strcmp(kind, "ahead") == 0)
        return N_("Paid ahead, for no bill yet");
    return strcmp(kind, "opening") == 0 ? N_("Owed from before RentEase") : bill_kind_name(kind);
}

static void
put_kind(const struct report *r, struct report_cell *c, enum part part, const char *kind)
{
    if (part == PART_EXPENSES) {
        fill_expense(r, c, kind);
        return;
    }
    if (part == PART_INCOME) {
        cell_word(r, c, kind, income_word(kind));
        return;
    }
    *c = (struct report_cell){.known = true, .text = kind, .word = kind};
    for (size_t i = 0; i < COUNT(purposes); i++)
        if (strcmp(kind, purposes[i].purpose) == 0)
            cell_word(r, c, kind, purposes[i].word);
}

static void
put_strong(struct report *r, enum part part, const char *name, const char *english, int64_t cash, int64_t billed)
{
    struct report_row *row = report_row(r);

    row->strong = true;
    put_part(r, &row->cells[PART], part);
    cell_word(r, &row->cells[KIND], name, english);
    cell_money(&row->cells[CASH], (struct money){cash});
    cell_money(&row->cells[BILLED], (struct money){billed});
}

/* The sums that stand between one part and the next. */
static void
end_part(struct report *r, enum part part, const struct sums *s)
{
    if (part == PART_INCOME)
        put_strong(r, part, "total", N_("Income in all"), s->cash[part], s->billed[part]);
    if (part == PART_EXPENSES)
        put_strong(r, part, "total", N_("Expenses in all"), s->cash[part], s->billed[part]);
}

static void
end_month(struct report *r, const struct sums *s)
{
    put_strong(r, PART_NONE, "net", N_("Income less expenses"), s->cash[PART_INCOME] - s->cash[PART_EXPENSES],
               s->billed[PART_INCOME] - s->billed[PART_EXPENSES]);
}

/* One line of the query, kept so that the whole time can be added up, too. */
struct line {
    const char *month, *kind;
    enum part   part;
    int64_t     cash, billed;
};

/* The lines of one group, in order of part. */
static void
put_group(struct report *r, const struct line *lines, size_t count)
{
    struct sums s = {{0}, {0}};
    enum part   part = PART_NONE;

    for (size_t i = 0; i < count; i++) {
        if (lines[i].part != part)
            end_part(r, part, &s);
        if (lines[i].part == PART_OTHER && part != PART_OTHER)
            end_month(r, &s);
        part = lines[i].part;
        s.cash[part] += lines[i].cash;
        s.billed[part] += lines[i].billed;
        struct report_cell *c = report_row(r)->cells;
        put_part(r, &c[PART], part);
        put_kind(r, &c[KIND], part, lines[i].kind);
        cell_money(&c[CASH], (struct money){lines[i].cash});
        if (part != PART_OTHER)
            cell_money(&c[BILLED], (struct money){lines[i].billed});
    }
    end_part(r, part, &s);
    if (part != PART_OTHER)
        end_month(r, &s);
}

/* The same kinds over all months: the group that stands first. */
static void
put_whole(struct report *r, const struct line *lines, size_t count)
{
    struct list all = list_new(r->mem, sizeof(struct line));

    for (int part = PART_INCOME; part <= PART_OTHER; part++)
        for (size_t i = 0; i < count; i++) {
            struct line *have = all.items;
            size_t       at = 0;
            if ((int)lines[i].part != part)
                continue;
            while (at < all.count && (have[at].part != lines[i].part || strcmp(have[at].kind, lines[i].kind) != 0))
                at++;
            if (at == all.count) {
                *(struct line *)list_add(&all) = lines[i];
                continue;
            }
            have[at].cash += lines[i].cash;
            have[at].billed += lines[i].billed;
        }
    report_group(r, lang_text(r->lang, N_("The whole time")));
    put_group(r, all.items, all.count);
}

enum err
fill_income(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    struct list   rows = list_new(r->mem, sizeof(struct line));
    struct query *q = db_query(db, SQL_REPORT_INCOME);

    report_columns(r, columns);
    r->group_title = lang_text(r->lang, N_("Month"));
    r->group_key = "month";
    scope_landlord(q, who);
    query_text(q, ":from", ask->from);
    query_text(q, ":to", ask->to);
    query_int(q, ":most", FILL_ROWS_MOST);
    while (query_next(q))
        *(struct line *)list_add(&rows) =
            (struct line){row_text(q, r->mem, "month"), row_text(q, r->mem, "kind"), (enum part)row_int(q, "part"),
                          row_int(q, "cash_cents"), row_int(q, "billed_cents")};
    const struct line *lines = rows.items;
    if (rows.count > 0 && strcmp(lines[0].month, lines[rows.count - 1].month) != 0)
        put_whole(r, lines, rows.count);
    for (size_t i = 0, n; i < rows.count; i += n) {
        for (n = 1; i + n < rows.count && strcmp(lines[i].month, lines[i + n].month) == 0;)
            n++;
        report_group(r, lang_period(r->mem, r->lang, lines[i].month));
        put_group(r, &lines[i], n);
    }
    fill_times(ask, r);
    report_note(r, N_("Deposits are the tenants’ money and no income. Money out counts on the day it was sent."));
    report_sum(r, false, false);
    return query_end(q);
}
