#include "web/request.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "web/cookie.h"

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* NULL for a broken escape, a NUL, or what is not UTF-8 once decoded. */
static const char *
decode(struct arena *mem, const char *text, size_t n)
{
    char  *out = arena_alloc(mem, n + 1);
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        if (c == '+') {
            c = ' ';
        } else if (c == '%') {
            int high = i + 2 < n ? hex_value(text[i + 1]) : -1;
            int low = i + 2 < n ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return NULL;
            c = (char)(high << 4 | low);
            i += 2;
        }
        out[len++] = c;
    }
    return utf8_valid(out, len) ? out : NULL;
}

static size_t
count_fields(const char *text)
{
    size_t n = 0;

    while (*text) {
        size_t len = strcspn(text, "&");
        n += len > 0;
        text += len + (text[len] == '&');
    }
    return n;
}

enum err
request_parse_fields(struct arena *mem, const char *text, struct field_list *out)
{
    struct field_list list = {0};
    size_t            most = count_fields(text);

    if (most > REQUEST_FIELDS_MOST)
        return ERR_INPUT;
    list.pairs = arena_array(mem, most + 1, sizeof *list.pairs);
    while (*text) {
        size_t len = strcspn(text, "&");
        if (len) {
            const char *equals = memchr(text, '=', len);
            size_t      name_len = equals ? (size_t)(equals - text) : len;
            size_t      skip = equals ? name_len + 1 : len;
            const char *name = decode(mem, text, name_len), *value = decode(mem, text + skip, len - skip);
            if (!name || !value)
                return ERR_INPUT;
            list.pairs[list.count++] = (struct field_pair){name, value};
        }
        text += len + (text[len] == '&');
    }
    *out = list;
    return ERR_OK;
}

enum err
request_parse(struct request *rq)
{
    enum err e = request_parse_fields(rq->mem, rq->query_text, &rq->query);

    if (e != ERR_OK || strcmp(rq->content_type, "application/x-www-form-urlencoded") != 0)
        return e;
    if (strlen(rq->body) != rq->body_len)
        return ERR_INPUT;
    return request_parse_fields(rq->mem, rq->body, &rq->form);
}

enum method
request_method(const char *name, bool *head)
{
    static const struct {
        const char *name;
        enum method method;
    } methods[] = {
        {"GET", METHOD_GET}, {"HEAD", METHOD_GET},      {"POST", METHOD_POST},
        {"PUT", METHOD_PUT}, {"DELETE", METHOD_DELETE},
    };

    *head = strcmp(name, "HEAD") == 0;
    for (size_t i = 0; i < COUNT(methods); i++)
        if (strcmp(name, methods[i].name) == 0)
            return methods[i].method;
    return METHOD_OTHER;
}

static const char *
find(const struct field_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->pairs[i].name, name) == 0)
            return list->pairs[i].value;
    return NULL;
}

const char *
request_query(const struct request *rq, const char *name)
{
    return find(&rq->query, name);
}

const char *
request_field(const struct request *rq, const char *name)
{
    return find(&rq->form, name);
}

const char *
request_cookie(const struct request *rq, const char *name)
{
    size_t n = strlen(name);

    for (const char *p = rq->cookie; p && *p;) {
        p += strspn(p, "; \t");
        size_t len = strcspn(p, ";");
        if (len > n && p[n] == '=' && strncmp(p, name, n) == 0) {
            const char *value = p + n + 1;
            size_t      end = len - n - 1;
            while (end && (value[end - 1] == ' ' || value[end - 1] == '\t'))
                end--;
            return arena_strndup(rq->mem, value, end);
        }
        p += len;
    }
    return NULL;
}

const char *
cookie_read(const struct request *rq, bool secure, const char *name)
{
    char full[64];

    snprintf(full, sizeof full, "%s%s", secure ? COOKIE_HOST : "", name);
    const char *value = request_cookie(rq, full);
    size_t      n = value ? strlen(value) : 0;
    return n > 0 && n <= COOKIE_VALUE_MOST ? value : NULL;
}
