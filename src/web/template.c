/*
 * template.c - the set of templates: compiled once per language, and tied together.
 */
#include <string.h>

#include "base/log.h"
#include "web/template_private.h"

enum { ARENA_CEILING = 64 * 1024 * 1024, PARENTS_DEEP = 16 };

void
compile_fail(struct compile *c, int line, const char *why, const char *what)
{
    if (c->failed)
        return;
    c->failed = true;
    log_event(LOG_ERR, "template.compile", "file", c->file, "line", I64(line), "why", why, "at", what, NULL);
}

struct template *
templates_find(const struct templates *t, const char *name)
{
    for (size_t i = 0; i < t->count; i++) {
        if (strcmp(t->list[i].name, name) == 0)
            return &t->list[i];
    }
    return NULL;
}

/* Ties partials and parents to their templates. */
static void
link_nodes(struct compile *c, const struct templates *t, struct node *nodes)
{
    for (struct node *n = nodes; n; n = n->next) {
        link_nodes(c, t, n->child);
        if (n->kind != NODE_PARTIAL && n->kind != NODE_PARENT)
            continue;
        n->target = templates_find(t, n->name);
        if (!n->target && !c->lenient)
            compile_fail(c, n->line, "there is no such template", n->name);
    }
}

static bool
has_block(const struct node *n, enum lang lang, const char *name, int deep)
{
    for (; n && deep < PARENTS_DEEP; n = n->next) {
        if (n->kind == NODE_BLOCK && strcmp(n->name, name) == 0)
            return true;
        if (has_block(n->child, lang, name, deep) ||
            (n->target && has_block(n->target->nodes[lang], lang, name, deep + 1)))
            return true;
    }
    return false;
}

/* A block that overrides nothing would never be seen: surely its name is misspelt. */
static void
check_overrides(struct compile *c, const struct node *nodes)
{
    for (const struct node *n = nodes; n; n = n->next) {
        check_overrides(c, n->child);
        for (const struct node *b = n->child; b && n->kind == NODE_PARENT && n->target; b = b->next) {
            if (!has_block(n->target->nodes[c->lang], c->lang, b->name, 0))
                compile_fail(c, b->line, "the parent has no such block", b->name);
        }
    }
}

static struct node *
compile(struct compile *c, const char *text)
{
    struct node *nodes = template_parse(c, text);

    if (!c->failed && !c->lenient)
        template_guard(c, nodes);
    return nodes;
}

static struct compile
compile_begin(const struct templates *t, const struct template *one, enum lang lang, bool lenient)
{
    return (struct compile){.mem = t->mem, .file = one->file, .lang = lang, .lenient = lenient};
}

/* Each template is tried, so that one start shows the first problem of each. */
static enum err
compile_all(struct templates *t, enum lang lang, bool lenient)
{
    bool failed = false;

    for (size_t i = 0; i < t->count; i++) {
        struct compile c = compile_begin(t, &t->list[i], lang, lenient);
        t->list[i].nodes[lang] = compile(&c, t->list[i].text);
        failed |= c.failed;
    }
    for (size_t i = 0; i < t->count && !failed; i++) {
        struct compile c = compile_begin(t, &t->list[i], lang, lenient);
        link_nodes(&c, t, t->list[i].nodes[lang]);
        failed |= c.failed;
    }
    for (size_t i = 0; i < t->count && !failed && !lenient; i++) {
        struct compile c = compile_begin(t, &t->list[i], lang, lenient);
        check_overrides(&c, t->list[i].nodes[lang]);
        failed |= c.failed;
    }
    return failed ? ERR_INPUT : ERR_OK;
}

enum err
templates_load(struct templates **out, const char *dir)
{
    struct arena     *mem = arena_new(ARENA_CEILING);
    struct templates *t = ARENA_NEW(mem, struct templates);

    t->mem = mem;
    enum err e = templates_read(t, dir);
    for (enum lang lang = LANG_EN; lang < LANG_COUNT && !e; lang++)
        e = compile_all(t, lang, false);
    if (e)
        arena_free(mem);
    else
        *out = t;
    return e;
}

void
templates_free(struct templates *t)
{
    if (t)
        arena_free(t->mem);
}

enum err
template_render(const struct templates *t, enum lang lang, const char *name, const struct value *values,
                struct buf *out)
{
    const struct template *one = templates_find(t, name);

    if (!one) {
        log_event(LOG_ERR, "template.unknown", "name", name, NULL);
        return ERR_NOT_FOUND;
    }
    return template_run(one->nodes[lang], lang, false, values, out);
}

enum err
template_render_text(struct arena *mem, const char *text, const struct value *values, const struct value *partials,
                     bool lenient, struct buf *out)
{
    struct templates t = {.mem = mem};
    size_t           count = 1;

    for (const struct member *m = partials ? partials->first : NULL; m; m = m->next)
        count++;
    t.list = arena_array(mem, count, sizeof *t.list);
    t.list[t.count++] = (struct template){.name = "", .file = "text", .text = text};
    for (const struct member *m = partials ? partials->first : NULL; m; m = m->next)
        t.list[t.count++] = (struct template){.name = m->key, .file = m->key, .text = m->value->text.text};

    enum err e = compile_all(&t, LANG_EN, lenient);
    return e ? e : template_run(t.list[0].nodes[LANG_EN], LANG_EN, lenient, values, out);
}
