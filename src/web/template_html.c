#include "web/template_html.h"

#include <ctype.h>
#include <string.h>

#include "base/err.h"

static bool
listed(const char *name, const char *const *list)
{
    for (; *list; list++) {
        if (strcmp(name, *list) == 0)
            return true;
    }
    return false;
}

static enum attr_kind
attr_kind(const char *name)
{
    static const char *const url[] = {"href", "src",  "action", "formaction", "xlink:href", "poster", "cite",
                                      "data", "ping", "srcset", "background", "manifest",   NULL};
    static const char *const code[] = {"style", "srcdoc", NULL};

    if (strncmp(name, "on", 2) == 0 || listed(name, code))
        return ATTR_CODE;
    return listed(name, url) ? ATTR_URL : ATTR_PLAIN;
}

static void
name_add(char name[NAME_ROOM], char c)
{
    size_t n = strlen(name);

    if (n < NAME_ROOM - 1)
        name[n] = (char)tolower((unsigned char)c);
}

static bool
space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void
tag_end(struct html *h)
{
    static const char *const raw[] = {"script", "style", "xmp", "iframe", "noembed", "noframes", NULL};
    static const char *const title[] = {"title", "textarea", NULL};

    h->place = CONTENT;
    h->matched = 0;
    if (!h->closing && listed(h->tag, raw))
        h->place = RAW;
    if (!h->closing && listed(h->tag, title))
        h->place = TITLE;
}

static void
tag_begin(struct html *h, char c)
{
    if (c == '!') {
        h->place = DECLARATION;
        h->matched = 0;
    } else if (c == '/' && !h->closing) {
        h->closing = true;
    } else if (isalpha((unsigned char)c)) {
        memset(h->tag, 0, sizeof h->tag);
        name_add(h->tag, c);
        h->place = TAG_NAME;
    } else {
        h->place = CONTENT;
    }
}

static void
attr_begin(struct html *h, char c)
{
    memset(h->attr, 0, sizeof h->attr);
    name_add(h->attr, c);
    h->place = ATTR_NAME;
}

static void
value_begin(struct html *h, char c)
{
    h->attr_kind = attr_kind(h->attr);
    h->url = URL_EMPTY;
    h->quote = c;
    h->place = c == '"' || c == '\'' ? VALUE_QUOTED : VALUE_BARE;
}

/* In a tag, where an attribute may begin. */
static void
gap(struct html *h, char c)
{
    if (c == '>')
        tag_end(h);
    else if (space(c) || c == '/')
        h->place = TAG_GAP;
    else
        attr_begin(h, c);
}

static void
name_char(struct html *h, char c, char name[NAME_ROOM])
{
    if (space(c))
        h->place = h->place == ATTR_NAME ? ATTR_AFTER : TAG_GAP;
    else if (c == '>' || c == '/')
        gap(h, c);
    else if (c == '=' && h->place == ATTR_NAME)
        h->place = VALUE_BEFORE;
    else
        name_add(name, c);
}

static unsigned
url_step(unsigned from, char c, const char *rest, size_t rest_len)
{
    static const char *const starts[] = {"tel:", "mailto:", "otpauth:"};

    if (from == URL_SAFE || from == URL_OTHER)
        return from;
    if (from == URL_SLASH)
        return c == '/' || c == '\\' ? URL_OTHER : URL_SAFE;
    for (size_t i = 0; i < COUNT(starts); i++) {
        if (rest_len >= strlen(starts[i]) && memcmp(rest, starts[i], strlen(starts[i])) == 0)
            return URL_SAFE;
    }
    return c == '/' ? URL_SLASH : c == '#' || c == '?' ? URL_SAFE : URL_OTHER;
}

static void
value_char(struct html *h, const char *rest, size_t rest_len)
{
    unsigned next = 0;

    if (*rest == h->quote) {
        h->place = VALUE_AFTER;
        return;
    }
    for (unsigned bit = URL_EMPTY; bit <= URL_OTHER; bit <<= 1) {
        if (h->url & bit)
            next |= url_step(bit, *rest, rest, rest_len);
    }
    h->url = next;
}

/* <!-- begins a comment; anything else after <! lasts to the next >. */
static void
declaration_char(struct html *h, char c)
{
    if (c == '-' && h->matched < 2 && ++h->matched == 2) {
        h->place = COMMENT; /* with both dashes counted: <!--> is whole */
    } else if (c == '>') {
        h->place = CONTENT;
    } else if (c != '-') {
        h->matched = 2;
    }
}

static void
comment_char(struct html *h, char c)
{
    if (c == '>' && h->matched >= 2)
        h->place = CONTENT;
    h->matched = c == '-' ? h->matched + 1 : 0;
}

/* Until </ and the name of the tag that began it. */
static void
raw_char(struct html *h, char c)
{
    size_t len = strlen(h->tag);
    char   want = h->matched == 0 ? '<' : h->matched == 1 ? '/' : h->tag[h->matched - 2];

    if (tolower((unsigned char)c) != want) {
        h->matched = c == '<';
    } else if (++h->matched == len + 2) {
        h->closing = true;
        h->place = TAG_NAME;
    }
}

bool
html_step(struct html *h, const char *rest, size_t rest_len)
{
    char c = *rest;

    switch (h->place) {
    case CONTENT:
        h->place = c == '<' ? TAG_OPEN : CONTENT;
        h->closing = false;
        break;
    case TAG_OPEN: tag_begin(h, c); break;
    case TAG_NAME: name_char(h, c, h->tag); break;
    case TAG_CUT:
        if (!space(c) && c != '>' && c != '/')
            return false;
        gap(h, c);
        break;
    case TAG_GAP:
    case VALUE_AFTER: gap(h, c); break;
    case ATTR_NAME: name_char(h, c, h->attr); break;
    case ATTR_AFTER:
        if (c == '=')
            h->place = VALUE_BEFORE;
        else
            gap(h, c);
        break;
    case VALUE_BEFORE:
        if (c == '>')
            tag_end(h);
        else if (!space(c))
            value_begin(h, c);
        break;
    case VALUE_QUOTED: value_char(h, rest, rest_len); break;
    case VALUE_BARE:
        if (space(c) || c == '>')
            gap(h, c);
        break;
    case DECLARATION: declaration_char(h, c); break;
    case COMMENT: comment_char(h, c); break;
    case RAW:
    case TITLE: raw_char(h, c); break;
    case PLACE_COUNT: break;
    }
    return true;
}

void
html_cut(struct html *h)
{
    static const enum place to[PLACE_COUNT] = {
        [TAG_NAME] = TAG_CUT, [ATTR_NAME] = TAG_CUT, [VALUE_AFTER] = TAG_CUT, [ATTR_AFTER] = TAG_GAP};

    if (to[h->place])
        h->place = to[h->place];
}

bool
html_meet(struct html *now, const struct html *before)
{
    bool tag = now->place == TAG_GAP || now->place == TAG_CUT;

    if (tag && (before->place == TAG_GAP || before->place == TAG_CUT)) {
        now->place = before->place == TAG_CUT ? TAG_CUT : now->place;
        return strcmp(now->tag, before->tag) == 0 && now->closing == before->closing;
    }
    if (now->place != before->place)
        return false;
    if (now->place == VALUE_QUOTED) {
        now->url |= before->url;
        return now->quote == before->quote && strcmp(now->attr, before->attr) == 0;
    }
    if (now->place == CONTENT)
        return true;
    return now->matched == before->matched && strcmp(now->tag, before->tag) == 0;
}
