/*
 * template_scan.c - a template's text, cut into texts and tags.
 *
 * {{#t}}…{{/t}} is dealt with here: what stands between is folded, translated, and scanned in its place. The
 * messages for the translator are found by po/extract.sh in the same way: keep the two alike.
 */
#include <string.h>

#include "web/template_private.h"

static const char t_open[] = "{{#t}}", t_close[] = "{{/t}}";

static void scan(struct compile *c, struct slice s, int line, struct tokens *out);

static struct token *
add(struct compile *c, struct tokens *out, enum tag tag, struct slice text, int line)
{
    if (out->count == out->room) {
        size_t        room = out->room ? out->room * 2 : 64;
        struct token *list = arena_array(c->mem, room, sizeof *list);
        if (out->count)
            memcpy(list, out->list, out->count * sizeof *list);
        out->list = list;
        out->room = room;
    }
    struct token *t = &out->list[out->count++];
    *t = (struct token){.tag = tag, .text = text, .line = line};
    return t;
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct slice
trim(struct slice s)
{
    while (s.len && is_blank(s.text[0])) {
        s.text++;
        s.len--;
    }
    while (s.len && is_blank(s.text[s.len - 1]))
        s.len--;
    return s;
}

static struct slice
take(struct slice *s, size_t n)
{
    struct slice taken = {s->text, n};

    s->text += n;
    s->len -= n;
    return taken;
}

static size_t
find(struct slice s, size_t from, const char *what, size_t len)
{
    const char *at = from <= s.len ? memmem(s.text + from, s.len - from, what, len) : NULL;

    return at ? (size_t)(at - s.text) : (size_t)-1;
}

static int
lines_in(struct slice s)
{
    int n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += s.text[i] == '\n';
    return n;
}

/* Line by line, so that strip_lines can look at each. */
static void
scan_text(struct compile *c, struct slice s, int line, struct tokens *out)
{
    while (s.len) {
        const char *end = memchr(s.text, '\n', s.len);
        size_t      n = end ? (size_t)(end - s.text) + 1 : s.len;
        add(c, out, TAG_TEXT, take(&s, n), line++);
    }
}

static const char *
fold(struct arena *mem, struct slice s)
{
    char  *folded = arena_alloc(mem, s.len + 1);
    size_t n = 0;

    s = trim(s);
    for (size_t i = 0; i < s.len; i++) {
        if (!is_blank(s.text[i]))
            folded[n++] = s.text[i];
        else if (folded[n - 1] != ' ')
            folded[n++] = ' ';
    }
    return folded;
}

/* `s` begins with {{#t}}; returns how much of it is used up. */
static size_t
scan_message(struct compile *c, struct slice s, int line, struct tokens *out)
{
    size_t from = sizeof t_open - 1, to = find(s, from, t_close, sizeof t_close - 1);

    if (to == (size_t)-1) {
        compile_fail(c, line, "{{#t}} has no {{/t}}", NULL);
        return s.len;
    }
    struct slice between = {s.text + from, to - from};
    if (find(between, 0, t_open, from) != (size_t)-1)
        compile_fail(c, line, "{{#t}} within {{#t}}", NULL);
    const char *message = lang_text(c->lang, fold(c->mem, between));
    scan(c, (struct slice){message, strlen(message)}, line, out);
    return to + sizeof t_close - 1;
}

static enum tag
tag_of(char sigil)
{
    if (sigil == '&')
        return TAG_RAW;
    return sigil && strchr("{#^/><$!", sigil) ? (enum tag)sigil : TAG_HOLE;
}

static bool
name_valid(struct slice name, enum tag tag)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    bool              path = tag == TAG_PARTIAL || tag == TAG_PARENT || tag == TAG_END;

    for (size_t i = 0; i < name.len; i++) {
        if (!memchr(plain, name.text[i], sizeof plain - 1) && !(path && name.text[i] == '/'))
            return false;
    }
    return name.len > 0;
}

/* What white space the next line begins with, when nothing follows the tag on its own. */
static void
look_below(struct token *t, struct slice rest)
{
    size_t i = 0;

    while (i < rest.len && is_blank(rest.text[i]) && rest.text[i] != '\n')
        i++;
    if (i == rest.len || rest.text[i] != '\n')
        return;
    take(&rest, i + 1);
    t->ends_line = true;
    t->below = (struct slice){rest.text, 0};
    while (t->below.len < rest.len && (rest.text[t->below.len] == ' ' || rest.text[t->below.len] == '\t'))
        t->below.len++;
}

/* `s` begins with {{; returns how much of it is used up. */
static size_t
scan_tag(struct compile *c, struct slice s, int line, struct tokens *out)
{
    if (!c->lenient && find(s, 0, t_open, sizeof t_open - 1) == 0)
        return scan_message(c, s, line, out);

    char        sigil = s.len > 2 ? s.text[2] : '\0';
    const char *close = sigil == '{' ? "}}}" : "}}";
    enum tag    tag = tag_of(sigil);
    size_t      from = tag == TAG_HOLE ? 2 : 3, end = find(s, from, close, strlen(close));

    if (end == (size_t)-1) {
        compile_fail(c, line, "a tag is not closed", NULL);
        return s.len;
    }
    if (tag == TAG_COMMENT && !c->lenient && find(s, from, "{{", 2) < end)
        compile_fail(c, line, "a tag within a comment; the comment ends with it", NULL);
    struct slice name = trim((struct slice){s.text + from, end - from});
    if (tag != TAG_COMMENT && !name_valid(name, tag))
        compile_fail(c, line, "a tag's name is not one", arena_strndup(c->mem, name.text, name.len));
    if (tag == TAG_RAW && !c->lenient)
        compile_fail(c, line, "{{{x}}} and {{&x}} are not to be used: see value_html", NULL);
    size_t used = end + strlen(close);
    look_below(add(c, out, tag, name, line), (struct slice){s.text + used, s.len - used});
    return used;
}

static void
scan(struct compile *c, struct slice s, int line, struct tokens *out)
{
    while (s.len && !c->failed) {
        size_t       open = find(s, 0, "{{", 2);
        struct slice plain = take(&s, open == (size_t)-1 ? s.len : open);
        scan_text(c, plain, line, out);
        line += lines_in(plain);
        if (s.len)
            line += lines_in(take(&s, scan_tag(c, s, line, out)));
    }
}

static bool
blank(struct slice s)
{
    return trim(s).len == 0;
}

/* A block that ends on the line where it begins is part of the text there, as a hole would be. */
static bool
block_within(const struct token *line, size_t n, size_t at)
{
    for (size_t i = at + 1; line[at].tag == TAG_BLOCK && i < n; i++) {
        if (line[i].tag == TAG_END && line[i].text.len == line[at].text.len &&
            memcmp(line[i].text.text, line[at].text.text, line[i].text.len) == 0)
            return true;
    }
    return false;
}

/* Nothing but tags that put nothing out by themselves. A partial does, and must have the line to itself. */
static bool
tags_only(const struct token *line, size_t n)
{
    size_t tags = 0, partials = 0;

    for (size_t i = 0; i < n; i++) {
        if (line[i].tag == TAG_HOLE || line[i].tag == TAG_RAW || block_within(line, n, i))
            return false;
        if (line[i].tag == TAG_TEXT && !blank(line[i].text))
            return false;
        tags += line[i].tag != TAG_TEXT;
        partials += line[i].tag == TAG_PARTIAL;
    }
    return partials ? tags == 1 : tags > 0;
}

static void
strip_line(struct token *line, size_t n)
{
    bool indented = n > 1 && line[0].tag == TAG_TEXT && blank(line[0].text);
    bool strip = tags_only(line, n);

    if (line[0].tag == TAG_TEXT)
        line[0].starts_line = true;
    if (indented)
        line[1].indent = line[0].text;
    for (size_t i = 0; strip && i < n; i++) {
        line[i].gone = line[i].tag == TAG_TEXT;
        line[i].alone = line[i].tag != TAG_TEXT;
    }
}

static void
strip_lines(struct tokens *t)
{
    size_t end;

    for (size_t i = 0; i < t->count; i = end) {
        bool over = false;
        for (end = i; end < t->count && !over; end++) {
            struct slice s = t->list[end].text;
            over = t->list[end].tag == TAG_TEXT && s.len && s.text[s.len - 1] == '\n';
        }
        strip_line(t->list + i, end - i);
    }
}

struct tokens
template_scan(struct compile *c, const char *text)
{
    struct tokens out = {0};

    scan(c, (struct slice){text, strlen(text)}, 1, &out);
    strip_lines(&out);
    return out;
}
