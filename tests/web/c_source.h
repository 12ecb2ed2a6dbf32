/*
 * c_source.h - C read by its tokens, for template_check.c: enough to see which texts a call is given.
 */
#ifndef TESTS_WEB_C_SOURCE_H
#define TESTS_WEB_C_SOURCE_H

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

struct token {
    char        kind; /* 'a' a name or number, '"' a text, else the character itself; '\0' ends the file */
    const char *text;
    int         line;
};

struct set {
    const char **items;
    size_t       count, room;
};

struct source {
    const char   *path; /* below SRC: "page/tenant/pay.c" */
    struct token *tokens;
    size_t        count;
    struct set    keys;
    struct set    uses; /* templates */
    bool          seen; /* while what a page reaches is gathered */
};

static struct arena *mem; /* of everything here and in the check */

/* ---- sets of texts ---- */

static bool
set_has(const struct set *s, const char *item)
{
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->items[i], item) == 0)
            return true;
    }
    return false;
}

static void
set_push(struct set *s, const char *item)
{
    if (s->count == s->room) {
        const char **grown = arena_array(mem, s->room * 2 + 16, sizeof *grown);
        if (s->count)
            memcpy(grown, s->items, s->count * sizeof *grown);
        s->items = grown;
        s->room = s->room * 2 + 16;
    }
    s->items[s->count++] = item;
}

static void
set_add(struct set *s, const char *item)
{
    if (!set_has(s, item))
        set_push(s, item);
}

/* ---- C into tokens ---- */

static void
token_add(struct source *f, char kind, const char *text, size_t len, int line)
{
    struct token *last = f->count ? &f->tokens[f->count - 1] : NULL;

    if (kind == '"' && last && last->kind == '"') {
        last->text = arena_printf(mem, "%s%.*s", last->text, (int)len, text);
        return;
    }
    f->tokens[f->count++] = (struct token){kind, arena_strndup(mem, text, len), line};
}

/* The length of what must not be looked into: a comment, a text, a character; 0 for anything else. */
static size_t
skip(const char *p)
{
    size_t n = 1;

    if (p[0] == '/' && p[1] == '/')
        return strcspn(p, "\n");
    if (p[0] == '/' && p[1] == '*') {
        const char *end = strstr(p + 2, "*/");
        return end ? (size_t)(end - p) + 2 : strlen(p);
    }
    if (p[0] != '"' && p[0] != '\'')
        return 0;
    while (p[n] && p[n] != p[0])
        n += p[n] == '\\' && p[n + 1] ? 2 : 1;
    return p[n] ? n + 1 : n;
}

static void
tokenize(struct source *f, const char *p)
{
    int line = 1;

    f->tokens = arena_array(mem, strlen(p) + 1, sizeof *f->tokens);
    while (*p) {
        size_t n = skip(p);
        if (n) {
            if (*p == '"')
                token_add(f, '"', p + 1, n - 2, line);
        } else if (isalnum((unsigned char)*p) || *p == '_') {
            while (isalnum((unsigned char)p[n]) || p[n] == '_')
                n++;
            token_add(f, 'a', p, n, line);
        } else {
            n = 1;
            if (!isspace((unsigned char)*p))
                token_add(f, *p, p, 1, line);
        }
        for (; n; n--)
            line += *p++ == '\n';
    }
}

static const struct token *
token_at(const struct source *f, size_t i)
{
    static const struct token none = {'\0', "", 0};

    return i < f->count ? &f->tokens[i] : &none;
}

static bool
is(const struct token *t, const char *text)
{
    return t->kind != '"' && strcmp(t->text, text) == 0;
}

static bool
follows(const struct source *f, size_t i, const char *const *texts)
{
    for (; *texts; texts++, i++) {
        if (!is(token_at(f, i), *texts))
            return false;
    }
    return true;
}

/* The index just past the argument that begins at `i`: that of its comma, or of the bracket that ends the
 * call. Texts in it that are not themselves arguments of a call go into `texts` (NULL: nowhere). */
static size_t
argument(const struct source *f, size_t i, struct set *texts)
{
    int depth = 0;

    for (; token_at(f, i)->kind; i++) {
        const struct token *t = token_at(f, i);
        if (depth == 0 && (t->kind == ',' || t->kind == ')'))
            break;
        if (strchr("([{", t->kind))
            depth++;
        else if (strchr(")]}", t->kind))
            depth--;
        else if (t->kind == '"' && depth == 0 && texts)
            set_add(texts, t->text);
    }
    return i;
}

#endif
