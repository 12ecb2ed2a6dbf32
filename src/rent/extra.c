#include "rent/extra.h"

#include "rent/list.h"

enum err
extra_use_list(struct db *db, struct arena *mem, const struct who *who, struct extra_use **out, size_t *count)
{
    struct list all = list_new(mem, sizeof(struct extra_use));

    if (who->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;
    struct query *q = db_query(db, SQL_EXTRA_USE);
    while (query_next(q)) {
        struct extra_use *u = list_add(&all);
        *u = (struct extra_use){
            .api = row_text(q, mem, "api"),
            .landlord = row_text(q, mem, "business_name"),
            .state = row_text(q, mem, "state"),
            .verdict = row_text(q, mem, "verdict"),
            .result_code = row_text(q, mem, "result_code"),
            .result_desc = row_text(q, mem, "result_desc"),
            .requested_at = row_int(q, "requested_at"),
            .times = row_int(q, "times"),
            .landlords = row_int(q, "landlords"),
        };
    }
    *out = all.items;
    *count = all.count;
    return query_end(q);
}
