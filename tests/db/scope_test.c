/*
 * Every file of db/queries is looked at: that it prepares on its database, and that it cannot see another landlord's
 * rows. Run from the root of the repository, as the first comment of a query is not built into the program.
 */
#include <dirent.h>

#include "support/world.h"

/* Queries of these folders see everything, and no page or API reaches them; the reasons are in the folders' callers. */
static const char *const folders_over_all[] = {"gateway", "inbox", "invariant", "session", "person", "audit"};

/* Not a landlord's rows, or whose they are is said by something else than a landlord's id. Each with its reason: a new
 * name here is a decision. */
static const struct {
    const char *name, *why;
} excepted[] = {
    {"health", "reads no table"},
    {"landlord_add", "makes the landlord: its :id is the scope"},
    {"portfolio_list", "the agent is the scope: the landlords for whom he is one as it runs"},
    {"portfolio_search", "the same"},
    {"member_invite_load", "the secret of the link is the scope, and tells the landlord"},
    {"payment_by_key", "the person who asks is the scope"},
    {"ledger_last", "internal to ledger.c: the chain runs over all landlords"},
    {"money_moves", "internal to posting.c: what moved a money that it has found"},
    {"ledger_lines", "internal to ledger.c: lines of a transaction that it has loaded"},
    {"ledger_txn_load", "internal to ledger.c: verifying and reversing"},
    {"invariant_whose", "verify's own, over all landlords: whose a broken row is"},
};

static const char *const marks[] = {"-- Over all landlords", "-- For the operator",
                                    "-- For the gateway, over all landlords",
                                    "-- Prompts to one phone, over all landlords"};

static bool
is_excepted(const char *folder, const char *name, const char *first_line)
{
    for (size_t i = 0; i < COUNT(folders_over_all); i++)
        if (strcmp(folder, folders_over_all[i]) == 0)
            return true;
    for (size_t i = 0; i < COUNT(excepted); i++)
        if (strcmp(name, excepted[i].name) == 0)
            return true;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (strncmp(first_line, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

/* Bound, and used to choose or to make rows: "landlord_id = :landlord_id", "landlord.id = :landlord_id" or as a value.
 */
static bool
is_scoped(sqlite3 *db, const char *text)
{
    sqlite3_stmt *s;
    const char   *values = strstr(text, "VALUES");

    if (sqlite3_prepare_v2(db, text, -1, &s, NULL) != SQLITE_OK)
        fail_msg("%s: %s", text, sqlite3_errmsg(db));
    bool bound = sqlite3_bind_parameter_index(s, ":landlord_id") > 0;
    sqlite3_finalize(s);
    return bound && (strstr(text, "landlord_id = :landlord_id") || strstr(text, "landlord WHERE id = :landlord_id") ||
                     (values && strstr(values, ":landlord_id")));
}

static const char *
folder_of(const char *file)
{
    const char *folder = file + strlen("db/queries/");

    return arena_strndup(mem, folder, strcspn(folder, "/"));
}

static const char *
name_of(const char *file)
{
    const char *name = strrchr(file, '/') + 1;

    return arena_strndup(mem, name, strlen(name) - strlen(".sql"));
}

static const char *
first_line(const char *file)
{
    char *line = arena_alloc(mem, 512);
    FILE *f = fopen(file, "r");

    if (!f || !fgets(line, 512, f))
        fail_msg("%s: run from the root of the repository", file);
    fclose(f);
    return line;
}

static sqlite3 *
open_database(const char *folder)
{
    sqlite3    *db;
    const char *path = w.path;

    if (strcmp(folder, "inbox") == 0) {
        path = arena_printf(mem, "%s/inbox.db", w.folder);
        check_ok(migrate(path, migrations_inbox));
    }
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    return db;
}

static void
every_query_prepares_on_its_database(void **state)
{
    (void)state;
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3      *db = open_database(folder_of(sql_texts[i].file));
        sqlite3_stmt *s;
        const char   *rest;
        if (sqlite3_prepare_v2(db, sql_texts[i].text, -1, &s, &rest) != SQLITE_OK)
            fail_msg("%s: %s", sql_texts[i].file, sqlite3_errmsg(db));
        if (rest[strspn(rest, " \n")] != '\0')
            fail_msg("%s: more than one statement", sql_texts[i].file);
        for (int n = sqlite3_bind_parameter_count(s); n > 0; n--)
            if (!sqlite3_bind_parameter_name(s, n) || *sqlite3_bind_parameter_name(s, n) != ':')
                fail_msg("%s: a parameter without a name", sql_texts[i].file);
        assert_true(sqlite3_bind_parameter_count(s) < 63); /* query.c counts them in a uint64_t */
        sqlite3_finalize(s);
        sqlite3_close(db);
    }
}

static void
every_file_is_built_in(void **state)
{
    int            files = 0;
    struct dirent *of, *file;
    DIR           *queries = opendir("db/queries");

    (void)state;
    assert_non_null(queries);
    while ((of = readdir(queries))) {
        DIR *folder = *of->d_name == '.' ? NULL : opendir(arena_printf(mem, "db/queries/%s", of->d_name));
        while (folder && (file = readdir(folder)))
            files += strstr(file->d_name, ".sql") != NULL;
        if (folder)
            closedir(folder);
    }
    closedir(queries);
    assert_int_equal(files, SQL_COUNT);
}

static void
every_query_of_a_landlords_rows_takes_his_id(void **state)
{
    sqlite3 *db = raw_open();
    int      judged = 0;

    (void)state;
    for (int i = 0; i < SQL_COUNT; i++) {
        const char *file = sql_texts[i].file;
        if (is_excepted(folder_of(file), name_of(file), first_line(file)))
            continue;
        judged++;
        if (!is_scoped(db, sql_texts[i].text))
            fail_msg("%s does not bind :landlord_id to choose its rows", file);
    }
    sqlite3_close(db);
    assert_true(judged > 40);
}

/* The test is tested: what it must not let pass. */
static void
an_unscoped_query_would_be_noticed(void **state)
{
    sqlite3 *db = raw_open();

    (void)state;
    assert_false(is_excepted("bill", "bill_peek", "SELECT * FROM bill WHERE id = :id;"));
    assert_false(is_scoped(db, "SELECT * FROM bill WHERE id = :id;"));
    assert_false(is_scoped(db, "SELECT *, :landlord_id FROM bill WHERE id = :id;"));
    assert_false(is_scoped(db, "UPDATE tenant SET name = :name WHERE id = :id;"));
    assert_false(is_scoped(db, "SELECT * FROM bill WHERE landlord_id <> :landlord_id;"));
    assert_true(is_scoped(db, "SELECT * FROM bill b WHERE b.landlord_id = :landlord_id AND b.id = :id;"));
    sqlite3_close(db);
}

static void
every_exception_is_still_a_query(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(excepted); i++) {
        int found = 0;
        for (int k = 0; k < SQL_COUNT; k++)
            found += strcmp(name_of(sql_texts[k].file), excepted[i].name) == 0;
        assert_int_equal(found, 1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_query_prepares_on_its_database),
        cmocka_unit_test(every_file_is_built_in),
        cmocka_unit_test(every_query_of_a_landlords_rows_takes_his_id),
        cmocka_unit_test(an_unscoped_query_would_be_noticed),
        cmocka_unit_test(every_exception_is_still_a_query),
    };

    return cmocka_run_group_tests(tests, world_begin, world_end);
}
