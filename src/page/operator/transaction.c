#include "page/landlord/story.h"
#include "page/pages.h"
#include "rent/audit.h"
#include "rent/landlord.h"

/* Any landlord's payment: the operator acts for its landlord while he looks at it. */
enum err
page_operator_transaction(struct app *app, struct request *rq, struct response *rs)
{
    const char *landlord_id;
    struct who  who;
    enum err    e = payment_landlord(app->db, rq->mem, &rq->who, rq->args[0], &landlord_id);

    if (!e)
        e = landlord_choose(app->db, rq->mem, &rq->who, landlord_id, &who);
    if (e)
        return e;

    struct view *v = view_new(app, rq, "operator/transaction");
    e = story_fill(v, app, rq, &who, rq->args[0]);
    if (!e)
        audit_seen(app->db, rq->mem, &who, "seen.payment", rq->args[0], NULL);
    return e ? e : view_render(v, rs, 200);
}
