#include "page/report/show.h"

#include "base/text.h"

/* So many columns that each has to be narrow. */
static bool
many(const struct report *r)
{
    enum { FEW = 6 };

    return r->column_count > FEW;
}

/* The first text of a row leads to what the row is about. */
static void
put_row(struct view *v, const char *key, const struct report *r, const struct report_row *from, size_t first)
{
    struct view *row = view_row(v, key);
    bool         linked = !from->id;

    view_bool(row, "strong", from->strong);
    view_rows(row, "cells");
    for (size_t c = first; c < r->column_count; c++) {
        struct view   *cell = view_row(row, "cells");
        enum cell_kind kind = r->columns[c].kind;
        bool           here = !linked && from->cells[c].known;
        view_say(cell, "label", r->columns[c].title);
        view_text(cell, "text",
                  many(r) ? report_show_plain(r->mem, r->lang, kind, &from->cells[c])
                          : report_show(r->mem, r->lang, kind, &from->cells[c]));
        view_bool(cell, "figure", report_is_figure(kind));
        view_bool(cell, "money", kind == CELL_MONEY);
        view_text(cell, "href", here ? arena_printf(r->mem, "%s/%s", from->place, from->id) : NULL);
        linked = linked || here;
    }
}

static void
put_sums(struct view *group, const struct report *r, struct report_cell *sums, const char *word)
{
    struct report_row row = {.cells = sums};

    view_rows(group, "sums");
    view_say(group, "sum_word", word);
    view_bool(group, "has_sums", sums != NULL);
    if (sums)
        put_row(group, "sums", r, &row, 1); /* the word stands in the first column */
}

static void
put_heads(struct view *v, const struct report *r)
{
    view_rows(v, "heads");
    for (size_t c = 0; c < r->column_count; c++) {
        struct view *h = view_row(v, "heads");
        view_say(h, "head", r->columns[c].title);
        view_bool(h, "figure", report_is_figure(r->columns[c].kind));
    }
}

/* `left`: how many rows the page still has room for. */
static void
put_group(struct view *v, const struct report *r, const struct report_group *g, size_t *left)
{
    struct view             *group = view_row(v, "groups");
    const struct report_row *rows = g->rows.items;
    size_t                   shown = g->rows.count < *left ? g->rows.count : *left;
    bool                     only = r->groups.count == 1 && r->totals;

    view_text(group, "group", g->title);
    view_bool(group, "has_rows", shown > 0);
    view_rows(group, "rows");
    for (size_t i = 0; i < shown; i++)
        put_row(group, "rows", r, &rows[i], 0);
    *left -= shown;
    put_sums(group, r, only ? r->totals : g->sums, only ? N_("Total") : N_("Sum"));
}

static void
put_facts(struct view *v, const struct report *r)
{
    const struct report_fact *f = r->facts.items;
    const char *const        *n = r->notes.items;

    view_rows(v, "facts");
    for (size_t i = 0; i < r->facts.count; i++) {
        struct view *row = view_row(v, "facts");
        view_text(row, "label", f[i].label);
        view_text(row, "text", report_show(r->mem, r->lang, f[i].kind, &f[i].value));
    }
    view_rows(v, "notes");
    for (size_t i = 0; i < r->notes.count; i++)
        view_text(view_row(v, "notes"), "note", n[i]);
}

static void
put_all(struct view *v, const struct report *r)
{
    struct view *all = view_part(v, "all");
    bool         any = r && r->groups.count > 1 && r->totals;

    view_bool(v, "has_all", any);
    view_text(all, "group", NULL);
    view_bool(all, "has_rows", false);
    view_rows(all, "rows");
    view_rows(all, "sums");
    if (any)
        put_sums(all, r, r->totals, N_("Total"));
}

void
show_report(struct view *v, const struct report *r)
{
    size_t left = SHOW_ROWS_MOST;

    view_bool(v, "has_report", r != NULL);
    view_bool(v, "has_rows", r && r->row_count > 0);
    view_bool(v, "is_cut", r && r->row_count > SHOW_ROWS_MOST);
    view_int(v, "shown_rows", SHOW_ROWS_MOST);
    view_int(v, "all_rows", r ? (int64_t)r->row_count : 0);
    view_rows(v, "groups");
    put_all(v, r);
    view_bool(v, "many", r && many(r));
    view_say(v, "unit", report_unit);
    if (!r)
        return;
    put_heads(v, r);
    put_facts(v, r);
    const struct report_group *g = r->groups.items;
    for (size_t i = 0; i < r->groups.count; i++)
        put_group(v, r, &g[i], &left);
}
