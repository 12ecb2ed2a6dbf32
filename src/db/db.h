/*
 * db.h - the databases: connections, transactions, and the queries of db/queries.
 *
 * The files of src/db are the only ones that include sqlite3.h. Queries live one to a file, are built into the program
 * and reached by enum sql; values are bound by name and never pasted into SQL. A prepared statement is kept for the
 * life of the connection.
 *
 *   struct query *q = db_query(db, SQL_BILL_LIST);
 *   query_text(q, ":landlord_id", landlord_id);
 *   while (query_next(q))
 *       use(row_text(q, mem, "id"), row_money(q, "due_cents"));
 *   return query_end(q);
 *
 * Binding returns nothing: the first failure sticks, and query_run, query_one or query_end reports it. A name that
 * the query lacks, or one left unbound, is a mistake of ours and comes out as ERR_INTERNAL, logged with the file.
 *
 * A connection is one thread's, and is opened after any fork. Durability is as threat-model.md 4 asks: WAL,
 * synchronous=FULL, no automatic checkpoint anywhere (db_checkpoint says why). A disk that fails, or a database found
 * corrupt, ends the process: going on would be worse.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/money.h"
#include "queries.h" /* enum sql, made from db/queries */

struct db;
struct query;

/* Opens an existing database. ERR_NOT_FOUND when there is no file: a missing database is an error, not an invitation
 * to make one. */
MUST_CHECK enum err db_open(struct db **out, const char *path);
void                db_close(struct db *db);

/* Begins a writing transaction (BEGIN IMMEDIATE), or, inside one, a savepoint. ERR_BUSY when the lock stayed taken. */
MUST_CHECK enum err db_begin(struct db *db);

/* The same without waiting, outside any transaction: for what can be done another time. */
MUST_CHECK enum err db_begin_now(struct db *db);

/* Commits what the matching db_begin began on ERR_OK, undoes it on anything else. Returns `e`, or why the commit
 * failed. */
MUST_CHECK enum err db_end(struct db *db, enum err e);

/* ---- queries ---- */

struct query *db_query(struct db *db, enum sql which);

void query_text(struct query *q, const char *name, const char *text); /* NULL binds NULL */
void query_int(struct query *q, const char *name, int64_t value);
void query_money(struct query *q, const char *name, struct money m);
void query_blob(struct query *q, const char *name, const void *bytes, size_t n);
void query_null(struct query *q, const char *name);

/* Has it a parameter of that name? Does it only add rows (INSERT)? For the one who says whose rows a query may see. */
bool query_has(const struct query *q, const char *name);
bool query_adds(const struct query *q);

/* Runs to the end, for statements whose rows nobody wants. ERR_CONFLICT: a UNIQUE, CHECK, FOREIGN KEY or trigger
 * refused. */
MUST_CHECK enum err query_run(struct query *q);

/* Steps to the one row; ERR_NOT_FOUND when there is none. On ERR_OK read it, then query_end. */
MUST_CHECK enum err query_one(struct query *q);

/* The next row; false at the end and on failure. query_end tells which, and makes the query ready for another use. */
bool                query_next(struct query *q);
MUST_CHECK enum err query_end(struct query *q);

/* How many rows the last query_run of this connection changed. */
int64_t db_changes(const struct db *db);

/* ---- the current row, by column name ---- */

const char  *row_text(struct query *q, struct arena *mem, const char *column); /* NULL for NULL */
int64_t      row_int(struct query *q, const char *column);                     /* 0 for NULL */
bool         row_null(struct query *q, const char *column);
struct money row_money(struct query *q, const char *column);
const void  *row_blob(struct query *q, struct arena *mem, const char *column, size_t *n);

/* ---- keeping house ---- */

/*
 * Moves the WAL into the database. SQLite 3.7.0-3.51.2 can corrupt a database when one connection commits while
 * another checkpoints, so a second connection of ours holds BEGIN IMMEDIATE meanwhile, and nobody else ever checkpoints
 * (threat-model.md 4). ERR_BUSY when a writer had the lock: try later.
 */
MUST_CHECK enum err db_checkpoint(struct db *db);

/* PRAGMA quick_check and foreign_key_check. ERR_INTERNAL, logged, when either complains. */
MUST_CHECK enum err db_check(struct db *db);

/* A consistent copy made while others work; `path` must not exist. */
MUST_CHECK enum err db_backup(struct db *db, const char *path);

#endif
