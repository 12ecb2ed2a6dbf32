#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "db/db_private.h"

enum { BUSY_MS = 5000, BUSY_NAP_US = 500, EXIT_DISK = 70 };

/* Per connection; journal_mode=WAL is a property of the file and is set by migrate.c when it makes one. */
static const char pragmas[] = "PRAGMA foreign_keys=ON;"
                              "PRAGMA synchronous=FULL;"
                              "PRAGMA trusted_schema=OFF;"
                              "PRAGMA cell_size_check=ON;"
                              "PRAGMA wal_autocheckpoint=0;"
                              "PRAGMA temp_store=MEMORY;";

enum err
db_error(struct db *db, int code, const char *what)
{
    switch (code & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE: return ERR_OK;
    case SQLITE_CONSTRAINT: return ERR_CONFLICT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: log_event(LOG_WARN, "db.busy", "what", what, NULL); return ERR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_IOERR:
    case SQLITE_FULL:
        log_event(LOG_ERR, "db.disk", "what", what, "why", sqlite3_errmsg(db->handle), "path", db->path, NULL);
        _exit(EXIT_DISK);
    default:
        log_event(LOG_ERR, "db.failed", "what", what, "why", sqlite3_errmsg(db->handle), NULL);
        return ERR_INTERNAL;
    }
}

enum err
db_exec(struct db *db, const char *sql)
{
    return db_error(db, sqlite3_exec(db->handle, sql, NULL, NULL, NULL), sql);
}

/* SQLite's own handler naps ever longer, up to 100 ms, and so loses to whoever writes again and again. */
static int
wait_a_little(void *db, int tries)
{
    (void)db;
    if (tries >= BUSY_MS * 1000 / BUSY_NAP_US)
        return 0;
    usleep(BUSY_NAP_US);
    return 1;
}

static enum err
configure(struct db *db)
{
    int on = 0;

    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_handler(db->handle, wait_a_little, db);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &on);
    return db_exec(db, pragmas);
}

enum err
db_connect(struct db **out, const char *path, int flags)
{
    struct db *db = calloc(1, sizeof *db);

    if (!db || !(db->path = strdup(path))) {
        free(db);
        return ERR_INTERNAL;
    }
    int      code = sqlite3_open_v2(path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    enum err e = code == SQLITE_OK ? configure(db) : ERR_INTERNAL;
    if (e != ERR_OK) {
        log_event(LOG_ERR, "db.cannot_open", "path", path, "why", db->handle ? sqlite3_errmsg(db->handle) : "no memory",
                  NULL);
        db_close(db);
        return e;
    }
    *out = db;
    return ERR_OK;
}

enum err
db_open(struct db **out, const char *path)
{
    if (access(path, F_OK) != 0) {
        log_event(LOG_ERR, "db.missing", "path", path, NULL);
        return ERR_NOT_FOUND;
    }
    return db_connect(out, path, SQLITE_OPEN_READWRITE);
}

void
db_close(struct db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(db->queries[i].stmt);
    sqlite3_close(db->handle);
    free(db->path);
    free(db);
}

enum err
db_begin(struct db *db)
{
    char sql[32];

    if (db->depth == 0)
        snprintf(sql, sizeof sql, "BEGIN IMMEDIATE");
    else
        snprintf(sql, sizeof sql, "SAVEPOINT level%d", db->depth);
    enum err e = db_exec(db, sql);
    if (e == ERR_OK)
        db->depth++;
    return e;
}

enum err
db_begin_now(struct db *db)
{
    sqlite3_busy_handler(db->handle, NULL, NULL);
    int code = sqlite3_exec(db->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    sqlite3_busy_handler(db->handle, wait_a_little, db);
    if (code == SQLITE_OK)
        db->depth++;
    return (code & 0xff) == SQLITE_BUSY ? ERR_BUSY : db_error(db, code, "begin");
}

static enum err
undo(struct db *db)
{
    char sql[64];

    if (db->depth == 0) {
        /* SQLite may have rolled back by itself; to do it again is an error that says nothing. */
        return sqlite3_get_autocommit(db->handle) ? ERR_OK : db_exec(db, "ROLLBACK");
    }
    snprintf(sql, sizeof sql, "ROLLBACK TO level%d; RELEASE level%d", db->depth, db->depth);
    return db_exec(db, sql);
}

enum err
db_end(struct db *db, enum err e)
{
    char sql[32];

    db->depth--;
    if (e == ERR_OK) {
        if (db->depth == 0)
            snprintf(sql, sizeof sql, "COMMIT");
        else
            snprintf(sql, sizeof sql, "RELEASE level%d", db->depth);
        e = db_exec(db, sql);
        if (e == ERR_OK)
            return ERR_OK;
    }
    enum err undone = undo(db);
    return undone == ERR_OK ? e : undone;
}

int64_t
db_changes(const struct db *db)
{
    return sqlite3_changes64(db->handle);
}
