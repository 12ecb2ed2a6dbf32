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
