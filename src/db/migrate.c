#include "db/migrate.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/log.h"
#include "db/db_private.h"

static const char table[] = "CREATE TABLE IF NOT EXISTS schema_migration ("
                            " number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,"
                            " applied_at INTEGER NOT NULL) STRICT";

static enum err
prepare(struct db *db, const char *sql, sqlite3_stmt **out)
{
    return db_error(db, sqlite3_prepare_v2(db->handle, sql, -1, out, NULL), sql);
}

static enum err
record(struct db *db, const struct migration *m)
{
    sqlite3_stmt *s;
    char          sum[SHA256_HEX_SIZE];
    enum err      e = prepare(db, "INSERT INTO schema_migration VALUES (?1, ?2, ?3, ?4)", &s);

    if (e != ERR_OK)
        return e;
    sqlite3_bind_int(s, 1, m->number);
    sqlite3_bind_text(s, 2, m->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, sha256_hex(sum, m->text, strlen(m->text)), -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 4, clock_now());
    e = db_error(db, sqlite3_step(s), "schema_migration");
    sqlite3_finalize(s);
    return e;
}

/* ERR_OK: applied as built in. ERR_NOT_FOUND: not applied. ERR_CONFLICT: applied, but its text was another. */
static enum err
compare(struct db *db, const struct migration *m)
{
    sqlite3_stmt *s;
    char          sum[SHA256_HEX_SIZE];
    enum err      e = prepare(db, "SELECT sha256 FROM schema_migration WHERE number = ?1", &s);

    if (e != ERR_OK)
        return e;
    sqlite3_bind_int(s, 1, m->number);
    e = ERR_NOT_FOUND;
    if (sqlite3_step(s) == SQLITE_ROW) {
        const char *was = (const char *)sqlite3_column_text(s, 0);
        e = strcmp(was, sha256_hex(sum, m->text, strlen(m->text))) == 0 ? ERR_OK : ERR_CONFLICT;
    }
    sqlite3_finalize(s);
    if (e == ERR_CONFLICT)
        log_event(LOG_ERR, "migrate.changed", "name", m->name, "path", db->path, NULL);
    return e;
}

static enum err
apply(struct db *db, const struct migration *m)
{
    enum err e = db_begin(db);

    if (e != ERR_OK)
        return e;
    e = compare(db, m); /* again, now that nobody else can be at it */
    if (e == ERR_NOT_FOUND) {
        e = db_exec(db, m->text);
        if (e == ERR_OK)
            e = record(db, m);
        if (e == ERR_OK)
            log_event(LOG_INFO, "migrate.applied", "name", m->name, "path", db->path, NULL);
    }
    return db_end(db, e);
}

static enum err
not_newer(struct db *db, const struct migration *set)
{
    sqlite3_stmt *s;
    int           last = 0, stands = 0;
    enum err      e = prepare(db, "SELECT coalesce(max(number), 0) FROM schema_migration", &s);

    if (e != ERR_OK)
        return e;
    if (sqlite3_step(s) == SQLITE_ROW)
        stands = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    for (; set->number; set++)
        last = set->number;
    if (stands <= last)
        return ERR_OK;
    log_event(LOG_ERR, "migrate.too_new", "path", db->path, "stands", I64(stands), "known", I64(last), NULL);
    return ERR_CONFLICT;
}

/* A file in which no migration was ever begun, an empty one for instance. */
static enum err
not_empty(struct db *db)
{
    sqlite3_stmt *s;
    enum err      e = prepare(db, "SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'", &s);

    if (e != ERR_OK)
        return e;
    e = sqlite3_step(s) == SQLITE_ROW ? ERR_OK : ERR_CONFLICT;
    sqlite3_finalize(s);
    if (e == ERR_CONFLICT)
        log_event(LOG_ERR, "migrate.behind", "path", db->path, NULL);
    return e;
}

enum err
migrate(const char *path, const struct migration *set)
{
    struct db *db;
    enum err   e = db_connect(&db, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

    if (e != ERR_OK)
        return e;
    e = db_exec(db, "PRAGMA journal_mode=WAL");
    if (e == ERR_OK)
        e = db_exec(db, table);
    if (e == ERR_OK)
        e = not_newer(db, set);
    for (; e == ERR_OK && set->number; set++) {
        e = compare(db, set);
        if (e == ERR_NOT_FOUND)
            e = apply(db, set);
    }
    db_close(db);
    return e;
}

enum err
migrate_check(const char *path, const struct migration *set)
{
    struct db *db;
    enum err   e = db_open(&db, path);

    if (e != ERR_OK)
        return e;
    e = not_empty(db);
    if (e == ERR_OK)
        e = not_newer(db, set);
    for (; e == ERR_OK && set->number; set++) {
        e = compare(db, set);
        if (e == ERR_NOT_FOUND) {
            log_event(LOG_ERR, "migrate.behind", "name", set->name, "path", path, NULL);
            e = ERR_CONFLICT;
        }
    }
    db_close(db);
    return e;
}
