#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

bool
utf8_valid(const char *bytes, size_t n)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)bytes;

    while (n) {
        utf8proc_int32_t code;
        utf8proc_ssize_t used = utf8proc_iterate(p, (utf8proc_ssize_t)n, &code);
        if (used <= 0 || code == 0)
            return false;
        p += used;
        n -= (size_t)used;
    }
    return true;
}

size_t
utf8_length(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

char *
utf8_tidy(struct arena *mem, const char *text)
{
    utf8proc_uint8_t *composed = utf8proc_NFC((const utf8proc_uint8_t *)text);
    const char       *from = composed ? (const char *)composed : text;
    char             *out = arena_alloc(mem, strlen(from) + 1);
    size_t            n = 0;

    for (const char *p = from; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c <= 0x20 || c == 0x7f) {
            if (n && out[n - 1] != ' ')
                out[n++] = ' ';
        } else {
            out[n++] = *p;
        }
    }
    if (n && out[n - 1] == ' ')
        n--;
    out[n] = '\0';
    free(composed);
    return out;
}
