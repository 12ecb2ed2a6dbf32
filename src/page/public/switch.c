#include "page/pages.h"
#include "rent/session.h"
#include "web/form.h"

enum { SWITCH_LANDLORD, SWITCH_FIELD_COUNT };
static const struct field switch_form[SWITCH_FIELD_COUNT] = {
    [SWITCH_LANDLORD] = {"landlordId", FIELD_ID, OPTIONAL},
};

/* Another hat: the same person, for another landlord; for none, as the operator he is. */
enum err
page_switch_post(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, switch_form, SWITCH_FIELD_COUNT);
    if (e)
        return e;
    e = session_switch(app->db, rq->mem, &rq->who, form_text(&f, SWITCH_LANDLORD));
    if (e)
        return e;
    response_redirect(rs, "/");
    return ERR_OK;
}
