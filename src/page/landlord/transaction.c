#include "page/landlord/returnable.h"
#include "page/landlord/story.h"
#include "page/pages.h"
#include "rent/mpesa_request.h"

/* The list of movements shows reversals, too: they have a page of their own. */
static enum err
elsewhere(struct app *app, struct request *rq, struct response *rs)
{
    struct mpesa_request r;
    enum err             e = mpesa_request_load(app->db, rq->mem, &rq->who, rq->args[0], &r);

    if (e || strcmp(r.api, "reversal") != 0)
        return e ? e : ERR_NOT_FOUND;
    response_redirect(rs, arena_printf(rq->mem, "/landlord/reversals/%s", r.id));
    return ERR_OK;
}

enum err
page_transaction(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/transaction");
    enum err     e = story_fill(v, app, rq, &rq->who, rq->args[0]);

    if (e == ERR_NOT_FOUND)
        return elsewhere(app, rq, rs);
    if (!e)
        e = returnable_links(v, app, rq, rq->args[0]);
    return e ? e : view_render(v, rs, 200);
}
