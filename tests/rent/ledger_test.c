#include "support/world.h"

#include "rent/audit.h"

static int64_t
balance(const char *kind, const char *detail)
{
    return raw_int_f("SELECT balance_cents FROM account WHERE landlord_id = '%s' AND kind = '%s' AND detail = '%s'",
                     w.owner.landlord_id, kind, detail);
}

static int64_t
first_bad(void)
{
    int64_t  bad = 0;
    enum err e = ledger_verify(w.db, mem, &bad);

    assert_true(e == ERR_OK || e == ERR_CONFLICT);
    return e == ERR_OK ? 0 : bad;
}

/* Rent of 15,000, a deposit of 30,000 and water of 450.50; then 15,000 come in. */
static void
fill_the_books(void)
{
    new_bill(&w.owner, w.lease_id, "2026-12", "deposit", 3000000);
    new_bill(&w.owner, w.lease_id, "2026-11", "water", 45050);
    pay_paid(w.bill_id, 1500000, "UK38M2QW0Z");
}

static void
every_event_stands_in_two_accounts(void **state)
{
    (void)state;
    fill_the_books();
    assert_int_equal(balance("income", "rent"), -1500000);
    assert_int_equal(balance("income", "water"), -45050);
    assert_int_equal(balance("deposits", w.lease_id), -3000000);
    assert_int_equal(balance("mpesa", "412873"), 1500000);
    assert_int_equal(balance("receivable", w.lease_id), 3045050);
    assert_int_equal(raw_int("SELECT sum(balance_cents) FROM account"), 0);
    check_books();
}

static void
a_statement_tells_each_step_and_what_is_owed_after_it(void **state)
{
    static const int64_t amounts[] = {1500000, 3000000, 45050, -1500000},
                         after[] = {1500000, 4500000, 4545050, 3045050};
    struct ledger_row *rows;
    size_t             count;

    (void)state;
    fill_the_books();
    check_ok(ledger_statement(w.db, mem, &w.tenant, w.lease_id, &rows, &count));
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(rows[i].amount.cents, amounts[i]);
        assert_int_equal(rows[i].balance.cents, after[i]);
        check_text(rows[i].kind, i < 3 ? "bill" : "receive");
    }
    check_text(rows[3].memo, "M-Pesa UK38M2QW0Z");
    check_text(rows[0].memo, "Rent 2026-11");
    struct lease l;
    check_ok(lease_load(w.db, mem, &w.owner, w.lease_id, &l));
    assert_int_equal(l.balance.cents, 3045050);
}

static void
a_statement_is_for_its_tenant_and_landlord_alone(void **state)
{
    struct who         stranger = w.tenant, other = new_landlord("Kamau", "254733000003");
    struct ledger_row *rows;
    size_t             count;

    (void)state;
    stranger.tenant_id = new_tenant(&w.owner, "Akinyi", "254722000007");
    check_ok(ledger_statement(w.db, mem, &stranger, w.lease_id, &rows, &count));
    assert_int_equal(count, 0);
    check_ok(ledger_statement(w.db, mem, &other, w.lease_id, &rows, &count));
    assert_int_equal(count, 0);
}

static void
a_reversal_is_the_mirror_and_happens_once(void **state)
{
    (void)state;
    fill_the_books();
    int64_t txn = raw_int("SELECT id FROM ledger_txn WHERE kind = 'receive'");
    check_ok(ledger_reverse(w.db, mem, txn, "test"));
    assert_int_equal(balance("mpesa", "412873"), 0);
    assert_int_equal(balance("receivable", w.lease_id), 4545050);
    assert_int_equal(ledger_reverse(w.db, mem, txn, "again"), ERR_CONFLICT);
    assert_int_equal(balance("mpesa", "412873"), 0);
    assert_int_equal(ledger_reverse(w.db, mem, 999, "nothing"), ERR_NOT_FOUND);
    assert_int_equal(first_bad(), 0);
}

static void
a_posting_that_fails_leaves_no_gap(void **state)
{
    const struct ledger_line lines[] = {{"mpesa", "412873", {100}}, {"no such kind", "", {-100}}};
    const struct ledger_txn  t = {.landlord_id = w.owner.landlord_id, .kind = "receive", .memo = "x"};
    int64_t                  before = raw_int("SELECT max(id) FROM ledger_txn");

    (void)state;
    assert_int_equal(ledger_post(w.db, mem, &t, lines, 2), ERR_CONFLICT);
    assert_int_equal(raw_int("SELECT max(id) FROM ledger_txn"), before);
    assert_int_equal(raw_int("SELECT count(*) FROM ledger_entry"), 2 * before);
    new_bill(&w.owner, w.lease_id, "2026-10", "rent", 100);
    check_books();
}

static void
post_lines(int64_t a, int64_t b, size_t count)
{
    const struct ledger_line lines[] = {{"mpesa", "412873", {a}}, {"test_income", "", {b}}};
    const struct ledger_txn  t = {.landlord_id = w.owner.landlord_id, .kind = "receive", .memo = "x"};
    enum err                 e = ledger_post(w.db, mem, &t, lines, count);

    (void)e;
}

static void
unbalanced(void)
{
    post_lines(100, -99, 2);
}

static void
with_zero(void)
{
    post_lines(0, 0, 2);
}

static void
of_one_line(void)
{
    post_lines(0, 0, 1);
}

static void
a_posting_that_does_not_balance_ends_the_process(void **state)
{
    (void)state;
    assert_true(ends_the_process(unbalanced));
    assert_true(ends_the_process(with_zero));
    assert_true(ends_the_process(of_one_line));
}

static void
tampering_with_any_part_of_the_books_is_found(void **state)
{
    static const struct {
        const char *table, *sql;
        int64_t     found_at;
    } cases[] = {
        {"ledger_entry", "UPDATE ledger_entry SET amount_cents = amount_cents + 100 WHERE txn_id = 2", 2},
        {"ledger_entry", "UPDATE ledger_entry SET amount_cents = -amount_cents WHERE txn_id = 3", 3},
        {"ledger_entry", "DELETE FROM ledger_entry WHERE txn_id = 4 AND amount_cents > 0", 4},
        {"ledger_entry", "DELETE FROM ledger_entry WHERE txn_id = 1", 1},
        {"ledger_entry",
         "INSERT INTO ledger_entry SELECT 100 + id, 2, landlord_id, account_id, amount_cents FROM ledger_entry WHERE "
         "txn_id = 2",
         2},
        {"ledger_entry",
         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO ledger_entry "
         "SELECT 1000 + i, 3, landlord_id, account_id, i FROM ledger_entry, n WHERE id = 1",
         3},
        {"ledger_entry",
         "UPDATE ledger_entry SET account_id = (SELECT id FROM account WHERE kind = 'deposits') WHERE id = 2", 1},
        {"ledger_txn", "UPDATE ledger_txn SET memo = 'another' WHERE id = 2", 2},
        {"ledger_txn", "UPDATE ledger_txn SET at = at + 1 WHERE id = 3", 3},
        {"ledger_txn", "UPDATE ledger_txn SET kind = 'bill' WHERE id = 4", 4},
        {"ledger_txn", "UPDATE ledger_txn SET bill_id = NULL WHERE id = 1", 1},
        {"ledger_txn", "UPDATE ledger_txn SET landlord_id = 'other' WHERE id = 1", 1},
        {"ledger_txn", "UPDATE ledger_txn SET hash = 'x' WHERE id = 2", 2},
        {"ledger_txn", "UPDATE ledger_txn SET prev_hash = '' WHERE id = 2", 2},
        {"ledger_txn", "UPDATE ledger_txn SET hash = upper(hash) WHERE id = 4", 4},
        {"ledger_txn", "DELETE FROM ledger_txn WHERE id = 2", 2},
        {"ledger_txn", "DELETE FROM ledger_txn WHERE id = 1", 1},
        {"account", "UPDATE account SET detail = 'elsewhere' WHERE kind = 'mpesa'", 4},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(world_begin(state), 0);
        fill_the_books();
        assert_int_equal(first_bad(), 0);
        raw_unguard(cases[i].table);
        raw(cases[i].sql);
        if (first_bad() != cases[i].found_at)
            fail_msg("%s: found at %d", cases[i].sql, (int)first_bad());
        assert_int_equal(world_end(state), 0);
    }
}

/* ---- the audit's chain ---- */

static int64_t
first_bad_note(void)
{
    int64_t  bad = 0;
    enum err e = audit_verify(w.db, mem, &bad);

    assert_true(e == ERR_OK || e == ERR_CONFLICT);
    return e == ERR_OK ? 0 : bad;
}

static void
tampering_with_the_audit_is_found(void **state)
{
    static const struct {
        const char *sql;
        int64_t     found_at;
    } cases[] = {
        {"UPDATE audit SET person_id = 'another' WHERE id = 3", 3},
        {"UPDATE audit SET at = at - 60 WHERE id = 2", 2},
        {"UPDATE audit SET action = 'x' WHERE id = 1", 1},
        {"UPDATE audit SET detail = 'x' WHERE id = 4", 4},
        {"UPDATE audit SET hash = 'x' WHERE id = 2", 2},
        {"DELETE FROM audit WHERE id = 3", 3},
        {"UPDATE audit SET subject = NULL WHERE id = 2", 2},
        {"UPDATE audit SET landlord_id = 'x' WHERE id = 3", 3},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(world_begin(state), 0);
        check_ok(audit_note(w.db, mem, &w.owner, "test.done", "subject", NULL));
        check_ok(audit_note(w.db, mem, NULL, "system.did", NULL, "detail"));
        assert_int_equal(first_bad_note(), 0);
        raw_unguard("audit");
        raw(cases[i].sql);
        if (first_bad_note() != cases[i].found_at)
            fail_msg("%s: found at %d", cases[i].sql, (int)first_bad_note());
        assert_int_equal(world_end(state), 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(every_event_stands_in_two_accounts),
        world_test(a_statement_tells_each_step_and_what_is_owed_after_it),
        world_test(a_statement_is_for_its_tenant_and_landlord_alone),
        world_test(a_reversal_is_the_mirror_and_happens_once),
        world_test(a_posting_that_fails_leaves_no_gap),
        world_test(a_posting_that_does_not_balance_ends_the_process),
        cmocka_unit_test(tampering_with_any_part_of_the_books_is_found),
        cmocka_unit_test(tampering_with_the_audit_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
