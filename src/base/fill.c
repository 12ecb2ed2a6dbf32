#include "base/fill.h"

#include <string.h>

#include "base/buf.h"

enum { CEILING = 4096 };

static const struct filling *
find(const char *name, size_t n, const struct filling *with, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(with[i].name) == n && memcmp(with[i].name, name, n) == 0)
            return &with[i];
    return NULL;
}

const char *
fill(struct arena *mem, const char *sentence, const struct filling *with, size_t count)
{
    struct buf b = buf_new(mem, CEILING);

    for (const char *p = sentence; *p;) {
        const char           *end = *p == '{' ? strchr(p, '}') : NULL;
        const struct filling *f = end ? find(p + 1, (size_t)(end - p - 1), with, count) : NULL;
        if (!f) {
            buf_add(&b, p++, 1);
            continue;
        }
        buf_printf(&b, "%s", f->text ? f->text : "");
        p = end + 1;
    }
    return buf_ok(&b) ? arena_strndup(mem, b.bytes, b.len) : sentence;
}
