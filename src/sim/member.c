#include "sim/member.h"

#include <string.h>

#include "base/money.h"

const char member_null[] = "null";

static const struct member *
find(const struct member *table, const char *name)
{
    for (; table->name; table++)
        if (strcmp(table->name, name) == 0)
            return table;
    return NULL;
}

static bool
read_text(struct arena *mem, const struct json *j, bool nullable, const char **slot)
{
    if (json_kind(j) == JSON_NULL) {
        *slot = nullable ? member_null : NULL;
        return true;
    }
    const char *text = json_text(j);
    if (text)
        *slot = arena_strdup(mem, text);
    return text != NULL;
}

static bool
read_choice(const struct json *j, const char *const *choices, int *slot)
{
    const char *text = json_string(j);

    for (int i = 0; text && choices[i]; i++)
        if (strcmp(choices[i], text) == 0) {
            *slot = i;
            return true;
        }
    return false;
}

static bool
read_count(const struct json *j, int64_t *slot)
{
    int64_t n;

    if (!json_int(j, &n) || n < 0)
        return false;
    *slot = n;
    return true;
}

static bool
read_money(const struct json *j, struct money *slot)
{
    const char *text = json_text(j);

    return text && money_parse(text, slot);
}

static bool
read_pairs(struct arena *mem, const struct json *j, struct pair **slot)
{
    if (json_kind(j) != JSON_OBJECT)
        return false;
    for (const struct json *m = json_first(j); m; m = json_next(m)) {
        const char *text = json_text(m);
        if (!text && json_kind(m) != JSON_NULL)
            return false;
        struct pair *p = ARENA_NEW(mem, struct pair);
        *p = (struct pair){*slot, arena_strdup(mem, json_key(m)), arena_strdup(mem, text)};
        *slot = p;
    }
    return true;
}

const struct pair *
pair_find(const struct pair *pairs, const char *key)
{
    for (; pairs; pairs = pairs->next)
        if (strcmp(pairs->key, key) == 0)
            return pairs;
    return NULL;
}

static bool
read_one(struct arena *mem, const struct json *j, const struct member *m, void *slot, const char **why)
{
    bool is_bool = json_kind(j) == JSON_BOOL;

    switch (m->kind) {
    case MEMBER_TEXT: return read_text(mem, j, false, slot);
    case MEMBER_NULLABLE: return read_text(mem, j, true, slot);
    case MEMBER_COUNT: return read_count(j, slot);
    case MEMBER_CHOICE: return read_choice(j, m->choices, slot);
    case MEMBER_OBJECT: return members_read(mem, j, m->table, slot, why);
    case MEMBER_MONEY: return read_money(j, slot);
    case MEMBER_PAIRS: return read_pairs(mem, j, slot);
    case MEMBER_BOOL:
        if (is_bool)
            *(bool *)slot = json_true(j);
        return is_bool;
    case MEMBER_MAYBE:
        if (is_bool)
            *(enum maybe *)slot = json_true(j) ? MAYBE_YES : MAYBE_NO;
        return is_bool;
    }
    return false;
}

bool
members_read(struct arena *mem, const struct json *from, const struct member *table, void *into, const char **why)
{
    if (json_kind(from) != JSON_OBJECT) {
        *why = "an object is wanted";
        return false;
    }
    for (const struct json *j = json_first(from); j; j = json_next(j)) {
        const struct member *m = find(table, json_key(j));
        if (!m) {
            *why = arena_printf(mem, "no such member: %.60s", json_key(j));
            return false;
        }
        *why = NULL;
        if (!read_one(mem, j, m, (char *)into + m->offset, why)) {
            *why = *why ? arena_printf(mem, "%s: %s", m->name, *why)
                        : arena_printf(mem, "%s: not a value that it can have", m->name);
            return false;
        }
    }
    return true;
}

static void
write_maybe(struct json_writer *w, const char *name, enum maybe value)
{
    if (value == MAYBE_UNSAID)
        json_put_null(w, name);
    else
        json_put_bool(w, name, value == MAYBE_YES);
}

static void
write_money(struct json_writer *w, const char *name, struct money m)
{
    char text[MONEY_TEXT_SIZE];

    json_put_text(w, name, money_plain(text, m));
}

static void
write_pairs(struct json_writer *w, const char *name, const struct pair *pairs)
{
    json_open(w, name, '{');
    for (; pairs; pairs = pairs->next)
        json_put_text(w, pairs->key, pairs->value);
    json_close(w);
}

void
members_write(struct json_writer *w, const struct member *table, const void *from)
{
    for (const struct member *m = table; m->name; m++) {
        const void *slot = (const char *)from + m->offset;
        switch (m->kind) {
        case MEMBER_TEXT:
        case MEMBER_NULLABLE: json_put_text(w, m->name, *(const char *const *)slot); break;
        case MEMBER_COUNT: json_put_int(w, m->name, *(const int64_t *)slot); break;
        case MEMBER_BOOL: json_put_bool(w, m->name, *(const bool *)slot); break;
        case MEMBER_MAYBE: write_maybe(w, m->name, *(const enum maybe *)slot); break;
        case MEMBER_CHOICE: json_put_text(w, m->name, m->choices[*(const int *)slot]); break;
        case MEMBER_MONEY: write_money(w, m->name, *(const struct money *)slot); break;
        case MEMBER_PAIRS: write_pairs(w, m->name, *(struct pair *const *)slot); break;
        case MEMBER_OBJECT:
            json_open(w, m->name, '{');
            members_write(w, m->table, slot);
            json_close(w);
            break;
        }
    }
}
