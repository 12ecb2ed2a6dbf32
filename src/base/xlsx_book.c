/*
 * xlsx_book.c - what a sheet rests on: where it is, which styles are dates, the texts that cells share.
 */
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/xlsx_private.h"

enum { RELATIONS_MOST = 1000, NAME_MOST = 1024, FORMATS = 65536, STYLES_MOST = 65536, STRINGS_MOST = 200000 };
enum { STRINGS_TEXT_MOST = 10 * 1024 * 1024, ITEM_MOST = 128 * 1024 };

static void
nothing(struct xlsx_book *b, const char *path, const char *text)
{
    (void)b, (void)path, (void)text;
}

/* ---- xl/_rels/workbook.xml.rels ---- */

static const char *
kept(struct xlsx_book *b, const char *text)
{
    if (text && strlen(text) > NAME_MOST)
        xlsx_refuse(b, XLSX_DAMAGED);
    return text && !b->wrong ? arena_strdup(b->scratch, text) : "";
}

static bool
relation_begin(struct xlsx_book *b, const char *path, const char **at)
{
    if (strcmp(path, "Relationships/Relationship") != 0)
        return false;
    if (!b->relations)
        b->relations = arena_array(b->scratch, RELATIONS_MOST, sizeof *b->relations);
    if (b->relation_count == RELATIONS_MOST)
        xlsx_refuse(b, XLSX_TOO_LARGE);
    else
        b->relations[b->relation_count++] =
            (struct xlsx_relation){kept(b, xlsx_attribute(at, "Id")), kept(b, xlsx_attribute(at, "Type")),
                                   kept(b, xlsx_attribute(at, "Target"))};
    return false;
}
const struct xlsx_handler xlsx_relations = {relation_begin, nothing};

/* ---- xl/workbook.xml ---- */

static bool
is_true(const char *value)
{
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* A sheet of cells: a chart has a page of its own there, too. */
static const char *
sheet_target(const struct xlsx_book *b, const char *id)
{
    static const char kind[] = "/worksheet";

    for (size_t i = 0; id && i < b->relation_count; i++) {
        const struct xlsx_relation *r = &b->relations[i];
        size_t                      n = strlen(r->type);
        if (strcmp(r->id, id) == 0 && n >= strlen(kind) && strcmp(r->type + n - strlen(kind), kind) == 0)
            return r->target;
    }
    return NULL;
}

static bool
workbook_begin(struct xlsx_book *b, const char *path, const char **at)
{
    const char *state = xlsx_attribute(at, "state");

    if (strcmp(path, "workbook/workbookPr") == 0)
        b->since_1904 = is_true(xlsx_attribute(at, "date1904"));
    else if (strcmp(path, "workbook/sheets/sheet") == 0 && !b->sheet && (!state || strcmp(state, "visible") == 0))
        b->sheet = sheet_target(b, xlsx_attribute_prefixed(at, "id"));
    return false;
}
const struct xlsx_handler xlsx_workbook = {workbook_begin, nothing};

/* ---- styles ---- */

static void
format_add(struct xlsx_book *b, const char *id, const char *code)
{
    int64_t n;

    if (id && code && int64_parse(id, 0, FORMATS - 1, &n))
        b->date_formats[n] = xlsx_code_is_date(code);
}

static void
style_add(struct xlsx_book *b, const char *format)
{
    int64_t n;

    if (b->style_count == STYLES_MOST)
        xlsx_refuse(b, XLSX_TOO_LARGE);
    else if (format && int64_parse(format, 0, FORMATS - 1, &n))
        b->date_styles[b->style_count++] = b->date_formats[n] || xlsx_format_is_date(n);
    else
        b->style_count++;
}

static bool
styles_begin(struct xlsx_book *b, const char *path, const char **at)
{
    if (!b->date_formats) {
        b->date_formats = arena_array(b->scratch, FORMATS, sizeof *b->date_formats);
        b->date_styles = arena_array(b->scratch, STYLES_MOST, sizeof *b->date_styles);
    }
    if (strcmp(path, "styleSheet/numFmts/numFmt") == 0)
        format_add(b, xlsx_attribute(at, "numFmtId"), xlsx_attribute(at, "formatCode"));
    else if (strcmp(path, "styleSheet/cellXfs/xf") == 0)
        style_add(b, xlsx_attribute(at, "numFmtId"));
    return false;
}
const struct xlsx_handler xlsx_styles = {styles_begin, nothing};

/* ---- shared strings ---- */

static void
string_add(struct xlsx_book *b)
{
    if (b->string_count == b->string_room) {
        size_t       room = b->string_room ? 2 * b->string_room : 256;
        const char **wider = arena_array(b->scratch, room, sizeof *wider);
        if (b->string_count)
            memcpy(wider, b->strings, b->string_count * sizeof *wider);
        b->strings = wider;
        b->string_room = room;
    }
    b->string_bytes += b->item.len;
    if (!buf_ok(&b->item) || b->string_count == STRINGS_MOST || b->string_bytes > STRINGS_TEXT_MOST)
        xlsx_refuse(b, XLSX_TOO_LARGE);
    else
        b->strings[b->string_count++] = arena_strndup(b->scratch, b->item.bytes, b->item.len);
}

/* The text itself, or that of its runs; how it is read aloud (rPh) is another matter. */
static bool
strings_begin(struct xlsx_book *b, const char *path, const char **at)
{
    (void)at;
    if (strcmp(path, "sst") == 0)
        b->item = buf_new(b->scratch, ITEM_MOST);
    if (strcmp(path, "sst/si") == 0)
        b->item.len = 0;
    return strcmp(path, "sst/si/t") == 0 || strcmp(path, "sst/si/r/t") == 0;
}

static void
strings_end(struct xlsx_book *b, const char *path, const char *text)
{
    if (text)
        buf_str(&b->item, text);
    else if (strcmp(path, "sst/si") == 0)
        string_add(b);
}
const struct xlsx_handler xlsx_strings = {strings_begin, strings_end};
