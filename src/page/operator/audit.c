#include "page/landlord/audit_rows.h"
#include "page/operator/landlords.h"
#include "page/pages.h"
#include "rent/landlord.h"

/* Whose book it is that an operator reads is noted, too. */
static enum err
note(struct app *app, struct request *rq, const char *landlord_id)
{
    struct who who;
    enum err   e = landlord_id ? landlord_choose(app->db, rq->mem, &rq->who, landlord_id, &who) : ERR_NOT_FOUND;

    if (!e)
        audit_seen(app->db, rq->mem, &who, "seen.audit", landlord_id, NULL);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err
page_operator_audit(struct app *app, struct request *rq, struct response *rs)
{
    struct form         f;
    struct audit_filter filter;
    struct view        *v = view_new(app, rq, "operator/audit");
    enum err            e = audit_rows_filter(rq, &f, &filter);

    if (!e)
        e = note(app, rq, filter.landlord_id);
    if (!e)
        e = audit_rows_put(v, app, rq, &f, &filter);
    if (!e)
        e = landlords_choices(v, app, rq, filter.landlord_id);
    return e ? e : view_render(v, rs, 200);
}
