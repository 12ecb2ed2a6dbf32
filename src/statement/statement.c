#include "statement/statement.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"
#include "statement/read.h"

enum { HEAD_ROWS_MOST = 30 };

enum column { DAY, AMOUNT, CREDIT, DEBIT, REF, NARRATION, PAYER, BALANCE, RECEIPT, STATUS, REASON, ACCOUNT, COLUMNS };

/* What columns are called, folded; "|" between the names. The first five formats are told apart by their heads. */
static const struct format {
    const char *name;
    const char *columns[COLUMNS];
    bool        needs[COLUMNS];
} formats[] = {
    {"mpesa",
     {[RECEIPT] = "receiptno|receipt|receiptnumber",
      [DAY] = "completiontime",
      [NARRATION] = "details",
      [STATUS] = "transactionstatus|status",
      [CREDIT] = "paidin|paidinkshs|paidinksh",
      [DEBIT] = "withdrawn|withdrawnkshs|withdrawnksh",
      [BALANCE] = "balance|balancekshs|balanceksh",
      [REASON] = "reasontype|transactiontype",
      [PAYER] = "otherpartyinfo|otherparty",
      [ACCOUNT] = "acno|accountno"},
     {[RECEIPT] = true, [DAY] = true, [NARRATION] = true, [CREDIT] = true}},
    {"equity",
     {[DAY] = "transactiondate|trandate",
      [NARRATION] = "narrative|transactiondetails|narration",
      [REF] = "paymentreference|transactionreference|customerreference",
      [DEBIT] = "debit|debitkes",
      [CREDIT] = "credit|creditkes",
      [BALANCE] = "runningbalance|balance"},
     {[DAY] = true, [NARRATION] = true, [DEBIT] = true, [CREDIT] = true, [BALANCE] = true}},
    {"coop",
     {[DAY] = "postingdate|transdate|transactiondate",
      [NARRATION] = "description|details|narration",
      [REF] = "referenceno|reference|chequeno",
      [DEBIT] = "debit|debitamount|dr",
      [CREDIT] = "credit|creditamount|cr",
      [BALANCE] = "bookbalance|balance|runningbalance"},
     {[DAY] = true, [NARRATION] = true, [DEBIT] = true, [CREDIT] = true, [BALANCE] = true}},
    {"kcb",
     {[DAY] = "txndate|transactiondate",
      [NARRATION] = "description|transactiondetails|details",
      [REF] = "bankreferencenumber|bankreference|reference",
      [DEBIT] = "moneyout|debitamount",
      [CREDIT] = "moneyin|creditamount",
      [BALANCE] = "ledgerbalance|balance"},
     {[DAY] = true, [NARRATION] = true, [DEBIT] = true, [CREDIT] = true}},
};

/* For a table of no known format: what a column may be. */
static const char *const usual[COLUMNS] = {
    [DAY] = "date|transactiondate|txndate|postingdate|trandate|valuedate|bookingdate|completiontime|tarehe|time",
    [AMOUNT] = "amount|transactionamount|amountkes|kiasi",
    [CREDIT] = "credit|credits|creditamount|paidin|moneyin|deposit|deposits|cr",
    [DEBIT] = "debit|debits|debitamount|withdrawn|moneyout|withdrawal|withdrawals|dr",
    [REF] = "reference|referenceno|ref|refno|transactionreference|transactionid|bankreference|receiptno",
    [NARRATION] = "narration|narrative|description|details|particulars|transactiondetails|remarks|maelezo",
    [PAYER] = "payer|name|customername|from|sender|paidby|mlipaji|jina",
    [BALANCE] = "balance|runningbalance|bookbalance|ledgerbalance|closingbalance|salio",
};

static bool
listed(const char *names, const char *folded)
{
    size_t n = strlen(folded);

    for (const char *p = names; n && p && *p;) {
        size_t len = strcspn(p, "|");
        if (len == n && strncmp(p, folded, n) == 0)
            return true;
        p += len + (p[len] == '|');
    }
    return false;
}

static void
find_columns(struct arena *mem, const char *const names[COLUMNS], const struct csv_row *head, int at[COLUMNS])
{
    for (size_t c = 0; c < COLUMNS; c++) {
        at[c] = -1;
        for (size_t i = 0; i < head->count && at[c] < 0; i++)
            if (listed(names[c], read_folded(mem, head->cells[i])))
                at[c] = (int)i;
    }
}

static bool
is_format(const struct format *f, const int at[COLUMNS])
{
    for (size_t c = 0; c < COLUMNS; c++)
        if (f->needs[c] && at[c] < 0)
            return false;
    return true;
}

static const struct format *
find_format(struct arena *mem, const struct csv *t, size_t *head, int at[COLUMNS])
{
    for (size_t i = 0; i < t->count && i < HEAD_ROWS_MOST; i++) {
        for (size_t f = 0; f < COUNT(formats); f++) {
            find_columns(mem, formats[f].columns, &t->rows[i], at);
            if (is_format(&formats[f], at)) {
                *head = i;
                return &formats[f];
            }
        }
    }
    return NULL;
}

/* ---- one line ---- */

static const char *
cell(const struct csv_row *r, int column)
{
    return column < 0 ? "" : csv_cell(r, (size_t)column);
}

static const char *
text_or_null(struct arena *mem, const char *text)
{
    const char *tidy = utf8_tidy(mem, text);

    return *tidy ? tidy : NULL;
}

/* Credit and debit are told apart by their columns, whatever sign the maker gave them. */
static const char *
take_amount(struct arena *mem, const struct csv_row *r, const int at[COLUMNS], struct statement_line *l)
{
    struct money one = {0}, in = {0}, out = {0};

    if (!read_amount(mem, cell(r, at[AMOUNT]), &one) || !read_amount(mem, cell(r, at[CREDIT]), &in) ||
        !read_amount(mem, cell(r, at[DEBIT]), &out))
        return N_("The amount of this line cannot be read. Correct it in the file, like 12500.00.");
    l->amount.cents = one.cents + in.cents - (out.cents < 0 ? -out.cents : out.cents);
    if (!l->amount.cents)
        return N_("This line has no amount. Leave it out.");
    if (*cell(r, at[BALANCE]))
        l->has_balance = read_amount(mem, cell(r, at[BALANCE]), &l->balance);
    return NULL;
}

/* "254712***345 - JANE WANJIRU" */
static void
take_party(struct arena *mem, const char *party, struct statement_line *l)
{
    const char *dash = strstr(party, " - ");

    l->phone = read_phone(mem, party);
    if (dash)
        l->payer = text_or_null(mem, dash + 3);
    else if (!l->phone)
        l->payer = text_or_null(mem, party);
}

/* What payers pay is called so; everything else that comes in is moved, given back or interest. */
static bool
is_payers(const char *reason, const char *details)
{
    static const char *const yes[] = {"pay bill",         "paybill",    "pay utility",
                                      "merchant payment", "buy goods",  "pay merchant",
                                      "customer payment", "send money", "pochi"};
    static const char *const no[] = {"charge", "revers", "settle", "transfer", "withdraw", "tariff", "fee"};
    const char              *text = details;

    for (size_t i = 0; i < COUNT(no); i++)
        if (strcasestr(reason, no[i]) || (!*reason && strcasestr(details, no[i])))
            return false;
    for (size_t i = 0; i < COUNT(yes); i++)
        if (strcasestr(reason, yes[i]) || strcasestr(text, yes[i]))
            return true;
    return false;
}

static void
take_mpesa(struct arena *mem, const struct csv_row *r, const int at[COLUMNS], struct statement_line *l)
{
    const char *status = cell(r, at[STATUS]), *code = utf8_tidy(mem, cell(r, at[RECEIPT]));
    char       *upper = arena_strdup(mem, code);

    for (char *p = upper; *p; p++)
        *p = (char)toupper((unsigned char)*p);
    if (strlen(upper) < 8 || strlen(upper) > 12 || upper[strspn(upper, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")])
        l->wrong = N_("This line has no M-Pesa receipt number. Export the statement again, with all columns.");
    l->receipt_no = upper;
    take_party(mem, *cell(r, at[PAYER]) ? cell(r, at[PAYER]) : l->narration, l);
    l->bill_ref = text_or_null(mem, cell(r, at[ACCOUNT]));
    if (!l->bill_ref)
        l->bill_ref = read_between(mem, l->narration, " Acc. ", "");
    if (!*cell(r, at[PAYER])) {
        const char *name = read_between(mem, l->narration, " - ", " Acc. ");
        l->payer = name;
    }
    bool done = !*status || strcasecmp(status, "completed") == 0;
    if (!l->wrong && (!done || l->amount.cents < 0 || !is_payers(cell(r, at[REASON]), l->narration)))
        l->sort = STATEMENT_OTHER;
    if (!done)
        l->amount = (struct money){0};
}

/* "MPS 254712345678 UKL3A7XK2P 0123#A4 JANE": what a bank hands on of an M-Pesa payment. */
static void
take_bank(struct arena *mem, const struct csv_row *r, const int at[COLUMNS], struct statement_line *l)
{
    l->ref = text_or_null(mem, cell(r, at[REF]));
    l->receipt_no = read_code(mem, l->narration);
    if (l->receipt_no && strncmp(l->receipt_no, "FT", 2) == 0) /* a bank's own transfer */
        l->receipt_no = NULL;
    l->payer = text_or_null(mem, cell(r, at[PAYER]));
    l->phone = read_phone(mem, l->narration);
    l->bill_ref = read_between(mem, l->narration, "#", " |/|,");
    if (!l->bill_ref)
        l->bill_ref = read_between(mem, l->narration, " Acc. ", "/|,");
    if (!l->wrong && l->amount.cents < 0)
        l->sort = STATEMENT_OTHER;
}

static void
take_line(struct arena *mem, const struct csv_row *r, const int at[COLUMNS], bool mpesa, struct statement_line *l)
{
    l->line = r->line;
    l->narration = utf8_tidy(mem, cell(r, at[NARRATION]));
    l->wrong = take_amount(mem, r, at, l);
    if (!read_day(mem, cell(r, at[DAY]), l))
        l->wrong = N_("The date of this line cannot be read. Correct it in the file, like 2026-11-21.");
    if (mpesa)
        take_mpesa(mem, r, at, l);
    else
        take_bank(mem, r, at, l);
    if (l->wrong)
        l->sort = STATEMENT_WRONG;
}

/* Totals and notes below and among the lines: a row without a date and without an amount says nothing. */
static bool
is_line(struct arena *mem, const struct csv_row *r, const int at[COLUMNS])
{
    struct statement_line probe = {0};

    return read_day(mem, cell(r, at[DAY]), &probe) || *cell(r, at[RECEIPT]) ||
           (*cell(r, at[DAY]) && (*cell(r, at[CREDIT]) || *cell(r, at[DEBIT]) || *cell(r, at[AMOUNT])));
}

static void
take_lines(struct arena *mem, const struct csv *t, size_t head, const int at[COLUMNS], bool mpesa,
           struct statement *out)
{
    out->lines = arena_array(mem, t->count, sizeof *out->lines);
    for (size_t i = head + 1; i < t->count; i++)
        if (is_line(mem, &t->rows[i], at))
            take_line(mem, &t->rows[i], at, mpesa, &out->lines[out->count++]);
    if (!out->count) {
        out->wrong = N_("There is no line of money below the names of the columns.");
        out->wrong_line = t->rows[head].line;
    }
}

/* ---- the whole ---- */

/* "Short Code: 600123", "Paybill,556677": above the head. */
static const char *
find_shortcode(struct arena *mem, const struct csv *t, size_t head)
{
    for (size_t i = 0; i < head; i++) {
        for (size_t k = 0; k < t->rows[i].count; k++) {
            const char *text = t->rows[i].cells[k], *next = csv_cell(&t->rows[i], k + 1);
            const char *folded = read_folded(mem, text);
            if (strncmp(folded, "shortcode", 9) != 0 && strncmp(folded, "paybill", 7) != 0 &&
                strncmp(folded, "till", 4) != 0)
                continue;
            const char *digits = strpbrk(text, "0123456789");
            digits = digits ? digits : next;
            size_t n = strspn(digits, "0123456789");
            if (n >= 5 && n <= 7)
                return arena_strndup(mem, digits, n);
        }
    }
    return NULL;
}

static void
hash_head(struct arena *mem, const struct csv_row *head, char out[STATEMENT_HEAD_SIZE])
{
    struct buf all = buf_new(mem, (size_t)CSV_COLUMNS_MOST * CSV_CELL_MOST);

    for (size_t i = 0; i < head->count; i++)
        buf_printf(&all, "%s|", read_folded(mem, head->cells[i]));
    sha256_hex(out, all.bytes, all.len);
}

/* The row that most looks like a head: the first with as many cells as any. */
static size_t
widest(struct arena *mem, const struct csv *t)
{
    size_t best = 0, most = 0;

    for (size_t i = 0; i < t->count && i < HEAD_ROWS_MOST; i++) {
        size_t filled = 0;
        int    at[COLUMNS];
        for (size_t k = 0; k < t->rows[i].count; k++)
            filled += *t->rows[i].cells[k] != '\0';
        find_columns(mem, usual, &t->rows[i], at);
        filled += at[DAY] >= 0 && (at[AMOUNT] >= 0 || at[CREDIT] >= 0) ? CSV_COLUMNS_MOST : 0;
        if (filled > most) {
            most = filled;
            best = i;
        }
    }
    return best;
}

bool
statement_map_fits(const struct statement_map *m, size_t columns)
{
    const int all[] = {m->day, m->amount, m->credit, m->debit, m->ref, m->narration, m->payer, m->balance};

    for (size_t i = 0; i < COUNT(all); i++)
        if (all[i] < -1 || all[i] >= (int)columns)
            return false;
    return m->day >= 0 && (m->amount >= 0) != (m->credit >= 0);
}

static void
read_other(struct arena *mem, const struct csv *t, const struct statement_map *map, struct statement *out)
{
    int    at[COLUMNS];
    size_t head = widest(mem, t);

    out->format = "table";
    out->head = &t->rows[head];
    hash_head(mem, out->head, out->head_hash);
    find_columns(mem, usual, out->head, at);
    out->guess = (struct statement_map){at[DAY], at[AMOUNT],    at[CREDIT], at[DEBIT],
                                        at[REF], at[NARRATION], at[PAYER],  at[BALANCE]};
    out->unknown = !map || !statement_map_fits(map, out->head->count);
    if (out->unknown)
        return;
    const int chosen[COLUMNS] = {[DAY] = map->day,       [AMOUNT] = map->amount,
                                 [CREDIT] = map->credit, [DEBIT] = map->debit,
                                 [REF] = map->ref,       [NARRATION] = map->narration,
                                 [PAYER] = map->payer,   [BALANCE] = map->balance,
                                 [RECEIPT] = -1,         [STATUS] = -1,
                                 [REASON] = -1,          [ACCOUNT] = -1};
    take_lines(mem, t, head, chosen, false, out);
}

enum err
statement_read(struct arena *mem, const char *text, const struct statement_map *map, struct statement *out)
{
    struct csv *t = ARENA_NEW(mem, struct csv);
    size_t      head = 0;
    int         at[COLUMNS];

    *out = (struct statement){.format = "table"};
    if (read_is_messages(mem, text)) {
        read_messages(mem, text, out);
        return ERR_OK;
    }
    enum err e = csv_read(mem, text, strlen(text), STATEMENT_LINES_MOST + HEAD_ROWS_MOST, t);
    out->wrong = t->wrong;
    out->wrong_line = t->line;
    if (e != ERR_OK)
        return e == ERR_INPUT ? ERR_OK : e;
    if (t->count < 2) {
        out->wrong = N_("This is neither a statement nor a message that we can read. Export it as CSV, or paste the "
                        "message as it came.");
        out->wrong_line = 1;
        return ERR_OK;
    }
    const struct format *f = find_format(mem, t, &head, at);
    if (!f) {
        read_other(mem, t, map, out);
        return ERR_OK;
    }
    bool mpesa = strcmp(f->name, "mpesa") == 0;
    out->format = f->name;
    out->shortcode = mpesa ? find_shortcode(mem, t, head) : NULL;
    take_lines(mem, t, head, at, mpesa, out);
    return ERR_OK;
}
