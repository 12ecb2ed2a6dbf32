#include "sim/shilling.h"

#include <inttypes.h>
#include <string.h>

const char *
shilling_plain(struct arena *mem, struct money m)
{
    int64_t cents = m.cents < 0 ? -m.cents : m.cents;

    return arena_printf(mem, "%s%" PRId64 ".%02d", m.cents < 0 ? "-" : "", cents / 100, (int)(cents % 100));
}

const char *
shilling_text(struct arena *mem, struct money m)
{
    const char *plain = shilling_plain(mem, m);
    size_t      len = strlen(plain), whole = len - 3;
    char       *out = arena_alloc(mem, len + len / 3 + 1), *to = out;

    for (size_t i = 0; i < len; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            *to++ = ',';
        *to++ = plain[i];
    }
    return out;
}
