/*
 * xlsx_private.h - what the files of xlsx.h share: the workbook as it is read, a part of it, and cells' numbers.
 */
#ifndef BASE_XLSX_PRIVATE_H
#define BASE_XLSX_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/csv.h"
#include "base/xlsx.h"

/* ---- numbers (xlsx_number.c) ---- */

/* A cell's number in plain decimals, in the arena; what is none, or too long for one, stays as it is. */
const char *xlsx_number(struct arena *mem, const char *literal);

/* A serial number as the day and time that it means; NULL: it means none. */
const char *xlsx_date(struct arena *mem, const char *literal, bool since_1904);

/* Does a number format, by its id or by its code, show days or hours? */
bool xlsx_format_is_date(int64_t id);
bool xlsx_code_is_date(const char *code);

/* ---- parts (xlsx_part.c) ---- */

struct xlsx_relation {
    const char *id, *type, *target;
};

struct xlsx_book {
    struct arena *scratch;  /* gone with the reading */
    struct arena *row_room; /* of one row's cells */
    struct zip   *archive;
    char         *chunk;
    const char   *wrong; /* the first thing that was, marked for translation */

    struct xlsx_relation *relations;
    size_t                relation_count;
    const char           *sheet; /* target of the first visible sheet; NULL: none is named */
    bool                  since_1904;

    bool  *date_formats; /* by numFmtId */
    bool  *date_styles;  /* by index in cellXfs */
    size_t style_count;

    const char **strings;
    size_t       string_count, string_room, string_bytes;
    struct buf   item; /* the text under way, of all its runs */

    struct csv_writer out;
    int64_t           row, row_out; /* the one that is read; the last that was written */
    size_t            column;       /* of the next cell, from 0 */
    const char       *cells[CSV_COLUMNS_MOST];
    size_t            cell_count; /* up to the last that is not empty */
    char              type;       /* of the cell under way: 's', 'i'(nlineStr), 'b', 'd', 'n', 't'(ext) */
    int64_t           style;
    bool              formula, value;
};

/* Keeps the first complaint. */
void xlsx_refuse(struct xlsx_book *b, const char *why);

/* `path` is the way from the root, without prefixes: "worksheet/sheetData/row/c". `begin` says whether it wants the
 * element's own text, which `end` then gets; else it gets NULL. */
struct xlsx_handler {
    bool (*begin)(struct xlsx_book *b, const char *path, const char **attributes);
    void (*end)(struct xlsx_book *b, const char *path, const char *text);
};

/* Reads a part. False: there is none, or it is wrong (b->wrong). */
bool xlsx_part(struct xlsx_book *b, const char *name, const struct xlsx_handler *h);

/* The attribute of that name, or NULL. `prefixed`: one of any namespace, "r:id" for "id". */
const char *xlsx_attribute(const char **attributes, const char *name);
const char *xlsx_attribute_prefixed(const char **attributes, const char *name);

extern const struct xlsx_handler xlsx_relations, xlsx_workbook, xlsx_styles, xlsx_strings; /* xlsx_book.c */
extern const struct xlsx_handler xlsx_sheet;                                               /* xlsx_sheet.c */

#define XLSX_DAMAGED   N_("This workbook is damaged, or was cut. Save it as .xlsx or CSV and try again.")
#define XLSX_PROTECTED N_("This file is protected by a password. Save it without one and try again.")
#define XLSX_LONG_CELL N_("A cell of this workbook holds far too much text. Shorten it and try again.")
#define XLSX_TOO_LARGE N_("This workbook is too large. Keep only the list in it, or save it as CSV, and try again.")

#endif
