#include <string.h>

#include "web/template_private.h"

static struct value *
make(struct arena *mem, enum value_kind kind)
{
    struct value *v = ARENA_NEW(mem, struct value);

    v->kind = kind;
    v->mem = mem;
    return v;
}

static struct value *
make_text(struct arena *mem, enum value_kind kind, const char *text)
{
    struct value *v = make(mem, kind);

    v->text.len = text ? strlen(text) : 0;
    v->text.text = arena_strndup(mem, text, v->text.len);
    return v;
}

struct value *
value_object(struct arena *mem)
{
    return make(mem, VALUE_OBJECT);
}

struct value *
value_list(struct arena *mem)
{
    return make(mem, VALUE_LIST);
}

struct value *
value_text(struct arena *mem, const char *text)
{
    return make_text(mem, VALUE_TEXT, text);
}

struct value *
value_html(struct arena *mem, const char *markup)
{
    return make_text(mem, VALUE_HTML, markup);
}

struct value *
value_bool(struct arena *mem, bool b)
{
    struct value *v = make(mem, VALUE_BOOL);

    v->truth = b;
    return v;
}

static struct member *
find(const struct value *object, const char *key, size_t key_len)
{
    for (struct member *m = object->first; m; m = m->next) {
        if (strncmp(m->key, key, key_len) == 0 && m->key[key_len] == '\0')
            return m;
    }
    return NULL;
}

static void
append(struct value *v, const char *key, const struct value *item)
{
    struct member *m = ARENA_NEW(v->mem, struct member);

    m->key = key;
    m->value = item;
    if (v->last)
        v->last->next = m;
    else
        v->first = m;
    v->last = m;
}

void
value_put(struct value *object, const char *key, struct value *v)
{
    struct member *m = find(object, key, strlen(key));

    if (m)
        m->value = v;
    else
        append(object, key, v);
}

void
value_add(struct value *list, struct value *item)
{
    append(list, NULL, item);
}

const struct value *
value_get(const struct value *v, const char *key, size_t key_len)
{
    if (v->kind != VALUE_OBJECT)
        return NULL;
    const struct member *m = find(v, key, key_len);
    return m ? m->value : NULL;
}

bool
value_truthy(const struct value *v)
{
    switch (v->kind) {
    case VALUE_TEXT:
    case VALUE_HTML: return v->text.len > 0;
    case VALUE_BOOL: return v->truth;
    case VALUE_LIST: return v->first != NULL;
    case VALUE_OBJECT: return true;
    }
    return false;
}
