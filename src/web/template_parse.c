/*
 * template_parse.c - tokens into a tree.
 */
#include <string.h>

#include "web/template_private.h"

enum { NESTING_MOST = 60 };

struct cursor {
    struct tokens tokens;
    size_t        at;
    int           nesting;
};

static struct node *parse_list(struct compile *c, struct cursor *p, const struct token *open);

static const enum node_kind kinds[] = {
    [TAG_HOLE] = NODE_HOLE,         [TAG_RAW] = NODE_HOLE,        [TAG_SECTION] = NODE_SECTION,
    [TAG_INVERTED] = NODE_INVERTED, [TAG_PARTIAL] = NODE_PARTIAL, [TAG_PARENT] = NODE_PARENT,
    [TAG_BLOCK] = NODE_BLOCK,
};

static struct slice
strip_prefix(struct slice s, struct slice prefix)
{
    while (s.len && prefix.len && s.text[0] == prefix.text[0]) {
        s.text++, s.len--;
        prefix.text++, prefix.len--;
    }
    return s;
}

static void
dedent_text(struct compile *c, struct node *n, struct slice by)
{
    struct buf   b = buf_new(c->mem, n->text.len);
    struct slice rest = n->text;
    bool         starts = n->starts_line;

    while (rest.len) {
        const char  *end = memchr(rest.text, '\n', rest.len);
        struct slice line = {rest.text, end ? (size_t)(end - rest.text) + 1 : rest.len};
        rest.text += line.len;
        rest.len -= line.len;
        line = starts ? strip_prefix(line, by) : line;
        buf_add(&b, line.text, line.len);
        starts = true;
    }
    n->text = (struct slice){b.bytes, b.len};
}

/* Takes away the indentation that an overriding block has only because it stands within its parent tag. */
static void
dedent(struct compile *c, struct node *n, struct slice by)
{
    for (; n; n = n->next) {
        if (n->kind == NODE_TEXT)
            dedent_text(c, n, by);
        n->indent = strip_prefix(n->indent, by);
        if (n->kind != NODE_PARENT)
            dedent(c, n->child, by);
    }
}

/* Inside a parent tag only blocks count. Mustache ignores the rest; here it is taken for a mistake. */
static struct node *
only_blocks(struct compile *c, struct node *n)
{
    struct node *first = NULL, **last = &first;

    for (; n; n = n->next) {
        bool blank = n->kind == NODE_TEXT && strspn(n->text.text, " \t\r\n") >= n->text.len;
        if (n->kind == NODE_BLOCK) {
            *last = n;
            last = &n->next;
        } else if (!c->lenient && !blank) {
            compile_fail(c, n->line, "only blocks may stand between {{<…}} and its end", NULL);
        }
    }
    *last = NULL;
    return first;
}

static struct node *
parse_tag(struct compile *c, struct cursor *p, bool in_parent)
{
    const struct token *t = &p->tokens.list[p->at++];
    struct node        *n = ARENA_NEW(c->mem, struct node);

    n->kind = kinds[t->tag];
    n->file = c->file;
    n->line = t->line;
    n->name = arena_strndup(c->mem, t->text.text, t->text.len);
    n->raw = t->tag == TAG_RAW;
    if (n->kind == NODE_HOLE)
        return n;
    if (n->kind == NODE_BLOCK)
        n->indent = t->ends_line ? t->below : t->indent;
    else if (t->alone)
        n->indent = t->indent;
    if (n->kind == NODE_PARTIAL)
        return n;
    n->child = parse_list(c, p, t);
    if (n->kind == NODE_PARENT)
        n->child = only_blocks(c, n->child);
    if (n->kind == NODE_BLOCK && in_parent && t->ends_line)
        dedent(c, n->child, t->below);
    return n;
}

static struct node *
parse_text(struct compile *c, struct cursor *p)
{
    const struct token *t = &p->tokens.list[p->at++];
    struct node        *n = ARENA_NEW(c->mem, struct node);

    n->kind = NODE_TEXT;
    n->file = c->file;
    n->line = t->line;
    n->text = t->text;
    n->starts_line = t->starts_line;
    for (; p->at < p->tokens.count; p->at++) {
        t = &p->tokens.list[p->at];
        if (t->tag != TAG_TEXT || t->gone || t->text.text != n->text.text + n->text.len)
            break;
        n->text.len += t->text.len;
    }
    return n;
}

static bool
closes(const struct token *end, const struct token *open)
{
    return open && end->text.len == open->text.len && memcmp(end->text.text, open->text.text, end->text.len) == 0;
}

static const char *
token_name(struct compile *c, const struct token *t)
{
    return arena_strndup(c->mem, t->text.text, t->text.len);
}

/* Up to the tag that ends `open`, or to the end of all when it is NULL. */
static struct node *
parse_list(struct compile *c, struct cursor *p, const struct token *open)
{
    struct node *first = NULL, **last = &first;

    if (++p->nesting > NESTING_MOST)
        compile_fail(c, open->line, "nested too deep", NULL);
    while (!c->failed && p->at < p->tokens.count) {
        const struct token *t = &p->tokens.list[p->at];
        if (t->tag == TAG_END) {
            if (!closes(t, open))
                compile_fail(c, t->line, "this end has no beginning", token_name(c, t));
            p->at++;
            p->nesting--;
            return first;
        }
        if (t->tag == TAG_COMMENT || t->gone) {
            p->at++;
            continue;
        }
        *last = t->tag == TAG_TEXT ? parse_text(c, p) : parse_tag(c, p, open && open->tag == TAG_PARENT);
        last = &(*last)->next;
    }
    if (open)
        compile_fail(c, open->line, "this has no end", token_name(c, open));
    return first;
}

struct node *
template_parse(struct compile *c, const char *text)
{
    struct cursor p = {.tokens = template_scan(c, text)};

    return c->failed ? NULL : parse_list(c, &p, NULL);
}
