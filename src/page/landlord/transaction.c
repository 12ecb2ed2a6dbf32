#include "page/landlord/payout_words.h"
#include "page/landlord/returnable.h"
#include "page/landlord/story.h"
#include "page/pages.h"
#include "rent/audit.h"

/* Money out has pages of its own. */
static enum err
lead_on(struct app *app, struct request *rq, struct response *rs)
{
    struct payment p;
    enum err       e = payment_movement(app->db, rq->mem, &rq->who, rq->args[0], &p);

    if (e || !payment_is_out(&p))
        return e ? e : ERR_NOT_FOUND;
    response_redirect(rs, arena_printf(rq->mem, "/%s/%s", payout_place(p.type), p.id));
    return ERR_OK;
}

enum err
page_transaction(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/transaction");
    enum err     e = story_fill(v, app, rq, &rq->who, rq->args[0]);

    if (e == ERR_NOT_FOUND)
        return lead_on(app, rq, rs);
    if (!e) {
        audit_seen(app->db, rq->mem, &rq->who, "seen.payment", rq->args[0], NULL);
        e = returnable_links(v, app, rq, rq->args[0]);
    }
    return e ? e : view_render(v, rs, 200);
}
