#include "base/csv.h"

#include <csv.h>
#include <iconv.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#define BOM "\xEF\xBB\xBF"

/* ---- whatever encoding ---- */

static const char *
converted(struct arena *mem, const char *from, const char *bytes, size_t n)
{
    size_t  room = 3 * n + 4, left = room;
    char   *out = arena_alloc(mem, room + 1), *to = out;
    char   *in = arena_strndup(mem, bytes, n);
    iconv_t cd = iconv_open("UTF-8", from);

    if (cd == (iconv_t)-1)
        return NULL;
    size_t bad = iconv(cd, &in, &n, &to, &left);
    iconv_close(cd);
    return bad == (size_t)-1 || !utf8_valid(out, room - left) ? NULL : out;
}

const char *
csv_utf8(struct arena *mem, const char *bytes, size_t n)
{
    if (n >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return converted(mem, "UTF-16LE", bytes + 2, n - 2);
    if (n >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return converted(mem, "UTF-16BE", bytes + 2, n - 2);
    if (n >= 3 && memcmp(bytes, BOM, 3) == 0) {
        bytes += 3;
        n -= 3;
    }
    if (memchr(bytes, '\0', n))
        return NULL;
    return utf8_valid(bytes, n) ? arena_strndup(mem, bytes, n) : converted(mem, "WINDOWS-1252//TRANSLIT", bytes, n);
}

/* ---- in ---- */

struct reading {
    struct arena *mem;
    struct csv   *out;
    size_t        rows_most, room;
    const char   *cells[CSV_COLUMNS_MOST];
    size_t        count;
    int64_t       line, began; /* now; where the row under way began, 0: none is */
};

static void
refuse(struct reading *r, const char *why)
{
    if (!r->out->wrong) {
        r->out->wrong = why;
        r->out->line = r->began ? r->began : r->line;
    }
}

static void
on_cell(void *cell, size_t n, void *closure)
{
    struct reading *r = closure;

    if (n > CSV_CELL_MOST)
        refuse(r, N_("A cell of this line is far too long. Is a quote missing?"));
    else if (r->count == CSV_COLUMNS_MOST)
        refuse(r, N_("This line has too many columns. Is it a table of comma separated values?"));
    if (!r->out->wrong)
        r->cells[r->count++] = n ? arena_strndup(r->mem, cell, n) : "";
}

static struct csv_row *
row_add(struct reading *r)
{
    struct csv *out = r->out;

    if (out->count == r->room) {
        struct csv_row *wider = arena_array(r->mem, r->room ? 2 * r->room : 64, sizeof *wider);
        if (out->count)
            memcpy(wider, out->rows, out->count * sizeof *wider);
        r->room = r->room ? 2 * r->room : 64;
        out->rows = wider;
    }
    return &out->rows[out->count++];
}

static bool
is_blank(const struct reading *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (*r->cells[i])
            return false;
    return true;
}

static void
on_row(int end, void *closure)
{
    struct reading *r = closure;

    (void)end;
    if (!r->out->wrong && !is_blank(r)) {
        if (r->out->count == r->rows_most) {
            refuse(r, N_("This file has too many lines. Send it in several parts."));
        } else {
            const char **cells = arena_array(r->mem, r->count, sizeof *cells);
            memcpy(cells, r->cells, r->count * sizeof *cells);
            *row_add(r) = (struct csv_row){cells, r->count, r->began};
        }
    }
    r->count = 0;
    r->began = 0;
}

/* To the end of the line, with what ends it. */
static size_t
line_length(const char *text)
{
    size_t n = strcspn(text, "\r\n");

    if (text[n] == '\r' && text[n + 1] == '\n')
        return n + 2;
    return n + (text[n] != '\0');
}

static char
separator_of(const char *text)
{
    static const char candidates[] = ",;\t";
    size_t            counts[3] = {0}, best = 0;
    bool              quoted = false;

    text += strspn(text, "\r\n");
    for (; *text && (quoted || !strchr("\r\n", *text)); text++) {
        const char *found = strchr(candidates, *text);
        if (*text == '"')
            quoted = !quoted;
        else if (found && !quoted)
            counts[found - candidates]++;
    }
    for (size_t i = 1; i < COUNT(counts); i++)
        if (counts[i] > counts[best])
            best = i;
    return candidates[best];
}

/* A line at a time, so that an error can say where it is. */
static void
feed(struct reading *r, struct csv_parser *p, const char *text)
{
    while (*text && !r->out->wrong) {
        size_t n = line_length(text);
        r->line++;
        if (!r->began)
            r->began = r->line;
        if (csv_parse(p, text, n, on_cell, on_row, r) != n)
            refuse(r, N_("A quote in this line is not closed, or stands in the middle of a cell."));
        if (p->pstate == 0) /* between rows: an empty line begins none */
            r->began = 0;
        text += n;
    }
    if (!r->out->wrong && csv_fini(p, on_cell, on_row, r) != 0)
        refuse(r, N_("A quote that begins in this line is never closed. The file may be cut."));
}

/* Excel's own first line, "sep=;", says the separator. */
static const char *
skip_hint(const char *text, char *separator)
{
    if (strncmp(text, "sep=", 4) != 0 || text[4] == '\0' || !strchr(",;\t", text[4]))
        return text;
    *separator = text[4];
    return text + line_length(text);
}

enum err
csv_read(struct arena *mem, const char *bytes, size_t n, size_t rows_most, struct csv *out)
{
    struct reading    r = {.mem = mem, .out = out, .rows_most = rows_most};
    struct csv_parser p;
    const char       *whole = csv_utf8(mem, bytes, n), *text = whole;

    *out = (struct csv){.separator = ','};
    if (!text) {
        out->wrong = N_("This is no table of text. Save it as CSV first.");
        out->line = 1;
        return ERR_INPUT;
    }
    out->separator = separator_of(text);
    text = skip_hint(text, &out->separator);
    r.line = text != whole;
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return ERR_INTERNAL;
    csv_set_delim(&p, (unsigned char)out->separator);
    feed(&r, &p, text);
    csv_free(&p);
    return out->wrong ? ERR_INPUT : ERR_OK;
}

const char *
csv_cell(const struct csv_row *row, size_t column)
{
    return column < row->count ? row->cells[column] : "";
}

/* ---- out ---- */

struct csv_writer
csv_writer_new(struct arena *mem, size_t ceiling)
{
    struct csv_writer w = {.out = buf_new(mem, ceiling)};

    buf_str(&w.out, BOM);
    return w;
}

static void
begin_cell(struct csv_writer *w)
{
    if (w->in_row)
        buf_char(&w->out, ',');
    w->in_row = true;
}

static void
put(struct csv_writer *w, const char *text, bool guarded)
{
    begin_cell(w);
    if (!text || !*text)
        return;
    buf_char(&w->out, '"');
    if (guarded && strchr("=+-@\t\r", *text))
        buf_char(&w->out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            buf_char(&w->out, '"');
        buf_char(&w->out, *text);
    }
    buf_char(&w->out, '"');
}

void
csv_put(struct csv_writer *w, const char *text)
{
    put(w, text, true);
}

void
csv_put_as_is(struct csv_writer *w, const char *text)
{
    put(w, text, false);
}

void
csv_put_money(struct csv_writer *w, struct money m)
{
    uint64_t cents = m.cents < 0 ? 0 - (uint64_t)m.cents : (uint64_t)m.cents;

    begin_cell(w);
    buf_printf(&w->out, "%s%llu.%02llu", m.cents < 0 ? "-" : "", (unsigned long long)(cents / 100),
               (unsigned long long)(cents % 100));
}

void
csv_put_int(struct csv_writer *w, int64_t n)
{
    begin_cell(w);
    buf_printf(&w->out, "%lld", (long long)n);
}

void
csv_end_row(struct csv_writer *w)
{
    buf_str(&w->out, "\r\n");
    w->in_row = false;
}

const char *
csv_done(struct csv_writer *w)
{
    return buf_ok(&w->out) ? w->out.bytes : NULL;
}
