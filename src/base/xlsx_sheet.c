/*
 * xlsx_sheet.c - a sheet's rows and cells, each put where its reference says.
 */
#include <ctype.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/xlsx_private.h"

enum { SHEET_ROWS = 1048576, SHEET_COLUMNS = 16384 }; /* Excel's own */

/* ---- where ---- */

/* "C7" is column 2. */
static bool
column_of(const char *reference, size_t *column)
{
    size_t n = 0;

    for (; isalpha((unsigned char)*reference); reference++) {
        n = 26 * n + (size_t)(toupper((unsigned char)*reference) - 'A' + 1);
        if (n > SHEET_COLUMNS)
            return false;
    }
    *column = n - 1;
    return n > 0;
}

/* A row without a number is the next one. They never go back. */
static void
row_begin(struct xlsx_book *b, const char *number)
{
    int64_t next = b->row + 1;

    if (number && (!int64_parse(number, 1, SHEET_ROWS, &next) || next <= b->row))
        xlsx_refuse(b, XLSX_DAMAGED);
    b->row = next;
    b->column = 0;
    b->cell_count = 0;
    arena_reset(b->row_room);
    for (size_t i = 0; i < CSV_COLUMNS_MOST; i++)
        b->cells[i] = NULL;
}

static void
cell_begin(struct xlsx_book *b, const char **at)
{
    const char *reference = xlsx_attribute(at, "r"), *type = xlsx_attribute(at, "t"), *style = xlsx_attribute(at, "s");

    if (reference && !column_of(reference, &b->column))
        xlsx_refuse(b, XLSX_DAMAGED);
    if (!style || !int64_parse(style, 0, INT64_MAX, &b->style))
        b->style = 0;
    b->type = !type || strcmp(type, "n") == 0  ? 'n'
              : strcmp(type, "s") == 0         ? 's'
              : strcmp(type, "inlineStr") == 0 ? 'i'
              : strcmp(type, "b") == 0         ? 'b'
              : strcmp(type, "d") == 0         ? 'd'
                                               : 't';
    b->formula = b->value = false;
    b->item.len = 0;
    b->item.bytes[0] = '\0';
}

/* ---- what ---- */

static const char *
number_text(struct xlsx_book *b, const char *literal)
{
    bool        dated = (uint64_t)b->style < b->style_count && b->date_styles[b->style];
    const char *date = dated ? xlsx_date(b->row_room, literal, b->since_1904) : NULL;

    return date ? date : xlsx_number(b->row_room, literal);
}

static const char *
shared_text(struct xlsx_book *b, const char *index)
{
    int64_t n;

    if (int64_parse(index, 0, INT64_MAX, &n) && (uint64_t)n < b->string_count)
        return b->strings[n];
    xlsx_refuse(b, XLSX_DAMAGED);
    return "";
}

/* "2026-11-05T09:15:00" as the other dates; midnight is the day alone. */
static const char *
iso_text(struct xlsx_book *b, const char *text)
{
    char  *out = arena_strdup(b->row_room, text);
    size_t n = strcspn(out, "T");

    if (out[n] == '\0')
        return out;
    out[n] = strncmp(out + n, "T00:00:00", 9) == 0 ? '\0' : ' ';
    n += strcspn(out + n, ".Z");
    out[n] = '\0';
    return out;
}

static const char *
cell_text(struct xlsx_book *b, const char *value)
{
    switch (b->type) {
    case 'n': return number_text(b, value);
    case 's': return shared_text(b, value);
    case 'b': return strcmp(value, "0") == 0 ? "FALSE" : "TRUE";
    case 'd': return iso_text(b, value);
    default: return arena_strdup(b->row_room, value);
    }
}

/* Line breaks and tabs as blanks. */
static const char *
one_line(struct xlsx_book *b, const char *text)
{
    if (!strpbrk(text, "\r\n\t"))
        return text;
    char *out = arena_strdup(b->row_room, text);
    for (char *p = out; (p = strpbrk(p, "\r\n\t"));)
        *p = ' ';
    return out;
}

/* A place is taken once, so that a row's cells are bounded by its columns. */
static void
cell_keep(struct xlsx_book *b, const char *value)
{
    if (b->column >= CSV_COLUMNS_MOST) {
        xlsx_refuse(b, N_("This sheet has too many columns: 60 are read. Keep only those of the list."));
        return;
    }
    if (b->cells[b->column]) {
        xlsx_refuse(b, XLSX_DAMAGED);
        return;
    }
    const char *text = one_line(b, cell_text(b, value));
    if (strlen(text) > CSV_CELL_MOST)
        xlsx_refuse(b, XLSX_LONG_CELL);
    b->cells[b->column] = text;
    if (b->column >= b->cell_count && *text)
        b->cell_count = b->column + 1;
}

static void
cell_end(struct xlsx_book *b)
{
    if (!buf_ok(&b->item))
        xlsx_refuse(b, XLSX_LONG_CELL);
    else if (b->formula && !b->item.len && !(b->type == 't' && b->value)) /* "" is a result, too */
        xlsx_refuse(b, N_("A formula in this workbook has no result yet. Open it in Excel, save it, and try again."));
    else if (b->item.len)
        cell_keep(b, b->item.bytes);
    b->column++;
}

/* Empty rows are written only where something follows: a sheet's formats often reach far below its list. */
static void
row_end(struct xlsx_book *b)
{
    if (b->cell_count == 0)
        return;
    if (b->row > XLSX_ROWS_MOST) {
        xlsx_refuse(b, N_("This sheet has too many rows: 20,000 are read. Send it in several parts."));
        return;
    }
    for (b->row_out++; b->row_out < b->row; b->row_out++)
        csv_end_row(&b->out);
    for (size_t i = 0; i < b->cell_count; i++)
        csv_put_as_is(&b->out, b->cells[i]);
    csv_end_row(&b->out);
    if (!buf_ok(&b->out.out))
        xlsx_refuse(b, XLSX_TOO_LARGE);
}

/* ---- the XML ---- */

#define ROW  "worksheet/sheetData/row"
#define CELL ROW "/c"

static bool
sheet_begin(struct xlsx_book *b, const char *path, const char **at)
{
    size_t n = strlen(ROW);

    if (strncmp(path, ROW, n) != 0)
        return false;
    if (strcmp(path, ROW) == 0)
        row_begin(b, xlsx_attribute(at, "r"));
    else if (strcmp(path, CELL) == 0)
        cell_begin(b, at);
    else if (strcmp(path, CELL "/f") == 0)
        b->formula = true;
    else if (strcmp(path, CELL "/v") == 0)
        return b->value = true;
    return strcmp(path, CELL "/is/t") == 0 || strcmp(path, CELL "/is/r/t") == 0;
}

static void
sheet_end(struct xlsx_book *b, const char *path, const char *text)
{
    if (text)
        buf_str(&b->item, text);
    else if (strcmp(path, CELL) == 0)
        cell_end(b);
    else if (strcmp(path, ROW) == 0)
        row_end(b);
}
const struct xlsx_handler xlsx_sheet = {sheet_begin, sheet_end};
