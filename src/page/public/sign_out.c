#include "page/pages.h"
#include "page/public/enter.h"
#include "rent/session.h"

enum err
page_sign_out_post(struct app *app, struct request *rq, struct response *rs)
{
    enum err e = session_end(app->db, &rq->who);
    if (e)
        return e;
    enter_forget(app, rs);
    response_redirect(rs, "/");
    return ERR_OK;
}
