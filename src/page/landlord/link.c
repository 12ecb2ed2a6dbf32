#include "page/landlord/link.h"

#include "web/url.h"

enum { LINK_MOST = 2048 };

struct buf
link_new(struct arena *mem)
{
    return buf_new(mem, LINK_MOST);
}

void
link_add(struct buf *b, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    buf_printf(b, "%s%s=%s", b->len ? "&" : "", name, url_encode(b->mem, value));
}

void
link_pages(struct view *v, struct buf *here, const char *cursor, const char *next)
{
    view_bool(v, "filtered", here->len > 0);
    view_text(v, "file_query", arena_strdup(here->mem, here->bytes));
    view_bool(v, "has_pages", cursor || next);
    view_bool(v, "later_page", cursor != NULL);
    view_text(v, "first_query", arena_strdup(here->mem, here->bytes));
    link_add(here, "cursor", next);
    view_text(v, "next_query", next ? here->bytes : NULL);
}
