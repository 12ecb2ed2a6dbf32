/*
 * template_names.c - what a template would read: walked as it would be rendered, but through every section.
 */
#include <string.h>

#include "web/template_private.h"

struct seeing {
    void (*see)(void *arg, const char *file, int line, const char *hole);
    void                   *arg;
    const struct overrides *overrides;
    const struct opened    *opened;
};

/* The templates we are inside of: one that includes itself is seen once. */
struct opened {
    const struct template *what;
    const struct opened   *outer;
};

static void see_list(struct seeing *s, const struct node *n);

static void
see_other(struct seeing *s, const struct node *n)
{
    const struct overrides *outer = s->overrides;
    struct overrides        own = {n->child, outer};
    struct opened           opened = {n->target, s->opened};

    for (const struct opened *o = s->opened; o; o = o->outer) {
        if (o->what == n->target)
            return;
    }
    s->opened = &opened;
    s->overrides = n->child ? &own : outer;
    see_list(s, n->target->nodes[LANG_EN]);
    s->overrides = outer;
    s->opened = opened.outer;
}

static bool
reads(const struct node *n)
{
    return n->kind == NODE_HOLE || n->kind == NODE_SECTION || n->kind == NODE_INVERTED;
}

static void
see_list(struct seeing *s, const struct node *n)
{
    for (; n; n = n->next) {
        const struct node *by = n->kind == NODE_BLOCK ? overrides_find(s->overrides, n->name) : NULL;
        if (reads(n) && strcmp(n->name, ".") != 0)
            s->see(s->arg, n->file, n->line, n->name);
        if (n->kind == NODE_PARTIAL || n->kind == NODE_PARENT)
            see_other(s, n);
        else
            see_list(s, by ? by->child : n->child);
    }
}

void
template_names(const struct templates *t, const char                                      *name,
               void (*see)(void *arg, const char *file, int line, const char *hole), void *arg)
{
    const struct template *one = templates_find(t, name);

    if (!one)
        return;
    struct opened first = {one, NULL};
    see_list(&(struct seeing){.see = see, .arg = arg, .opened = &first}, one->nodes[LANG_EN]);
}

static void
list_uses(const struct node *n, void (*see)(void *arg, const char *name, const char *user), void *arg, const char *user)
{
    for (; n; n = n->next) {
        if (n->target)
            see(arg, n->target->name, user);
        list_uses(n->child, see, arg, user);
    }
}

void
template_list(const struct templates *t, void (*see)(void *arg, const char *name, const char *user), void *arg)
{
    for (size_t i = 0; i < t->count; i++)
        see(arg, t->list[i].name, NULL);
    for (size_t i = 0; i < t->count; i++)
        list_uses(t->list[i].nodes[LANG_EN], see, arg, t->list[i].name);
}
