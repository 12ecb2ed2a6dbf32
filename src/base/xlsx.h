/*
 * xlsx.h - the first sheet of an Excel workbook (.xlsx) as CSV text.
 *
 * libzip opens the archive and expat reads the XML in it; only xlsx*.c know them. A workbook is a stranger's file, so
 * everything has a bound: bytes as they are unpacked (what the archive says of itself counts for nothing), rows,
 * columns, texts, depth. A DOCTYPE is refused, so that there are no entities to expand.
 *
 * What a cell becomes:
 *   text      as it is, however it is stored; a line break in it becomes a blank, so that line N is row N
 *   number    in plain decimals, digit by digit and never through a double: 1.25E4 is 12500. What the spreadsheet's own
 *             arithmetic leaves behind is taken away: within a millionth of whole cents, it is those cents
 *             (12500.000000000002 is 12500). Any other digits stay, and are for the reader to refuse.
 *   date      a number whose format is one of days or hours: 2026-11-05, 2026-11-05 09:15:00, or 09:15:00 without a day
 *   formula   the result that was saved with it; one without is refused, since it may be money
 *   true, false, and errors: TRUE, FALSE, #N/A
 * The first sheet is the first that people see: hidden ones and charts are passed over.
 */
#ifndef BASE_XLSX_H
#define BASE_XLSX_H

#include <stddef.h>

#include "base/arena.h"

enum {
    XLSX_FILE_MOST = 5 * 1024 * 1024,  /* the file */
    XLSX_PART_MOST = 20 * 1024 * 1024, /* one part of it, unpacked */
    XLSX_TEXT_MOST = 5 * 1024 * 1024,  /* the CSV */
    XLSX_ROWS_MOST = 20000,
};

/* Where the bytes are a workbook, they and n become its CSV text, in the arena; anything else stays as it is. Returns
 * what is wrong with the workbook and what to do, English, marked for translation; NULL: nothing. */
const char *xlsx_unpack(struct arena *mem, const char **bytes, size_t *n);

#endif
