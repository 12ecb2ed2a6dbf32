/*
 * bill_manager.c - Safaricom's own invoices by SMS: switching them on for a number.
 */
#include "rent/bill_manager.h"

#include <string.h>

#include "base/phone.h"
#include "base/poke.h"
#include "page/extra/state.h"
#include "page/pages.h"
#include "rent/receiving.h"

enum { OPT_EMAIL, OPT_CONTACT, OPT_REMINDERS, OPT_FIELD_COUNT };
static const struct field opt_form[OPT_FIELD_COUNT] = {
    [OPT_EMAIL] = {"email", FIELD_EMAIL, REQUIRED, .missing = N_("Enter the e-mail address for Safaricom’s letters.")},
    [OPT_CONTACT] = {"contactPhone", FIELD_PHONE, REQUIRED,
                     .missing = N_("Enter the phone that tenants may call about a bill.")},
    [OPT_REMINDERS] = {"reminders", FIELD_FLAG, OPTIONAL, 0, 0, NULL, NULL},
};

static enum err
show(struct app *app, struct request *rq, struct response *rs, struct form *f, bool fresh, const char *refusal,
     int status)
{
    struct bill_manager b;
    struct receiving    number;
    bool                on = conf_extra(app->conf, "billmanager");
    struct view        *v = view_new(app, rq, "extra/bill_manager");
    enum err            e = bill_manager_state(app->db, rq->mem, &rq->who, &b);

    if (e)
        return e;
    e = receiving_in_use(app->db, rq->mem, &rq->who, &number);
    if (e && e != ERR_NOT_FOUND)
        return e;
    if (fresh && b.email) {
        form_prefill(f, OPT_EMAIL, b.email);
        form_prefill(f, OPT_CONTACT, phone_local(arena_alloc(rq->mem, PHONE_MASK_SIZE), b.contact));
    }
    if (fresh && (b.reminders || !b.email))
        form_prefill(f, OPT_REMINDERS, "1");
    const struct mpesa_request *last = b.opt_in.id ? &b.opt_in : NULL;
    view_form(v, f);
    state_view(v, last);
    view_bool(v, "service_off", !on);
    view_bool(v, "is_on", b.on);
    bool receives = !e && strcmp(number.state, "active") == 0;
    view_bool(v, "no_number", on && !receives);
    view_bool(v, "asks", on && receives && !state_waits(last));
    view_say(v, "refusal", refusal);
    return view_render(v, rs, status);
}

enum err
page_bill_manager(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;

    form_blank(&f, rq, opt_form, OPT_FIELD_COUNT);
    return show(app, rq, rs, &f, true, NULL, 200);
}

/* Asked twice at once: one is under way, and the page shows it. */
enum err
page_bill_manager_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    const char *id;
    enum err    e = form_read(&f, rq, opt_form, OPT_FIELD_COUNT);

    if (e && e != ERR_FIELD)
        return e;
    if (e || !conf_extra(app->conf, "billmanager"))
        return show(app, rq, rs, &f, false, NULL, e ? err_status(e) : 409);
    e = bill_manager_opt_in(app->db, rq->mem, &rq->who, form_text(&f, OPT_EMAIL), form_text(&f, OPT_CONTACT),
                            form_flag(&f, OPT_REMINDERS), &id);
    if (e && e != ERR_CONFLICT && e != ERR_NOT_FOUND)
        return e;
    poke(app->gateway);
    response_redirect(rs, "/setup/bill-manager");
    return ERR_OK;
}
