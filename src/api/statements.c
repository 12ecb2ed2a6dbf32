/*
 * statements.c - statements of accounts and messages: keep one, look at what each line would do, do it.
 */
#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/table.h"
#include "base/number.h"
#include "base/poke.h"
#include "base/xlsx.h"
#include "rent/statement_import.h"
#include "web/api.h"

enum { ROWS_A_PAGE = 200 };

static const struct refusal decided = {
    .status = 409,
    .code = "already_decided",
    .message = N_("This list was applied or discarded before."),
};
static const struct refusal unreadable = {
    .status = 422,
    .code = "statement_unreadable",
    .message = N_("The statement cannot be read as it is, and nothing was done. Its problem says what to do."),
};
static const struct refusal changed = {
    .status = 409,
    .code = "books_changed",
    .message = N_("The books changed since the preview that fingerprint is of. Read the import again, then decide."),
};
static const struct refusal no_account = {
    .status = 422,
    .code = "invalid_fields",
    .message = N_("There is no such account. Read /statements/accounts for those that there are."),
    .field = "account",
};
static const struct refusal no_columns = {
    .status = 422,
    .code = "invalid_fields",
    .message = N_("Say the column of the day, and either that of the amount or that of the money in."),
    .field = "day",
};
static const struct refusal name_taken = {
    .status = 409,
    .code = "name_taken",
    .message = N_("There is an account of this name already."),
    .field = "name",
};

static void
put_row(struct json_writer *w, const struct request *rq, const struct statement_row *r)
{
    json_open(w, NULL, '{');
    json_put_int(w, "line", r->it->line);
    json_put_text(w, "verdict", statement_verdict_name(r->verdict));
    json_put_text(w, "message", lang_text(rq->lang, r->why));
    json_put_text(w, "day", r->it->day);
    put_money(w, "amount", r->it->amount);
    json_put_text(w, "mpesaReceiptNumber", r->it->receipt_no);
    json_put_text(w, "reference", r->it->ref);
    json_put_text(w, "accountReference", r->it->bill_ref);
    json_put_text(w, "payerName", r->it->payer);
    json_put_text(w, "narration", r->it->narration);
    json_put_text(w, "leaseId", r->lease_id);
    json_close(w);
}

static void
put_head(struct json_writer *w, const struct statement *s)
{
    json_open(w, "columns", '[');
    for (size_t i = 0; s->unknown && i < s->head->count; i++)
        json_put_text(w, NULL, s->head->cells[i]);
    json_close(w);
}

static enum err
answer(struct request *rq, struct response *rs, const struct statement_import *s, int status)
{
    const char        *from = request_query(rq, "from");
    int64_t            first = 0, count = s->rows ? (int64_t)s->it.count : 0, last;
    struct json_writer w = json_writer_new(rq->mem);

    if (from && !int64_parse(from, 0, STATEMENT_LINES_MOST, &first))
        return ERR_INPUT;
    last = first + ROWS_A_PAGE < count ? first + ROWS_A_PAGE : count;
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", s->id);
    json_put_text(&w, "state", s->state);
    json_put_text(&w, "account", arena_printf(rq->mem, "%s/%s", s->rail, s->account));
    json_put_text(&w, "format", s->it.format);
    put_time(&w, "createdAt", s->made_at);
    json_put_text(&w, "createdBy", s->made_name);
    put_time(&w, "decidedAt", s->decided_at);
    json_put_text(&w, "decidedBy", s->decided_name);
    json_put_text(&w, "problem", s->it.wrong ? lang_text(rq->lang, s->it.wrong) : NULL);
    json_put_bool(&w, "columnsNeeded", s->it.unknown && !s->it.wrong);
    put_head(&w, &s->it);
    json_put_text(&w, "fingerprint", *s->digest ? s->digest : NULL);
    json_open(&w, "counts", '{');
    for (int v = 0; v < VERDICT_COUNT; v++)
        json_put_int(&w, statement_verdict_name((enum statement_verdict)v), s->counts[v]);
    json_close(&w);
    put_money(&w, "newMoney", s->posted);
    json_open(&w, "rows", '[');
    for (int64_t i = first; i < last; i++)
        put_row(&w, rq, &s->rows[i]);
    json_close(&w);
    if (last < count)
        json_put_int(&w, "nextFrom", last);
    else
        json_put_null(&w, "nextFrom");
    json_close(&w);
    return api_ok(rs, status, &w);
}

static enum err
answer_loaded(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *id,
              int status)
{
    struct statement_import s;
    enum err                e = statement_import_load(app->db, rq->mem, who, id, &s);

    return e ? e : answer(rq, rs, &s, status);
}

/* A CSV or .xlsx body with the account in the query, or a JSON object with both. */
enum err
api_statement_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { ACCOUNT = CALL_FIELDS, TEXT };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [ACCOUNT] = {"account", FIELD_TEXT, REQUIRED, .least = 1, .most = 60},
        [TEXT] = {"text", FIELD_LINES, REQUIRED, .least = 1, .most = STATEMENT_TEXT_MOST},
    };
    struct call c;
    const char *id;
    bool        table = table_is_body(rq);
    enum err    e = table ? call_query(&c, app, rq, fields, TEXT, WHO_PURSER)
                          : call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    const char *bytes = table ? rq->body : form_text(&c.form, TEXT);
    size_t      n = table ? rq->body_len : strlen(bytes);
    const char *why = xlsx_unpack(rq->mem, &bytes, &n);
    e = why ? ERR_INPUT : statement_import_add(app->db, rq->mem, &c.who, form_text(&c.form, ACCOUNT), bytes, n, &id);
    if (e == ERR_INPUT)
        return table_refuse(rq, rs, why);
    if (e == ERR_NOT_FOUND)
        return refuse(rq, rs, &no_account);
    return e ? e : answer_loaded(app, rq, rs, &c.who, id, 201);
}

enum err
api_statement_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PURSER);

    return e ? call_failed(&c, rs, e) : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_statement_columns(struct app *app, struct request *rq, struct response *rs)
{
    enum { DAY = CALL_FIELDS, AMOUNT, CREDIT, DEBIT, REF, NARRATION, PAYER, BALANCE, FIELD_COUNT };
    static const struct field fields[FIELD_COUNT] = {
        CALL_LANDLORD,
        [DAY] = {"day", FIELD_INT, REQUIRED, .most = CSV_COLUMNS_MOST},
        [AMOUNT] = {"amount", FIELD_INT, OPTIONAL, .most = CSV_COLUMNS_MOST},
        [CREDIT] = {"credit", FIELD_INT, OPTIONAL, .most = CSV_COLUMNS_MOST},
        [DEBIT] = {"debit", FIELD_INT, OPTIONAL, .most = CSV_COLUMNS_MOST},
        [REF] = {"reference", FIELD_INT, OPTIONAL, .most = CSV_COLUMNS_MOST},
        [NARRATION] = {"narration", FIELD_INT, OPTIONAL, .most = CSV_COLUMNS_MOST},
        [PAYER] = {"payer", FIELD_INT, OPTIONAL, .most = CSV_COLUMNS_MOST},
        [BALANCE] = {"balance", FIELD_INT, OPTIONAL, .most = CSV_COLUMNS_MOST},
    };
    struct call c;
    int         at[FIELD_COUNT];
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    for (size_t i = DAY; i < FIELD_COUNT; i++)
        at[i] = form_text(&c.form, i) ? (int)form_int(&c.form, i) : -1;
    const struct statement_map m = {at[DAY], at[AMOUNT],    at[CREDIT], at[DEBIT],
                                    at[REF], at[NARRATION], at[PAYER],  at[BALANCE]};
    e = statement_import_columns(app->db, rq->mem, &c.who, rq->args[0], &m);
    if (e == ERR_FIELD)
        return refuse(rq, rs, &no_columns);
    return e ? e : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_statement_apply(struct app *app, struct request *rq, struct response *rs)
{
    enum { FINGERPRINT = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [FINGERPRINT] = {"fingerprint", FIELD_TEXT, OPTIONAL, .least = 64, .most = 64},
    };
    static const struct refusal *const refusals[STATEMENT_ANSWERS] = {
        [STATEMENT_DECIDED] = &decided, [STATEMENT_UNREADABLE] = &unreadable, [STATEMENT_CHANGED] = &changed};
    struct call             c;
    struct statement_import s;
    enum statement_answer   said;
    bool                    asked;
    enum err                e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (!e)
        e = statement_import_apply(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, FINGERPRINT), &said,
                                   &asked, &s);
    if (e)
        return call_failed(&c, rs, e);
    if (refusals[said])
        return refuse(rq, rs, refusals[said]);
    if (asked)
        poke(app->gateway);
    s.state = "applied";
    s.decided_name = c.who.name;
    return answer(rq, rs, &s, 200);
}

enum err
api_statement_discard(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PURSER);

    if (!e)
        e = statement_import_discard(app->db, rq->mem, &c.who, rq->args[0]);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &decided);
    return e ? call_failed(&c, rs, e) : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}

/* ---- accounts ---- */

static enum err
answer_accounts(struct app *app, struct request *rq, struct response *rs, const struct who *who, int status)
{
    struct statement_account *rows;
    size_t                    count;
    struct json_writer        w = json_writer_new(rq->mem);
    enum err                  e = statement_accounts(app->db, rq->mem, who, &rows, &count);

    if (e)
        return e;
    json_open(&w, NULL, '{');
    json_open(&w, "items", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(&w, NULL, '{');
        json_put_text(&w, "account", rows[i].key);
        json_put_text(&w, "kind", rows[i].kind);
        json_put_text(&w, "name", rows[i].detail);
        json_put_bool(&w, "connected", rows[i].connected);
        json_close(&w);
    }
    json_close(&w);
    json_close(&w);
    return api_ok(rs, status, &w);
}

enum err
api_statement_accounts(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_PURSER);

    return e ? call_failed(&c, rs, e) : answer_accounts(app, rq, rs, &c.who, 200);
}

enum err
api_statement_account_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { KIND = CALL_FIELDS, NAME };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [KIND] = {"kind", FIELD_CHOICE, REQUIRED, .choices = "bank|personal|pochi"},
        [NAME] = {"name", FIELD_TEXT, REQUIRED, .least = 2, .most = 40},
    };
    struct call c;
    enum err    e = call_body(&c, app, rq, fields, COUNT(fields), WHO_PURSER);

    if (!e)
        e = receiving_other_add(app->db, rq->mem, &c.who, form_text(&c.form, KIND), form_text(&c.form, NAME));
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &name_taken);
    return e ? call_failed(&c, rs, e) : answer_accounts(app, rq, rs, &c.who, 201);
}
