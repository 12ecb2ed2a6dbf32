#include "report/export.h"

#include "base/clock.h"
#include "rent/audit.h"
#include "rent/scope.h"

enum { HOUR_S = 3600, SOON_S = 5 };

static void
bind_whose(struct query *q, const struct who *who)
{
    scope_both(q, who); /* NULL tenant: the landlord's side */
}

static enum err
within_limit(struct db *db, const struct who *who, int64_t *wait_s)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_EXPORT_RECENT);

    bind_whose(q, who);
    query_int(q, ":since", now - HOUR_S);
    query_int(q, ":alive_since", now - EXPORT_DEAD_S);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    int64_t made = row_int(q, "made"), running = row_int(q, "running"), first = row_int(q, "first_at");
    e = query_end(q);
    if (e != ERR_OK)
        return e;
    *wait_s = made >= EXPORTS_AN_HOUR ? first + HOUR_S - now : SOON_S;
    return made >= EXPORTS_AN_HOUR || running >= EXPORTS_AT_ONCE ? ERR_LIMIT : ERR_OK;
}

static enum err
add(struct db *db, const struct who *who, const char *what, const char *format, int64_t *id)
{
    struct query *q = db_query(db, SQL_EXPORT_ADD);

    bind_whose(q, who);
    query_text(q, ":person_id", who->person_id);
    query_text(q, ":name", what);
    query_text(q, ":format", format);
    query_int(q, ":now", clock_now());
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    *id = row_int(q, "id");
    return query_end(q);
}

enum err
export_begin(struct db *db, struct arena *mem, const struct who *who, const char *what, const char *format, int64_t *id,
             int64_t *wait_s)
{
    enum err e = db_begin(db);

    *wait_s = SOON_S;
    if (e != ERR_OK)
        return e;
    e = within_limit(db, who, wait_s);
    if (e == ERR_OK)
        e = add(db, who, what, format, id);
    if (e == ERR_OK)
        e = audit_note(db, mem, who, "report.exported", what, format);
    return db_end(db, e);
}

enum err
export_end(struct db *db, int64_t id)
{
    struct query *q = db_query(db, SQL_EXPORT_END);

    query_int(q, ":id", id);
    query_int(q, ":now", clock_now());
    return query_run(q);
}
