/*
 * migrate.h - brings a database's schema up to date.
 *
 * Migrations are numbered files built into the program, applied in order, one transaction each, never edited once
 * merged: their SHA-256 is kept in the database and compared.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "base/err.h"
#include "migrations.h" /* migrations_main, migrations_inbox */

/* Makes the file when there is none, applies what is missing. ERR_CONFLICT, logged, when a migration already applied
 * differs from the one built in, or the database is newer than this program. */
MUST_CHECK enum err migrate(const char *path, const struct migration *set);

/* ERR_CONFLICT, logged, unless the database at `path` stands exactly at the last of `set`. Changes nothing. */
MUST_CHECK enum err migrate_check(const char *path, const struct migration *set);

#endif
