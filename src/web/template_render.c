/*
 * template_render.c - a tree and its values into text.
 */
#include <string.h>

#include "base/log.h"
#include "web/template_private.h"

/* What names are looked up in, innermost first. */
struct scope {
    const struct value *value;
    const struct scope *outer;
};

/* White space before each line of a partial that stands indented. */
struct indent {
    struct slice         text;
    const struct indent *outer;
};

struct run {
    struct buf             *out;
    enum lang               lang;
    bool                    lenient;
    bool                    starts_line;
    bool                    quoted; /* within what overrides a block of an attribute or title */
    int                     depth;
    const struct indent    *indent;
    const struct overrides *overrides;
    enum err                err;
};

static void run_list(struct run *r, const struct node *n, const struct scope *scope);

static void
fail(struct run *r, const struct node *n, const char *event)
{
    if (!r->err)
        log_event(LOG_ERR, event, "file", n->file, "line", I64(n->line), "name", n->name, NULL);
    r->err = ERR_INTERNAL;
}

/* ---- putting out ---- */

static void
put_indent(struct buf *out, const struct indent *i)
{
    if (!i)
        return;
    put_indent(out, i->outer);
    buf_add(out, i->text.text, i->text.len);
}

static void
put_text(struct run *r, struct slice s)
{
    if (s.len == 0)
        return;
    bool ends = s.text[s.len - 1] == '\n';

    while (r->indent && s.len) {
        const char *end = memchr(s.text, '\n', s.len);
        size_t      n = end ? (size_t)(end - s.text) + 1 : s.len;
        if (r->starts_line && *s.text != '\n')
            put_indent(r->out, r->indent);
        buf_add(r->out, s.text, n);
        r->starts_line = end != NULL;
        s.text += n;
        s.len -= n;
    }
    buf_add(r->out, s.text, s.len);
    r->starts_line = ends;
}

static void
put_escaped(struct buf *out, struct slice s)
{
    static const char *const entities[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
    size_t plain = 0;

    for (size_t i = 0; i < s.len; i++) {
        const char *entity = entities[(unsigned char)s.text[i]];
        if (!entity)
            continue;
        buf_add(out, s.text + plain, i - plain);
        buf_str(out, entity);
        plain = i + 1;
    }
    buf_add(out, s.text + plain, s.len - plain);
}

/* ---- looking up ---- */

static const struct value *
find_first(const struct scope *scope, const char *name, size_t len)
{
    for (; scope; scope = scope->outer) {
        const struct value *v = value_get(scope->value, name, len);
        if (v)
            return v;
    }
    return NULL;
}

/* "a.b": `a` through all scopes, `b` only in what `a` is. "." is the innermost value itself. */
static const struct value *
find(const struct scope *scope, const char *name)
{
    if (strcmp(name, ".") == 0)
        return scope->value;

    size_t              len = strcspn(name, ".");
    const struct value *v = find_first(scope, name, len);
    while (v && name[len] == '.') {
        name += len + 1;
        len = strcspn(name, ".");
        v = value_get(v, name, len);
    }
    return v;
}

const struct node *
overrides_find(const struct overrides *o, const char *name)
{
    const struct node *found = NULL;

    for (; o; o = o->outer) {
        for (const struct node *n = o->blocks; n; n = n->next) {
            if (strcmp(n->name, name) == 0) {
                found = n;
                break;
            }
        }
    }
    return found;
}

/* ---- nodes ---- */

static void
run_hole(struct run *r, const struct node *n, const struct scope *scope)
{
    const struct value *v = find(scope, n->name);
    bool                text = v && (v->kind == VALUE_TEXT || v->kind == VALUE_HTML);

    if (!text) {
        if (!r->lenient)
            fail(r, n, "template.hole");
        return;
    }
    if (n->address && strchr("/\\ \t\r\n", *v->text.text) && v->text.len) {
        fail(r, n, "template.address");
        return;
    }
    if (r->starts_line)
        put_indent(r->out, r->indent);
    r->starts_line = false;
    bool markup = v->kind == VALUE_HTML && !n->quoted && !r->quoted;
    if (markup || n->raw)
        buf_add(r->out, v->text.text, v->text.len);
    else
        put_escaped(r->out, v->text);
}

static void
run_section(struct run *r, const struct node *n, const struct scope *scope)
{
    const struct value *v = find(scope, n->name);

    if (!v && !r->lenient)
        fail(r, n, "template.hole");
    bool truthy = v && value_truthy(v);
    if (n->kind == NODE_INVERTED) {
        if (!truthy)
            run_list(r, n->child, scope);
        return;
    }
    if (truthy && v->kind == VALUE_LIST) {
        for (const struct member *m = v->first; m && !r->err; m = m->next)
            run_list(r, n->child, &(struct scope){m->value, scope});
    } else if (truthy) {
        run_list(r, n->child, &(struct scope){v, scope});
    }
}

static void
run_indented(struct run *r, const struct node *list, struct slice by, const struct scope *scope)
{
    const struct indent *outer = r->indent;
    struct indent        own = {by, outer};

    if (by.len)
        r->indent = &own;
    run_list(r, list, scope);
    r->indent = outer;
}

static void
run_other(struct run *r, const struct node *n, const struct scope *scope)
{
    const struct overrides *outer = r->overrides;
    struct overrides        own = {n->child, outer};

    if (!n->target)
        return;
    if (n->child)
        r->overrides = &own;
    run_indented(r, n->target->nodes[r->lang], n->indent, scope);
    r->overrides = outer;
}

static void
run_block(struct run *r, const struct node *n, const struct scope *scope)
{
    const struct node *by = overrides_find(r->overrides, n->name);
    bool               quoted = r->quoted;

    if (!by) {
        run_list(r, n->child, scope);
        return;
    }
    r->quoted = quoted || n->quoted;
    run_indented(r, by->child, n->indent, scope);
    r->quoted = quoted;
}

static void
run_list(struct run *r, const struct node *n, const struct scope *scope)
{
    if (n && ++r->depth > TEMPLATE_DEPTH_MOST)
        fail(r, n, "template.depth");
    if (!n)
        return;
    for (; n && !r->err; n = n->next) {
        switch (n->kind) {
        case NODE_TEXT: put_text(r, n->text); break;
        case NODE_HOLE: run_hole(r, n, scope); break;
        case NODE_SECTION:
        case NODE_INVERTED: run_section(r, n, scope); break;
        case NODE_PARTIAL:
        case NODE_PARENT: run_other(r, n, scope); break;
        case NODE_BLOCK: run_block(r, n, scope); break;
        }
    }
    r->depth--;
}

enum err
template_run(const struct node *nodes, enum lang lang, bool lenient, const struct value *values, struct buf *out)
{
    struct run   r = {.out = out, .lang = lang, .lenient = lenient, .starts_line = true};
    struct scope scope = {.value = values};

    run_list(&r, nodes, &scope);
    if (!r.err && !buf_ok(out)) {
        log_event(LOG_ERR, "template.too_large", "file", nodes->file, NULL);
        return ERR_INTERNAL;
    }
    return r.err;
}
