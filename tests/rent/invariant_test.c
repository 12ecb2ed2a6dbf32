/*
 * Each invariant is broken on purpose, with the triggers and keys that protect it taken away, and must be found by its
 * own query.
 */
#include "support/world.h"

struct seen {
    const char *file;
    int         times;
};

static void
note(void *arg, const char *file, const char *id)
{
    struct seen *s = arg;

    assert_non_null(id);
    s->times += strstr(file, s->file) != NULL;
}

static const struct {
    const char *file;
    const char *unguard; /* tables, parted by blanks */
    const char *sql;
} breaks[] = {
    {"01_balanced", "ledger_entry", "UPDATE ledger_entry SET amount_cents = amount_cents + 1 WHERE id = 1"},
    {"01_balanced", "ledger_entry",
     "DELETE FROM ledger_entry WHERE txn_id = 1"
     " AND amount_cents < 0; UPDATE ledger_entry SET amount_cents = 0 WHERE txn_id = 1"},
    {"02_whole_cents", "ledger_entry", "UPDATE ledger_entry SET amount_cents = 0 WHERE id = 1"},
    {"02_whole_cents", "ledger_entry", "UPDATE ledger_entry SET amount_cents = 100.5 WHERE id = 1"},
    {"03_one_landlord", "", "UPDATE account SET landlord_id = 'other' WHERE kind = 'mpesa'"},
    {"03_one_landlord", "money_in", "UPDATE money_in SET landlord_id = 'other'"},
    {"04_receipt_once", "money_in",
     "INSERT INTO money_in SELECT * FROM money_in; UPDATE money_in SET id = 'two', payment_id = NULL WHERE rowid = 2"},
    {"05_payment_once", "money_in",
     "INSERT INTO money_in SELECT * FROM money_in; UPDATE money_in SET id = 'two', receipt_no = 'OTHER' WHERE rowid = "
     "2"},
    {"06_received_is_posted", "ledger_txn", "DELETE FROM ledger_txn WHERE kind = 'receive'"},
    {"06_received_is_posted", "ledger_txn",
     "INSERT INTO ledger_txn SELECT * FROM ledger_txn WHERE kind = 'receive';"
     "UPDATE ledger_txn SET id = 99 WHERE rowid = (SELECT max(rowid) FROM ledger_txn)"},
    {"07_exact_amount", "ledger_entry",
     "UPDATE ledger_entry SET amount_cents = amount_cents / 2 WHERE txn_id = (SELECT id FROM ledger_txn WHERE kind = "
     "'receive')"},
    {"07_exact_amount", "", "UPDATE account SET kind = 'deposits', detail = 'x' WHERE kind = 'mpesa'"},
    {"08_paid_is_money", "", "UPDATE payment SET state = 'failed' WHERE state = 'success'"},
    {"08_paid_is_money", "money_in", "DELETE FROM money_in"},
    {"08_paid_is_money", "", "UPDATE payment SET asked_cents = asked_cents - 100 WHERE state = 'success'"},
    {"08_paid_is_money", "", "UPDATE payment SET shortcode = '999999' WHERE state = 'success'"},
    {"08_paid_is_money", "", "UPDATE payment SET landlord_id = 'other' WHERE state = 'success'"},
    {"09_right_landlord", "", "UPDATE lease SET landlord_id = 'other'"},
    {"10_not_spent_twice", "allocation", "UPDATE allocation SET cents = cents + 100"},
    {"10_not_spent_twice", "allocation", "UPDATE allocation SET cents = 0"},
    {"11_not_overpaid", "allocation", "INSERT INTO allocation SELECT * FROM allocation"},
    {"12_reversed_once", "ledger_txn", "UPDATE ledger_txn SET reverses = 1"},
    {"13_legal_steps", "payment_event", "UPDATE payment_event SET from_state = 'reversed' WHERE to_state = 'success'"},
    {"14_billed_once", "bill", "UPDATE bill SET kind = 'rent', period = '2026-11'"},
    {"16_nobody_waiting", "",
     "UPDATE payment SET state = 'processing', next_check_at = unixepoch() - 301 WHERE state = 'success'"},
    {"18_unbroken_chain", "ledger_txn", "UPDATE ledger_txn SET prev_hash = 'x' WHERE id = 2"},
    {"18_unbroken_chain", "ledger_txn", "DELETE FROM ledger_txn WHERE id = 2"},
    {"19_cache_true", "", "UPDATE account SET balance_cents = balance_cents + 1 WHERE kind = 'mpesa'"},
    {"20_no_rent_across_landlords", "", "UPDATE lease SET landlord_id = 'other'"},
    {"21_own_number", "money_in", "UPDATE money_in SET shortcode = '999999'"},
    {"21_own_number", "", "UPDATE receiving_account SET landlord_id = 'other'"},
    {"22_billed_is_posted", "", "UPDATE bill SET due_cents = due_cents + 100"},
    {"22_billed_is_posted", "ledger_txn", "DELETE FROM ledger_txn WHERE kind = 'bill'"},
    {"23_owed_adds_up", "", "UPDATE account SET balance_cents = 5 WHERE kind = 'receivable'"},
    {"23_owed_adds_up", "", "UPDATE bill SET voided_at = 1 WHERE kind = 'rent'"},
};

static void
break_one(size_t i)
{
    char *tables = arena_strdup(mem, breaks[i].unguard);

    for (char *rest, *t = strtok_r(tables, " ", &rest); t; t = strtok_r(NULL, " ", &rest))
        raw_unguard(t);
    raw(breaks[i].sql);
}

static void
each_broken_invariant_is_found_by_its_own_query(void **state)
{
    for (size_t i = 0; i < COUNT(breaks); i++) {
        struct seen s = {breaks[i].file, 0};
        int64_t     count;
        assert_int_equal(world_begin(state), 0);
        new_bill(&w.owner, w.lease_id, "2026-11", "water", 45000);
        pay_paid(w.bill_id, 0, "UK38M2QW0Z");
        check_books();
        break_one(i);
        check_ok(invariant_check(w.db, mem, note, &s, &count));
        if (s.times == 0 || count < s.times)
            fail_msg("%s: %s (%d broken)", breaks[i].file, breaks[i].sql, (int)count);
        assert_int_equal(world_end(state), 0);
    }
}

static void
every_invariant_query_is_broken_here(void **state)
{
    (void)state;
    for (int q = 0; q < SQL_COUNT; q++) {
        int found = 0;
        if (!strstr(sql_texts[q].file, "/invariant/"))
            continue;
        for (size_t i = 0; i < COUNT(breaks); i++)
            found += strstr(sql_texts[q].file, breaks[i].file) != NULL;
        if (!found)
            fail_msg("%s is never broken", sql_texts[q].file);
    }
}

static void
sound_books_break_nothing(void **state)
{
    int64_t count;

    (void)state;
    check_ok(invariant_check(w.db, mem, tell_broken, NULL, &count));
    assert_int_equal(count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(sound_books_break_nothing),
        cmocka_unit_test(each_broken_invariant_is_found_by_its_own_query),
        cmocka_unit_test(every_invariant_query_is_broken_here),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
