#include "page/extra/invoice.h"

#include <string.h>

#include "base/poke.h"
#include "page/extra/state.h"
#include "page/pages.h"
#include "rent/bill_manager.h"
#include "web/route.h"

enum err
invoice_view(struct app *app, struct request *rq, struct view *v, const struct bill *b)
{
    struct bill_manager  state;
    struct mpesa_request r;
    bool     keeper = role_may_enter(rq->who.role, WHO_KEEPER), on = keeper && conf_extra(app->conf, "billmanager");
    enum err e = on ? bill_manager_state(app->db, rq->mem, &rq->who, &state) : ERR_OK;

    if (e)
        return e;
    on = on && state.on;
    e = on ? bill_manager_of_bill(app->db, rq->mem, &rq->who, b->id, &r) : ERR_NOT_FOUND;
    if (e && e != ERR_NOT_FOUND)
        return e;
    const struct mpesa_request *last = e ? NULL : &r;
    bool cancel = last && strcmp(r.command, BILL_MANAGER_CANCEL) == 0, done = last && strcmp(r.state, "success") == 0;
    bool out = last && ((!cancel && done) || (cancel && strcmp(r.state, "failed") == 0));
    struct view *part = view_part(v, "invoice");
    view_bool(v, "invoicing", on);
    view_bool(v, "till_on", keeper && conf_extra(app->conf, "express") && b->balance.cents > 0);
    state_view(part, last);
    view_bool(part, "sent", last && !cancel && done);
    view_bool(part, "taken_back", cancel && done);
    view_bool(part, "may_send", !state_waits(last) && !out && b->balance.cents > 0);
    view_bool(part, "may_cancel", !state_waits(last) && out);
    view_bool(v, "invoice_waits", state_waits(last));
    return ERR_OK;
}

/* What does not fit any more (paid, sent in another window) is seen on the bill's page. */
static enum err
ask(struct app *app, struct request *rq, struct response *rs, bool cancel)
{
    struct bill b;
    const char *id;
    enum err    e = bill_load(app->db, rq->mem, &rq->who, rq->args[0], &b);

    if (!e && conf_extra(app->conf, "billmanager"))
        e = bill_manager_invoice(app->db, rq->mem, &rq->who, rq->args[0], cancel, &id);
    if (e && e != ERR_CONFLICT)
        return e;
    poke(app->gateway);
    response_redirect(rs, arena_printf(rq->mem, "/landlord/bills/%s#invoice", rq->args[0]));
    return ERR_OK;
}

enum err
page_invoice_post(struct app *app, struct request *rq, struct response *rs)
{
    return ask(app, rq, rs, false);
}

enum err
page_invoice_cancel_post(struct app *app, struct request *rq, struct response *rs)
{
    return ask(app, rq, rs, true);
}
