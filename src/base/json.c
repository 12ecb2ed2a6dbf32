#include "base/json.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { DEPTH_MOST = 16, WRITER_CEILING = 1024 * 1024 };

struct json {
    enum json_kind kind;
    const char    *key;
    const char    *text; /* of a string, or a number's decimal text */
    double         number;
    bool           truth;
    struct json   *first;
    struct json   *next;
};

/* Refuses what cJSON would let through: too deep, and a NUL written as an escape, which would cut the string. */
static const char *
guard(const char *bytes, size_t n)
{
    int  depth = 0;
    bool in_string = false;

    if (!utf8_valid(bytes, n))
        return "it is not UTF-8 text";
    for (size_t i = 0; i < n; i++) {
        char c = bytes[i];
        if (in_string) {
            if (c == '\\') {
                if (n - i > 5 && memcmp(bytes + i, "\\u0000", 6) == 0)
                    return "it holds a NUL character";
                i++;
            } else if (c == '"') {
                in_string = false;
            }
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++depth > DEPTH_MOST)
                return "it is nested too deeply";
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return NULL;
}

/* cJSON keeps a number's value and forgets its spelling: the document is walked a second time beside it. */
struct reader {
    struct arena *mem;
    const char   *at;  /* behind the last number read */
    const char   *why; /* the first thing that was refused, or NULL */
};

static const char *
next_number(struct reader *r)
{
    bool in_string = false;

    for (; *r->at; r->at++) {
        if (in_string && *r->at == '\\')
            r->at++;
        else if (*r->at == '"')
            in_string = !in_string;
        else if (!in_string && (*r->at == '-' || isdigit((unsigned char)*r->at)))
            break;
    }
    size_t n = strspn(r->at, "0123456789+-.eE");
    r->at += n;
    return arena_strndup(r->mem, r->at - n, n);
}

/* cJSON also takes what strtod takes: 00, 012, 1. and the like. */
static bool
is_number(const char *text)
{
    static const char digits[] = "0123456789";
    size_t            n;

    text += *text == '-';
    n = strspn(text, digits);
    if (n == 0 || (n > 1 && *text == '0'))
        return false;
    text += n;
    if (*text == '.') {
        n = strspn(++text, digits);
        text += n;
    }
    if (n && (*text == 'e' || *text == 'E')) {
        text++;
        text += *text == '+' || *text == '-';
        n = strspn(text, digits);
        text += n;
    }
    return n && !*text;
}

static const char *
number_text(struct arena *mem, double value, const char *spelling)
{
    char text[40];

    if (value == 0) /* 0.00, and what is too small to be anything else, must not pass for the token 0 */
        return spelling;
    if (value == floor(value) && fabs(value) < 9007199254740992.0)
        snprintf(text, sizeof text, "%.0f", value);
    else
        snprintf(text, sizeof text, "%.15g", value);
    return arena_strdup(mem, text);
}

static bool
key_seen(const struct json *first, const char *key)
{
    for (const struct json *m = first; m; m = m->next)
        if (m->key && strcmp(m->key, key) == 0)
            return true;
    return false;
}

static struct json *convert(struct reader *r, const cJSON *from);

static void
convert_children(struct reader *r, const cJSON *from, struct json *into)
{
    struct json **tail = &into->first;

    for (const cJSON *c = from->child; c && !r->why; c = c->next) {
        if (c->string && key_seen(into->first, c->string)) {
            r->why = arena_printf(r->mem, "the key \"%.40s\" stands twice", c->string);
            return;
        }
        *tail = convert(r, c);
        tail = &(*tail)->next;
    }
}

static void
convert_number(struct reader *r, const cJSON *from, struct json *into)
{
    const char *spelling = next_number(r);

    into->kind = JSON_NUMBER;
    into->number = from->valuedouble;
    if (!is_number(spelling))
        r->why = "a number is not written as JSON writes it";
    else if (!isfinite(from->valuedouble))
        r->why = "a number is too large";
    else
        into->text = number_text(r->mem, from->valuedouble, spelling);
}

static struct json *
convert(struct reader *r, const cJSON *from)
{
    struct json *j = ARENA_NEW(r->mem, struct json);

    j->key = arena_strdup(r->mem, from->string);
    if (cJSON_IsObject(from) || cJSON_IsArray(from)) {
        j->kind = cJSON_IsObject(from) ? JSON_OBJECT : JSON_ARRAY;
        convert_children(r, from, j);
    } else if (cJSON_IsString(from)) {
        j->kind = JSON_STRING;
        j->text = arena_strdup(r->mem, from->valuestring);
    } else if (cJSON_IsNumber(from)) {
        convert_number(r, from, j);
    } else if (cJSON_IsBool(from)) {
        j->kind = JSON_BOOL;
        j->truth = cJSON_IsTrue(from);
    } else {
        j->kind = JSON_NULL;
    }
    return j;
}

enum err
json_parse(struct arena *mem, const char *bytes, size_t n, const struct json **out, const char **why)
{
    const char *reason = guard(bytes, n);

    if (!reason) {
        char       *copy = arena_strndup(mem, bytes, n);
        const char *end = NULL;
        cJSON      *root = cJSON_ParseWithLengthOpts(copy, n + 1, &end, 1);

        if (root) {
            struct reader r = {.mem = mem, .at = copy};
            struct json  *j = convert(&r, root);
            cJSON_Delete(root);
            reason = r.why;
            if (!reason) {
                *out = j;
                return ERR_OK;
            }
        } else {
            size_t at = end ? (size_t)(end - copy) : 0;
            reason = n == 0 ? "it is empty" : arena_printf(mem, "it is not JSON near byte %zu", at);
        }
    }
    if (why)
        *why = reason;
    return ERR_INPUT;
}

enum json_kind
json_kind(const struct json *j)
{
    return j ? j->kind : JSON_NONE;
}

const struct json *
json_get(const struct json *j, const char *key)
{
    if (json_kind(j) != JSON_OBJECT)
        return NULL;
    for (const struct json *m = j->first; m; m = m->next)
        if (strcmp(m->key, key) == 0)
            return m;
    return NULL;
}

const struct json *
json_first(const struct json *j)
{
    return j ? j->first : NULL;
}

const struct json *
json_next(const struct json *j)
{
    return j->next;
}

const char *
json_key(const struct json *member)
{
    return member->key;
}

const char *
json_string(const struct json *j)
{
    return json_kind(j) == JSON_STRING ? j->text : NULL;
}

const char *
json_text(const struct json *j)
{
    return j ? j->text : NULL;
}

bool
json_int(const struct json *j, int64_t *out)
{
    if (json_kind(j) != JSON_NUMBER || j->number != floor(j->number) || fabs(j->number) >= 9007199254740992.0)
        return false;
    *out = (int64_t)j->number;
    return true;
}

bool
json_true(const struct json *j)
{
    return json_kind(j) == JSON_BOOL && j->truth;
}

struct json_writer
json_writer_new(struct arena *mem)
{
    return (struct json_writer){.out = buf_new(mem, WRITER_CEILING)};
}

static void
put_quoted(struct buf *b, const char *text)
{
    buf_char(b, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') {
            buf_char(b, '\\');
            buf_char(b, *text);
        } else if (c < 0x20) {
            buf_printf(b, "\\u%04x", c);
        } else {
            buf_char(b, *text);
        }
    }
    buf_char(b, '"');
}

static void
begin(struct json_writer *w, const char *key)
{
    if (w->comma)
        buf_char(&w->out, ',');
    if (key) {
        put_quoted(&w->out, key);
        buf_char(&w->out, ':');
    }
    w->comma = true;
}

void
json_open(struct json_writer *w, const char *key, char bracket)
{
    assert(w->depth < (int)sizeof w->open);
    begin(w, key);
    buf_char(&w->out, bracket);
    w->open[w->depth++] = bracket == '{' ? '}' : ']';
    w->comma = false;
}

void
json_close(struct json_writer *w)
{
    assert(w->depth > 0);
    buf_char(&w->out, w->open[--w->depth]);
    w->comma = true;
}

void
json_put_text(struct json_writer *w, const char *key, const char *text)
{
    if (!text) {
        json_put_null(w, key);
        return;
    }
    begin(w, key);
    put_quoted(&w->out, text);
}

void
json_put_int(struct json_writer *w, const char *key, int64_t n)
{
    begin(w, key);
    buf_printf(&w->out, "%lld", (long long)n);
}

void
json_put_bool(struct json_writer *w, const char *key, bool b)
{
    begin(w, key);
    buf_str(&w->out, b ? "true" : "false");
}

void
json_put_null(struct json_writer *w, const char *key)
{
    begin(w, key);
    buf_str(&w->out, "null");
}

void
json_put_raw(struct json_writer *w, const char *key, const char *json)
{
    begin(w, key);
    buf_str(&w->out, json);
}

const char *
json_done(struct json_writer *w)
{
    assert(w->depth == 0);
    return buf_ok(&w->out) ? w->out.bytes : NULL;
}
