#include "base/json_pretty.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"

enum { PRETTY_MOST = 1024 * 1024, INDENT = 2 };

static void
new_line(struct buf *b, int depth)
{
    buf_printf(b, "\n%*s", depth * INDENT, "");
}

/* The string that begins at `at`, quotes and escapes as they are; where it ends. */
static const char *
copy_string(struct buf *b, const char *at)
{
    const char *end = at + 1;

    while (*end && *end != '"')
        end += *end == '\\' && end[1] ? 2 : 1;
    end += *end == '"';
    buf_add(b, at, (size_t)(end - at));
    return end;
}

static const char *
skip_blank(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* One mark outside of strings; where the next one is. An empty object or list stays on its line. */
static const char *
lay_out(struct buf *b, const char *at, int *depth)
{
    const char *next = skip_blank(at + 1);

    if (*at == '}' || *at == ']')
        new_line(b, --*depth);
    buf_add(b, at, 1);
    if ((*at == '{' && *next == '}') || (*at == '[' && *next == ']')) {
        buf_add(b, next, 1);
        return next + 1;
    }
    if (*at == '{' || *at == '[')
        new_line(b, ++*depth);
    else if (*at == ',')
        new_line(b, *depth);
    else if (*at == ':')
        buf_add(b, " ", 1);
    return at + 1;
}

const char *
json_pretty(struct arena *mem, const char *text)
{
    struct buf         b = buf_new(mem, PRETTY_MOST);
    const struct json *parsed;
    const char        *why;
    int                depth = 0;

    if (json_parse(mem, text, strlen(text), &parsed, &why) != ERR_OK)
        return NULL;
    for (const char *at = skip_blank(text); *at; at = skip_blank(at))
        at = *at == '"' ? copy_string(&b, at) : lay_out(&b, at, &depth);
    return b.bytes;
}
