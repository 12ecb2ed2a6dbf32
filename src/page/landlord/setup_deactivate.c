#include "page/landlord/setup.h"
#include "page/pages.h"

/* Asks first: without an active number no tenant can pay here. */
enum err
page_setup_deactivate(struct app *app, struct request *rq, struct response *rs)
{
    struct receiving r;
    enum err         e = receiving_in_use(app->db, rq->mem, &rq->who, &r);

    if (e && e != ERR_NOT_FOUND)
        return e;
    if (e || !setup_is(&r, "active")) {
        response_redirect(rs, "/setup");
        return ERR_OK;
    }
    struct view *v = view_new(app, rq, "landlord/setup_deactivate");
    setup_account(v, &r);
    return view_render(v, rs, 200);
}

enum err
page_setup_deactivate_post(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = receiving_deactivate(app->db, rq->mem, &rq->who);
    if (e && e != ERR_NOT_FOUND)
        return e;

    response_redirect(rs, "/setup");
    return ERR_OK;
}
