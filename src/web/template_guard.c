/*
 * template_guard.c - refuses holes where escaping & < > " ' does not make a value harmless.
 *
 * Follows the template's own markup (template_html.h) and asks at each hole where it stands. What a section
 * leaves out must not matter: markup after it has to mean the same with and without it, so a section has to
 * end where it began.
 */
#include "web/template_html.h"
#include "web/template_private.h"

static const struct {
    const char *hole, *section; /* why not; NULL: allowed */
} rules[PLACE_COUNT] = {
    [TAG_OPEN] = {"a hole in a tag's name", "a section in a tag's name"},
    [TAG_NAME] = {"a hole in a tag's name", NULL},
    [TAG_GAP] = {"a hole in a tag, outside a quoted value", NULL},
    [TAG_CUT] = {"a hole in a tag, outside a quoted value", NULL},
    [ATTR_NAME] = {"a hole in an attribute's name", NULL},
    [ATTR_AFTER] = {"a hole in a tag, outside a quoted value", NULL},
    [VALUE_BEFORE] = {"a hole in an unquoted attribute", "a section in an unquoted attribute"},
    [VALUE_BARE] = {"a hole in an unquoted attribute", "a section in an unquoted attribute"},
    [VALUE_AFTER] = {"a hole in a tag, outside a quoted value", NULL},
    [DECLARATION] = {"a hole in a declaration", NULL},
    [COMMENT] = {"a hole in a comment", NULL},
    [RAW] = {"a hole in a script or style", NULL},
};

static void
feed(struct compile *c, struct html *h, const struct node *n)
{
    int line = n->line;

    for (size_t i = 0; i < n->text.len; i++) {
        line += n->text.text[i] == '\n';
        if (!html_step(h, n->text.text + i, n->text.len - i)) {
            compile_fail(c, line, "white space is missing beside a section in a tag", NULL);
            return;
        }
    }
}

static void walk(struct compile *c, struct html *h, struct node *n);

/* Behind a lone slash the value is looked at when it is put out; if it is empty the slash is still alone. */
static const char *
check_address(struct html *h, struct node *n)
{
    if (h->url & (URL_EMPTY | URL_OTHER))
        return "a hole in an address that does not begin with a literal '/', '#' or '?'";
    n->address = h->url & URL_SLASH;
    h->url |= URL_SAFE;
    return NULL;
}

static void
check_hole(struct compile *c, struct html *h, struct node *n)
{
    const char *why = rules[h->place].hole;

    if (h->place == VALUE_QUOTED && h->attr_kind == ATTR_CODE)
        why = "a hole in an attribute that is code";
    if (h->place == VALUE_QUOTED && h->attr_kind == ATTR_URL)
        why = check_address(h, n);
    if (why)
        compile_fail(c, n->line, why, n->name);
    n->quoted = h->place == VALUE_QUOTED || h->place == TITLE;
    h->matched = 0;
}

static void
check_section(struct compile *c, struct html *h, struct node *n)
{
    if (rules[h->place].section)
        compile_fail(c, n->line, rules[h->place].section, n->name);
    html_cut(h);
    struct html before = *h;
    walk(c, h, n->child);
    html_cut(h);
    if (!html_meet(h, &before))
        compile_fail(c, n->line, "markup begun in this section is not ended in it", n->name);
}

/* What overrides a block is judged where it is written, as content: a block stands where no more is asked. */
static void
check_block(struct compile *c, struct html *h, struct node *n)
{
    bool value = h->place == VALUE_QUOTED && h->attr_kind == ATTR_PLAIN;

    n->quoted = value || h->place == TITLE;
    if (!n->quoted && h->place != CONTENT)
        compile_fail(c, n->line, "a block in a tag, an address, a comment or code", n->name);
    check_section(c, h, n);
}

/* Blocks that override: each stands for itself, and where it will be put was judged with the layout. */
static void
check_parent(struct compile *c, struct node *n)
{
    for (struct node *block = n->child; block; block = block->next) {
        struct html own = {.place = CONTENT};
        check_section(c, &own, block);
    }
}

static void
walk(struct compile *c, struct html *h, struct node *n)
{
    for (; n && !c->failed; n = n->next) {
        bool other = n->kind == NODE_PARTIAL || n->kind == NODE_PARENT;
        if (other && h->place != CONTENT)
            compile_fail(c, n->line, "another template inside a tag, comment, script or title", n->name);
        switch (n->kind) {
        case NODE_TEXT: feed(c, h, n); break;
        case NODE_HOLE: check_hole(c, h, n); break;
        case NODE_SECTION:
        case NODE_INVERTED: check_section(c, h, n); break;
        case NODE_BLOCK: check_block(c, h, n); break;
        case NODE_PARENT: check_parent(c, n); break;
        case NODE_PARTIAL: break;
        }
    }
}

void
template_guard(struct compile *c, struct node *nodes)
{
    struct html h = {.place = CONTENT};

    walk(c, &h, nodes);
    if (!c->failed && h.place != CONTENT)
        compile_fail(c, 1, "the template ends inside a tag, comment, script or title", NULL);
}
