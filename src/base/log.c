#include "base/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/date.h"

enum { LINE = 1024 };

static enum log_level            shown = LOG_INFO;
static _Thread_local const char *request_id;

struct line {
    char   text[LINE];
    size_t len;
};

static void
put(struct line *l, char c)
{
    if (l->len < sizeof l->text - 1)
        l->text[l->len++] = c;
}

static void
put_plain(struct line *l, const char *text)
{
    while (*text)
        put(l, *text++);
}

/* Quotes what holds a space, a quote or a control; a line can then always be split again. */
static void
put_value(struct line *l, const char *value)
{
    static const char hex[] = "0123456789abcdef";

    if (!value)
        value = "-";
    if (!value[strcspn(value, " \"\\=")] && *value) {
        bool plain = true;
        for (const char *p = value; *p; p++)
            plain = plain && (unsigned char)*p >= 0x20 && *p != 0x7f;
        if (plain) {
            put_plain(l, value);
            return;
        }
    }
    put(l, '"');
    for (const char *p = value; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c < 0x20 || c == 0x7f) {
            put_plain(l, "\\x");
            put(l, hex[c >> 4]);
            put(l, hex[c & 15]);
        } else {
            if (c == '"' || c == '\\')
                put(l, '\\');
            put(l, *p);
        }
    }
    put(l, '"');
}

static void
put_pair(struct line *l, const char *key, const char *value)
{
    put(l, ' ');
    put_plain(l, key);
    put(l, '=');
    put_value(l, value);
}

void
log_event(enum log_level level, const char *event, ...)
{
    if (level > shown)
        return;

    struct line l = {.len = 0};
    char        when[RFC3339_SIZE];
    va_list     args;

    put(&l, '<');
    put(&l, (char)('0' + (int)level));
    put(&l, '>');
    put_plain(&l, rfc3339(when, clock_now()));
    put(&l, ' ');
    put_plain(&l, event);
    if (request_id)
        put_pair(&l, "req", request_id);
    va_start(args, event);
    for (const char *key = va_arg(args, const char *); key; key = va_arg(args, const char *))
        put_pair(&l, key, va_arg(args, const char *));
    va_end(args);
    l.text[l.len++] = '\n';
    ssize_t written = write(STDERR_FILENO, l.text, l.len); /* one call: lines of two processes never mix */
    (void)written;
}

void
log_request_id(const char *id)
{
    request_id = id;
}

void
log_level_set(enum log_level least)
{
    shown = least;
}

const char *
log_i64(char out[24], int64_t n)
{
    snprintf(out, 24, "%" PRId64, n);
    return out;
}
