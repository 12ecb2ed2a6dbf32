#include "web/url.h"

#include <string.h>

#define UNRESERVED "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

static char *
encode(struct arena *mem, const char *text, const char *keep)
{
    static const char hex[] = "0123456789ABCDEF";
    char             *out = arena_alloc(mem, 3 * strlen(text) + 1);
    size_t            n = 0;

    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (strchr(keep, *text)) {
            out[n++] = *text;
        } else {
            out[n++] = '%';
            out[n++] = hex[c >> 4];
            out[n++] = hex[c & 15];
        }
    }
    return out;
}

char *
url_encode(struct arena *mem, const char *text)
{
    return encode(mem, text, UNRESERVED);
}

char *
url_encode_path(struct arena *mem, const char *path)
{
    return encode(mem, path, UNRESERVED "/");
}

bool
url_local(const char *path)
{
    if (!path || path[0] != '/' || path[1] == '/')
        return false;
    for (; *path; path++)
        if ((unsigned char)*path <= 0x20 || (unsigned char)*path >= 0x7f || *path == '\\')
            return false;
    return true;
}
