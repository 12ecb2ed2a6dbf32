#include <string.h>

#include "base/log.h"
#include "db/db_private.h"

static void
fail(struct query *q, enum err e)
{
    if (q->error == ERR_OK)
        q->error = e;
}

static void
mistake(struct query *q, const char *what, const char *name)
{
    log_event(LOG_ERR, "query.mistake", "file", q->file, "what", what, "name", name, NULL);
    fail(q, ERR_INTERNAL);
}

struct query *
db_query(struct db *db, enum sql which)
{
    struct query *q = &db->queries[which];

    if (!q->stmt) {
        q->db = db;
        q->file = sql_texts[which].file;
        int code = sqlite3_prepare_v3(db->handle, sql_texts[which].text, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
        if (code != SQLITE_OK) {
            fail(q, db_error(db, code, q->file));
            return q;
        }
    }
    if (q->in_use)
        mistake(q, "used again before query_end", "");
    q->in_use = true;
    return q;
}

bool
query_has(const struct query *q, const char *name)
{
    return q->stmt && sqlite3_bind_parameter_index(q->stmt, name) > 0;
}

/* The first word behind the comments that most queries begin with. */
bool
query_adds(const struct query *q)
{
    const char *text = q->stmt ? sqlite3_sql(q->stmt) : "";

    while (strncmp(text, "--", 2) == 0)
        text += strcspn(text, "\n") + 1;
    return strncmp(text, "INSERT ", 7) == 0;
}

static int
parameter(struct query *q, const char *name)
{
    int index = q->stmt ? sqlite3_bind_parameter_index(q->stmt, name) : 0;

    if (index == 0)
        mistake(q, "no such parameter", name);
    else
        q->bound |= UINT64_C(1) << index;
    return index;
}

void
query_text(struct query *q, const char *name, const char *text)
{
    int i = parameter(q, name);

    if (i)
        fail(q, db_error(q->db, sqlite3_bind_text(q->stmt, i, text, -1, SQLITE_TRANSIENT), q->file));
}

void
query_int(struct query *q, const char *name, int64_t value)
{
    int i = parameter(q, name);

    if (i)
        fail(q, db_error(q->db, sqlite3_bind_int64(q->stmt, i, value), q->file));
}

void
query_money(struct query *q, const char *name, struct money m)
{
    query_int(q, name, m.cents);
}

void
query_blob(struct query *q, const char *name, const void *bytes, size_t n)
{
    int i = parameter(q, name);

    if (i)
        fail(q, db_error(q->db, sqlite3_bind_blob64(q->stmt, i, bytes, n, SQLITE_TRANSIENT), q->file));
}

void
query_null(struct query *q, const char *name)
{
    int i = parameter(q, name);

    if (i)
        fail(q, db_error(q->db, sqlite3_bind_null(q->stmt, i), q->file));
}

static void
check_all_bound(struct query *q)
{
    if (q->error != ERR_OK || !q->stmt)
        return;
    int      n = sqlite3_bind_parameter_count(q->stmt);
    uint64_t all = n ? ((UINT64_C(1) << n) - 1) << 1 : 0;

    if (q->bound != all)
        mistake(q, "a parameter was left unbound", "");
}

bool
query_next(struct query *q)
{
    check_all_bound(q);
    if (q->error != ERR_OK)
        return false;
    int code = sqlite3_step(q->stmt);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail(q, db_error(q->db, code, q->file));
    return false;
}

enum err
query_end(struct query *q)
{
    enum err e = q->error;

    if (q->stmt) {
        sqlite3_reset(q->stmt);
        sqlite3_clear_bindings(q->stmt);
    }
    q->error = ERR_OK;
    q->bound = 0;
    q->in_use = false;
    return e;
}

enum err
query_run(struct query *q)
{
    while (query_next(q))
        ;
    return query_end(q);
}

enum err
query_one(struct query *q)
{
    if (query_next(q))
        return ERR_OK;
    enum err e = query_end(q);
    return e == ERR_OK ? ERR_NOT_FOUND : e;
}

static int
column(struct query *q, const char *name)
{
    int n = sqlite3_column_count(q->stmt);

    for (int i = 0; i < n; i++)
        if (strcmp(sqlite3_column_name(q->stmt, i), name) == 0)
            return i;
    mistake(q, "no such column", name);
    return -1;
}

const char *
row_text(struct query *q, struct arena *mem, const char *name)
{
    int i = column(q, name);

    return i < 0 ? NULL : arena_strdup(mem, (const char *)sqlite3_column_text(q->stmt, i));
}

int64_t
row_int(struct query *q, const char *name)
{
    int i = column(q, name);

    return i < 0 ? 0 : sqlite3_column_int64(q->stmt, i);
}

bool
row_null(struct query *q, const char *name)
{
    int i = column(q, name);

    return i < 0 || sqlite3_column_type(q->stmt, i) == SQLITE_NULL;
}

struct money
row_money(struct query *q, const char *name)
{
    return (struct money){row_int(q, name)};
}

const void *
row_blob(struct query *q, struct arena *mem, const char *name, size_t *n)
{
    int i = column(q, name);

    *n = i < 0 ? 0 : (size_t)sqlite3_column_bytes(q->stmt, i);
    return i < 0 ? NULL : arena_strndup(mem, sqlite3_column_blob(q->stmt, i), *n);
}
