/*
 * How rows of a pulled list are judged, by table; and that what is listed again is judged once.
 */
#include "support/world.h"

#include "hook/pulled.h"

static struct pull_run
run(int64_t id)
{
    return (struct pull_run){
        .id = id,
        .landlord_id = w.owner.landlord_id,
        .receiving_account_id = raw_text("SELECT id FROM receiving_account WHERE shortcode = '412873'"),
        .shortcode = "412873",
    };
}

static struct pulled_tally
pulled(int64_t id, const struct pull_row *row)
{
    struct pull_run        r = run(id);
    const struct pull_rows rows = {.at = row, .count = 1};
    struct pulled_tally    t;

    check_ok(pulled_page(w.db, mem, &r, &rows, &t));
    return t;
}

static struct pull_row
row_of(const char *receipt, int64_t cents, const char *account, const char *msisdn)
{
    return (struct pull_row){.receipt_no = receipt,
                             .paid_at = clock_now(),
                             .msisdn = msisdn,
                             .has_amount = cents > 0,
                             .amount = {cents},
                             .account = account,
                             .type = "c2b-pay-bill-debit"};
}

static const char *
verdict(const char *receipt, int64_t cents)
{
    return raw_text_f("SELECT verdict FROM pulled_row WHERE receipt_no = '%s' AND amount_cents = %lld", receipt,
                      (long long)cents);
}

static void
rows_are_judged(void **state)
{
    static const struct {
        const char *receipt, *account, *msisdn, *type;
        int64_t     cents;
        const char *verdict;
        int64_t     posted; /* in all */
    } cases[] = {
        {"UKP0000001", "B4", "722000002", "c2b-pay-bill-debit", 10000, "posted", 1},
        {"UKP0000001", "B4", "722000002", "c2b-pay-bill-debit", 10050, "held", 1},
        {"UKP0000002", "WHO", "2547***002", "c2b-pay-bill-debit", 1000, "posted", 2},
        {"UKP0000003", NULL, NULL, "c2b-buy-goods-debit", 1000, "posted", 3},
        {"UKP0000004", "B4", NULL, NULL, 1000, "posted", 4},
        {"UKP0000005", "B4", "722000002", "Pay Bill", 1000, "posted", 5},
        {"UKP0000006", "B4", NULL, "Organization To Organization Transfer", 1000, "not_expected", 5},
        {"UKP0000007", "B4", NULL, "b2b-org-settlement", 1000, "not_expected", 5},
        {"UKP0000008", "B4", NULL, "B2C-payment", 1000, "not_expected", 5},
        {"UKP0000009", "B4", "722000002", "c2b-pay-bill-debit", 0, "unclear", 5},
        {"UKP0000009", "B4", "722000002", "c2b-pay-bill-debit", 1000, "posted", 6},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pull_row row = row_of(cases[i].receipt, cases[i].cents, cases[i].account, cases[i].msisdn);
        row.type = cases[i].type;
        struct pulled_tally t = pulled(1, &row);
        check_text(verdict(cases[i].receipt, cases[i].cents), cases[i].verdict);
        assert_int_equal(t.fresh, strcmp(cases[i].verdict, "posted") == 0);
        assert_int_equal(raw_int("SELECT count(*) FROM money_in"), cases[i].posted);
    }
    assert_int_equal(raw_int("SELECT count(*) FROM money_in WHERE channel <> 'pull'"), 0);
    check_text(raw_text("SELECT phone FROM money_in WHERE receipt_no = 'UKP0000001'"), "254722000002");
    check_text(raw_text("SELECT msisdn FROM pulled_row WHERE receipt_no = 'UKP0000001'"), "722000002");
    check_books();
}

static void
a_row_is_judged_once_and_counted_once_a_pull(void **state)
{
    struct pull_row     row = row_of("UKP0000001", 10000, "B4", "722000002"), other = row;
    struct pulled_tally t = pulled(1, &row);

    (void)state;
    assert_int_equal(t.unseen, 1);
    assert_int_equal(t.fresh, 1);
    t = pulled(1, &row);
    assert_int_equal(t.unseen, 0);
    assert_int_equal(t.fresh, 0);
    t = pulled(2, &row);
    assert_int_equal(t.unseen, 1);
    assert_int_equal(t.fresh, 0);
    check_text(verdict("UKP0000001", 10000), "posted");

    other.amount.cents = 99;
    assert_int_equal(pulled(2, &other).odd, 1);
    raw("UPDATE hold SET released_at = 1, released_by = 'somebody', release_note = 'seen to'");
    assert_int_equal(pulled(3, &other).odd, 0);
    assert_int_equal(raw_int("SELECT count(*) FROM hold"), 1);
    check_books();
}

static void
what_we_failed_on_is_judged_again(void **state)
{
    struct pull_row row = row_of("UKP0000001", 10000, "B4", NULL);

    (void)state;
    (void)pulled(1, &row);
    raw("UPDATE pulled_row SET verdict = 'error'");
    (void)pulled(2, &row);
    check_text(verdict("UKP0000001", 10000), "known");
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 1);
}

static void
a_prompt_that_nobody_answered_for_gets_its_money(void **state)
{
    static const struct {
        const char *account, *msisdn;
        int64_t     late_s; /* the list's time, after the prompt */
        bool        prompts;
    } cases[] = {
        {"B4", "722000002", 10, true},   {"b-4", "2547***002", 60, true}, {"B4", NULL, 600, true},
        {"B4", "722000003", 10, false},  {"WHO", "722000002", 10, false}, {"B4", "722000002", 1000, false},
        {"B4", "254722000002", 1, true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *bill = new_bill(&w.owner, w.lease_id, arena_printf(mem, "2027-%02zu", i + 1), "rent", 70000);
        const char *id = pay_prompted(bill, 70000), *receipt = arena_printf(mem, "UKR000000%zu", i);
        raw_f("UPDATE payment SET sent_at = sent_at - 7200 WHERE id = '%s'", id);
        struct pull_row row = row_of(receipt, 70000, cases[i].account, cases[i].msisdn);
        row.paid_at = pay_now(id).sent_at + cases[i].late_s;
        (void)pulled(1, &row);
        check_text(verdict(receipt, 70000), "posted");
        check_text(pay_now(id).state, cases[i].prompts ? "success" : "processing");
        raw("UPDATE payment SET sent_at = sent_at - 100000"); /* out of the next one's way */
    }
    check_books();
}

static void
a_receipt_of_another_landlord_is_held(void **state)
{
    struct pull_row     row = row_of("UKP0000001", 10000, "B4", NULL);
    struct who          peter = new_landlord("Peter", "254711000002");
    struct pull_run     r = run(1);
    struct pulled_tally t;

    (void)state;
    (void)pulled(1, &row);
    give_account(&peter, "paybill", "512873", NULL);
    r.landlord_id = peter.landlord_id;
    r.receiving_account_id = raw_text("SELECT id FROM receiving_account WHERE shortcode = '512873'");
    r.shortcode = "512873";
    check_ok(pulled_page(w.db, mem, &r, &(const struct pull_rows){.at = &row, .count = 1}, &t));
    assert_int_equal(t.odd, 1);
    assert_int_equal(raw_int_f("SELECT count(*) FROM money_in WHERE landlord_id = '%s'", peter.landlord_id), 0);
    assert_int_equal(raw_int_f("SELECT count(*) FROM hold WHERE landlord_id = '%s'", peter.landlord_id), 1);
    check_books();
}

static void
a_time_that_has_not_come_is_now(void **state)
{
    struct pull_row row = row_of("UKP0000001", 10000, "B4", NULL);

    (void)state;
    row.paid_at = clock_now() + 3 * 3600;
    (void)pulled(1, &row);
    row = row_of("UKP0000002", 10000, "B4", NULL);
    row.paid_at = 0;
    (void)pulled(1, &row);
    assert_int_equal(raw_int("SELECT count(*) FROM money_in WHERE abs(paid_at - unixepoch()) < 60"), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(rows_are_judged),
        world_test(a_row_is_judged_once_and_counted_once_a_pull),
        world_test(what_we_failed_on_is_judged_again),
        world_test(a_prompt_that_nobody_answered_for_gets_its_money),
        world_test(a_receipt_of_another_landlord_is_held),
        world_test(a_time_that_has_not_come_is_now),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
