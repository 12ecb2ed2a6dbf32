/*
 * Deposits: what is held, what is deducted, what goes back, and that it happens once.
 */
#include "support/world.h"

#include "rent/deposit.h"
#include "rent/entry.h"
#include "rent/opening.h"
#include "rent/payout.h"
#include "rent/place.h"

static const struct deposit_refusal *why;

static int64_t
balance(const char *kind, const char *detail)
{
    return raw_int_f("SELECT coalesce(sum(balance_cents), 0) FROM account WHERE kind = '%s' AND detail = '%s'", kind,
                     detail);
}

static struct deposit
now(void)
{
    struct deposit d;

    check_ok(deposit_load(w.db, mem, &w.owner, w.lease_id, &d));
    return d;
}

/* 15,000 of deposit are held from before. */
static void
hold(void)
{
    enum opening_answer      answer;
    const char              *id;
    const struct opening_new in = {.lease_id = w.lease_id, .deposit = {1500000}};

    check_ok(opening_set(w.db, mem, &w.owner, &in, &answer, &id));
    assert_int_equal(answer, OPENING_SET);
}

static const char *
deduct(const char *kind, const char *words, const char *bill_id, int64_t cents)
{
    const struct deposit_line line = {kind, words, bill_id, {cents}};

    check_ok(deposit_deduct(w.db, mem, &w.owner, w.lease_id, &line, &why));
    return why ? why->field ? why->field : why->code : "";
}

static const char *
finish(const char *by, const char *bank, const char *ref)
{
    const struct deposit_end end = {.by = by, .bank_account_id = bank, .ref = ref, .note = "Thank you"};

    check_ok(deposit_finish(w.db, mem, &w.owner, w.lease_id, &end, &why));
    return why ? why->field ? why->field : why->code : "";
}

static void
a_deposit_is_held_from_the_day_it_is_paid(void **state)
{
    const char *bill = new_bill(&w.owner, w.lease_id, "2026-10", "deposit", 2000000);

    (void)state;
    assert_int_equal(now().held.cents, 0);
    assert_int_equal(balance("deposits", w.lease_id), -2000000);
    pay_paid(bill, 500000, "UK38M2QW0Z");
    assert_int_equal(now().held.cents, 500000);
    hold();
    assert_int_equal(now().held.cents, 2000000);
    check_books();
}

/* Books from before kept all deposits in one account. */
static void
old_postings_count_for_their_lease(void **state)
{
    const char *bill = new_bill(&w.owner, w.lease_id, "2026-10", "deposit", 2000000);

    (void)state;
    pay_paid(bill, 0, "UK38M2QW0Z");
    raw("UPDATE account SET detail = '' WHERE kind = 'deposits'");
    assert_int_equal(now().held.cents, 2000000);
    hold();
    assert_int_equal(now().held.cents, 3500000);
    assert_int_equal(balance("deposits", ""), -2000000);
    int64_t broken;
    check_ok(invariant_check(w.db, mem, tell_broken, NULL, &broken));
    assert_int_equal(broken, 0);
}

static void
lines_are_judged(void **state)
{
    const char *deposit = new_bill(&w.owner, w.lease_id, "2026-10", "deposit", 2000000);
    struct who  kamau = new_landlord("Kamau", "254733000003");

    (void)state;
    check_text(deduct("repairs", "A window", NULL, 100), "amount"); /* nothing is held */
    hold();
    check_text(deduct("repairs", NULL, NULL, 100), "words");
    check_text(deduct("repairs", "A window", NULL, 0), "amount");
    check_text(deduct("repairs", "A window", NULL, 1500001), "amount");
    check_text(deduct("bill", NULL, NULL, 100), "billId");
    check_text(deduct("bill", NULL, deposit, 100), "billId");
    check_text(deduct("bill", NULL, "aaaaaaaaaaaaaaaa", 100), "billId");
    check_text(deduct("bill", NULL, w.bill_id, 1500001), "amount");
    assert_null(now().id);
    check_text(deduct("bill", NULL, w.bill_id, 1000000), "");
    check_text(deduct("bill", NULL, w.bill_id, 100), "billId");
    check_text(deduct("cleaning", "Carpet", NULL, 500001), "amount");
    check_text(deduct("cleaning", "Carpet", NULL, 500000), "");
    assert_int_equal(now().rest.cents, 0);
    check_ok(deposit_drop(w.db, mem, &w.owner, w.lease_id, 7, &why));
    check_text(why->field, "remove");
    check_ok(deposit_drop(w.db, mem, &w.owner, w.lease_id, 1, &why));
    assert_null(why);
    assert_int_equal(now().item_count, 1);
    assert_int_equal(now().rest.cents, 1000000);
    const struct deposit_line line = {"repairs", "A window", NULL, {100}};
    assert_int_equal(deposit_deduct(w.db, mem, &kamau, w.lease_id, &line, &why), ERR_NOT_FOUND);
    struct deposit d;
    check_ok(deposit_load(w.db, mem, &w.tenant, w.lease_id, &d));
    assert_null(d.id); /* a draft is not the tenant's yet */
    assert_int_equal(balance("deposits", w.lease_id), -3500000);
    check_books();
}

static void
settled_it_pays_keeps_and_gives_back(void **state)
{
    const char *bank;

    (void)state;
    hold();
    check_ok(bank_account_add(w.db, mem, &w.owner, "KCB", NULL, &bank));
    deduct("bill", NULL, w.bill_id, 700000);
    deduct("repairs", "A window", NULL, 200000);
    deduct("cleaning", "Carpet", NULL, 100000);
    check_text(finish(NULL, NULL, NULL), "returnBy");
    check_text(finish("cheque", NULL, "12"), "bankAccountId");
    check_text(finish("cheque", "cash", "12"), "bankAccountId");
    check_text(finish("cheque", bank, NULL), "reference");
    check_text(finish("cash", NULL, NULL), "returnBy");
    assert_int_equal(balance("deposits", w.lease_id), -1500000);
    check_text(finish("cheque", bank, "12"), "");
    assert_int_equal(balance("deposits", w.lease_id), 0);
    assert_int_equal(balance("receivable", w.lease_id), 800000);
    assert_int_equal(balance("income", "damage"), -300000);
    assert_int_equal(balance("bank", "KCB"), -500000);
    assert_int_equal(bill_now(w.bill_id).paid.cents, 700000);
    struct deposit d;
    check_ok(deposit_load(w.db, mem, &w.tenant, w.lease_id, &d));
    assert_true(d.final);
    assert_int_equal(d.was_held.cents, 1500000);
    assert_int_equal(d.deducted.cents, 1000000);
    assert_int_equal(d.rest.cents, 500000);
    assert_int_equal(d.held.cents, 0);
    check_text(d.returned_from, "KCB");
    assert_non_null(d.items[0].receipt_number);
    check_text(finish("cheque", bank, "12"), "deposit_settled");
    check_text(deduct("repairs", "More", NULL, 100), "deposit_settled");
    check_books();
}

static void
by_m_pesa_the_rest_is_a_payout_like_any_other(void **state)
{
    (void)state;
    hold();
    check_text(finish("mpesa", NULL, NULL), "returnBy"); /* no bulk number yet */
    assert_null(now().id);
    raw("UPDATE receiving_account SET payout_shortcode = '600992'");
    deduct("repairs", "A window", NULL, 200000);
    check_text(finish("mpesa", NULL, NULL), "");
    check_text(now().request_state, "awaiting_approval");
    check_text(now().request_party, "254722000002");
    assert_int_equal(raw_int("SELECT amount_cents FROM mpesa_request"), 1300000);
    assert_int_equal(balance("deposits", w.lease_id), -1300000);
    assert_int_equal(now().held.cents, 0); /* set aside for the payout */
    check_ok(payout_reject(w.db, mem, &w.owner, now().request_id, NULL));
    assert_int_equal(now().held.cents, 1300000);
    check_books();
}

static void
what_changed_meanwhile_stops_it(void **state)
{
    (void)state;
    check_text(finish("owner", NULL, NULL), "nothing_held");
    hold();
    deduct("bill", NULL, w.bill_id, 0);
    assert_int_equal(now().items[0].amount.cents, 1500000);
    pay_paid(w.bill_id, 100000, "UK38M2QW0Z");
    check_text(finish(NULL, NULL, NULL), "bill_changed");
    check_ok(deposit_drop(w.db, mem, &w.owner, w.lease_id, 1, &why));
    deduct("repairs", "Everything", NULL, 1500000);
    check_ok(opening_undo(w.db, mem, &w.owner, w.lease_id, "Wrong"));
    check_text(finish(NULL, NULL, NULL), "above_deposit");
    check_books();
}

static void
a_deposit_goes_back_whole_out_of_the_owners_pocket(void **state)
{
    (void)state;
    hold();
    check_text(finish("owner", NULL, NULL), "");
    assert_int_equal(balance("drawings", ""), -1500000);
    assert_int_equal(now().item_count, 0);
    check_books();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_deposit_is_held_from_the_day_it_is_paid),
        world_test(old_postings_count_for_their_lease),
        world_test(lines_are_judged),
        world_test(settled_it_pays_keeps_and_gives_back),
        world_test(by_m_pesa_the_rest_is_a_payout_like_any_other),
        world_test(what_changed_meanwhile_stops_it),
        world_test(a_deposit_goes_back_whole_out_of_the_owners_pocket),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
