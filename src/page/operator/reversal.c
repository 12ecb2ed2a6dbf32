#include "page/landlord/reversal.h"

#include "page/pages.h"
#include "rent/landlord.h"
#include "rent/mpesa_request.h"

/* Any landlord's reversal: the operator acts for its landlord while he looks at it. */
static enum err
choose(struct app *app, struct request *rq, struct who *who)
{
    const char *landlord_id;
    enum err    e = mpesa_request_landlord(app->db, rq->mem, &rq->who, rq->args[0], &landlord_id);

    return e ? e : landlord_choose(app->db, rq->mem, &rq->who, landlord_id, who);
}

enum err
page_operator_reversal(struct app *app, struct request *rq, struct response *rs)
{
    struct who who;
    enum err   e = choose(app, rq, &who);

    return e ? e : reversal_page(app, rq, rs, &who);
}

enum err
page_operator_reversal_post(struct app *app, struct request *rq, struct response *rs)
{
    struct who who;
    enum err   e = choose(app, rq, &who);

    return e ? e : reversal_resolve(app, rq, rs, &who);
}
