#include "page/landlord/rows.h"
#include "page/pages.h"

enum err
page_operator_held(struct app *app, struct request *rq, struct response *rs)
{
    struct held_row *held;
    size_t           count;
    enum err         e = payment_held(app->db, rq->mem, &rq->who, &held, &count);

    if (e)
        return e;
    struct view *v = view_new(app, rq, "operator/held");
    view_bool(v, "has_held", count > 0);
    view_rows(v, "held");
    for (size_t i = 0; i < count; i++) {
        struct view *row = view_row(v, "held");
        view_text(row, "payment_id", held[i].payment_id);
        view_text(row, "business_name", held[i].business_name);
        view_phone(row, "phone", held[i].phone);
        rows_hold(row, &held[i].hold);
    }
    return view_render(v, rs, 200);
}
