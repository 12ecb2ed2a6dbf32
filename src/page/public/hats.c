#include "page/public/hats.h"

#include <string.h>

#include "rent/session.h"

static bool
is_worn(const struct hat *h, const struct who *who)
{
    if (!h->landlord_id || !who->landlord_id)
        return !h->landlord_id && !who->landlord_id;
    return strcmp(h->landlord_id, who->landlord_id) == 0;
}

enum err
hats_view(struct view *v, struct app *app, struct request *rq)
{
    struct hat *rows;
    size_t      count;
    enum err    e = session_hats(app->db, rq->mem, &rq->who, &rows, &count);

    view_rows(v, "hats");
    for (size_t i = 0; !e && i < count; i++) {
        if (is_worn(&rows[i], &rq->who))
            continue;
        struct view *row = view_row(v, "hats");
        view_text(row, "landlord_id", rows[i].landlord_id);
        view_text(row, "name", rows[i].business_name);
        view_bool(row, "is_operators", rows[i].role == ROLE_OPERATOR);
    }
    return e;
}
