/*
 * imports.c - books from a list: keep it, look at what would be made of it, make it.
 */
#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "api/table.h"
#include "base/number.h"
#include "base/xlsx.h"
#include "rent/book_import.h"
#include "web/api.h"

enum { ROWS_A_PAGE = 200 };

static const struct refusal decided = {
    .status = 409,
    .code = "already_decided",
    .message = N_("This list was applied or discarded before."),
};
static const struct refusal wrong = {
    .status = 422,
    .code = "rows_wrong",
    .message = N_("Some lines are wrong, and nothing was made. Read the import: each of its errors says what to do."),
};
static const struct refusal changed = {
    .status = 409,
    .code = "books_changed",
    .message = N_("The books changed since the preview that fingerprint is of. Read the import again, then decide."),
};

static void
put_errors(struct json_writer *w, const struct request *rq, const struct book_row *r)
{
    json_open(w, "errors", '[');
    for (size_t c = 0; c < BOOK_COLUMNS; c++) {
        if (!r->wrong[c])
            continue;
        json_open(w, NULL, '{');
        json_put_text(w, "column", book_words[c].name);
        json_put_text(w, "value", r->typed[c]);
        json_put_text(w, "message", lang_text(rq->lang, r->wrong[c]));
        json_put_text(w, "known", r->known[c]);
        json_close(w);
    }
    json_close(w);
}

static void
put_row(struct json_writer *w, const struct request *rq, const struct book_row *r)
{
    const struct {
        bool        yes;
        const char *name;
    } makes[] = {{r->new_property, "property"},
                 {r->new_unit, "unit"},
                 {r->new_tenant, "tenant"},
                 {r->new_lease, "lease"},
                 {r->new_opening, "openingBalance"}};

    json_open(w, NULL, '{');
    json_put_int(w, "line", r->line);
    json_put_text(w, "property", r->typed[BOOK_PROPERTY]);
    json_put_text(w, "unit", r->typed[BOOK_UNIT]);
    json_put_text(w, "tenant", r->typed[BOOK_TENANT]);
    json_open(w, "makes", '[');
    for (size_t i = 0; i < COUNT(makes); i++)
        if (makes[i].yes && r->ok)
            json_put_text(w, NULL, makes[i].name);
    json_close(w);
    put_errors(w, rq, r);
    json_close(w);
}

static void
put_counts(struct json_writer *w, const struct book_counts *n)
{
    json_open(w, "counts", '{');
    json_put_int(w, "rows", n->rows);
    json_put_int(w, "wrong", n->wrong);
    json_put_int(w, "unchanged", n->unchanged);
    json_put_int(w, "properties", n->properties);
    json_put_int(w, "units", n->units);
    json_put_int(w, "tenants", n->tenants);
    json_put_int(w, "leases", n->leases);
    json_put_int(w, "openingBalances", n->openings);
    json_close(w);
}

static enum err
answer(struct request *rq, struct response *rs, const struct book_import *b, int status)
{
    const char        *from = request_query(rq, "from");
    int64_t            first = 0, last;
    struct json_writer w = json_writer_new(rq->mem);

    if (from && !int64_parse(from, 0, BOOK_ROWS_MOST, &first))
        return ERR_INPUT;
    last = first + ROWS_A_PAGE < b->counts.rows ? first + ROWS_A_PAGE : b->counts.rows;
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", b->id);
    json_put_text(&w, "state", b->state);
    put_time(&w, "createdAt", b->made_at);
    json_put_text(&w, "createdBy", b->made_name);
    put_time(&w, "decidedAt", b->decided_at);
    json_put_text(&w, "decidedBy", b->decided_name);
    json_put_text(&w, "problem", b->wrong ? lang_text(rq->lang, b->wrong) : NULL);
    if (b->wrong)
        json_put_int(&w, "problemLine", b->line);
    json_put_text(&w, "ignoredColumns", b->ignored);
    json_put_text(&w, "fingerprint", *b->digest ? b->digest : NULL);
    put_counts(&w, &b->counts);
    json_open(&w, "rows", '[');
    for (int64_t i = first; i < last; i++)
        put_row(&w, rq, &b->rows[i]);
    json_close(&w);
    if (last < b->counts.rows)
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
    struct book_import b;
    enum err           e = book_import_load(app->db, rq->mem, who, id, &b);

    return e ? e : answer(rq, rs, &b, status);
}

/* The table is the body itself (CSV, .xlsx), or the member `text` of a JSON object. */
enum err
api_import_add(struct app *app, struct request *rq, struct response *rs)
{
    enum { TEXT = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [TEXT] = {"text", FIELD_LINES, REQUIRED, .least = 1, .most = BOOK_TEXT_MOST},
    };
    struct call c;
    const char *id;
    bool        table = table_is_body(rq);
    enum err    e =
        table ? call_plain(&c, app, rq, WHO_KEEPER) : call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (e)
        return call_failed(&c, rs, e);
    const char *bytes = table ? rq->body : form_text(&c.form, TEXT);
    size_t      n = table ? rq->body_len : strlen(bytes);
    const char *why = xlsx_unpack(rq->mem, &bytes, &n);
    e = why ? ERR_INPUT : book_import_add(app->db, rq->mem, &c.who, bytes, n, &id);
    if (e == ERR_INPUT)
        return table_refuse(rq, rs, why);
    return e ? e : answer_loaded(app, rq, rs, &c.who, id, 201);
}

enum err
api_import_show(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_KEEPER);

    return e ? call_failed(&c, rs, e) : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_import_apply(struct app *app, struct request *rq, struct response *rs)
{
    enum { FINGERPRINT = CALL_FIELDS };
    static const struct field fields[] = {
        CALL_LANDLORD,
        [FINGERPRINT] = {"fingerprint", FIELD_TEXT, OPTIONAL, .least = 64, .most = 64},
    };
    static const struct refusal *const refusals[BOOK_ANSWERS] = {
        [BOOK_DECIDED] = &decided, [BOOK_WRONG] = &wrong, [BOOK_CHANGED] = &changed};
    struct call        c;
    struct book_import b;
    enum book_answer   said;
    enum err           e = call_body(&c, app, rq, fields, COUNT(fields), WHO_KEEPER);

    if (!e)
        e = book_import_apply(app->db, rq->mem, &c.who, rq->args[0], form_text(&c.form, FINGERPRINT), &said, &b);
    if (e)
        return call_failed(&c, rs, e);
    if (refusals[said])
        return refuse(rq, rs, refusals[said]);
    return answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}

enum err
api_import_discard(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_KEEPER);

    if (!e)
        e = book_import_discard(app->db, rq->mem, &c.who, rq->args[0]);
    if (e == ERR_CONFLICT)
        return refuse(rq, rs, &decided);
    return e ? call_failed(&c, rs, e) : answer_loaded(app, rq, rs, &c.who, rq->args[0], 200);
}
