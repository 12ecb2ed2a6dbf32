#include "rent/tenant.h"

#include "base/clock.h"
#include "base/random.h"
#include "rent/audit.h"
#include "rent/list.h"
#include "rent/scope.h"

enum err
tenant_add(struct db *db, struct arena *mem, const struct who *who, const struct tenant_new *in, const char **id)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    struct query *q = db_query(db, SQL_TENANT_ADD);
    *id = random_id(arena_alloc(mem, ID_SIZE));
    query_text(q, ":id", *id);
    scope_landlord(q, who);
    query_text(q, ":name", in->name);
    query_text(q, ":phone", in->phone);
    query_text(q, ":email", in->email);
    query_text(q, ":locale", in->locale ? in->locale : "en");
    query_int(q, ":now", clock_now());
    e = query_run(q);
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "tenant.added", *id, NULL);
    return db_end(db, e);
}

static struct tenant
from_row(struct query *q, struct arena *mem)
{
    return (struct tenant){
        .id = row_text(q, mem, "id"),
        .name = row_text(q, mem, "name"),
        .phone = row_text(q, mem, "phone"),
        .email = row_text(q, mem, "email"),
        .locale = row_text(q, mem, "locale"),
        .joined = row_int(q, "joined") != 0,
        .balance = row_money(q, "balance_cents"),
        .created_at = row_int(q, "created_at"),
    };
}

enum err
tenant_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct tenant *out)
{
    struct query *q = db_query(db, SQL_TENANT_LOAD);

    scope_both(q, who);
    query_text(q, ":id", id);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *out = from_row(q, mem);
    return query_end(q);
}

enum err
tenant_list(struct db *db, struct arena *mem, const struct who *who, struct tenant **out, size_t *count)
{
    struct list   rows = list_new(mem, sizeof(struct tenant));
    struct query *q = db_query(db, SQL_TENANT_LIST);

    scope_landlord(q, who);
    while (query_next(q))
        *(struct tenant *)list_add(&rows) = from_row(q, mem);
    *out = rows.items;
    *count = rows.count;
    return query_end(q);
}
