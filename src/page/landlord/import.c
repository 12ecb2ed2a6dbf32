/*
 * import.c - books from a list: send it, look at what would be made of it, make it or throw it away.
 */
#include <string.h>

#include "base/number.h"
#include "base/xlsx.h"
#include "page/landlord/link.h"
#include "page/pages.h"
#include "rent/book_import.h"
#include "web/upload.h"
#include "web/view.h"

enum { ROWS_A_PAGE = 100 };

enum { IMPORT_FILE, IMPORT_TEXT, IMPORT_FIELD_COUNT };
static const struct field import_form[IMPORT_FIELD_COUNT] = {
    [IMPORT_FILE] = {"file", FIELD_TEXT, OPTIONAL},
    [IMPORT_TEXT] = {"text", FIELD_LINES, OPTIONAL, .least = 1, .most = BOOK_TEXT_MOST},
};

static enum err
show_form(struct app *app, struct request *rq, struct response *rs, const struct form *f, int status)
{
    struct view *v = view_new(app, rq, "landlord/import_new");

    view_form(v, f);
    view_rows(v, "columns");
    for (size_t c = 0; c < BOOK_COLUMNS; c++) {
        struct view *row = view_row(v, "columns");
        view_text(row, "name", book_words[c].name);
        view_say(row, "title", book_words[c].title);
        view_say(row, "about", book_words[c].about);
    }
    return view_render(v, rs, status);
}

enum err
page_import(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, import_form, IMPORT_FIELD_COUNT);
    return show_form(app, rq, rs, &f, 200);
}

enum err
page_import_template(struct app *app, struct request *rq, struct response *rs)
{
    (void)app;
    rs->content_type = "text/csv; charset=utf-8";
    response_header(rs, "Content-Disposition", "attachment; filename=\"rentease-template.csv\"");
    buf_str(&rs->body, book_template(rq->mem));
    return ERR_OK;
}

static const char *
preview_of(struct arena *mem, const char *id)
{
    return arena_printf(mem, "/landlord/import/%s", id);
}

enum err
page_import_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form        f;
    const char        *id;
    const struct file *file = request_file(rq, "file");
    enum err           e = form_read(&f, rq, import_form, IMPORT_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    const char *text = form_text(&f, IMPORT_TEXT);
    if (!file && !text)
        form_error(&f, IMPORT_FILE, N_("Choose a file, or paste the list below."));
    if (!form_ok(&f))
        return show_form(app, rq, rs, &f, 422);
    const char *bytes = file ? file->bytes : text;
    size_t      n = file ? file->len : text ? strlen(text) : 0;
    const char *wrong = xlsx_unpack(rq->mem, &bytes, &n);
    e = wrong ? ERR_INPUT : book_import_add(app->db, rq->mem, &rq->who, bytes, n, &id);
    if (e == ERR_INPUT) {
        form_error(&f, IMPORT_FILE, wrong ? wrong : N_("This file is no list. Send an Excel (.xlsx) or CSV file."));
        return show_form(app, rq, rs, &f, 422);
    }
    if (!e)
        response_redirect(rs, preview_of(rq->mem, id));
    return e;
}

/* ---- what would be made ---- */

static void
put_cells(struct view *v, const char *key, const struct book_row *r, enum book_column first, enum book_column last)
{
    view_rows(v, key);
    for (enum book_column c = first; c <= last; c++) {
        if (!*r->typed[c] && !r->wrong[c])
            continue;
        struct view *cell = view_row(v, key);
        view_say(cell, "title", book_words[c].title);
        view_text(cell, "value", r->typed[c]);
        view_bool(cell, "bad", r->wrong[c] != NULL);
        view_say(cell, "wrong", r->wrong[c] ? r->wrong[c] : "");
        view_text(cell, "known", r->known[c]);
    }
}

static void
put_row(struct view *v, const struct book_row *r)
{
    bool news = r->new_property || r->new_unit || r->new_tenant || r->new_lease || r->new_opening;

    view_int(v, "line", r->line);
    put_cells(v, "home", r, BOOK_PROPERTY, BOOK_RENT);
    put_cells(v, "person", r, BOOK_TENANT, BOOK_LANGUAGE);
    put_cells(v, "terms", r, BOOK_START, BOOK_BALANCE);
    view_bool(v, "bad_row", !r->ok);
    view_bool(v, "unchanged", r->ok && !news);
    view_bool(v, "new_property", r->ok && r->new_property);
    view_bool(v, "new_unit", r->ok && r->new_unit);
    view_bool(v, "new_tenant", r->ok && r->new_tenant);
    view_bool(v, "new_lease", r->ok && r->new_lease);
    view_bool(v, "new_opening", r->ok && r->new_opening);
}

/* ?from= is the number of the first row shown; ?show=wrong leaves out the rows that are right. */
static void
put_rows(struct view *v, struct request *rq, const struct book_import *b)
{
    const char *from = request_query(rq, "from"), *show = request_query(rq, "show");
    bool        wrong_only = show && strcmp(show, "wrong") == 0;
    int64_t     first = 0, shown = 0, i;
    struct buf  here = link_new(rq->mem);

    if (from && !int64_parse(from, 0, BOOK_ROWS_MOST, &first))
        first = 0;
    view_rows(v, "rows");
    for (i = first; i < b->counts.rows && shown < ROWS_A_PAGE; i++) {
        if (wrong_only && b->rows[i].ok)
            continue;
        put_row(view_row(v, "rows"), &b->rows[i]);
        shown++;
    }
    link_add(&here, "show", wrong_only ? "wrong" : NULL);
    view_bool(v, "wrong_only", wrong_only);
    view_text(v, "first_query", here.bytes);
    view_bool(v, "later_page", first > 0);
    if (i < b->counts.rows)
        link_add(&here, "from", arena_printf(rq->mem, "%lld", (long long)i));
    view_text(v, "next_query", i < b->counts.rows ? here.bytes : "");
    view_bool(v, "has_pages", first > 0 || i < b->counts.rows);
}

static void
put_counts(struct view *v, const struct book_counts *n)
{
    view_int(v, "row_count", n->rows);
    view_int(v, "wrong_count", n->wrong);
    view_bool(v, "any_wrong", n->wrong > 0);
    view_int(v, "unchanged_count", n->unchanged);
    view_int(v, "property_count", n->properties);
    view_int(v, "unit_count", n->units);
    view_int(v, "tenant_count", n->tenants);
    view_int(v, "lease_count", n->leases);
    view_int(v, "opening_count", n->openings);
    view_bool(v, "any_news", n->properties + n->units + n->tenants + n->leases + n->openings > 0);
}

static enum err
show_preview(struct app *app, struct request *rq, struct response *rs, const struct book_import *b, bool changed,
             int status)
{
    struct view *v = view_new(app, rq, "landlord/import");
    bool         draft = strcmp(b->state, "draft") == 0;

    view_text(v, "id", b->id);
    view_bool(v, "draft", draft);
    view_bool(v, "applied", strcmp(b->state, "applied") == 0);
    view_bool(v, "changed", changed);
    view_text(v, "made_by", b->made_name);
    view_time(v, "made_at", b->made_at);
    view_text(v, "decided_by", b->decided_name);
    view_time(v, "decided_at", b->decided_at);
    view_bool(v, "unreadable", b->wrong != NULL);
    view_say(v, "why", b->wrong ? b->wrong : "");
    view_int(v, "why_line", b->line);
    view_text(v, "ignored", b->ignored);
    view_text(v, "seen", b->digest);
    view_bool(v, "ready", draft && !b->wrong && !b->counts.wrong);
    put_counts(v, &b->counts);
    put_rows(v, rq, b);
    return view_render(v, rs, status);
}

enum err
page_import_show(struct app *app, struct request *rq, struct response *rs)
{
    struct book_import b;
    enum err           e = book_import_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    return e ? e : show_preview(app, rq, rs, &b, false, 200);
}

enum err
page_import_apply_post(struct app *app, struct request *rq, struct response *rs)
{
    struct book_import b;
    enum book_answer   answer;
    const char        *seen = request_field(rq, "seen");
    enum err           e = book_import_apply(app->db, rq->mem, &rq->who, rq->args[0], seen ? seen : "", &answer, &b);

    if (e)
        return e;
    if (answer == BOOK_WRONG || answer == BOOK_CHANGED)
        return show_preview(app, rq, rs, &b, true, 409);
    response_redirect(rs, preview_of(rq->mem, rq->args[0]));
    return ERR_OK;
}

enum err
page_import_discard_post(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = book_import_discard(app->db, rq->mem, &rq->who, rq->args[0]);

    if (!e)
        response_redirect(rs, "/landlord/import");
    return e;
}
