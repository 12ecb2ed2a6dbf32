/*
 * upkeep.c - checkpoint, check and backup (contracts in db.h).
 */
#include <string.h>

#include "base/log.h"
#include "db/db_private.h"

enum err
db_checkpoint(struct db *db)
{
    struct db *guard;
    enum err   e = db_connect(&guard, db->path, SQLITE_OPEN_READWRITE);

    if (e != ERR_OK)
        return e;
    e = db_begin_now(guard);
    if (e == ERR_OK) {
        int code = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        e = db_error(db, code, "checkpoint");
        if (db_end(guard, ERR_BUSY) == ERR_INTERNAL) /* nothing was written: it rolls back */
            e = ERR_INTERNAL;
    }
    db_close(guard);
    return e;
}

/* Runs a pragma that answers "ok" or nothing when all is well, and complaints otherwise. */
static enum err
pragma_quiet(struct db *db, const char *pragma)
{
    sqlite3_stmt *s;
    enum err      e = db_error(db, sqlite3_prepare_v2(db->handle, pragma, -1, &s, NULL), pragma);

    if (e != ERR_OK)
        return e;
    while (sqlite3_step(s) == SQLITE_ROW) {
        const char *said = (const char *)sqlite3_column_text(s, 0);
        if (said && strcmp(said, "ok") == 0)
            continue;
        log_event(LOG_ERR, "db.unsound", "check", pragma, "said", said, NULL);
        e = ERR_INTERNAL;
    }
    sqlite3_finalize(s);
    return e;
}

enum err
db_check(struct db *db)
{
    enum err e = pragma_quiet(db, "PRAGMA quick_check");
    enum err f = pragma_quiet(db, "PRAGMA foreign_key_check");

    return e == ERR_OK ? f : e;
}

enum err
db_backup(struct db *db, const char *path)
{
    sqlite3_stmt *s;
    enum err      e = db_error(db, sqlite3_prepare_v2(db->handle, "VACUUM INTO ?1", -1, &s, NULL), "backup");

    if (e != ERR_OK)
        return e;
    sqlite3_bind_text(s, 1, path, -1, SQLITE_STATIC);
    e = db_error(db, sqlite3_step(s), "backup");
    sqlite3_finalize(s);
    return e;
}
