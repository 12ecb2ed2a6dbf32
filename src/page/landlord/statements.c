/*
 * statements.c - statements and messages: send one, see what each line would do, do it.
 */
#include <string.h>

#include "base/number.h"
#include "base/poke.h"
#include "base/xlsx.h"
#include "page/landlord/link.h"
#include "page/pages.h"
#include "rent/statement_import.h"
#include "web/upload.h"
#include "web/view.h"

enum { ROWS_A_PAGE = 100 };

enum { SEND_FILE, SEND_ACCOUNT, SEND_TEXT, SEND_FIELD_COUNT };
static const struct field send_form[SEND_FIELD_COUNT] = {
    [SEND_FILE] = {"file", FIELD_TEXT, OPTIONAL},
    [SEND_ACCOUNT] = {"account", FIELD_TEXT, REQUIRED, 1, 60, .missing = N_("Choose the account that it is of.")},
    [SEND_TEXT] = {"text", FIELD_LINES, OPTIONAL, .least = 1, .most = STATEMENT_TEXT_MOST},
};

enum { OTHER_KIND, OTHER_NAME, OTHER_FIELD_COUNT };
static const struct field other_form[OTHER_FIELD_COUNT] = {
    [OTHER_KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = "bank|personal|pochi"},
    [OTHER_NAME] = {"name", FIELD_TEXT, REQUIRED, 2, 40,
                    .missing = N_("Give the account a name, like Equity Westlands.")},
};

/* ---- the list, and the form ---- */

static const char *
state_word(const char *state)
{
    return strcmp(state, "applied") == 0 ? N_("Applied")
           : strcmp(state, "draft") == 0 ? N_("Waits for you")
                                         : N_("Thrown away");
}

static const char *
kind_word(const char *kind)
{
    static const struct {
        const char *kind, *word;
    } words[] = {{"paybill", N_("Paybill")},
                 {"till", N_("Till")},
                 {"bank", N_("Bank account")},
                 {"personal", N_("Personal number")},
                 {"pochi", N_("Pochi la Biashara")}};

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(kind, words[i].kind) == 0)
            return words[i].word;
    return kind;
}

static enum err
put_accounts(struct app *app, struct request *rq, struct view *v, const char *chosen)
{
    struct statement_account *rows;
    size_t                    count;
    enum err                  e = statement_accounts(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "accounts");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "accounts");
        view_text(row, "key", rows[i].key);
        view_text(row, "detail", rows[i].detail);
        view_say(row, "kind", kind_word(rows[i].kind));
        view_bool(row, "selected", chosen ? strcmp(chosen, rows[i].key) == 0 : i == 0);
    }
    view_bool(v, "has_accounts", !e && count > 0);
    return e;
}

static enum err
put_earlier(struct app *app, struct request *rq, struct view *v)
{
    struct statement_import *rows;
    size_t                   count;
    enum err                 e = statement_import_list(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "earlier");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "earlier");
        view_path(row, "where", "landlord/statements", rows[i].id);
        view_time(row, "made_at", rows[i].made_at);
        view_text(row, "made_by", rows[i].made_name);
        view_text(row, "account", rows[i].account);
        view_say(row, "state", state_word(rows[i].state));
        view_text(row, "badge",
                  strcmp(rows[i].state, "applied") == 0 ? "paid"
                  : strcmp(rows[i].state, "draft") == 0 ? "pending"
                                                        : "held");
    }
    view_bool(v, "has_earlier", !e && count > 0);
    return e;
}

static enum err
show_form(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/statements");
    enum err     e = put_accounts(app, rq, v, f->typed[SEND_ACCOUNT]);

    if (!e)
        e = put_earlier(app, rq, v);
    view_form(v, f);
    return e ? e : view_render(v, rs, status);
}

enum err
page_statements(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, send_form, SEND_FIELD_COUNT);
    form_prefill(&f, SEND_ACCOUNT, request_query(rq, "account"));
    return show_form(app, rq, rs, &f, 200);
}

static const char *
preview_of(struct arena *mem, const char *id)
{
    return arena_printf(mem, "/landlord/statements/%s", id);
}

enum err
page_statements_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form        f;
    const char        *id;
    const struct file *file = request_file(rq, "file");
    enum err           e = form_read(&f, rq, send_form, SEND_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    const char *text = form_text(&f, SEND_TEXT), *account = form_text(&f, SEND_ACCOUNT);
    if (!file && !text)
        form_error(&f, SEND_FILE, N_("Choose a file, or paste the messages below."));
    if (!form_ok(&f))
        return show_form(app, rq, rs, &f, 422);
    const char *bytes = file ? file->bytes : text;
    size_t      n = file ? file->len : text ? strlen(text) : 0;
    const char *wrong = xlsx_unpack(rq->mem, &bytes, &n);
    e = wrong ? ERR_INPUT : statement_import_add(app->db, rq->mem, &rq->who, account, bytes, n, &id);
    if (e == ERR_INPUT)
        form_error(&f, SEND_FILE,
                   wrong ? wrong : N_("This file is no statement. Export it as an Excel (.xlsx) or CSV file."));
    if (e == ERR_NOT_FOUND)
        form_error(&f, SEND_ACCOUNT, N_("Choose the account that it is of."));
    if (e == ERR_INPUT || e == ERR_NOT_FOUND)
        return show_form(app, rq, rs, &f, 422);
    if (!e)
        response_redirect(rs, preview_of(rq->mem, id));
    return e;
}

/* ---- other accounts ---- */

static enum err
show_other(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/statement_account");

    view_form(v, f);
    return view_render(v, rs, status);
}

enum err
page_statement_account(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, other_form, OTHER_FIELD_COUNT);
    form_prefill(&f, OTHER_KIND, "bank");
    return show_other(app, rq, rs, &f, 200);
}

enum err
page_statement_account_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, other_form, OTHER_FIELD_COUNT);

    if (!e)
        e = receiving_other_add(app->db, rq->mem, &rq->who, form_text(&f, OTHER_KIND), form_text(&f, OTHER_NAME));
    if (e == ERR_CONFLICT)
        form_error(&f, OTHER_NAME, N_("There is an account of this name already."));
    if (e == ERR_FIELD || e == ERR_CONFLICT)
        return show_other(app, rq, rs, &f, 422);
    if (!e)
        response_redirect(rs, "/landlord/statements");
    return e;
}

/* ---- what each line would do ---- */

static void
put_row(struct view *v, const struct statement_row *r)
{
    static const char *const badges[VERDICT_COUNT] = {
        [VERDICT_POST] = "paid",  [VERDICT_TRAY] = "pending",   [VERDICT_KNOWN] = "paid",   [VERDICT_ASK] = "pending",
        [VERDICT_AGAIN] = "held", [VERDICT_NOT_MONEY] = "held", [VERDICT_WRONG] = "overdue"};
    static const char *const words[VERDICT_COUNT] = {
        [VERDICT_POST] = N_("New"),          [VERDICT_TRAY] = N_("New, nobody’s yet"),
        [VERDICT_KNOWN] = N_("Known"),       [VERDICT_ASK] = N_("To be asked"),
        [VERDICT_AGAIN] = N_("Came before"), [VERDICT_NOT_MONEY] = N_("No payment"),
        [VERDICT_WRONG] = N_("To correct")};

    view_int(v, "line", r->it->line);
    view_text(v, "day", "");
    if (r->it->day)
        view_date(v, "day", r->it->day);
    view_money(v, "amount", r->it->amount);
    view_bool(v, "has_amount", r->it->amount.cents != 0);
    view_text(v, "code", r->it->receipt_no ? r->it->receipt_no : r->it->ref);
    view_text(v, "payer", r->it->payer);
    view_text(v, "account_typed", r->it->bill_ref);
    view_text(v, "narration", r->it->narration);
    view_text(v, "badge", badges[r->verdict]);
    view_say(v, "verdict", words[r->verdict]);
    view_say(v, "why", r->why);
    view_text(v, "tenant", r->tenant_name);
    view_text(v, "unit", r->unit_label);
}

static void
put_rows(struct view *v, struct request *rq, const struct statement_import *s)
{
    const char *from = request_query(rq, "from");
    int64_t     first = 0, last, count = s->rows ? (int64_t)s->it.count : 0;

    if (from && !int64_parse(from, 0, STATEMENT_LINES_MOST, &first))
        first = 0;
    last = first + ROWS_A_PAGE < count ? first + ROWS_A_PAGE : count;
    view_rows(v, "rows");
    for (int64_t i = first; i < last; i++)
        put_row(view_row(v, "rows"), &s->rows[i]);
    view_bool(v, "later_page", first > 0);
    view_text(v, "next_query", last < count ? arena_printf(rq->mem, "from=%lld", (long long)last) : "");
    view_bool(v, "has_pages", first > 0 || last < count);
}

/* The columns of a table that nobody has described yet, with what they seem to be. */
static void
put_columns(struct view *v, const struct statement *s)
{
    static const struct {
        const char *name, *title;
        bool        needed;
    } fields[] = {{"day", N_("Date"), true},         {"amount", N_("Amount, below zero for money out"), false},
                  {"credit", N_("Money in"), false}, {"debit", N_("Money out"), false},
                  {"ref", N_("Reference"), false},   {"narration", N_("What it says"), false},
                  {"payer", N_("Payer"), false},     {"balance", N_("Balance"), false}};
    const int guesses[] = {s->guess.day, s->guess.amount,    s->guess.credit, s->guess.debit,
                           s->guess.ref, s->guess.narration, s->guess.payer,  s->guess.balance};

    view_rows(v, "columns");
    for (size_t i = 0; s->unknown && i < COUNT(fields); i++) {
        struct view *row = view_row(v, "columns");
        view_text(row, "name", fields[i].name);
        view_say(row, "title", fields[i].title);
        view_bool(row, "needed", fields[i].needed);
        view_rows(row, "heads");
        for (size_t k = 0; k < s->head->count; k++) {
            struct view *head = view_row(row, "heads");
            view_int(head, "number", (int64_t)k);
            view_text(head, "head", s->head->cells[k]);
            view_bool(head, "selected", guesses[i] == (int)k);
        }
    }
}

static enum err
show_preview(struct app *app, struct request *rq, struct response *rs, const struct statement_import *s,
             const char *problem, int status)
{
    struct view *v = view_new(app, rq, "landlord/statement");
    bool         draft = strcmp(s->state, "draft") == 0, readable = draft && !s->it.wrong && !s->it.unknown;

    view_text(v, "id", s->id);
    view_text(v, "account", s->account);
    view_bool(v, "draft", draft);
    view_bool(v, "applied", strcmp(s->state, "applied") == 0);
    view_say(v, "problem", problem ? problem : "");
    view_text(v, "made_by", s->made_name);
    view_time(v, "made_at", s->made_at);
    view_text(v, "decided_by", s->decided_name);
    view_time(v, "decided_at", s->decided_at);
    view_bool(v, "unreadable", draft && s->it.wrong);
    view_say(v, "why_not", s->it.wrong ? s->it.wrong : "");
    view_int(v, "why_line", s->it.wrong_line);
    view_bool(v, "unknown", draft && !s->it.wrong && s->it.unknown);
    view_bool(v, "readable", readable);
    view_text(v, "seen", s->digest);
    view_int(v, "new_count", s->counts[VERDICT_POST] + s->counts[VERDICT_TRAY]);
    view_int(v, "tray_count", s->counts[VERDICT_TRAY]);
    view_money(v, "new_money", s->posted);
    view_int(v, "known_count", s->counts[VERDICT_KNOWN]);
    view_int(v, "ask_count", s->counts[VERDICT_ASK]);
    view_int(v, "again_count", s->counts[VERDICT_AGAIN]);
    view_int(v, "other_count", s->counts[VERDICT_NOT_MONEY]);
    view_int(v, "wrong_count", s->counts[VERDICT_WRONG]);
    view_bool(v, "any_wrong", s->counts[VERDICT_WRONG] > 0);
    view_bool(v, "any_asked", s->counts[VERDICT_ASK] > 0);
    view_bool(v, "to_do",
              s->counts[VERDICT_POST] + s->counts[VERDICT_TRAY] + s->counts[VERDICT_KNOWN] + s->counts[VERDICT_ASK] +
                      s->counts[VERDICT_NOT_MONEY] >
                  0);
    put_columns(v, &s->it);
    put_rows(v, rq, s);
    return view_render(v, rs, status);
}

enum err
page_statement_show(struct app *app, struct request *rq, struct response *rs)
{
    struct statement_import s;
    enum err                e = statement_import_load(app->db, rq->mem, &rq->who, rq->args[0], &s);

    return e ? e : show_preview(app, rq, rs, &s, NULL, 200);
}

/* An empty choice: there is no such column. */
static int
chosen(const struct request *rq, const char *name)
{
    const char *value = request_field(rq, name);
    int64_t     n = -1;

    if (value && *value && !int64_parse(value, 0, CSV_COLUMNS_MOST - 1, &n))
        n = -2; /* fits no table */
    return (int)n;
}

enum err
page_statement_columns_post(struct app *app, struct request *rq, struct response *rs)
{
    const struct statement_map m = {
        .day = chosen(rq, "day"),
        .amount = chosen(rq, "amount"),
        .credit = chosen(rq, "credit"),
        .debit = chosen(rq, "debit"),
        .ref = chosen(rq, "ref"),
        .narration = chosen(rq, "narration"),
        .payer = chosen(rq, "payer"),
        .balance = chosen(rq, "balance"),
    };
    struct statement_import s;
    enum err                e = statement_import_columns(app->db, rq->mem, &rq->who, rq->args[0], &m);

    if (e == ERR_FIELD) {
        e = statement_import_load(app->db, rq->mem, &rq->who, rq->args[0], &s);
        if (e)
            return e;
        s.it.guess = m;
        return show_preview(app, rq, rs, &s, N_("Choose the date, and either the amount or the money in."), 422);
    }
    if (!e)
        response_redirect(rs, preview_of(rq->mem, rq->args[0]));
    return e;
}

enum err
page_statement_apply_post(struct app *app, struct request *rq, struct response *rs)
{
    struct statement_import s;
    enum statement_answer   answer;
    bool                    asked;
    const char             *seen = request_field(rq, "seen");
    enum err e = statement_import_apply(app->db, rq->mem, &rq->who, rq->args[0], seen ? seen : "", &answer, &asked, &s);

    if (e)
        return e;
    if (answer == STATEMENT_CHANGED || answer == STATEMENT_UNREADABLE)
        return show_preview(app, rq, rs, &s,
                            N_("Your books changed since this was shown. Look at it again, then decide."), 409);
    if (asked)
        poke(app->gateway);
    response_redirect(rs, preview_of(rq->mem, rq->args[0]));
    return ERR_OK;
}

enum err
page_statement_discard_post(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = statement_import_discard(app->db, rq->mem, &rq->who, rq->args[0]);

    if (!e)
        response_redirect(rs, "/landlord/statements");
    return e;
}
