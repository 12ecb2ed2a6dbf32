#include "rent/chart.h"

#include <string.h>

#include "base/date.h"
#include "base/fill.h"
#include "base/number.h"
#include "base/text.h"
#include "rent/bill.h"
#include "rent/list.h"
#include "rent/scope.h"

static struct chart_account
account_row(struct query *q, struct arena *mem)
{
    return (struct chart_account){
        .id = row_text(q, mem, "id"),
        .kind = row_text(q, mem, "kind"),
        .detail = row_text(q, mem, "detail"),
        .class = row_text(q, mem, "class"),
        .unit = row_text(q, mem, "unit"),
        .tenant = row_text(q, mem, "tenant"),
        .balance = row_money(q, "cents"),
    };
}

static enum err
load(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *from, const char *to,
     struct list *rows)
{
    struct query *q = db_query(db, SQL_CHART_ACCOUNTS);

    *rows = list_new(mem, sizeof(struct chart_account));
    scope_landlord(q, who);
    query_text(q, ":id", id);
    query_text(q, ":from", from);
    query_text(q, ":to", to);
    while (query_next(q)) {
        struct chart_account *a = list_add(rows);
        *a = account_row(q, mem);
        a->debit = row_money(q, "debit_cents");
        a->credit = row_money(q, "credit_cents");
    }
    return query_end(q);
}

enum err
chart_load(struct db *db, struct arena *mem, const struct who *who, const char *from, const char *to,
           struct chart_account **out, size_t *count)
{
    struct list rows;
    enum err    e = load(db, mem, who, NULL, from, to, &rows);

    *out = rows.items;
    *count = rows.count;
    return e;
}

enum err
chart_account(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *from, const char *to,
              struct chart_account *out)
{
    struct list rows;
    enum err    e = load(db, mem, who, id, from, to, &rows);

    if (e != ERR_OK)
        return e;
    if (rows.count == 0)
        return ERR_NOT_FOUND;
    *out = *(const struct chart_account *)rows.items;
    return ERR_OK;
}

/* ---- names ---- */

const char *
chart_name(const struct chart_account *a)
{
    static const struct {
        const char *kind, *name;
    } names[] = {
        {"mpesa", N_("M-Pesa {detail}")},
        {"cash", N_("Cash in hand")},
        {"cheque", N_("Cheques not yet banked")},
        {"bank", N_("Bank: {detail}")},
        {"receivable", N_("Owed by {unit} ({tenant})")},
        {"deposits", N_("Deposits held")},
        {"unallocated", N_("Money of unknown payers")},
        {"income", N_("Income: {detail}")},
        {"test_income", N_("Test payments")},
        {"expense", N_("Expense: {detail}")},
        {"drawings", N_("Taken out by the owner")},
        {"opening", N_("Balances from before RentEase")},
        {"agent", N_("Owed to agents")},
    };

    if (strcmp(a->kind, "deposits") == 0 && a->unit)
        return N_("Deposit of {unit} ({tenant})");
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i].kind, a->kind) == 0)
            return names[i].name;
    return a->kind;
}

const char *
chart_detail(const struct chart_account *a)
{
    static const struct {
        const char *detail, *word;
    } words[] = {
        {"salary", N_("Salaries")},
        {"promotion", N_("Promotions")},
        {"utility", N_("Utilities")},
        {"supplier", N_("Suppliers")},
        {"tax", N_("Tax")},
        {"other", N_("Other")},
        {"mpesa_charges", N_("M-Pesa’s charges")},
    };

    if (strcmp(a->kind, "income") == 0)
        return bill_kind_name(a->detail);
    for (size_t i = 0; strcmp(a->kind, "expense") == 0 && i < COUNT(words); i++)
        if (strcmp(words[i].detail, a->detail) == 0)
            return words[i].word;
    return NULL;
}

const char *
chart_say(struct arena *mem, const struct chart_account *a, const char *name, const char *detail)
{
    const struct filling with[] = {
        {"detail", detail ? detail : a->detail},
        {"unit", a->unit ? a->unit : a->detail},
        {"tenant", a->tenant ? a->tenant : "–"},
    };

    return fill(mem, name, with, COUNT(with));
}

const char *
chart_txn_word(const char *kind)
{
    static const struct {
        const char *kind, *word;
    } words[] = {
        {"bill", N_("Bill")},
        {"receive", N_("Money in")},
        {"assign", N_("Given to a tenant")},
        {"reverse", N_("Taken back")},
        {"payout", N_("Money out")},
        {"opening", N_("From before RentEase")},
        {"transfer", N_("Moved between accounts")},
        {"settle", N_("Deposit settled")},
        {"commission", N_("Agent’s fee")},
        {"agent_paid", N_("Agent paid")},
        {"restore", N_("Counted again")},
    };

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i].kind, kind) == 0)
            return words[i].word;
    return kind;
}

/* ---- lines ---- */

/* "2026-11-05.123": the day and the id of the last line shown. */
static bool
read_cursor(struct arena *mem, const char *text, const char **day, int64_t *id)
{
    struct date d;

    *day = NULL;
    *id = 0;
    if (!text || !*text)
        return true;
    const char *dot = strchr(text, '.');
    if (!dot || !int64_parse(dot + 1, 1, INT64_MAX, id))
        return false;
    *day = arena_strndup(mem, text, (size_t)(dot - text));
    return date_parse(*day, &d);
}

static struct chart_line
line_row(struct query *q, struct arena *mem)
{
    return (struct chart_line){
        .id = row_int(q, "id"),
        .txn_id = row_int(q, "txn_id"),
        .at = row_int(q, "at"),
        .reverses = row_int(q, "reverses"),
        .day = row_text(q, mem, "day"),
        .kind = row_text(q, mem, "kind"),
        .memo = row_text(q, mem, "memo"),
        .who = row_text(q, mem, "who"),
        .bill_id = row_text(q, mem, "bill_id"),
        .payment_id = row_text(q, mem, "payment_id"),
        .request_id = row_text(q, mem, "request_id"),
        .amount = row_money(q, "amount_cents"),
        .balance = row_money(q, "balance_cents"),
    };
}

enum err
chart_lines(struct db *db, struct arena *mem, const struct who *who, const char *account_id,
            const struct chart_filter *f, struct chart_line **out, size_t *count, const char **next)
{
    struct list rows = list_new(mem, sizeof(struct chart_line));
    const char *day;
    int64_t     id, limit = f->limit > 0 && f->limit <= PAGE_ROWS_MOST ? f->limit : PAGE_ROWS_STANDARD;

    if (!read_cursor(mem, f->cursor, &day, &id))
        return ERR_INPUT;
    struct query *q = db_query(db, SQL_CHART_LINES);
    scope_landlord(q, who);
    query_text(q, ":account_id", account_id);
    query_text(q, ":from", f->from);
    query_text(q, ":to", f->to);
    query_text(q, ":before_day", day);
    query_int(q, ":before_id", id);
    query_int(q, ":most", limit + 1);
    while (query_next(q))
        *(struct chart_line *)list_add(&rows) = line_row(q, mem);
    *out = rows.items;
    *count = rows.count > (size_t)limit ? (size_t)limit : rows.count;
    *next = rows.count > (size_t)limit
                ? arena_printf(mem, "%s.%lld", (*out)[limit - 1].day, (long long)(*out)[limit - 1].id)
                : NULL;
    return query_end(q);
}

/* ---- the journal ---- */

static enum err
parts(struct db *db, struct arena *mem, const struct who *who, struct chart_txn *t)
{
    struct list   rows = list_new(mem, sizeof(struct chart_part));
    struct query *q = db_query(db, SQL_CHART_TXN_LINES);

    scope_landlord(q, who);
    query_int(q, ":id", t->id);
    while (query_next(q)) {
        struct chart_part *p = list_add(&rows);
        p->account = account_row(q, mem);
        p->amount = p->account.balance;
    }
    t->parts = rows.items;
    t->part_count = rows.count;
    return query_end(q);
}

enum err
chart_txn(struct db *db, struct arena *mem, const struct who *who, int64_t id, struct chart_txn *out)
{
    struct query *q = db_query(db, SQL_CHART_TXN);

    scope_landlord(q, who);
    query_int(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = (struct chart_txn){
        .id = row_int(q, "id"),
        .at = row_int(q, "at"),
        .reverses = row_int(q, "reverses"),
        .reversed_by = row_int(q, "reversed_by"),
        .kind = row_text(q, mem, "kind"),
        .day = row_text(q, mem, "day"),
        .memo = row_text(q, mem, "memo"),
        .hash = row_text(q, mem, "hash"),
        .prev_hash = row_text(q, mem, "prev_hash"),
        .bill_id = row_text(q, mem, "bill_id"),
        .payment_id = row_text(q, mem, "payment_id"),
        .request_id = row_text(q, mem, "request_id"),
    };
    e = query_end(q);
    return e == ERR_OK ? parts(db, mem, who, out) : e;
}
