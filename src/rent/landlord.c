#include "rent/landlord.h"

#include <string.h>

#include "rent/list.h"
#include "rent/scope.h"

static struct landlord
from_row(struct query *q, struct arena *mem)
{
    return (struct landlord){
        .id = row_text(q, mem, "id"),
        .name = row_text(q, mem, "name"),
        .business_name = row_text(q, mem, "business_name"),
        .phone = row_text(q, mem, "phone"),
        .email = row_text(q, mem, "email"),
        .created_at = row_int(q, "created_at"),
    };
}

enum err
landlord_load(struct db *db, struct arena *mem, const struct who *who, struct landlord *out)
{
    struct query *q = db_query(db, SQL_LANDLORD_LOAD);

    scope_whole(q, who);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
landlord_choose(struct db *db, struct arena *mem, const struct who *who, const char *landlord_id, struct who *out)
{
    struct landlord found;
    struct who      chosen = *who;

    if (who->role != ROLE_OPERATOR) {
        if (!who->landlord_id || strcmp(who->landlord_id, landlord_id) != 0)
            return ERR_NOT_FOUND;
        *out = chosen;
        return ERR_OK;
    }
    chosen.landlord_id = landlord_id;
    enum err e = landlord_load(db, mem, &chosen, &found);
    if (e == ERR_OK)
        *out = chosen;
    return e;
}

enum err
landlord_list(struct db *db, struct arena *mem, const struct who *operator, struct landlord_row ** out, size_t *count)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;

    struct list   rows = list_new(mem, sizeof(struct landlord_row));
    struct query *q = db_query(db, SQL_LANDLORD_LIST);
    while (query_next(q))
        *(struct landlord_row *)list_add(&rows) = (struct landlord_row){
            .it = from_row(q, mem),
            .shortcode = row_text(q, mem, "shortcode"),
            .state = row_text(q, mem, "state"),
            .payments = row_int(q, "payments"),
            .received = row_money(q, "received_cents"),
        };
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}

enum err
landlord_names(struct db *db, struct arena *mem, const struct who *operator, struct landlord_name ** out, size_t *count)
{
    if (operator->role != ROLE_OPERATOR)
        return ERR_FORBIDDEN;

    struct list   rows = list_new(mem, sizeof(struct landlord_name));
    struct query *q = db_query(db, SQL_LANDLORD_NAMES);
    while (query_next(q))
        *(struct landlord_name *)list_add(&rows) =
            (struct landlord_name){row_text(q, mem, "id"), row_text(q, mem, "business_name")};
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
