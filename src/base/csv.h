/*
 * csv.h - tables of text, in and out (libcsv); the only file that knows csv.h of libcsv.
 *
 * In: as Excel, Google Sheets and banks' portals write it. A byte order mark is dropped; UTF-16 and Windows-1252 are
 * turned into UTF-8; the separator (comma, semicolon, tab) is the one that the first line has most of. Quotes must be
 * right: a file that is cut in the middle of one is refused and not half read.
 *
 * Out: RFC 4180 with a byte order mark, which Excel needs for UTF-8. A text that a spreadsheet would take for a formula
 * gets a ' in front of it.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/money.h"

enum { CSV_COLUMNS_MOST = 60, CSV_CELL_MOST = 4096 };

struct csv_row {
    const char *const *cells; /* blanks around an unquoted one are gone */
    size_t             count;
    int64_t            line; /* on which it begins, from 1 */
};

struct csv {
    struct csv_row *rows; /* empty lines are left out */
    size_t          count;
    char            separator;
    const char     *wrong; /* what is wrong with it, English, marked for translation; NULL: nothing */
    int64_t         line;  /* where */
};

/* ERR_INPUT: it is no such table, or larger than rows_most; `wrong` and `line` say. */
MUST_CHECK enum err csv_read(struct arena *mem, const char *bytes, size_t n, size_t rows_most, struct csv *out);

/* A row's cell; "" beyond its end. */
const char *csv_cell(const struct csv_row *row, size_t column);

/* Text of whatever encoding as UTF-8: with a byte order mark, else UTF-8 if it is that, else Windows-1252. NULL: it is
 * no text (a NUL in it, or a broken UTF-16). */
const char *csv_utf8(struct arena *mem, const char *bytes, size_t n);

/*
 *   struct csv_writer w = csv_writer_new(mem, 4 << 20);
 *   csv_put(&w, "Tenant");  csv_put(&w, "Owed");      csv_end_row(&w);
 *   csv_put(&w, name);      csv_put_money(&w, owed);  csv_end_row(&w);
 *   const char *text = csv_done(&w);
 */
struct csv_writer {
    struct buf out;
    bool       in_row;
};

struct csv_writer csv_writer_new(struct arena *mem, size_t ceiling);
void              csv_put(struct csv_writer *w, const char *text); /* NULL: an empty cell */
void csv_put_as_is(struct csv_writer *w, const char *text);        /* without the ': for what only csv_read will see */
void csv_put_money(struct csv_writer *w, struct money m);          /* "12500.00", "-200.50": a number to spreadsheets */
void csv_put_int(struct csv_writer *w, int64_t n);
void csv_end_row(struct csv_writer *w);

/* The finished text; NULL when it grew past its ceiling. */
const char *csv_done(struct csv_writer *w);

#endif
