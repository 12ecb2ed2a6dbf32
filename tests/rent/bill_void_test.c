/*
 * Cancelling a bill: the mirror in the ledger, the money it frees, the reason, and what stands in the way.
 */
#include "support/world.h"

#include "rent/payout.h"

static int64_t
owed(void)
{
    struct lease l;

    check_ok(lease_load(w.db, mem, &w.owner, w.lease_id, &l));
    return l.balance.cents;
}

static enum err
cancel(const char *id)
{
    return bill_void(w.db, mem, &w.owner, id, "The meter was read wrongly");
}

static void
a_cancelled_bill_is_owed_no_longer_and_says_why(void **state)
{
    (void)state;
    check_ok(cancel(w.bill_id));
    struct bill b = bill_now(w.bill_id);
    check_text(b.status, "void");
    check_text(b.void_reason, "The meter was read wrongly");
    assert_true(b.voided_at > 0);
    assert_int_equal(b.balance.cents, 0);
    assert_int_equal(owed(), 0);
    struct bill seen;
    check_ok(bill_load(w.db, mem, &w.tenant, w.bill_id, &seen));
    check_text(seen.void_reason, "The meter was read wrongly");
    assert_int_equal(raw_int("SELECT count(*) FROM ledger_txn WHERE kind = 'reverse' AND bill_id IS NOT NULL"), 1);
    assert_int_equal(raw_int("SELECT sum(balance_cents) FROM account WHERE kind = 'income'"), 0);
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action = 'bill.voided' AND person_id IS NOT NULL"), 1);
    check_books();
}

static void
it_is_cancelled_once(void **state)
{
    (void)state;
    check_ok(cancel(w.bill_id));
    assert_int_equal(cancel(w.bill_id), ERR_CONFLICT);
    struct bill b = bill_now(w.bill_id);
    check_text(bill_void_judge(&b)->code, "already_void");
    assert_int_equal(raw_int("SELECT count(*) FROM bill_void"), 1);
    check_books();
}

static void
the_money_that_paid_it_pays_what_else_is_owed(void **state)
{
    const char *water = new_bill(&w.owner, w.lease_id, "2026-12", "water", 400000);

    (void)state;
    pay_paid(w.bill_id, 0, "UKA0000001");
    assert_int_equal(bill_now(water).paid.cents, 0);
    check_ok(cancel(w.bill_id));
    assert_int_equal(bill_now(w.bill_id).paid.cents, 0);
    check_text(bill_now(water).status, "paid");
    assert_int_equal(owed(), -1100000);
    const char *rent = new_bill(&w.owner, w.lease_id, "2026-11", "rent", 1600000); /* the same month anew */
    assert_int_equal(bill_now(rent).paid.cents, 1100000);
    assert_int_equal(owed(), 500000);
    check_books();
}

static void
not_while_a_prompt_for_it_is_open(void **state)
{
    const char *why, *p = pay_prompted(w.bill_id, 0);
    struct bill b = bill_now(w.bill_id);

    (void)state;
    assert_int_equal(cancel(w.bill_id), ERR_CONFLICT);
    check_text(bill_void_judge(&b)->code, "payment_in_progress");
    check_text(bill_now(w.bill_id).status, "unpaid");
    assert_int_equal(pay_evidence(p, "stk_callback", "UKA0000001", 1500000, &why), MONEY_POSTED);
    check_ok(cancel(w.bill_id));
    assert_int_equal(owed(), -1500000);
    check_books();
}

static void
a_late_payment_for_it_is_credit(void **state)
{
    const char *why, *p = pay_prompted(w.bill_id, 0);

    (void)state;
    raw_f("UPDATE payment SET state = 'timeout' WHERE id = '%s'", p);
    check_ok(cancel(w.bill_id));
    assert_int_equal(pay_evidence(p, "stk_callback", "UKA0000001", 1500000, &why), MONEY_POSTED);
    assert_int_equal(bill_now(w.bill_id).paid.cents, 0);
    assert_int_equal(owed(), -1500000);
    check_books();
}

static void
not_a_deposit_that_was_returned(void **state)
{
    const char *id, *deposit = new_bill(&w.owner, w.lease_id, "2026-11", "deposit", 500000);

    (void)state;
    raw("UPDATE receiving_account SET payout_shortcode = '600992'");
    pay_paid(deposit, 0, "UKA0000002");
    struct payout_ask  ask = {.api = "b2c",
                              .purpose = "deposit",
                              .party = "254722000002",
                              .party_kind = "phone",
                              .amount = {500000},
                              .remarks = "Moved out",
                              .lease_id = w.lease_id};
    enum payout_answer answer;
    check_ok(payout_ask(w.db, mem, &w.owner, &ask, &answer, &id));
    assert_int_equal(answer, PAYOUT_ASKED);
    assert_int_equal(cancel(deposit), ERR_CONFLICT);
    check_text(bill_now(deposit).status, "paid");
    assert_int_equal(bill_now(deposit).paid.cents, 500000);
    check_books();
}

static void
not_another_landlords_nor_by_an_absent_id(void **state)
{
    struct who k = new_landlord("Kamau", "254733000003");

    (void)state;
    assert_int_equal(bill_void(w.db, mem, &k, w.bill_id, "Not mine"), ERR_NOT_FOUND);
    assert_int_equal(bill_void(w.db, mem, &w.owner, "absent", "Not there"), ERR_NOT_FOUND);
    check_text(bill_now(w.bill_id).status, "unpaid");
}

static void
what_was_cancelled_stays_so(void **state)
{
    struct query *q;

    (void)state;
    check_ok(cancel(w.bill_id));
    q = db_query(w.db, SQL_ALLOCATION_ADD); /* a trigger, not only the list of open bills */
    query_text(q, ":landlord_id", w.owner.landlord_id);
    query_text(q, ":money_in_id", "absent");
    query_text(q, ":bill_id", w.bill_id);
    query_int(q, ":cents", 100);
    query_int(q, ":now", clock_now());
    assert_int_equal(query_run(q), ERR_CONFLICT);
    check_books();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_cancelled_bill_is_owed_no_longer_and_says_why),
        world_test(it_is_cancelled_once),
        world_test(the_money_that_paid_it_pays_what_else_is_owed),
        world_test(not_while_a_prompt_for_it_is_open),
        world_test(a_late_payment_for_it_is_credit),
        world_test(not_a_deposit_that_was_returned),
        world_test(not_another_landlords_nor_by_an_absent_id),
        world_test(what_was_cancelled_stays_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
