/*
 * What a lease brings with it: owed, paid ahead, held; once; and taken back.
 */
#include "support/world.h"

#include "rent/opening.h"
#include "rent/payout.h"
#include "rent/receipt.h"

static int64_t
balance(const char *kind, const char *detail)
{
    return raw_int_f("SELECT coalesce(sum(balance_cents), 0) FROM account WHERE kind = '%s' AND detail = '%s'", kind,
                     detail);
}

static const char *
day(int days_ago)
{
    char out[DATE_SIZE];

    return arena_strdup(mem, date_text(out, date_from_days(date_days(today_eat()) - days_ago)));
}

static enum opening_answer
set(int64_t cents, int64_t deposit, const char *as_of, const char *due)
{
    enum opening_answer      answer;
    const char              *id;
    const struct opening_new in = {
        .lease_id = w.lease_id, .balance = {cents}, .deposit = {deposit}, .as_of = as_of, .due_date = due};

    check_ok(opening_set(w.db, mem, &w.owner, &in, &answer, &id));
    assert_int_equal(answer == OPENING_SET, id != NULL);
    assert_int_equal(answer == OPENING_SET, opening_refusal(answer) == NULL);
    return answer;
}

static struct opening
now(void)
{
    struct opening o;

    check_ok(opening_load(w.db, mem, &w.owner, w.lease_id, &o));
    return o;
}

static struct payout_limits
limits(void)
{
    struct payout_limits l;

    check_ok(payout_limits(w.db, mem, &w.owner, w.lease_id, &l));
    return l;
}

static void
what_was_owed_is_a_bill_that_is_as_old_as_it_is(void **state)
{
    (void)state;
    assert_int_equal(set(450000, 0, day(2), "2026-08-05"), OPENING_SET);
    struct bill b = bill_now(now().bill_id);
    check_text(b.kind, "other");
    check_text(b.period, "2026-08");
    check_text(b.due_date, "2026-08-05");
    check_text(b.description, "Brought forward");
    assert_true(b.overdue);
    assert_int_equal(balance("opening", ""), -450000);
    assert_int_equal(balance("receivable", w.lease_id), 1950000);
    assert_int_equal(balance("income", "other"), 0);
    check_text(raw_text("SELECT day FROM ledger_txn WHERE memo LIKE 'Brought forward%'"), day(2));
    pay_paid(b.id, 450000, "UK38M2QW0Z");
    check_text(bill_now(b.id).status, "paid");
    check_books();
}

static void
what_was_paid_ahead_pays_bills_and_is_in_no_cash_box(void **state)
{
    struct receipt r;

    (void)state;
    assert_int_equal(set(-2000000, 0, day(1), NULL), OPENING_SET);
    check_text(bill_now(w.bill_id).status, "paid");
    assert_int_equal(limits().credit.cents, 500000);
    assert_int_equal(balance("opening", ""), 2000000);
    assert_int_equal(
        raw_int("SELECT coalesce(sum(balance_cents), 0) FROM account a JOIN account_kind k ON k.name = a.kind"
                " WHERE k.holds_money = 1"),
        0);
    const char *next = new_bill(&w.owner, w.lease_id, "2026-12", "rent", 1500000);
    assert_int_equal(bill_now(next).paid.cents, 500000);
    assert_int_equal(limits().credit.cents, 0);
    check_ok(receipt_load(w.db, mem, &w.tenant, raw_text("SELECT number FROM receipt"), &r));
    check_text(r.business_type, "opening");
    check_books();
}

static void
a_deposit_held_already_is_owed_back(void **state)
{
    (void)state;
    assert_int_equal(set(0, 1500000, NULL, NULL), OPENING_SET);
    assert_int_equal(balance("deposits", w.lease_id), -1500000);
    assert_int_equal(balance("opening", ""), 1500000);
    assert_int_equal(limits().deposit.cents, 1500000);
    assert_int_equal(balance("receivable", w.lease_id), 1500000);
    check_books();
}

static void
it_is_set_once_and_judged(void **state)
{
    (void)state;
    assert_int_equal(set(0, 0, NULL, NULL), OPENING_NOTHING);
    assert_int_equal(set(0, -5, NULL, NULL), OPENING_NOTHING);
    assert_int_equal(set(100, 0, day(-1), NULL), OPENING_FUTURE);
    assert_int_equal(set(100, 0, "2026-13-01", NULL), OPENING_FUTURE);
    assert_int_equal(set(100, 0, day(3), day(2)), OPENING_DUE_LATER);
    assert_int_equal(set(100, 0, day(3), "soon"), OPENING_DUE_LATER);
    assert_int_equal(set(INT64_C(1000000001), 0, NULL, NULL), OPENING_TOO_MUCH);
    assert_int_equal(raw_int("SELECT count(*) FROM opening_balance"), 0);
    assert_int_equal(set(100, 0, day(3), NULL), OPENING_SET);
    assert_int_equal(set(100, 0, day(3), NULL), OPENING_AGAIN);
    assert_int_equal(raw_int("SELECT count(*) FROM opening_balance"), 1);
    check_books();
}

static void
it_is_taken_back_with_all_that_it_paid(void **state)
{
    (void)state;
    const char *water = new_bill(&w.owner, w.lease_id, "2026-12", "water", 100000);
    assert_int_equal(set(450000, 3000000, day(2), "2026-08-05"), OPENING_SET);
    const char *brought = now().bill_id;
    pay_paid(brought, 450000, "UK38M2QW0Z");
    check_ok(opening_undo(w.db, mem, &w.owner, w.lease_id, "It was another tenant's"));
    check_text(bill_now(brought).status, "void");
    assert_int_equal(bill_now(w.bill_id).paid.cents + bill_now(water).paid.cents, 450000);
    assert_int_equal(balance("opening", ""), 0);
    assert_int_equal(balance("deposits", w.lease_id), 0);
    assert_true(now().undone_at > 0);
    check_text(now().undone_reason, "It was another tenant's");
    assert_int_equal(opening_undo(w.db, mem, &w.owner, w.lease_id, "Twice"), ERR_NOT_FOUND);
    assert_int_equal(set(-2000000, 0, NULL, NULL), OPENING_SET);
    check_books();
    check_ok(opening_undo(w.db, mem, &w.owner, w.lease_id, "Never paid"));
    assert_int_equal(limits().credit.cents, 0);
    assert_int_equal(raw_int("SELECT count(*) FROM opening_balance"), 2);
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action LIKE 'opening.%'"), 4);
    check_books();
}

/* Its bill was cancelled by itself before: the rest is taken back. */
static void
a_bill_that_is_void_already_does_not_stand_in_the_way(void **state)
{
    (void)state;
    assert_int_equal(set(450000, 3000000, NULL, NULL), OPENING_SET);
    check_ok(bill_void(w.db, mem, &w.owner, now().bill_id, "Forgiven"));
    check_books();
    check_ok(opening_undo(w.db, mem, &w.owner, w.lease_id, "Another tenant's"));
    assert_int_equal(balance("opening", ""), 0);
    assert_int_equal(limits().deposit.cents, 0);
    check_books();
}

static void
what_was_given_back_is_not_taken_back(void **state)
{
    enum payout_answer      answer;
    const char             *id;
    const struct payout_ask refund = {.api = "b2c",
                                      .purpose = "refund",
                                      .party = "254722000002",
                                      .party_kind = "phone",
                                      .amount = {100000},
                                      .remarks = "Paid ahead",
                                      .lease_id = w.lease_id};
    struct payout_ask       deposit = refund;

    (void)state;
    deposit.purpose = "deposit";
    raw("UPDATE receiving_account SET payout_shortcode = '600992'");
    assert_int_equal(set(-2000000, 0, NULL, NULL), OPENING_SET);
    check_ok(payout_ask(w.db, mem, &w.owner, &refund, &answer, &id));
    assert_int_equal(answer, PAYOUT_ASKED);
    assert_int_equal(now().refunded.cents, 100000);
    assert_int_equal(opening_undo(w.db, mem, &w.owner, w.lease_id, "Wrong"), ERR_CONFLICT);
    check_ok(payout_reject(w.db, mem, &w.owner, id, NULL));
    check_ok(opening_undo(w.db, mem, &w.owner, w.lease_id, "Wrong"));
    assert_int_equal(set(0, 200000, NULL, NULL), OPENING_SET);
    check_ok(payout_ask(w.db, mem, &w.owner, &deposit, &answer, &id));
    assert_int_equal(answer, PAYOUT_ASKED);
    assert_int_equal(opening_undo(w.db, mem, &w.owner, w.lease_id, "Wrong"), ERR_CONFLICT);
    check_books();
}

static void
nobody_sets_anothers(void **state)
{
    struct who               kamau = new_landlord("Kamau", "254733000003");
    enum opening_answer      answer;
    const char              *id;
    struct opening           o;
    const struct opening_new in = {.lease_id = w.lease_id, .balance = {100}};

    (void)state;
    assert_int_equal(opening_set(w.db, mem, &kamau, &in, &answer, &id), ERR_NOT_FOUND);
    assert_int_equal(set(100, 0, NULL, NULL), OPENING_SET);
    assert_int_equal(opening_load(w.db, mem, &kamau, w.lease_id, &o), ERR_NOT_FOUND);
    assert_int_equal(opening_undo(w.db, mem, &kamau, w.lease_id, "No"), ERR_NOT_FOUND);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(what_was_owed_is_a_bill_that_is_as_old_as_it_is),
        world_test(what_was_paid_ahead_pays_bills_and_is_in_no_cash_box),
        world_test(a_deposit_held_already_is_owed_back),
        world_test(it_is_set_once_and_judged),
        world_test(it_is_taken_back_with_all_that_it_paid),
        world_test(a_bill_that_is_void_already_does_not_stand_in_the_way),
        world_test(what_was_given_back_is_not_taken_back),
        world_test(nobody_sets_anothers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
