/*
 * template_html.h - where in its own markup a template is: what a browser's tokenizer would make of it.
 */
#ifndef WEB_TEMPLATE_HTML_H
#define WEB_TEMPLATE_HTML_H

#include <stdbool.h>
#include <stddef.h>

enum place {
    CONTENT,
    TAG_OPEN,     /* after < */
    TAG_NAME,     /* <di */
    TAG_GAP,      /* white space inside a tag */
    TAG_CUT,      /* a section's edge right behind a name or a value: white space, / or > must follow */
    ATTR_NAME,    /* <div cla */
    ATTR_AFTER,   /* <div class  */
    VALUE_BEFORE, /* <div class= */
    VALUE_QUOTED,
    VALUE_BARE,
    VALUE_AFTER, /* right behind the closing quote */
    DECLARATION, /* <!doctype */
    COMMENT,
    RAW,   /* within <script> or <style> */
    TITLE, /* within <title> or <textarea>, where tags are text */
    PLACE_COUNT
};

enum attr_kind { ATTR_PLAIN, ATTR_URL, ATTR_CODE };

/* How an address may have begun so far; several at once after a section. In what is surely SAFE a hole's
 * value cannot change the scheme or the host. Behind a lone SLASH it could, if it began with another. */
enum { URL_EMPTY = 1, URL_SLASH = 2, URL_SAFE = 4, URL_OTHER = 8 };

enum { NAME_ROOM = 24 };

struct html {
    enum place     place;
    bool           closing; /* </… */
    char           quote;
    char           tag[NAME_ROOM], attr[NAME_ROOM]; /* lower case, cut */
    enum attr_kind attr_kind;
    unsigned       url;
    size_t         matched; /* of "--", "-->", or the </script that ends RAW or TITLE */
};

/* One step, over *rest; `rest_len` characters may be looked at. False when the wrong one follows TAG_CUT. */
bool html_step(struct html *h, const char *rest, size_t rest_len);

/* At a section's edge a name or value is over, whatever follows. */
void html_cut(struct html *h);

/* `now`, at a section's end, joined with `before`, at its beginning. False when they do not fit. */
bool html_meet(struct html *now, const struct html *before);

#endif
