/*
 * template_private.h - what the parts of the template engine share.
 *
 * A text becomes tokens (template_scan.c), tokens become a tree (template_parse.c), the tree is looked over
 * for holes at dangerous places (template_guard.c), tags that name other templates are tied to them
 * (template.c), and the tree is walked once per page (template_render.c). A node's texts are slices of the
 * file as it was read.
 */
#ifndef WEB_TEMPLATE_PRIVATE_H
#define WEB_TEMPLATE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "web/template.h"

struct slice {
    const char *text;
    size_t      len;
};

/* ---- values ---- */

struct member {
    const char         *key; /* NULL in a list */
    const struct value *value;
    struct member      *next;
};

struct value {
    enum value_kind kind;
    struct arena   *mem;
    struct slice    text;
    bool            truth;
    struct member  *first, *last;
};

/* The member, or NULL; NULL as well when `v` is no object. */
const struct value *value_get(const struct value *v, const char *key, size_t key_len);
bool                value_truthy(const struct value *v);

/* ---- compiling ---- */

/* One text on its way to a tree. The first problem is logged and sticks. */
struct compile {
    struct arena *mem;
    const char   *file; /* for messages */
    enum lang     lang;
    bool          lenient;
    bool          failed;
};

void compile_fail(struct compile *c, int line, const char *why, const char *what);

/* What a tag is, by its sigil; TAG_HOLE has none, TAG_RAW is {{{x}}} or {{&x}}. */
enum tag {
    TAG_TEXT = 0,
    TAG_HOLE = 'v',
    TAG_RAW = '{',
    TAG_SECTION = '#',
    TAG_INVERTED = '^',
    TAG_END = '/',
    TAG_PARTIAL = '>',
    TAG_PARENT = '<',
    TAG_BLOCK = '$',
    TAG_COMMENT = '!',
};

struct token {
    enum tag     tag;
    struct slice text;   /* the text, at most a line of it, or the tag's name */
    struct slice indent; /* of a tag that stands first on its line: the white space before it */
    struct slice below;  /* of a tag that ends its line: the white space with which the next line begins */
    bool         ends_line;
    bool         starts_line; /* a text that begins at the beginning of a line */
    bool         alone;       /* a tag on a line of nothing but tags, which leaves no trace */
    bool         gone;        /* a text: white space of such a line */
    int          line;
};

struct tokens {
    struct token *list;
    size_t        count, room;
};

struct tokens template_scan(struct compile *c, const char *text);

enum node_kind { NODE_TEXT, NODE_HOLE, NODE_SECTION, NODE_INVERTED, NODE_PARTIAL, NODE_PARENT, NODE_BLOCK };

struct node {
    enum node_kind   kind;
    struct node     *next, *child;
    const char      *file;
    int              line;
    struct slice     text;   /* NODE_TEXT */
    const char      *name;   /* all others; "a.b" whole */
    struct slice     indent; /* put before each line of a partial or parent, or of what overrides a block */
    bool             starts_line;
    bool             raw;     /* a hole that does not escape: lenient only */
    bool             quoted;  /* a hole or block in an attribute's value or a title: escapes even markup */
    bool             address; /* a hole right behind the '/' that begins an address */
    struct template *target;  /* partial, parent; NULL when lenient and there is none */
};

/* The tree, or NULL when nothing but an empty text, or on failure (c->failed). */
struct node *template_parse(struct compile *c, const char *text);

/* Refuses holes where escaping would not be enough, and marks the others `quoted` where they are. */
void template_guard(struct compile *c, struct node *nodes);

/* ---- a set of compiled templates ---- */

struct template
{
    const char  *name, *file, *text;
    struct node *nodes[LANG_COUNT]; /* NULL where nothing is left of the text */
};

struct templates {
    struct arena    *mem;
    struct template *list;
    size_t           count;
};

/* Fills the list with names and texts. ERR_INPUT, logged, when something cannot be read. */
enum err templates_read(struct templates *t, const char *dir);

struct template *templates_find(const struct templates *t, const char *name);

/* Blocks that are overridden while a parent is rendered; of equal names the outermost holds. */
struct overrides {
    const struct node      *blocks;
    const struct overrides *outer;
};

const struct node *overrides_find(const struct overrides *o, const char *name);

/* Trees within trees at rendering; only recursion without an end gets there. */
enum { TEMPLATE_DEPTH_MOST = 200 };

enum err
template_run(const struct node *nodes, enum lang lang, bool lenient, const struct value *values, struct buf *out);

#endif
