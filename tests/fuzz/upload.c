/* A form with files, whatever its bytes: first line the Content-Type, the rest the body. And a file in it as a table.
 */
#include <assert.h>
#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "web/upload.h"

static void
as_table(struct arena *mem, const char *bytes, size_t n)
{
    struct csv t;

    if (csv_read(mem, bytes, n, 1000, &t) != ERR_OK) {
        assert(t.wrong);
        return;
    }
    for (size_t i = 0; i < t.count; i++)
        for (size_t k = 0; k < t.rows[i].count; k++)
            assert(utf8_valid(csv_cell(&t.rows[i], k), strlen(csv_cell(&t.rows[i], k))));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena  *mem = fuzz_arena();
    const char    *text = arena_strndup(mem, (const char *)bytes, n);
    size_t         head = strcspn(text, "\n"), skip = head < n ? head + 1 : n;
    struct request rq = {.mem = mem,
                         .content_type = "multipart/form-data",
                         .content_header = arena_strndup(mem, text, head),
                         .body = text + skip,
                         .body_len = n - skip};

    if (upload_parse(&rq) == ERR_OK) {
        for (size_t i = 0; i < rq.form.count; i++)
            assert(utf8_valid(rq.form.pairs[i].value, strlen(rq.form.pairs[i].value)));
        for (size_t i = 0; i < rq.files.count; i++)
            as_table(mem, rq.files.items[i].bytes, rq.files.items[i].len);
    }
    as_table(mem, text, n);
    return 0;
}
