#include "page/landlord/story.h"
#include "page/pages.h"

enum err
page_transaction(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "landlord/transaction");
    enum err     e = story_fill(v, app, rq, &rq->who, rq->args[0]);

    return e ? e : view_render(v, rs, 200);
}
