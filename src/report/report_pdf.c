#include "report/report_pdf.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "report/paper.h"

/* A tag for each cell makes a row a kilobyte longer: of long reports only the rows have tags. */
enum { LINES_MOST = 12, COLUMNS_MOST = 24, CELL_TAGS_MOST = 500 };

static const double gap = 8;         /* between columns */
static const double text_least = 46; /* a column of text is no narrower */
static const double text_natural_most = 170;
static const double word_most = 14; /* a longer word, in ems, is broken */
static const double leading = 1.28;

/* How one report is laid out, and where the pen stands. */
struct sheet {
    const struct report *r;
    struct paper        *p;
    struct arena        *mem;
    bool                 landscape;
    double               size;                                       /* of the table's text */
    double               natural[COLUMNS_MOST], least[COLUMNS_MOST]; /* of each column, at one point */
    double               x[COLUMNS_MOST], wide[COLUMNS_MOST];
    bool                 right[COLUMNS_MOST];
    double               y;
    int                  page, pages;
    bool                 in_table;
};

/* ---- what stands in a cell ---- */

static const char *
shown(const struct sheet *s, size_t column, const struct report_cell *c)
{
    return report_show_plain(s->mem, s->r->lang, s->r->columns[column].kind, c);
}

static const char *
head(const struct sheet *s, size_t column)
{
    return lang_text(s->r->lang, s->r->columns[column].title);
}

/* ---- how wide the columns are ---- */

/* Of a text that breaks at blanks and after hyphens. */
static double
longest_word(struct sheet *s, enum paper_look look, const char *text)
{
    double most = 0;

    while (*text) {
        size_t n = strcspn(text, " -");
        n += text[n] == '-';
        double w = paper_measure(s->p, look, 1, arena_strndup(s->mem, text, n));
        most = w > most ? w : most;
        text += n;
        text += strspn(text, " ");
    }
    return most;
}

static void
wider(double *have, double w)
{
    if (w > *have)
        *have = w;
}

static void
measure_cells(struct sheet *s, const struct report_cell *cells, enum paper_look look)
{
    for (size_t c = 0; cells && c < s->r->column_count; c++) {
        const char *text = shown(s, c, &cells[c]);
        double      wide = paper_measure(s->p, look, 1, text);
        wider(&s->natural[c], wide);
        if (!s->right[c] && wide > s->least[c]) {
            double word = longest_word(s, look, text);
            wider(&s->least[c], word < word_most ? word : word_most);
        }
    }
}

/* Figures need all of their width; texts can wrap. */
static void
measure(struct sheet *s)
{
    const struct report_group *g = s->r->groups.items;

    for (size_t c = 0; c < s->r->column_count; c++) {
        s->right[c] = report_is_figure(s->r->columns[c].kind);
        s->natural[c] = s->least[c] = longest_word(s, PAPER_BOLD, head(s, c));
    }
    for (size_t i = 0; i < s->r->groups.count; i++) {
        const struct report_row *rows = g[i].rows.items;
        for (size_t j = 0; j < g[i].rows.count; j++)
            measure_cells(s, rows[j].cells, rows[j].strong ? PAPER_BOLD : PAPER_PLAIN);
        measure_cells(s, g[i].sums, PAPER_BOLD);
    }
    measure_cells(s, s->r->totals, PAPER_BOLD);
    wider(&s->natural[0], paper_measure(s->p, PAPER_BOLD, 1, lang_text(s->r->lang, N_("Total"))));
    wider(&s->least[0], paper_measure(s->p, PAPER_BOLD, 1, lang_text(s->r->lang, N_("Total"))));
}

static double
least_width(const struct sheet *s, size_t c, double size)
{
    double least = s->least[c] * size;

    if (s->right[c] || s->r->columns[c].kind == CELL_DATE || s->r->columns[c].kind == CELL_MONTH)
        return s->natural[c] * size;
    least = least > text_least ? least : text_least;
    return s->natural[c] * size < least ? s->natural[c] * size : least;
}

static double
sum_least(const struct sheet *s, double size)
{
    double sum = gap * (double)(s->r->column_count - 1);

    for (size_t c = 0; c < s->r->column_count; c++)
        sum += least_width(s, c, size);
    return sum;
}

/* The largest type with which the columns fit, upright if they do. */
static void
choose_size(struct sheet *s)
{
    static const struct {
        double size;
        bool   landscape;
    } ways[] = {{9, false}, {8, false}, {9, true}, {8, true}, {7, true}, {6, true}, {5, true}};
    size_t i = 0;

    for (; i + 1 < COUNT(ways); i++) {
        double wide = (ways[i].landscape ? PAPER_LONG : PAPER_SHORT) - 2 * PAPER_MARGIN;
        if (sum_least(s, ways[i].size) <= wide)
            break;
    }
    s->size = ways[i].size;
    s->landscape = ways[i].landscape;
}

/* What is left beyond the least goes to the columns that would like more, in proportion. */
static void
place_columns(struct sheet *s, double wide)
{
    double wish[COLUMNS_MOST], wishes = 0, spare = wide - sum_least(s, s->size), x = PAPER_MARGIN;

    for (size_t c = 0; c < s->r->column_count; c++) {
        double natural = s->natural[c] * s->size;
        natural = !s->right[c] && natural > text_natural_most ? text_natural_most : natural;
        wish[c] = natural - least_width(s, c, s->size);
        wish[c] = wish[c] > 0 ? wish[c] : 0;
        wishes += wish[c];
    }
    double share = wishes > 0 && spare > 0 ? (spare < wishes ? spare / wishes : 1) : 0;
    double each = spare > wishes ? (spare - wishes) / (double)s->r->column_count : 0; /* and the rest to all alike */
    each = each > 40 ? 40 : each;
    for (size_t c = 0; c < s->r->column_count; c++) {
        s->x[c] = x;
        s->wide[c] = least_width(s, c, s->size) + wish[c] * share + each;
        x += s->wide[c] + gap;
    }
}

static double
table_right(const struct sheet *s)
{
    size_t last = s->r->column_count - 1;

    return s->x[last] + s->wide[last];
}

/* ---- drawing rows ---- */

/* Lines at the top of each cell; how high the row is. With `draw` it is drawn, too. */
static double
row_of(struct sheet *s, const char *const *texts, enum paper_look look, const char *tag, bool draw)
{
    size_t most = 1;

    for (size_t c = 0; c < s->r->column_count; c++) {
        const char *lines[LINES_MOST];
        size_t      n = paper_wrap(s->p, s->mem, look, s->size, s->wide[c] + 0.1, texts[c], lines, LINES_MOST);
        most = n > most ? n : most;
        if (!draw)
            continue;
        if (s->r->row_count <= CELL_TAGS_MOST)
            paper_tag(s->p, tag);
        for (size_t i = 0; i < n; i++)
            paper_text(s->p, look, s->size, s->right[c] ? s->x[c] + s->wide[c] : s->x[c],
                       s->y + s->size * (1 + leading * (double)i) + 2, s->right[c], lines[i]);
        if (s->r->row_count <= CELL_TAGS_MOST)
            paper_tag_end(s->p, tag);
    }
    return s->size * leading * (double)most + 5;
}

static void
put_footer(struct sheet *s)
{
    paper_grey(s->p, 0.35);
    paper_tag(s->p, "P");
    paper_text(s->p, PAPER_PLAIN, 8, PAPER_MARGIN, paper_bottom(s->p) + 14, false, s->r->business);
    paper_text(s->p, PAPER_PLAIN, 8, PAPER_MARGIN + paper_width(s->p), paper_bottom(s->p) + 14, true,
               arena_printf(s->mem, "%s %d / %d", lang_text(s->r->lang, N_("Page")), s->page, s->pages));
    paper_tag_end(s->p, "P");
    paper_grey(s->p, 0);
}

static void
put_heads(struct sheet *s)
{
    const char *texts[COLUMNS_MOST];

    for (size_t c = 0; c < s->r->column_count; c++)
        texts[c] = head(s, c);
    double high = row_of(s, texts, PAPER_BOLD, "TH", false);
    paper_shade(s->p, PAPER_MARGIN - 3, s->y, table_right(s) - PAPER_MARGIN + 6, high, 0.92);
    paper_tag(s->p, "TR");
    row_of(s, texts, PAPER_BOLD, "TH", true);
    paper_tag_end(s->p, "TR");
    s->y += high;
    paper_line(s->p, PAPER_MARGIN - 3, table_right(s) + 3, s->y, 0.8);
}

/* A tag is not carried over to another page: a table that goes on is another. */
static void
next_page(struct sheet *s)
{
    if (s->in_table)
        paper_tag_end(s->p, "Table");
    put_footer(s);
    paper_page(s->p);
    s->page++;
    s->y = PAPER_MARGIN;
    if (s->in_table) {
        paper_tag(s->p, "Table");
        put_heads(s);
    }
}

static void
need(struct sheet *s, double high)
{
    if (s->y + high > paper_bottom(s->p))
        next_page(s);
}

static void
put_row(struct sheet *s, const struct report_cell *cells, enum paper_look look, const char *first)
{
    const char *texts[COLUMNS_MOST];

    for (size_t c = 0; c < s->r->column_count; c++)
        texts[c] = shown(s, c, &cells[c]);
    if (first && !*texts[0])
        texts[0] = first;
    double high = row_of(s, texts, look, "TD", false);
    need(s, high);
    paper_tag(s->p, "TR");
    row_of(s, texts, look, "TD", true);
    paper_tag_end(s->p, "TR");
    s->y += high;
    paper_grey(s->p, 0.8);
    paper_line(s->p, PAPER_MARGIN - 3, table_right(s) + 3, s->y, 0.4);
    paper_grey(s->p, 0);
}

/* Wrapped text over the whole width. */
static void
put_text(struct sheet *s, enum paper_look look, double size, double x, double wide, const char *tag, const char *text)
{
    const char *lines[LINES_MOST];
    size_t      n = paper_wrap(s->p, s->mem, look, size, wide, text, lines, LINES_MOST);

    for (size_t i = 0; i < n; i++) {
        need(s, size * leading);
        paper_tag(s->p, tag);
        paper_text(s->p, look, size, x, s->y + size, false, lines[i]);
        paper_tag_end(s->p, tag);
        s->y += size * leading;
    }
}

static void
put_facts(struct sheet *s)
{
    const struct report_fact *f = s->r->facts.items;
    double                    label = 0;

    for (size_t i = 0; i < s->r->facts.count; i++)
        wider(&label, paper_measure(s->p, PAPER_PLAIN, 9, f[i].label));
    label = label < 220 ? label : 220;
    for (size_t i = 0; i < s->r->facts.count; i++) {
        double      top = s->y, low;
        const char *value = report_show(s->mem, s->r->lang, f[i].kind, &f[i].value);
        paper_grey(s->p, 0.35);
        put_text(s, PAPER_PLAIN, 9, PAPER_MARGIN, label, "P", f[i].label);
        low = s->y;
        s->y = low > top ? top : s->y; /* unless the label began a page */
        paper_grey(s->p, 0);
        put_text(s, PAPER_BOLD, 9, PAPER_MARGIN + label + 12, paper_width(s->p) - label - 12, "P", value);
        s->y = s->y > low ? s->y : low;
    }
    s->y += 8;
}

static bool
has_money(const struct report *r)
{
    for (size_t c = 0; c < r->column_count; c++)
        if (r->columns[c].kind == CELL_MONEY)
            return true;
    return false;
}

static void
begin_table(struct sheet *s)
{
    need(s, s->size * 5); /* no head at the very foot of a page */
    paper_tag(s->p, "Table");
    put_heads(s);
    s->in_table = true;
}

static void
end_table(struct sheet *s)
{
    paper_tag_end(s->p, "Table");
    s->in_table = false;
    s->y += 10;
}

static void
put_group(struct sheet *s, const struct report_group *g)
{
    const struct report_row *rows = g->rows.items;
    bool                     only = s->r->groups.count == 1;

    if (*g->title) {
        need(s, 60);
        put_text(s, PAPER_BOLD, 11, PAPER_MARGIN, paper_width(s->p), "H2", g->title);
        s->y += 3;
    }
    begin_table(s);
    for (size_t i = 0; i < g->rows.count; i++)
        put_row(s, rows[i].cells, rows[i].strong ? PAPER_BOLD : PAPER_PLAIN, NULL);
    if (g->sums && !(only && s->r->totals))
        put_row(s, g->sums, PAPER_BOLD, lang_text(s->r->lang, N_("Sum")));
    if (only && s->r->totals)
        put_row(s, s->r->totals, PAPER_BOLD, lang_text(s->r->lang, N_("Total")));
    end_table(s);
}

static void
put_tables(struct sheet *s)
{
    const struct report_group *g = s->r->groups.items;

    for (size_t i = 0; i < s->r->groups.count; i++)
        put_group(s, &g[i]);
    if (s->r->groups.count > 1 && s->r->totals) {
        need(s, 60);
        put_text(s, PAPER_BOLD, 11, PAPER_MARGIN, paper_width(s->p), "H2", lang_text(s->r->lang, N_("All together")));
        begin_table(s);
        put_row(s, s->r->totals, PAPER_BOLD, lang_text(s->r->lang, N_("Total")));
        end_table(s);
    }
    if (s->r->row_count == 0)
        put_text(s, PAPER_PLAIN, 10, PAPER_MARGIN, paper_width(s->p), "P",
                 lang_text(s->r->lang, N_("There is nothing to show for this choice.")));
}

static void
draw(struct sheet *s)
{
    const char *const *notes = s->r->notes.items;
    const char        *made =
        arena_printf(s->mem, "%s %s", lang_text(s->r->lang, N_("Made on")), lang_time(s->mem, s->r->lang, clock_now()));

    s->page = 1;
    s->y = PAPER_MARGIN;
    s->in_table = false;
    paper_tag(s->p, "Document");
    put_text(s, PAPER_BOLD, 17, PAPER_MARGIN, paper_width(s->p), "H1", s->r->title);
    put_text(s, PAPER_PLAIN, 11, PAPER_MARGIN, paper_width(s->p), "P", s->r->business);
    if (s->r->stamp) {
        paper_tag(s->p, "P");
        paper_stamp(s->p, s->r->stamp);
        paper_tag_end(s->p, "P");
    }
    s->y += 8;
    put_facts(s);
    if (has_money(s->r) && s->r->row_count > 0)
        put_text(s, PAPER_PLAIN, 8, PAPER_MARGIN, paper_width(s->p), "P", lang_text(s->r->lang, report_unit));
    s->y += 3;
    put_tables(s);
    paper_grey(s->p, 0.25);
    for (size_t i = 0; i < s->r->notes.count; i++)
        put_text(s, PAPER_PLAIN, 8.5, PAPER_MARGIN, paper_width(s->p), "P", notes[i]);
    put_text(s, PAPER_PLAIN, 8.5, PAPER_MARGIN, paper_width(s->p), "P", made);
    put_footer(s);
    paper_tag_end(s->p, "Document");
}

/* Measured with one paper, counted with another, drawn on a third. What is measured lives in an arena of its own, as a
 * long report makes many little texts that nobody wants afterwards. */
static enum err
lay_out(struct sheet *s, struct buf *out)
{
    enum err e;

    s->p = paper_new(s->mem, NULL, false, "", "");
    measure(s);
    choose_size(s);
    e = paper_done(s->p);
    if (e != ERR_OK)
        return e;
    for (int pass = 0; e == ERR_OK && pass < 2; pass++) {
        s->p = paper_new(s->mem, pass == 0 ? NULL : out, s->landscape, s->r->title, s->r->business);
        place_columns(s, paper_width(s->p));
        draw(s);
        s->pages = s->page;
        e = paper_done(s->p);
    }
    return e;
}

enum err
report_pdf(const struct report *r, struct buf *out)
{
    enum { SCRATCH = 64 * 1024 * 1024 };
    struct sheet s = {.r = r, .mem = arena_new(SCRATCH)};
    enum err     e = r->column_count <= COLUMNS_MOST ? lay_out(&s, out) : ERR_INTERNAL;

    arena_free(s.mem);
    return e != ERR_OK && !buf_ok(out) ? ERR_TOO_LARGE : e;
}
