/* A workbook, whatever its bytes; and the bytes as a sheet's XML in a sound archive, which few changes of an archive
 * get to: their checksums would have to be right. And as a number. */
#include <assert.h>
#include <string.h>
#include <zip.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "base/xlsx_private.h"
#include "fuzz/fuzz.h"

static void
unpack(struct arena *mem, const char *bytes, size_t n)
{
    const char *csv = bytes;
    size_t      length = n;
    struct csv  t;

    if (xlsx_unpack(mem, &csv, &length) || csv == bytes)
        return;
    assert(length <= XLSX_TEXT_MOST);
    assert(csv_read(mem, csv, length, XLSX_ROWS_MOST, &t) == ERR_OK);
    for (size_t i = 0; i < t.count; i++)
        for (size_t k = 0; k < t.rows[i].count; k++)
            assert(utf8_valid(csv_cell(&t.rows[i], k), strlen(csv_cell(&t.rows[i], k))));
}

/* Stored, not packed. */
static void
as_sheet(struct arena *mem, const char *xml, size_t n)
{
    static const char texts[] = "<sst><si><t>a</t></si></sst>";
    zip_source_t     *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_stat_t        is;

    zip_source_keep(source);
    zip_t *z = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    zip_file_add(z, "xl/sharedStrings.xml", zip_source_buffer(z, texts, sizeof texts - 1, 0), 0);
    zip_int64_t at = zip_file_add(z, "xl/worksheets/sheet1.xml", zip_source_buffer(z, xml, n, 0), 0);
    zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    assert(zip_close(z) == 0 && zip_source_open(source) == 0 && zip_source_stat(source, &is) == 0);
    char *bytes = arena_alloc(mem, is.size);
    assert(zip_source_read(source, bytes, is.size) == (zip_int64_t)is.size);
    zip_source_close(source);
    zip_source_free(source);
    unpack(mem, bytes, is.size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena *mem = fuzz_arena();
    const char   *text = arena_strndup(mem, (const char *)bytes, n);

    unpack(mem, text, n);
    as_sheet(mem, text, n);
    assert(xlsx_number(mem, text));
    (void)xlsx_date(mem, text, n & 1);
    (void)xlsx_code_is_date(text);
    return 0;
}
