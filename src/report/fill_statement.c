/*
 * fill_statement.c - what moved one lease's account, or all of one tenant's: opening balance, each line, closing
 * balance.
 */
#include <string.h>

#include "rent/bill.h"
#include "rent/scope.h"
#include "rent/tenant.h"
#include "report/fill.h"

enum { DAY, WHAT, UNIT, CHARGED, PAID, BALANCE };
static const struct report_column columns[] = {
    [DAY] = {"day", N_("Day"), CELL_DATE, SUM_NONE, 0, 0},
    [WHAT] = {"what", N_("What"), CELL_TEXT, SUM_NONE, 0, 0},
    [UNIT] = {"unit", N_("Unit"), CELL_TEXT, SUM_NONE, 0, 0},
    [CHARGED] = {"charged", N_("Charged"), CELL_MONEY, SUM_ADD, 0, 0},
    [PAID] = {"paid", N_("Paid"), CELL_MONEY, SUM_ADD, 0, 0},
    [BALANCE] = {"balance", N_("Balance"), CELL_MONEY, SUM_NONE, 0, 0},
};

static const struct {
    const char *rail, *word;
} rails[] = {{"mpesa", N_("M-Pesa")},
             {"cash", N_("Cash")},
             {"cheque", N_("Cheque")},
             {"bank", N_("Bank")},
             {"opening", N_("Paid ahead before RentEase")},
             {"deposits", N_("Taken from the deposit")}};

static const char *
rail_word(enum lang lang, const char *rail)
{
    for (size_t i = 0; i < COUNT(rails); i++)
        if (rail && strcmp(rail, rails[i].rail) == 0)
            return lang_text(lang, rails[i].word);
    return lang_text(lang, rails[0].word);
}

static const char *
what_of(struct report *r, struct query *q)
{
    const char *kind = row_text(q, r->mem, "kind"), *bill = row_text(q, r->mem, "bill_kind");
    const char *code = row_text(q, r->mem, "code"), *text;
    bool        money = row_int(q, "is_money") != 0;

    if (row_int(q, "is_out"))
        text = arena_printf(r->mem, "%s %s", lang_text(r->lang, N_("Paid back, M-Pesa")), code ? code : "");
    else if (money)
        text = arena_printf(r->mem, "%s %s", rail_word(r->lang, row_text(q, r->mem, "rail")), code ? code : "");
    else if (bill)
        text = arena_printf(r->mem, "%s, %s", lang_text(r->lang, bill_kind_name(bill)),
                            lang_period(r->mem, r->lang, row_text(q, r->mem, "period")));
    else
        text = row_text(q, r->mem, "memo");
    if (strcmp(kind, "reverse") == 0)
        text = arena_printf(r->mem, "%s: %s", lang_text(r->lang, N_("Taken back")), text);
    size_t n = strlen(text);
    return n && text[n - 1] == ' ' ? arena_strndup(r->mem, text, n - 1) : text;
}

static void
put_balance(struct report *r, const char *day, const char *english, int64_t balance)
{
    struct report_row *row = report_row(r);

    row->strong = true;
    cell_date(&row->cells[DAY], day);
    cell_text(&row->cells[WHAT], lang_text(r->lang, english));
    cell_money(&row->cells[BALANCE], (struct money){balance});
}

static void
put_line(struct report *r, struct query *q, int64_t balance)
{
    struct report_cell *c = report_row(r)->cells;
    struct money        amount = row_money(q, "amount_cents");

    cell_date(&c[DAY], row_text(q, r->mem, "day"));
    cell_text(&c[WHAT], what_of(r, q));
    cell_text(&c[UNIT], row_text(q, r->mem, "unit"));
    if (row_int(q, "is_money"))
        cell_money(&c[PAID], (struct money){-amount.cents});
    else
        cell_money(&c[CHARGED], amount);
    cell_money(&c[BALANCE], (struct money){balance});
}

/* Whose it is: the lease's tenant, or the tenant that was asked for; a tenant his own. */
static enum err
find_tenant(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r,
            const char **tenant_id)
{
    struct lease  l;
    struct tenant t;
    const char   *id = who->role == ROLE_TENANT && !ask->tenant_id && !ask->lease_id ? who->tenant_id : ask->tenant_id;
    enum err      e = ERR_OK;

    if (ask->lease_id) {
        e = lease_load(db, r->mem, who, ask->lease_id, &l);
        if (e != ERR_OK)
            return e;
        if (id && strcmp(id, l.tenant_id) != 0)
            return ERR_NOT_FOUND;
        id = l.tenant_id;
        cell_text(report_fact(r, N_("Unit"), CELL_TEXT), arena_printf(r->mem, "%s, %s", l.unit_label, l.property_name));
    }
    if (!id)
        return ERR_FIELD;
    if (who->role == ROLE_TENANT && strcmp(id, who->tenant_id ? who->tenant_id : "") != 0)
        return ERR_NOT_FOUND;
    e = tenant_load(db, r->mem, who, id, &t);
    if (e != ERR_OK)
        return e;
    cell_text(report_fact(r, N_("Tenant"), CELL_TEXT), t.name);
    *tenant_id = t.id;
    return e;
}

enum err
fill_statement(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r)
{
    const char *tenant_id = NULL;
    int64_t     balance = 0;
    bool        begun = false;
    enum err    e;

    report_columns(r, columns);
    e = find_tenant(db, who, ask, r, &tenant_id);
    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_REPORT_STATEMENT);
    scope_landlord(q, who);
    query_text(q, ":tenant_id", tenant_id);
    query_text(q, ":lease_id", ask->lease_id);
    query_text(q, ":from", ask->from);
    query_text(q, ":to", ask->to);
    report_group(r, NULL);
    while (r->row_count < FILL_ROWS_MOST && query_next(q)) {
        if (!begun && !row_int(q, "before")) {
            put_balance(r, ask->from, N_("Opening balance"), balance);
            begun = true;
        }
        balance += row_int(q, "amount_cents");
        if (begun)
            put_line(r, q, balance);
    }
    if (!begun)
        put_balance(r, ask->from, N_("Opening balance"), balance);
    put_balance(r, ask->to, N_("Closing balance"), balance);
    fill_times(ask, r);
    cell_money(report_fact(r, N_("Closing balance"), CELL_MONEY), (struct money){balance});
    report_note(r, N_("A balance above zero is owed; one below zero is credit. Each line counts for the day on which "
                      "it was billed "
                      "or paid."));
    report_sum(r, false, true);
    return query_end(q);
}
