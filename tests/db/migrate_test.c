#include "support/check.h"

#include <sqlite3.h>
#include <unistd.h>

#include "db/db.h"
#include "db/migrate.h"

static const struct migration one[] = {{1, "0001_first", "CREATE TABLE a (x INTEGER) STRICT;"}, {0, 0, 0}};
static const struct migration two[] = {{1, "0001_first", "CREATE TABLE a (x INTEGER) STRICT;"},
                                       {2, "0002_more", "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO a VALUES (2);"},
                                       {0, 0, 0}};
static const struct migration changed[] = {{1, "0001_first", "CREATE TABLE a (x INTEGER, y TEXT) STRICT;"}, {0, 0, 0}};
static const struct migration failing[] = {
    {1, "0001_first", "CREATE TABLE a (x INTEGER) STRICT;"},
    {2, "0002_wrong", "INSERT INTO a VALUES (1); INSERT INTO nowhere VALUES (1);"},
    {0, 0, 0}};

static char        folder[32];
static const char *path;

static const char *
ask(const char *sql)
{
    sqlite3      *db;
    sqlite3_stmt *s;
    const char   *text = NULL;

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
        text = arena_strdup(mem, (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    sqlite3_close(db);
    return text;
}

static void
a_missing_database_is_made_and_brought_up_to_date(void **state)
{
    (void)state;
    check_ok(migrate(path, two));
    check_ok(migrate_check(path, two));
    check_text(ask("PRAGMA journal_mode"), "wal");
    check_text(ask("SELECT group_concat(number || ' ' || name || ' ' || length(sha256)) FROM schema_migration"),
               "1 0001_first 64,2 0002_more 64");
    check_text(ask("SELECT x FROM a"), "2");
}

static void
what_is_applied_is_not_applied_again(void **state)
{
    (void)state;
    check_ok(migrate(path, one));
    check_ok(migrate(path, two));
    check_ok(migrate(path, two));
    check_text(ask("SELECT count(*) FROM a"), "1");
}

static void
a_changed_migration_is_refused(void **state)
{
    (void)state;
    check_ok(migrate(path, one));
    assert_int_equal(migrate(path, changed), ERR_CONFLICT);
    assert_int_equal(migrate_check(path, changed), ERR_CONFLICT);
    check_ok(migrate_check(path, one));
}

static void
a_newer_database_is_refused(void **state)
{
    (void)state;
    check_ok(migrate(path, two));
    assert_int_equal(migrate(path, one), ERR_CONFLICT);
    assert_int_equal(migrate_check(path, one), ERR_CONFLICT);
}

static void
a_database_that_is_behind_is_noticed_and_left_alone(void **state)
{
    (void)state;
    check_ok(migrate(path, one));
    assert_int_equal(migrate_check(path, two), ERR_CONFLICT);
    assert_null(ask("SELECT name FROM sqlite_master WHERE name = 'b'"));
    check_ok(migrate(path, two));
    check_ok(migrate_check(path, two));
}

static void
a_migration_that_fails_leaves_nothing_behind(void **state)
{
    (void)state;
    assert_int_equal(migrate(path, failing), ERR_INTERNAL);
    check_text(ask("SELECT max(number) FROM schema_migration"), "1");
    check_text(ask("SELECT count(*) FROM a"), "0");
    check_ok(migrate(path, two));
}

static void
nothing_is_made_where_a_database_is_only_looked_for(void **state)
{
    struct db *db;

    (void)state;
    assert_int_equal(migrate_check(path, one), ERR_NOT_FOUND);
    assert_int_equal(db_open(&db, path), ERR_NOT_FOUND);
    assert_int_equal(access(path, F_OK), -1);
}

static void
a_file_that_is_no_database_of_ours_is_refused(void **state)
{
    FILE *f = fopen(path, "w");

    (void)state;
    fclose(f); /* to SQLite an empty file is an empty database */
    assert_int_equal(migrate_check(path, one), ERR_CONFLICT);
}

static void
the_schemas_built_in_are_whole(void **state)
{
    struct db *db;

    (void)state;
    check_ok(migrate(path, migrations_main));
    check_ok(db_open(&db, path));
    check_ok(db_check(db));
    db_close(db);
    path = arena_printf(mem, "%s/inbox.db", folder);
    check_ok(migrate(path, migrations_inbox));
    check_ok(migrate_check(path, migrations_inbox));
}

static int
begin(void **state)
{
    if (mem_begin(state) != 0)
        return -1;
    log_level_set((enum log_level)0);
    memcpy(folder, "/tmp/migrate-XXXXXX", 20);
    if (!mkdtemp(folder))
        return -1;
    path = arena_printf(mem, "%s/main.db", folder);
    return 0;
}

static int
end(void **state)
{
    int failed = system(arena_printf(mem, "rm -rf %s", folder));

    return failed ? failed : mem_end(state);
}

#define test(f) cmocka_unit_test_setup_teardown(f, begin, end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_missing_database_is_made_and_brought_up_to_date),
        test(what_is_applied_is_not_applied_again),
        test(a_changed_migration_is_refused),
        test(a_newer_database_is_refused),
        test(a_database_that_is_behind_is_noticed_and_left_alone),
        test(a_migration_that_fails_leaves_nothing_behind),
        test(nothing_is_made_where_a_database_is_only_looked_for),
        test(a_file_that_is_no_database_of_ours_is_refused),
        test(the_schemas_built_in_are_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
