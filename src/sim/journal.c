#include "sim/journal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/log.h"
#include "sim/call.h"

enum { KEPT = 5000, TEXT_MOST = 256, FIELDS_MOST = 40, LIST_MOST = 256 * 1024 * 1024 };

struct entry {
    uint64_t number; /* 0: none yet */
    int64_t  at_ms, took_ms;
    unsigned status; /* 0: not answered, or the connection was closed */
    char     method[12];
    char     error_code[40];
    char    *path;
    char    *fields; /* JSON object, or NULL */
    bool     has_skew;
    int64_t  skew_s;
};

struct journal {
    uint64_t     last;
    struct entry entries[KEPT];
};

static void
entry_clear(struct entry *e)
{
    free(e->path);
    free(e->fields);
    *e = (struct entry){0};
}

static char *
copy(const char *text)
{
    char *t = strdup(text);

    if (!t)
        abort();
    return t;
}

static struct entry *
find(struct journal *j, uint64_t number)
{
    struct entry *e = &j->entries[number % KEPT];

    return number && e->number == number ? e : NULL;
}

struct journal *
journal_new(void)
{
    struct journal *j = calloc(1, sizeof *j);

    if (!j)
        abort();
    return j;
}

void
journal_clear(struct journal *j)
{
    for (size_t i = 0; i < KEPT; i++)
        entry_clear(&j->entries[i]);
}

void
journal_free(struct journal *j)
{
    journal_clear(j);
    free(j);
}

void
journal_came(struct journal *j, struct call *c)
{
    uint64_t      number = ++j->last;
    struct entry *e = &j->entries[number % KEPT];

    entry_clear(e);
    e->number = number;
    e->at_ms = clock_now_ms();
    snprintf(e->method, sizeof e->method, "%s", c->method);
    e->path = copy(c->path);
    c->entry = number;
}

static void
put_field(struct json_writer *w, const struct json *field, struct arena *mem)
{
    const char *key = json_key(field), *text = json_text(field);
    bool        secret = strcmp(key, "Password") == 0 || strcmp(key, "SecurityCredential") == 0;

    if (secret)
        json_put_text(w, key, "[redacted]");
    else if (json_kind(field) == JSON_NUMBER)
        json_put_raw(w, key, text);
    else if (text)
        json_put_text(w, key, strlen(text) > TEXT_MOST ? arena_strndup(mem, text, TEXT_MOST) : text);
    else
        json_put_null(w, key);
}

void
journal_fields(struct journal *j, const struct call *c)
{
    struct entry      *e = find(j, c->entry);
    struct json_writer w = json_writer_new(c->mem);
    const char        *stamp = json_text(json_get(c->json, "Timestamp"));
    int64_t            utc;
    int                count = 0;

    if (!e || json_kind(c->json) != JSON_OBJECT)
        return;
    json_open(&w, NULL, '{');
    for (const struct json *f = json_first(c->json); f && count < FIELDS_MOST; f = json_next(f), count++)
        put_field(&w, f, c->mem);
    json_close(&w);
    const char *fields = json_done(&w);
    e->fields = fields ? copy(fields) : NULL;
    if (stamp && daraja_time_parse(stamp, &utc)) {
        e->has_skew = true;
        e->skew_s = utc - clock_now();
    }
}

void
journal_answered(struct journal *j, const struct call *c)
{
    struct entry *e = find(j, c->entry);
    bool          sent = c->answer.kind == ANSWER_BODY || c->answer.kind == ANSWER_CUT;

    if (!e)
        return;
    e->took_ms = clock_monotonic_ms() - c->began_ms;
    e->status = sent ? c->answer.status : 0;
    snprintf(e->error_code, sizeof e->error_code, "%s", c->answer.error_code ? c->answer.error_code : "");
    log_event(LOG_INFO, "request", "method", c->method, "path", c->path, "status", I64(e->status), "code",
              c->answer.error_code, "ms", I64(e->took_ms), NULL);
}

static const char *
entry_json(const struct entry *e, struct arena *mem)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    json_put_int(&w, "at", e->at_ms);
    json_put_text(&w, "method", e->method);
    json_put_text(&w, "path", e->path);
    json_put_int(&w, "ms", e->took_ms);
    json_put_int(&w, "status", e->status);
    json_put_text(&w, "errorCode", *e->error_code ? e->error_code : NULL);
    if (e->has_skew)
        json_put_int(&w, "timestampSkewS", e->skew_s);
    if (e->fields)
        json_put_raw(&w, "fields", e->fields);
    json_close(&w);
    return json_done(&w);
}

const char *
journal_json(const struct journal *j, struct arena *mem, const char *path)
{
    struct buf out = buf_new(mem, LIST_MOST);
    bool       comma = false;

    buf_str(&out, "{\"requests\":[");
    for (uint64_t n = j->last > KEPT ? j->last - KEPT + 1 : 1; n <= j->last; n++) {
        const struct entry *e = &j->entries[n % KEPT];
        if (e->number != n || (path && strcmp(path, e->path) != 0))
            continue;
        const char *one = entry_json(e, mem);
        if (comma)
            buf_char(&out, ',');
        buf_str(&out, one ? one : "null");
        comma = true;
    }
    buf_str(&out, "]}");
    return buf_ok(&out) ? out.bytes : "{\"requests\":[]}";
}
