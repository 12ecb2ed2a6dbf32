#include "page/operator/landlords.h"

#include <string.h>

#include "rent/landlord.h"

enum err
landlords_choices(struct view *v, struct app *app, struct request *rq, const char *chosen)
{
    struct landlord_name *all;
    size_t                count;
    enum err              e = landlord_names(app->db, rq->mem, &rq->who, &all, &count);

    view_rows(v, "landlords");
    for (size_t i = 0; !e && i < count; i++) {
        struct view *row = view_row(v, "landlords");
        view_text(row, "landlord", all[i].id);
        view_text(row, "name", all[i].business_name);
        view_bool(row, "selected", chosen && strcmp(chosen, all[i].id) == 0);
    }
    return e;
}
