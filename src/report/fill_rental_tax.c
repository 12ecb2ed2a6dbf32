/*
 * fill_rental_tax.c - a working sheet for the KRA's monthly rental income tax: rent of homes, received in the month.
 */
#include "rent/tax_rate.h"
#include "report/fill.h"

enum { PROPERTY, USE, RECEIVED, DEPOSITS, OTHER, RENT, TAX };
static const struct report_column columns[] = {
    [PROPERTY] = {"property", N_("Property"), CELL_TEXT, SUM_NONE, 0, 0},
    [USE] = {"use", N_("Let as"), CELL_WORD, SUM_NONE, 0, 0},
    [RECEIVED] = {"received", N_("Received"), CELL_MONEY, SUM_ADD, 0, 0},
    [DEPOSITS] = {"deposits", N_("Of that deposits"), CELL_MONEY, SUM_ADD, 0, 0},
    [OTHER] = {"otherCharges", N_("Other charges"), CELL_MONEY, SUM_ADD, 0, 0},
    [RENT] = {"taxableRent", N_("Taxable rent"), CELL_MONEY, SUM_ADD, 0, 0},
    [TAX] = {"tax", N_("Tax"), CELL_MONEY, SUM_ADD, 0, 0},
};

/* Of all homes together: what is above the rows so far and what is above them with this one differ by this row's tax,
 * so that the column adds up to the tax on the sum. */
static void
put_rows(struct report *r, const struct received *rows, size_t count, const struct tax_rate *rate)
{
    struct money so_far = {0};

    report_group(r, NULL);
    for (size_t i = 0; i < count; i++) {
        struct report_cell *c = report_row(r)->cells;
        cell_text(&c[PROPERTY], rows[i].property);
        cell_word(r, &c[USE], rows[i].residential ? "residential" : "commercial",
                  rows[i].residential ? N_("Homes") : N_("Shops or offices"));
        cell_money(&c[RECEIVED], rows[i].all);
        cell_money(&c[DEPOSITS], rows[i].deposits);
        cell_money(&c[OTHER], rows[i].other);
        struct money taxable = {rows[i].residential ? rows[i].rent.cents : 0}, before = so_far;
        cell_money(&c[RENT], taxable);
        so_far.cents += taxable.cents;
        if (rate)
            cell_money(&c[TAX], (struct money){tax_of(rate, so_far).cents - tax_of(rate, before).cents});
    }
    report_sum(r, false, true);
}

/* "2026-12-20" for a month of "2026-11". */
static const char *
due_date(struct arena *mem, const char *first, int64_t due_day)
{
    struct date d;
    char        text[DATE_SIZE];

    if (!date_parse(first, &d))
        return first;
    d = (struct date){d.month == 12 ? d.year + 1 : d.year, d.month == 12 ? 1 : d.month + 1, (int)due_day};
    return arena_strdup(mem, date_text(text, d));
}

static void
put_rate(struct report *r, const struct tax_rate *t, const char *first)
{
    const char *fine = t->rate_bp % 10 ? arena_printf(r->mem, "%d", (int)(t->rate_bp % 10)) : "";
    cell_text(report_fact(r, N_("Rate"), CELL_TEXT),
              arena_printf(r->mem, "%d.%d%s %%", (int)(t->rate_bp / 100), (int)(t->rate_bp / 10 % 10), fine));
    cell_money(report_fact(r, N_("Tax due"), CELL_MONEY), (struct money){r->totals[TAX].n});
    cell_date(report_fact(r, N_("To be paid by"), CELL_DATE), due_date(r->mem, first, t->due_day));
    cell_money(report_fact(r, N_("For a year’s rent from"), CELL_MONEY), t->least);
    cell_money(report_fact(r, N_("up to"), CELL_MONEY), t->most);
    cell_text(report_fact(r, N_("Source"), CELL_TEXT), t->source);
    cell_date(report_fact(r, N_("In force since"), CELL_DATE), t->from_day);
    cell_date(report_fact(r, N_("Noted on"), CELL_DATE), t->noted_on);
}

/* Rent of homes since the year began, to compare with the limits. */
static enum err
put_year(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r, const struct tax_rate *t)
{
    struct report_ask year = *ask;
    struct received  *rows;
    size_t            count;
    struct money      sum = {0};

    year.from = arena_printf(r->mem, "%.4s-01-01", ask->from);
    enum err e = fill_received(db, r->mem, who, &year, &rows, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        sum.cents += rows[i].residential ? rows[i].rent.cents : 0;
    cell_money(report_fact(r, N_("Rent from homes this year, to the end of this month"), CELL_MONEY), sum);
    if (e == ERR_OK && t && sum.cents > t->most.cents)
        report_note(r, N_("This year’s rent is above the limit for this tax: another tax applies. Ask a tax adviser."));
    return e;
}

enum err
fill_rental_tax(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    struct tax_rate  rate;
    struct received *rows;
    size_t           count;
    enum err         known = tax_rate_at(db, r->mem, ask->from, &rate), e;

    if (known != ERR_OK && known != ERR_NOT_FOUND)
        return known;
    report_columns(r, columns);
    e = fill_received(db, r->mem, who, ask, &rows, &count);
    if (e != ERR_OK)
        return e;
    fill_times(ask, r);
    put_rows(r, rows, count, known == ERR_OK ? &rate : NULL);
    if (known == ERR_OK)
        put_rate(r, &rate, ask->from);
    else
        report_note(r, N_("No rate is known for this month."));
    e = put_year(db, who, ask, r, known == ERR_OK ? &rate : NULL);
    report_note(
        r, N_("A working sheet to fill in your return on iTax, not tax advice. Compare it with what the KRA says."));
    report_note(r, N_("Counted is the rent of homes that came in this month, also what was paid ahead or owed from "
                      "before; less refunds and "
                      "reversals. Left out are deposits, until one is kept to pay rent, water and other charges, and "
                      "shops and offices. "
                      "What a property is let as is set on its page."));
    return e;
}
