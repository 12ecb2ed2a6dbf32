#include "support/world.h"

#include <pthread.h>
#include <stdatomic.h>

/* ---- mistakes with queries ---- */

static void
a_name_that_the_query_lacks_is_a_mistake(void **state)
{
    struct query *q = db_query(w.db, SQL_LANDLORD_LOAD);

    (void)state;
    query_text(q, ":landlord_id", w.owner.landlord_id);
    query_text(q, ":landlordid", "x");
    assert_int_equal(query_one(q), ERR_INTERNAL);
}

static void
a_parameter_left_unbound_is_a_mistake(void **state)
{
    struct query *q = db_query(w.db, SQL_LEDGER_LINES);

    (void)state;
    assert_int_equal(query_run(q), ERR_INTERNAL);
    q = db_query(w.db, SQL_ACCOUNT_FIND); /* one of three */
    query_text(q, ":landlord_id", "x");
    query_text(q, ":kind", "mpesa");
    assert_false(query_next(q));
    assert_int_equal(query_end(q), ERR_INTERNAL);
}

static void
a_query_begun_again_inside_its_own_loop_is_a_mistake(void **state)
{
    struct query *q = db_query(w.db, SQL_LANDLORD_LIST);

    (void)state;
    assert_true(query_next(q));
    struct query *again = db_query(w.db, SQL_LANDLORD_LIST);
    assert_false(query_next(again));
    assert_int_equal(query_end(q), ERR_INTERNAL);
}

static void
a_column_that_is_not_there_is_a_mistake_that_the_end_tells(void **state)
{
    struct query *q = db_query(w.db, SQL_LANDLORD_LIST);
    size_t        n;

    (void)state;
    assert_true(query_next(q));
    assert_null(row_text(q, mem, "nmae"));
    assert_int_equal(row_int(q, "nmae"), 0);
    assert_true(row_null(q, "nmae"));
    assert_null(row_blob(q, mem, "nmae", &n));
    assert_int_equal(query_end(q), ERR_INTERNAL);
}

static void
a_query_is_as_new_after_a_mistake(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        a_name_that_the_query_lacks_is_a_mistake(state);
        struct query *q = db_query(w.db, SQL_LANDLORD_LOAD);
        query_text(q, ":landlord_id", w.owner.landlord_id);
        check_ok(query_one(q));
        check_text(row_text(q, mem, "name"), "Wanjiku");
        check_ok(query_end(q));
    }
}

static void
no_row_is_not_found(void **state)
{
    struct query *q = db_query(w.db, SQL_LANDLORD_LOAD);

    (void)state;
    query_text(q, ":landlord_id", "' OR 1=1 --");
    assert_int_equal(query_one(q), ERR_NOT_FOUND);
    q = db_query(w.db, SQL_LANDLORD_LOAD); /* nothing of it is left behind */
    query_null(q, ":landlord_id");
    assert_int_equal(query_one(q), ERR_NOT_FOUND);
}

static void
what_the_schema_refuses_is_a_conflict(void **state)
{
    struct query *q = db_query(w.db, SQL_MEMBER_ADD);

    (void)state;
    query_text(q, ":landlord_id", w.owner.landlord_id); /* UNIQUE: he is one already */
    query_text(q, ":person_id", w.owner.person_id);
    query_text(q, ":role", "owner");
    query_int(q, ":now", 1);
    assert_int_equal(query_run(q), ERR_CONFLICT);
    q = db_query(w.db, SQL_MEMBER_ADD);
    query_text(q, ":landlord_id", "nobody"); /* FOREIGN KEY */
    query_text(q, ":person_id", w.owner.person_id);
    query_text(q, ":role", "owner");
    query_int(q, ":now", 1);
    assert_int_equal(query_run(q), ERR_CONFLICT);
}

/* ---- transactions ---- */

static enum err
note(const char *who)
{
    struct query *q = db_query(w.db, SQL_LOGIN_TRY_ADD);

    query_text(q, ":who", who);
    query_int(q, ":now", 1);
    return query_run(q);
}

static const char *
noted(void)
{
    return raw_text("SELECT coalesce(group_concat(who, ' '), '') FROM (SELECT who FROM login_try ORDER BY rowid)");
}

static void
a_transaction_is_kept_or_undone_as_a_whole(void **state)
{
    (void)state;
    check_ok(db_begin(w.db));
    check_ok(note("a"));
    check_text(noted(), ""); /* nobody else sees it yet */
    check_ok(db_end(w.db, ERR_OK));
    check_ok(db_begin(w.db));
    check_ok(note("b"));
    assert_int_equal(db_end(w.db, ERR_LIMIT), ERR_LIMIT);
    check_text(noted(), "a");
}

static void
a_savepoint_that_fails_undoes_its_own_part_alone(void **state)
{
    (void)state;
    check_ok(db_begin(w.db));
    check_ok(note("outer"));
    check_ok(db_begin(w.db));
    check_ok(note("inner"));
    check_ok(db_begin(w.db));
    check_ok(note("innermost"));
    assert_int_equal(db_end(w.db, ERR_CONFLICT), ERR_CONFLICT);
    check_ok(note("still inner"));
    check_ok(db_end(w.db, ERR_OK));
    check_ok(db_begin(w.db));
    check_ok(note("another"));
    assert_int_equal(db_end(w.db, ERR_INPUT), ERR_INPUT);
    check_ok(db_end(w.db, ERR_OK));
    check_text(noted(), "outer inner still inner");
}

static void
an_outer_failure_undoes_what_inner_ones_kept(void **state)
{
    (void)state;
    check_ok(db_begin(w.db));
    check_ok(db_begin(w.db));
    check_ok(note("inner"));
    check_ok(db_end(w.db, ERR_OK));
    assert_int_equal(db_end(w.db, ERR_INTERNAL), ERR_INTERNAL);
    check_text(noted(), "");
    check_ok(db_begin(w.db)); /* and the next one begins from nothing */
    check_ok(db_end(w.db, ERR_OK));
}

/* ---- checkpoint, backup, check ---- */

static int64_t
wal_bytes(void)
{
    FILE *f = fopen(arena_printf(mem, "%s-wal", w.path), "r");

    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    int64_t n = ftell(f);
    fclose(f);
    return n;
}

static void
a_checkpoint_moves_the_wal_so_that_it_is_used_anew(void **state)
{
    (void)state;
    check_ok(db_checkpoint(w.db));
    int64_t before = wal_bytes();
    for (int i = 0; i < 50; i++) {
        check_ok(note("x"));
        check_ok(db_checkpoint(w.db));
    }
    assert_int_equal(wal_bytes(), before);
    assert_int_equal(raw_int("SELECT count(*) FROM login_try"), 50);
}

static void
without_a_checkpoint_the_wal_only_grows(void **state)
{
    int64_t before = wal_bytes();

    (void)state;
    for (int i = 0; i < 50; i++)
        check_ok(note("x"));
    assert_true(wal_bytes() > before + 50 * 4096);
}

static void
a_checkpoint_waits_for_no_writer(void **state)
{
    sqlite3 *writer = raw_open();

    (void)state;
    assert_int_equal(sqlite3_exec(writer, "BEGIN IMMEDIATE; INSERT INTO login_try VALUES ('w', 1)", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(db_checkpoint(w.db), ERR_BUSY);
    assert_int_equal(sqlite3_exec(writer, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(writer);
    check_ok(db_checkpoint(w.db));
    check_text(noted(), "w");
}

enum { WRITERS = 2, ROWS = 60 };
static atomic_int writing;

static void *
write_rows(void *arg)
{
    struct db *db;
    enum err   e = db_open(&db, w.path);

    for (int i = 0; e == ERR_OK && i < ROWS; i++) {
        e = db_begin(db);
        if (e != ERR_OK)
            break;
        struct query *q = db_query(db, SQL_LOGIN_TRY_ADD);
        query_text(q, ":who", arg);
        query_int(q, ":now", i);
        e = db_end(db, query_run(q));
    }
    db_close(db);
    atomic_fetch_sub(&writing, 1);
    return e == ERR_OK ? arg : NULL;
}

static void
checkpoints_while_others_write_lose_nothing(void **state)
{
    pthread_t threads[WRITERS];
    void     *result;
    int       done = 0;

    (void)state;
    atomic_store(&writing, WRITERS);
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_rows, "writer"), 0);
    while (atomic_load(&writing) > 0) {
        enum err e = db_checkpoint(w.db);
        assert_true(e == ERR_OK || e == ERR_BUSY);
        done += e == ERR_OK;
    }
    for (int i = 0; i < WRITERS; i++) {
        assert_int_equal(pthread_join(threads[i], &result), 0);
        assert_non_null(result);
    }
    check_ok(db_checkpoint(w.db));
    check_ok(db_check(w.db));
    assert_int_equal(raw_int("SELECT count(*) FROM login_try"), WRITERS * ROWS);
    check_books();
}

static void
a_backup_is_whole_and_overwrites_nothing(void **state)
{
    const char *copy = arena_printf(mem, "%s/copy.db", w.folder);
    struct db  *db;
    int64_t     broken;

    (void)state;
    pay_paid(w.bill_id, 0, "UK38M2QW0Z");
    check_ok(db_backup(w.db, copy));
    assert_int_not_equal(db_backup(w.db, copy), ERR_OK);
    check_ok(db_open(&db, copy));
    check_ok(db_check(db));
    check_ok(invariant_check(db, mem, tell_broken, NULL, &broken));
    assert_int_equal(broken, 0);
    struct query *q = db_query(db, SQL_MONEY_IN_BY_RECEIPT);
    query_text(q, ":receipt_no", "UK38M2QW0Z");
    check_ok(query_one(q));
    check_ok(query_end(q));
    db_close(db);
}

static void
a_row_without_its_kin_is_found_by_the_check(void **state)
{
    (void)state;
    check_ok(db_check(w.db));
    raw("INSERT INTO member (landlord_id, person_id, role, created_at) VALUES ('nobody', 'no one', 'owner', 1)");
    assert_int_equal(db_check(w.db), ERR_INTERNAL);
}

/* ---- what may never be rewritten ---- */

static void
append_only_tables_refuse_every_change(void **state)
{
    static const char *const statements[] = {
        "UPDATE ledger_entry SET amount_cents = 1",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_txn SET memo = 'x'",
        "DELETE FROM ledger_txn",
        "UPDATE money_in SET amount_cents = amount_cents + 1",
        "UPDATE money_in SET receipt_no = 'OTHER12345'",
        "DELETE FROM money_in",
        "UPDATE allocation SET cents = cents - 1",
        "DELETE FROM allocation",
        "UPDATE receipt SET issued_at = 0",
        "DELETE FROM receipt",
        "UPDATE payment_event SET cause = 'x'",
        "DELETE FROM payment_event",
        "UPDATE daraja_call SET ms = 0",
        "DELETE FROM daraja_call",
        "UPDATE hook_verdict SET verdict = 'x'",
        "DELETE FROM hook_verdict",
        "UPDATE audit SET action = 'x'",
        "DELETE FROM audit",
        "DELETE FROM payment",
        "INSERT INTO allocation (landlord_id, money_in_id, bill_id, cents, made_at)"
        " SELECT landlord_id, money_in_id, bill_id, 1, 1 FROM allocation",
    };
    const char                *id = pay_paid(w.bill_id, 0, "UK38M2QW0Z");
    const struct hook_record   h = {.inbox_id = 1,
                                    .received_at = 1,
                                    .kind = "stk",
                                    .remote_addr = "::1",
                                    .verdict = "posted",
                                    .payment_id = id,
                                    .result_code = "0",
                                    .body = "{}"};
    const struct daraja_record d = {.payment_id = id, .api = "stk_push", .verdict = "accepted", .body = "{}"};

    (void)state;
    check_ok(collect_record_verdict(w.db, &h));
    check_ok(collect_record_call(w.db, &d));
    sqlite3 *db = raw_open();
    for (size_t i = 0; i < COUNT(statements); i++)
        if (sqlite3_exec(db, statements[i], NULL, NULL, NULL) != SQLITE_CONSTRAINT)
            fail_msg("%s: %s", statements[i], sqlite3_errmsg(db));
    sqlite3_close(db);
    check_books();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_name_that_the_query_lacks_is_a_mistake),
        world_test(a_parameter_left_unbound_is_a_mistake),
        world_test(a_query_begun_again_inside_its_own_loop_is_a_mistake),
        world_test(a_column_that_is_not_there_is_a_mistake_that_the_end_tells),
        world_test(a_query_is_as_new_after_a_mistake),
        world_test(no_row_is_not_found),
        world_test(what_the_schema_refuses_is_a_conflict),
        world_test(a_transaction_is_kept_or_undone_as_a_whole),
        world_test(a_savepoint_that_fails_undoes_its_own_part_alone),
        world_test(an_outer_failure_undoes_what_inner_ones_kept),
        world_test(a_checkpoint_moves_the_wal_so_that_it_is_used_anew),
        world_test(without_a_checkpoint_the_wal_only_grows),
        world_test(a_checkpoint_waits_for_no_writer),
        world_test(checkpoints_while_others_write_lose_nothing),
        world_test(a_backup_is_whole_and_overwrites_nothing),
        world_test(a_row_without_its_kin_is_found_by_the_check),
        world_test(append_only_tables_refuse_every_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
