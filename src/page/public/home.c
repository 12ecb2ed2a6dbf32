#include "page/pages.h"
#include "web/view.h"

static const char *const homes[ROLE_COUNT] = {
    [ROLE_TENANT] = "/tenant",  [ROLE_CARETAKER] = "/landlord", [ROLE_ACCOUNTANT] = "/landlord",
    [ROLE_AGENT] = "/landlord", [ROLE_OWNER] = "/landlord",     [ROLE_OPERATOR] = "/operator",
};

enum err
page_home(struct app *app, struct request *rq, struct response *rs)
{
    const char *home = homes[rq->who.role];
    if (home) {
        response_redirect(rs, home);
        return ERR_OK;
    }
    struct view *v = view_new(app, rq, "public/home");
    view_bool(v, "open", app->conf->signup_open);
    return view_render(v, rs, 200);
}
