#include "page/landlord/rows.h"
#include "page/pages.h"
#include "rent/audit.h"
#include "rent/tenant.h"

enum err
page_tenants(struct app *app, struct request *rq, struct response *rs)
{
    struct tenant *all;
    size_t         count;
    enum err       e = tenant_list(app->db, rq->mem, &rq->who, &all, &count);

    if (e)
        return e;
    audit_seen(app->db, rq->mem, &rq->who, "seen.tenants", rq->who.landlord_id, NULL);
    struct view *v = view_new(app, rq, "landlord/tenants");
    rows_rights(v, rq);
    view_bool(v, "has_tenants", count > 0);
    view_rows(v, "tenants");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "tenants");
        view_text(row, "id", all[i].id);
        view_text(row, "name", all[i].name);
        view_phone(row, "phone", all[i].phone);
        view_bool(row, "joined", all[i].joined);
        rows_balance(row, all[i].balance);
    }
    return view_render(v, rs, 200);
}
