#include "base/xlsx.h"

#include <string.h>
#include <zip.h>

#include "base/text.h"
#include "base/xlsx_private.h"

/* Most that a reading can need: the texts of two parts, the table twice while it grows, a chunk. */
enum { SCRATCH_MOST = 128 * 1024 * 1024, ROW_MOST = 64 * 1024 * 1024, ITEM_MOST = 128 * 1024 };

#define ZIP_MAGIC "PK\x03\x04"
#define OLE_MAGIC "\xD0\xCF\x11\xE0"

static bool
begins(const char *bytes, size_t n, const char *magic)
{
    return n >= 4 && memcmp(bytes, magic, 4) == 0;
}

/* Excel's container of old: a locked .xlsx has its content in a stream of this name (UTF-16); else it is an .xls. */
static const char *
ole_complaint(const char *bytes, size_t n)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    return memmem(bytes, n, name, sizeof name)
               ? XLSX_PROTECTED
               : N_("This is an old Excel file (.xls), or one protected by a password. Save it as .xlsx or CSV "
                    "without a password and try again.");
}

/* Targets are relative to xl/, or absolute. */
static const char *
part_name(struct xlsx_book *b, const char *target)
{
    return *target == '/' ? target + 1 : arena_printf(b->scratch, "xl/%s", target);
}

/* The part to which a relation of that kind leads; `usual` where none is named. */
static const char *
related(struct xlsx_book *b, const char *kind, const char *usual)
{
    for (size_t i = 0; i < b->relation_count; i++) {
        const char *last = strrchr(b->relations[i].type, '/');
        if (last && strcmp(last + 1, kind) == 0)
            return part_name(b, b->relations[i].target);
    }
    return usual;
}

/* The parts in the order in which each needs those before; all but the sheet may be absent. */
static const char *
read_parts(struct xlsx_book *b)
{
    (void)xlsx_part(b, "xl/_rels/workbook.xml.rels", &xlsx_relations);
    if (!b->wrong)
        (void)xlsx_part(b, "xl/workbook.xml", &xlsx_workbook);
    if (!b->wrong)
        (void)xlsx_part(b, related(b, "styles", "xl/styles.xml"), &xlsx_styles);
    if (!b->wrong)
        (void)xlsx_part(b, related(b, "sharedStrings", "xl/sharedStrings.xml"), &xlsx_strings);
    if (b->wrong)
        return NULL;
    b->item = buf_new(b->scratch, ITEM_MOST);
    buf_char(&b->item, ' '); /* its bytes are its own from here, to be written over */
    b->out = csv_writer_new(b->scratch, XLSX_TEXT_MOST);
    if (!xlsx_part(b, b->sheet ? part_name(b, b->sheet) : "xl/worksheets/sheet1.xml", &xlsx_sheet))
        xlsx_refuse(b, N_("This is no Excel workbook (.xlsx). Save it as .xlsx or CSV and try again."));
    else if (b->row_out == 0)
        xlsx_refuse(b, N_("The first sheet of this workbook is empty. Put the list there and try again."));
    return b->wrong ? NULL : csv_done(&b->out);
}

static const char *
read_archive(struct xlsx_book *b, const char *bytes, size_t n)
{
    zip_error_t   error;
    const char   *csv = NULL;
    zip_source_t *source;

    zip_error_init(&error);
    source = zip_source_buffer_create(bytes, n, 0, &error);
    b->archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (b->archive) {
        csv = read_parts(b);
        zip_discard(b->archive);
    } else {
        xlsx_refuse(b, XLSX_DAMAGED);
        zip_source_free(source);
    }
    zip_error_fini(&error);
    return csv;
}

const char *
xlsx_unpack(struct arena *mem, const char **bytes, size_t *n)
{
    if (begins(*bytes, *n, OLE_MAGIC))
        return ole_complaint(*bytes, *n);
    if (!begins(*bytes, *n, ZIP_MAGIC))
        return NULL;
    if (*n > XLSX_FILE_MOST)
        return XLSX_TOO_LARGE;
    struct xlsx_book b = {.scratch = arena_new(SCRATCH_MOST), .row_room = arena_new(ROW_MOST)};
    const char      *csv = read_archive(&b, *bytes, *n);
    if (csv) {
        *n = b.out.out.len;
        *bytes = arena_strndup(mem, csv, *n);
    }
    arena_free(b.row_room);
    arena_free(b.scratch);
    return b.wrong;
}
