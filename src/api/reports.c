/*
 * reports.c - reports as JSON, CSV and PDF, and receipts as PDF. What they are stands in report/report.h.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "api/call.h"
#include "api/handlers.h"
#include "api/put.h"
#include "api/refuse.h"
#include "report/ask.h"
#include "report/deliver.h"
#include "web/api.h"

_Static_assert((int)ASK_LANDLORD == (int)CALL_LANDLORD_ID, "an operator's landlordId stands first");

enum { JSON_CEILING = 3 * 1024 * 1024 };

static const struct refusal too_long = {
    .status = 413,
    .code = "report_too_long",
    .message = N_("This has more than 5,000 rows. Choose one property or a shorter time."),
};

/* Tenants have one report, callers without a right to any are told so. */
static enum err
may(const struct call *c, const char *name)
{
    const struct report_kind *k = report_kind(name);

    if (!k)
        return ERR_NOT_FOUND;
    return report_may(&c->who, k) ? ERR_OK : ERR_FORBIDDEN;
}

static enum err
read_ask(struct call *c, struct app *app, struct request *rq, struct report_ask *ask)
{
    enum who_may side = rq->who.role == ROLE_TENANT ? WHO_TENANT : WHO_PURSER;
    enum err     e = call_query(c, app, rq, ask_fields, ASK_FIELD_COUNT, side);

    if (e)
        return e;
    e = may(c, rq->args[0]);
    if (e)
        return e;
    *ask = ask_from(&c->form, report_kind(rq->args[0]), &c->who);
    return form_ok(&c->form) ? ERR_OK : ERR_FIELD;
}

/* ---- JSON ---- */

static void
put_cell(struct json_writer *w, struct arena *mem, const char *key, enum cell_kind kind, const struct report_cell *c)
{
    if (!c->known) {
        json_put_null(w, key);
        return;
    }
    switch (kind) {
    case CELL_MONEY: put_money(w, key, (struct money){c->n}); return;
    case CELL_TIME: put_time(w, key, c->n); return;
    case CELL_PERCENT:
        json_put_raw(w, key, arena_printf(mem, "%" PRId64 ".%d", c->n / 10, abs((int)(c->n % 10))));
        return;
    case CELL_COUNT: json_put_int(w, key, c->n); return;
    case CELL_TEXT:
    case CELL_WORD:
    case CELL_DATE:
    case CELL_MONTH:
    case CELL_KIND_COUNT: break;
    }
    json_put_text(w, key, c->text);
}

static void
put_cells(struct json_writer *w, const struct report *r, const char *key, const struct report_cell *cells, bool sums)
{
    json_open(w, key, '{');
    for (size_t c = 0; c < r->column_count; c++)
        if (!sums || r->columns[c].sum != SUM_NONE)
            put_cell(w, r->mem, r->columns[c].key, r->columns[c].kind, &cells[c]);
    json_close(w);
}

static const char *
kind_name(enum cell_kind kind)
{
    static const char *const names[] = {
        [CELL_TEXT] = "text",   [CELL_WORD] = "word", [CELL_MONEY] = "money",     [CELL_DATE] = "date",
        [CELL_MONTH] = "month", [CELL_TIME] = "time", [CELL_PERCENT] = "percent", [CELL_COUNT] = "count",
    };
    _Static_assert(COUNT(names) == CELL_KIND_COUNT, "name each kind");

    return names[kind];
}

static void
put_columns(struct json_writer *w, const struct report *r)
{
    json_open(w, "columns", '[');
    for (size_t c = 0; c < r->column_count; c++) {
        json_open(w, NULL, '{');
        json_put_text(w, "key", r->columns[c].key);
        json_put_text(w, "title", lang_text(r->lang, r->columns[c].title));
        json_put_text(w, "kind", kind_name(r->columns[c].kind));
        json_close(w);
    }
    json_close(w);
}

static void
put_facts(struct json_writer *w, const struct report *r)
{
    const struct report_fact *f = r->facts.items;

    json_open(w, "facts", '[');
    for (size_t i = 0; i < r->facts.count; i++) {
        json_open(w, NULL, '{');
        json_put_text(w, "label", f[i].label);
        json_put_text(w, "kind", kind_name(f[i].kind));
        put_cell(w, r->mem, "value", f[i].kind, &f[i].value);
        json_close(w);
    }
    json_close(w);
}

static void
put_groups(struct json_writer *w, const struct report *r)
{
    const struct report_group *g = r->groups.items;

    json_open(w, "groups", '[');
    for (size_t i = 0; i < r->groups.count; i++) {
        const struct report_row *rows = g[i].rows.items;
        json_open(w, NULL, '{');
        json_put_text(w, "title", *g[i].title ? g[i].title : NULL);
        json_open(w, "rows", '[');
        for (size_t j = 0; j < g[i].rows.count; j++)
            put_cells(w, r, NULL, rows[j].cells, false);
        json_close(w);
        if (g[i].sums)
            put_cells(w, r, "sums", g[i].sums, true);
        else
            json_put_null(w, "sums");
        json_close(w);
    }
    json_close(w);
}

static void
put_report(struct json_writer *w, const struct report *r, const struct report_ask *ask)
{
    const char *const *notes = r->notes.items;

    json_open(w, NULL, '{');
    json_put_text(w, "name", r->name);
    json_put_text(w, "title", r->title);
    json_put_text(w, "businessName", r->business);
    json_put_text(w, "month", ask->month);
    json_put_text(w, "from", ask->from);
    json_put_text(w, "to", ask->to);
    put_facts(w, r);
    put_columns(w, r);
    json_put_text(w, "groupedBy", r->group_key);
    put_groups(w, r);
    if (r->totals)
        put_cells(w, r, "totals", r->totals, true);
    else
        json_put_null(w, "totals");
    json_open(w, "notes", '[');
    for (size_t i = 0; i < r->notes.count; i++)
        json_put_text(w, NULL, notes[i]);
    json_close(w);
    json_close(w);
}

enum err
api_report_list(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, rq->who.role == ROLE_TENANT ? WHO_TENANT : WHO_PURSER);

    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = json_writer_new(rq->mem);
    json_open(&w, NULL, '{');
    json_open(&w, "items", '[');
    for (const struct report_kind *k = report_kinds; k->name; k++) {
        if (!report_may(&c.who, k))
            continue;
        json_open(&w, NULL, '{');
        json_put_text(&w, "name", k->name);
        json_put_text(&w, "title", lang_text(rq->lang, k->title));
        json_put_text(&w, "about", lang_text(rq->lang, k->about));
        json_close(&w);
    }
    json_close(&w);
    json_put_null(&w, "nextCursor");
    json_close(&w);
    return api_ok(rs, 200, &w);
}

enum err
api_report(struct app *app, struct request *rq, struct response *rs)
{
    struct call       c;
    struct report_ask ask;
    struct report    *r;
    enum err          e = read_ask(&c, app, rq, &ask);

    if (e)
        return call_failed(&c, rs, e);
    report_times(rq->mem, report_kind(rq->args[0]), &ask);
    e = report_make(app->db, rq->mem, &c.who, rq->lang, rq->args[0], &ask, &r);
    if (e == ERR_TOO_LARGE)
        return refuse(rq, rs, &too_long);
    if (e)
        return call_failed(&c, rs, e);
    struct json_writer w = json_writer_new(rq->mem);
    w.out.ceiling = JSON_CEILING;
    put_report(&w, r, &ask);
    return buf_ok(&w.out) ? api_ok(rs, 200, &w) : refuse(rq, rs, &too_long);
}

/* ---- files ---- */

static enum err
file(struct app *app, struct request *rq, struct response *rs, enum file_format format)
{
    struct call       c;
    struct report_ask ask;
    enum err          e = read_ask(&c, app, rq, &ask);

    if (!e)
        e = deliver_report(app, rq, rs, &c.who, rq->args[0], &ask, format);
    if (e == ERR_TOO_LARGE)
        return refuse(rq, rs, &too_long);
    if (e == ERR_LIMIT)
        return api_error(
            rs, 429, "export_limit",
            lang_text(rq->lang, N_("Files of your books can be made 20 times an hour, and two at a time. Try "
                                   "again after the time in Retry-After, or read the report as JSON.")));
    return e ? call_failed(&c, rs, e) : ERR_OK;
}

enum err
api_report_csv(struct app *app, struct request *rq, struct response *rs)
{
    return file(app, rq, rs, FILE_CSV);
}

enum err
api_report_pdf(struct app *app, struct request *rq, struct response *rs)
{
    return file(app, rq, rs, FILE_PDF);
}

enum err
api_receipt_pdf(struct app *app, struct request *rq, struct response *rs)
{
    struct call c;
    enum err    e = call_plain(&c, app, rq, WHO_SIGNED_IN);

    if (!e)
        e = deliver_receipt(app, rq, rs, &c.who, rq->args[0]);
    return e ? call_failed(&c, rs, e) : ERR_OK;
}
