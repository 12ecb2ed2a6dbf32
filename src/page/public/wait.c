#include "page/public/wait.h"

#include <inttypes.h>

enum { SAID_IN_SECONDS = 90 };

void
wait_view(struct view *v, int64_t wait_s)
{
    view_text(v, "wait_seconds", NULL);
    view_text(v, "wait_minutes", NULL);
    if (wait_s <= 0)
        return;
    if (wait_s <= SAID_IN_SECONDS)
        view_int(v, "wait_seconds", wait_s);
    else
        view_int(v, "wait_minutes", (wait_s + 59) / 60);
}

void
wait_header(struct request *rq, struct response *rs, int64_t wait_s)
{
    if (wait_s > 0)
        response_header(rs, "Retry-After", arena_printf(rq->mem, "%" PRId64, wait_s));
}
