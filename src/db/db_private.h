/*
 * db_private.h - what the files of src/db share and nobody else sees.
 */
#ifndef DB_PRIVATE_H
#define DB_PRIVATE_H

#include <sqlite3.h>

#include "db/db.h"

struct query {
    struct db    *db;
    sqlite3_stmt *stmt;
    const char   *file;  /* db/queries/… , for the log */
    enum err      error; /* the first failure; sticks until query_end */
    uint64_t      bound; /* a bit for each parameter */
    bool          in_use;
};

struct db {
    sqlite3     *handle;
    char        *path;
    int          depth; /* transactions begun and not ended */
    struct query queries[SQL_COUNT];
};

/* SQLite's code as ours; logs what is worth it, with `what` being done. Ends the process on a failing disk or a
 * corrupt database. */
enum err db_error(struct db *db, int code, const char *what);

/* Text that is ours alone: pragmas, BEGIN, a migration. */
enum err db_exec(struct db *db, const char *sql);

/* Opens with SQLite's own flags and our pragmas. */
enum err db_connect(struct db **out, const char *path, int flags);

#endif
