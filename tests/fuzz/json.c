/* Whatever is accepted can be written again, and reads the same. */
#include <assert.h>
#include <string.h>

#include "base/json.h"
#include "fuzz/fuzz.h"

static void
write_again(struct json_writer *w, const char *key, const struct json *j)
{
    switch (json_kind(j)) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        json_open(w, key, json_kind(j) == JSON_OBJECT ? '{' : '[');
        for (const struct json *m = json_first(j); m; m = json_next(m))
            write_again(w, json_key(m), m);
        json_close(w);
        break;
    case JSON_STRING: json_put_text(w, key, json_text(j)); break;
    case JSON_NUMBER: json_put_raw(w, key, json_text(j)); break;
    case JSON_BOOL: json_put_bool(w, key, json_true(j)); break;
    default: json_put_null(w, key);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena      *mem = fuzz_arena();
    const struct json *j, *again;
    const char        *why;

    if (json_parse(mem, (const char *)bytes, n, &j, &why) != ERR_OK)
        return 0;
    struct json_writer w = json_writer_new(mem);
    write_again(&w, NULL, j);
    const char *text = json_done(&w);
    if (text)
        assert(json_parse(mem, text, strlen(text), &again, &why) == ERR_OK);
    return 0;
}
