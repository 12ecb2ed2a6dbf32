/*
 * Figures worked out by hand. The world's own bill is the rent of November, 15,000 (due 2026-11-05).
 */
#include "support/world.h"

#include "rent/receipt.h"

static void
check_bill(const char *id, const char *status, int64_t paid, int64_t balance)
{
    struct bill b = bill_now(id);

    check_text(b.status, status);
    assert_int_equal(b.paid.cents, paid);
    assert_int_equal(b.balance.cents, balance);
}

static int64_t
owed(void)
{
    struct lease l;

    check_ok(lease_load(w.db, mem, &w.owner, w.lease_id, &l));
    return l.balance.cents;
}

static void
a_part_pays_a_part(void **state)
{
    (void)state;
    check_bill(w.bill_id, "unpaid", 0, 1500000);
    pay_paid(w.bill_id, 600000, "UKA0000001");
    check_bill(w.bill_id, "part_paid", 600000, 900000);
    pay_paid(w.bill_id, 0, "UKA0000002"); /* 0: all that is left */
    check_bill(w.bill_id, "paid", 1500000, 0);
    assert_int_equal(owed(), 0);
    check_books();
}

/* Asked for a bill of 15,000 twice before the first is known to be paid: the second 15,000 finds other bills. */
static const char *
pay_late(const char *bill_id, int64_t cents, const char *receipt)
{
    const char *why, *id = pay_prompted(bill_id, cents);
    int64_t     count;

    raw_f("UPDATE payment SET expires_at = 0 WHERE id = '%s'", id);
    check_ok(collect_expire(w.db, mem, clock_now(), &count));
    assert_int_equal(count, 1);
    pay_paid(bill_id, cents, arena_printf(mem, "%s1", receipt));
    assert_int_equal(pay_evidence(id, "stk_callback", arena_printf(mem, "%s2", receipt), cents, &why), MONEY_POSTED);
    return id;
}

static void
what_the_chosen_bill_does_not_take_goes_to_the_oldest(void **state)
{
    const char *sept = new_bill(&w.owner, w.lease_id, "2026-09", "water", 50000);
    const char *oct = new_bill(&w.owner, w.lease_id, "2026-10", "rent", 1500000);
    const char *dec = new_bill(&w.owner, w.lease_id, "2026-12", "rent", 1500000);

    (void)state;
    pay_late(w.bill_id, 1500000,
             "UKB000000"); /* 30,000 in all: 15,000 to November, then September's 500, October's 14,500 */
    check_bill(w.bill_id, "paid", 1500000, 0);
    check_bill(sept, "paid", 50000, 0);
    check_bill(oct, "part_paid", 1450000, 50000);
    check_bill(dec, "unpaid", 0, 1500000);
    assert_int_equal(owed(), 1550000);
    check_books();
}

static void
the_chosen_bill_comes_before_an_older_one(void **state)
{
    const char *oct = new_bill(&w.owner, w.lease_id, "2026-10", "rent", 1500000);

    (void)state;
    pay_paid(w.bill_id, 1000000, "UKC0000001");
    check_bill(w.bill_id, "part_paid", 1000000, 500000);
    check_bill(oct, "unpaid", 0, 1500000);
    check_books();
}

static void
overpayment_becomes_credit_and_the_next_bill_uses_it(void **state)
{
    struct receipt r;
    const char    *late = pay_late(w.bill_id, 1500000, "UKD000000");

    (void)state;
    assert_int_equal(owed(), -1500000);
    check_ok(receipt_load(w.db, mem, &w.owner,
                          raw_text_f("SELECT number FROM receipt r JOIN money_in m ON m.id = r.money_in_id"
                                     " WHERE m.payment_id = '%s'",
                                     late),
                          &r));
    assert_int_equal(r.credit.cents, 1500000);
    assert_int_equal(r.line_count, 0);

    const char *water = new_bill(&w.owner, w.lease_id, "2026-11", "water", 40050);
    check_bill(water, "paid", 40050, 0);
    assert_int_equal(owed(), -1459950);
    const char *dec = new_bill(&w.owner, w.lease_id, "2026-12", "rent", 1500000);
    check_bill(dec, "part_paid", 1459950, 40050);
    assert_int_equal(owed(), 40050);
    check_ok(receipt_load(w.db, mem, &w.owner, r.number, &r));
    assert_int_equal(r.credit.cents, 0);
    assert_int_equal(r.line_count, 2);
    check_books();
}

static void
odd_cents_are_paid_by_the_next_whole_shilling_and_the_rest_is_credit(void **state)
{
    const char *water = new_bill(&w.owner, w.lease_id, "2026-11", "water", 12345);

    (void)state;
    const char *id = pay_paid(water, 0, "UKE0000001");
    assert_int_equal(pay_now(id).asked.cents, 12400);
    check_bill(water, "paid", 12345, 0);
    assert_int_equal(owed(), 1500000 - 55);
    check_bill(w.bill_id, "part_paid", 55, 1499945); /* the open one takes it at once */
    check_books();
}

static void
credit_of_one_lease_pays_no_other(void **state)
{
    const char *unit = new_unit(&w.owner, w.property_id, "C1");
    const char *lease = new_lease(&w.owner, new_tenant(&w.owner, "Akinyi", "254722000007"), unit);

    (void)state;
    pay_late(w.bill_id, 1500000, "UKF000000");
    const char *bill = new_bill(&w.owner, lease, "2026-11", "rent", 1500000);
    check_bill(bill, "unpaid", 0, 1500000);
    check_books();
}

static void
credit_of_several_payments_is_used_oldest_first(void **state)
{
    const char *bill = new_bill(&w.owner, w.lease_id, "2026-10", "other", 100000);

    (void)state;
    pay_paid(w.bill_id, 0, "UKG0000001");
    pay_late(bill, 100000, "UKG00000A"); /* 1,000 too many */
    raw("UPDATE payment SET initiated_at = initiated_at - 1000");
    const char *water = new_bill(&w.owner, w.lease_id, "2026-10", "water", 30000);
    pay_paid(new_bill(&w.owner, w.lease_id, "2026-11", "garbage", 90000), 0, "UKG0000003");
    check_bill(water, "paid", 30000, 0);
    /* 700 of the credit went to the garbage bill of 900; 200 of it were asked and paid. */
    assert_int_equal(owed(), 0);
    check_books();
}

static void
a_reversal_opens_the_bill_again(void **state)
{
    const char *id = pay_paid(w.bill_id, 0, "UKH0000001");
    bool        undone;

    (void)state;
    check_ok(collect_contradicted(w.db, mem, id, clock_now(), &undone));
    check_ok(collect_contradicted(w.db, mem, id, clock_now() + 31, &undone));
    assert_true(undone);
    check_bill(w.bill_id, "unpaid", 0, 1500000);
    assert_int_equal(owed(), 1500000);
    check_text(pay_now(id).state, "reversed");
    pay_paid(w.bill_id, 0, "UKH0000002");
    check_bill(w.bill_id, "paid", 1500000, 0);
    check_books();
}

/* 400 random bills and payments: the books hold after each, and what is owed is what was billed less what came. */
static void
any_mix_of_bills_and_payments_adds_up(void **state)
{
    static const char *const kinds[] = {"water", "electricity", "garbage", "service", "penalty", "other"};
    uint64_t                 seed = 4242;
    int64_t                  billed = 1500000, came = 0;
    const char              *bills[80] = {w.bill_id};
    size_t                   count = 1;

    (void)state;
    for (int i = 0; i < 120; i++) {
        if (chance(&seed) % 3 == 0 && count < COUNT(bills)) {
            int64_t cents = 1 + chance(&seed) % 300000;
            bills[count++] = new_bill(&w.owner, w.lease_id, arena_printf(mem, "2026-%02u", 1 + chance(&seed) % 12),
                                      kinds[chance(&seed) % COUNT(kinds)], cents);
            billed += cents;
        } else {
            const char *bill = bills[chance(&seed) % count];
            int64_t     balance = bill_now(bill).balance.cents, most = (balance + 99) / 100;
            if (balance <= 0)
                continue;
            int64_t cents = (1 + chance(&seed) % most) * 100;
            if (chance(&seed) % 4 == 0) {
                pay_late(bill, cents, arena_printf(mem, "R%05d", i));
                came += cents;
            } else {
                pay_paid(bill, cents, arena_printf(mem, "S%05d", i));
            }
            came += cents;
        }
        assert_int_equal(owed(), billed - came);
    }
    check_books();
    assert_int_equal(raw_int("SELECT coalesce(sum(cents), 0) FROM allocation WHERE ended_at IS NULL"),
                     billed < came ? billed : came);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_part_pays_a_part),
        world_test(what_the_chosen_bill_does_not_take_goes_to_the_oldest),
        world_test(the_chosen_bill_comes_before_an_older_one),
        world_test(overpayment_becomes_credit_and_the_next_bill_uses_it),
        world_test(odd_cents_are_paid_by_the_next_whole_shilling_and_the_rest_is_credit),
        world_test(credit_of_one_lease_pays_no_other),
        world_test(credit_of_several_payments_is_used_oldest_first),
        world_test(a_reversal_opens_the_bill_again),
        world_test(any_mix_of_bills_and_payments_adds_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
