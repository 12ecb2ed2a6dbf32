#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char empty[1] = "";

struct buf
buf_new(struct arena *mem, size_t ceiling)
{
    return (struct buf){.mem = mem, .bytes = empty, .ceiling = ceiling};
}

static bool
grow(struct buf *b, size_t more)
{
    if (b->overflowed || more > b->ceiling - b->len) {
        b->overflowed = true;
        return false;
    }
    if (b->len + more + 1 <= b->room)
        return true;
    size_t room = b->room ? b->room * 2 : 256;
    while (room < b->len + more + 1)
        room *= 2;
    char *bytes = arena_alloc(b->mem, room);
    memcpy(bytes, b->bytes, b->len);
    b->bytes = bytes;
    b->room = room;
    return true;
}

void
buf_add(struct buf *b, const void *bytes, size_t n)
{
    if (n == 0 || !grow(b, n))
        return;
    memcpy(b->bytes + b->len, bytes, n);
    b->len += n;
    b->bytes[b->len] = '\0';
}

void
buf_str(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void
buf_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;

    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n > 0 && grow(b, (size_t)n)) {
        vsnprintf(b->bytes + b->len, (size_t)n + 1, format, again);
        b->len += (size_t)n;
    }
    va_end(again);
    va_end(args);
}

bool
buf_ok(const struct buf *b)
{
    return !b->overflowed;
}
