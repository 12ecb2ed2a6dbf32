/* A statement or messages, whatever they say; read by their head, and by columns that somebody chose. */
#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "statement/statement.h"

static void
check(const struct statement *s)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct statement_line *l = &s->lines[i];
        assert(l->narration);
        assert((l->sort == STATEMENT_WRONG) == (l->wrong != NULL));
        assert(l->sort == STATEMENT_WRONG || (l->day && strlen(l->day) == 10));
        assert(l->sort != STATEMENT_IN || l->amount.cents > 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const struct statement_map map = {0, 1, -1, -1, 2, 3, -1, -1};
    struct arena                     *mem = fuzz_arena();
    const char                       *text = csv_utf8(mem, (const char *)bytes, n);
    struct statement                  s;

    if (!text)
        return 0;
    assert(statement_read(mem, text, NULL, &s) == ERR_OK);
    check(&s);
    assert(statement_read(mem, text, &map, &s) == ERR_OK);
    check(&s);
    return 0;
}
