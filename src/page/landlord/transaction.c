#include "page/landlord/payout_words.h"
#include "page/landlord/returnable.h"
#include "page/landlord/story.h"
#include "page/pages.h"
#include "rent/entry.h"

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

/* A caretaker finds only what he recorded himself. */
static enum err
put_entry(struct view *v, struct app *app, struct request *rq)
{
    const char *id = NULL;
    enum err    e = entry_of_money(app->db, rq->mem, &rq->who, rq->args[0], &id);

    view_text(v, "entry_id", id);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err
page_transaction(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/transaction");
    enum err     e = story_fill(v, app, rq, &rq->who, rq->args[0]);

    if (e == ERR_NOT_FOUND)
        return lead_on(app, rq, rs);
    if (!e)
        e = put_entry(v, app, rq);
    if (!e)
        e = returnable_links(v, app, rq, rq->args[0]);
    return e ? e : view_render(v, rs, 200);
}
