/*
 * buf.h - bytes that grow, up to a ceiling given at birth (after curl's dynbuf).
 *
 * Lives in an arena. Too much is not an error at each call but a state that sticks: check buf_ok once, at the end.
 * The bytes are always followed by a NUL, so that text can be read as a C string.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct buf {
    struct arena *mem;
    char         *bytes; /* "" until something is added; NUL-terminated */
    size_t        len;
    size_t        room;
    size_t        ceiling;
    bool          overflowed;
};

struct buf buf_new(struct arena *mem, size_t ceiling);
void       buf_add(struct buf *b, const void *bytes, size_t n);
void       buf_str(struct buf *b, const char *text);
void       buf_char(struct buf *b, char c);
void       buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* False once anything did not fit; the bytes are then cut and must not be used. */
bool buf_ok(const struct buf *b);

#endif
