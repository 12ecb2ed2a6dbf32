#include "rent/tries.h"

#include "base/clock.h"

enum err
tries_allowed(struct db *db, const char *who, int64_t most, int64_t window_s, int64_t *wait_s)
{
    int64_t       now = clock_now();
    struct query *q = db_query(db, SQL_LOGIN_TRIES);

    query_text(q, ":who", who);
    query_int(q, ":since", now - window_s);
    enum err e = query_one(q);
    if (e != ERR_OK)
        return e;
    bool    full = row_int(q, "tries") >= most;
    int64_t first_at = row_int(q, "first_at");
    e = query_end(q);
    if (e != ERR_OK || !full)
        return e;
    *wait_s = first_at + window_s - now + 1;
    return ERR_LIMIT;
}

enum err
tries_note(struct db *db, const char *who)
{
    struct query *q = db_query(db, SQL_LOGIN_TRY_ADD);

    query_text(q, ":who", who);
    query_int(q, ":now", clock_now());
    return query_run(q);
}

enum err
tries_forget(struct db *db, const char *who)
{
    struct query *q = db_query(db, SQL_LOGIN_FORGET);

    query_text(q, ":who", who);
    return query_run(q);
}
