#include "sim/attempt.h"

#include <stddef.h>

void
attempt_add(struct arena *mem, struct attempt **list, const struct attempt *made)
{
    struct attempt *a = ARENA_NEW(mem, struct attempt);

    *a = *made;
    a->next = NULL;
    a->reply = NULL;
    a->url = arena_strdup(mem, made->url);
    a->error = arena_strdup(mem, made->error);
    while (*list)
        list = &(*list)->next;
    *list = a;
}

void
attempts_write(struct json_writer *w, const char *key, const struct attempt *list)
{
    json_open(w, key, '[');
    for (const struct attempt *a = list; a; a = a->next) {
        json_open(w, NULL, '{');
        json_put_int(w, "at", a->at_ms);
        json_put_text(w, "url", a->url);
        json_put_int(w, "status", a->status);
        json_put_int(w, "ms", a->took_ms);
        json_put_text(w, "error", a->error);
        json_close(w);
    }
    json_close(w);
}

const char *
attempts_last(struct arena *mem, const struct attempt *list)
{
    while (list && list->next)
        list = list->next;
    if (list && list->status)
        return arena_printf(mem, "HTTP %ld", list->status);
    return list && list->error ? list->error : "";
}
