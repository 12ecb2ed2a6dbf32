/*
 * Starting a payment: each answer there is, and how often a phone may be asked.
 */
#include "support/world.h"

enum { HOUR = 3600, DAY = 86400 };

static const struct payment_rules limits = {.expiry_s = 120, .gap_s = 60, .per_hour = 6, .per_day = 20};

static struct payment payment;
static int64_t        wait_s;

static enum payment_answer
ask_as(const struct who *who, const struct payment_rules *rules, const char *bill, const char *phone, int64_t cents,
       const char *key)
{
    enum payment_answer      answer;
    const struct payment_ask a = {.bill_id = bill, .phone = phone, .amount = {cents}, .key = key};

    wait_s = 0;
    payment = (struct payment){0};
    check_ok(payment_start(w.db, mem, who, rules, &a, &answer, &payment, &wait_s));
    return answer;
}

static enum payment_answer
ask(int64_t cents, const char *key)
{
    return ask_as(&w.tenant, &no_limits, w.bill_id, NULL, cents, key);
}

static void
a_started_payment_copies_where_the_money_is_to_go(void **state)
{
    int64_t before = clock_now();

    (void)state;
    assert_int_equal(ask(0, "k"), PAYMENT_STARTED);
    check_text(payment.state, "pending");
    check_text(payment.shortcode, "412873");
    check_text(payment.business_name, "Sunrise Homes");
    check_text(payment.account_ref, "B4");
    check_text(payment.phone, "254722000002");
    check_text(raw_text("SELECT description FROM payment"), "Rent Nov");
    assert_int_equal(payment.asked.cents, 1500000);
    assert_int_equal(payment.money_moved, -1);
    assert_int_equal(strlen(payment.reference), 7);
    assert_in_range(payment.expires_at, before + 120, clock_now() + 120);
    check_text(bill_now(w.bill_id).open_payment, payment.id);
    check_books();
}

static void
the_same_key_and_request_is_the_same_payment(void **state)
{
    (void)state;
    assert_int_equal(ask(100000, "k"), PAYMENT_STARTED);
    const char *id = payment.id;
    assert_int_equal(ask(100000, "k"), PAYMENT_AGAIN);
    check_text(payment.id, id);
    pay_send(id);
    check_ok(collect_rejected(w.db, mem, id, "rejected", "400", "x"));
    assert_int_equal(ask(100000, "k"), PAYMENT_AGAIN); /* even after it failed: a retry has a key of its own */
    check_text(payment.state, "failed");
    assert_int_equal(raw_int("SELECT count(*) FROM payment"), 1);
}

static void
the_same_key_with_another_request_is_refused(void **state)
{
    (void)state;
    assert_int_equal(ask(100000, "k"), PAYMENT_STARTED);
    assert_int_equal(ask(100100, "k"), PAYMENT_KEY_REUSED);
    assert_int_equal(ask_as(&w.tenant, &no_limits, w.bill_id, "254722000009", 100000, "k"), PAYMENT_KEY_REUSED);
    assert_int_equal(
        ask_as(&w.tenant, &no_limits, new_bill(&w.owner, w.lease_id, "2026-12", "rent", 100), NULL, 100, "k"),
        PAYMENT_KEY_REUSED);
    assert_int_equal(ask_as(&w.owner, &no_limits, w.bill_id, NULL, 100000, "k"),
                     PAYMENT_IN_PROGRESS); /* another's key */
}

static void
one_attempt_for_a_bill_is_open_at_a_time(void **state)
{
    (void)state;
    assert_int_equal(ask(100000, "k1"), PAYMENT_STARTED);
    const char *id = payment.id;
    assert_int_equal(ask(100000, "k2"), PAYMENT_IN_PROGRESS);
    check_text(payment.id, id);
    pay_send(id);
    assert_int_equal(ask(100000, "k3"), PAYMENT_IN_PROGRESS);
    pay_accept(id);
    assert_int_equal(ask(100000, "k4"), PAYMENT_IN_PROGRESS);
    const char *other = new_bill(&w.owner, w.lease_id, "2026-12", "rent", 100);
    assert_int_equal(ask_as(&w.tenant, &no_limits, other, NULL, 0, "k5"), PAYMENT_STARTED);
}

static void
what_is_paid_or_void_needs_no_payment(void **state)
{
    const char *void_bill = new_bill(&w.owner, w.lease_id, "2026-12", "rent", 100);

    (void)state;
    pay_paid(w.bill_id, 0, "UK38M2QW0Z");
    assert_int_equal(ask(0, "k1"), PAYMENT_BILL_PAID);
    raw_f("UPDATE bill SET voided_at = 1 WHERE id = '%s'", void_bill);
    assert_int_equal(ask_as(&w.tenant, &no_limits, void_bill, NULL, 0, "k2"), PAYMENT_BILL_VOID);
}

static void
a_landlord_without_an_active_number_receives_nothing(void **state)
{
    (void)state;
    check_ok(receiving_deactivate(w.db, mem, &w.owner));
    assert_int_equal(ask(0, "k1"), PAYMENT_NOT_RECEIVING);
    raw("UPDATE receiving_account SET state = 'retired'");
    assert_int_equal(ask(0, "k2"), PAYMENT_NOT_RECEIVING);
}

static void
the_amount_is_whole_within_the_bill_and_within_mpesa(void **state)
{
    const char *odd = new_bill(&w.owner, w.lease_id, "2026-11", "water", 12345);
    const char *large = new_bill(&w.owner, w.lease_id, "2026-12", "deposit", 30000000);

    (void)state;
    assert_int_equal(ask(150, "a"), PAYMENT_NOT_WHOLE);
    assert_int_equal(ask(-100, "b"), PAYMENT_NOT_WHOLE);
    assert_int_equal(ask(1500100, "c"), PAYMENT_TOO_MUCH);
    assert_int_equal(ask(INT64_MAX / 100 * 100, "d"), PAYMENT_TOO_MUCH);
    assert_int_equal(ask_as(&w.tenant, &no_limits, odd, NULL, 12500, "e"), PAYMENT_TOO_MUCH);
    assert_int_equal(ask_as(&w.tenant, &no_limits, odd, NULL, 12400, "f"), PAYMENT_STARTED);
    assert_int_equal(ask_as(&w.tenant, &no_limits, large, NULL, 0, "g"), PAYMENT_TOO_LARGE);
    assert_int_equal(ask_as(&w.tenant, &no_limits, large, NULL, MPESA_MOST_CENTS + 100, "h"), PAYMENT_TOO_LARGE);
    assert_int_equal(ask_as(&w.tenant, &no_limits, large, NULL, MPESA_MOST_CENTS, "i"), PAYMENT_STARTED);
}

static void
another_tenants_or_landlords_bill_is_not_found(void **state)
{
    struct who               kamau = new_landlord("Kamau", "254733000003"), stranger = w.tenant, nobody = {0};
    enum payment_answer      answer;
    const struct payment_ask a = {.bill_id = w.bill_id, .key = "k"};

    (void)state;
    stranger.tenant_id = new_tenant(&w.owner, "Akinyi", "254722000007");
    stranger.person_id = nobody.person_id = "akinyi";
    give_account(&kamau, "paybill", "555555", NULL);
    assert_int_equal(payment_start(w.db, mem, &kamau, &no_limits, &a, &answer, &payment, &wait_s), ERR_NOT_FOUND);
    assert_int_equal(payment_start(w.db, mem, &stranger, &no_limits, &a, &answer, &payment, &wait_s), ERR_NOT_FOUND);
    assert_int_equal(payment_start(w.db, mem, &nobody, &no_limits, &a, &answer, &payment, &wait_s), ERR_NOT_FOUND);
    const char *id = pay_start(w.bill_id, 0);
    assert_int_equal(payment_load(w.db, mem, &kamau, id, &payment), ERR_NOT_FOUND);
    assert_int_equal(payment_load(w.db, mem, &stranger, id, &payment), ERR_NOT_FOUND);
    check_ok(payment_load(w.db, mem, &w.tenant, id, &payment));
}

static void
every_refusal_has_its_words(void **state)
{
    (void)state;
    for (int a = 0; a < PAYMENT_ANSWER_COUNT; a++) {
        const struct payment_refusal *r = payment_refusal((enum payment_answer)a);
        if (a == PAYMENT_STARTED || a == PAYMENT_AGAIN) {
            assert_null(r);
            continue;
        }
        assert_non_null(r);
        assert_true(r->status == 409 || r->status == 422 || r->status == 429);
        assert_true(strlen(r->code) > 4 && strlen(r->message) > 20);
        for (int b = PAYMENT_KEY_REUSED; b < a; b++)
            assert_string_not_equal(r->code, payment_refusal((enum payment_answer)b)->code);
    }
}

/* ---- how often ---- */

/* A prompt that went to a phone `ago` seconds ago, for whatever landlord. */
static void
was_prompted(const char *phone, int64_t ago, int64_t cents, const char *then, bool on_file)
{
    static int count;

    raw_f(
        "INSERT INTO payment (id, reference, purpose, landlord_id, receiving_account_id, business_type, shortcode,"
        " business_name, account_ref, description, phone, phone_on_file, asked_cents, state, started_by, "
        "idempotency_key,"
        " request_hash, initiated_at, expires_at) VALUES ('old%d', 'OLD%d', 'test', 'another landlord', 'x', 'paybill',"
        " '555555', 'x', 'x', 'x', '%s', %d, %lld, '%s', 'somebody', 'old%d', 'x', unixepoch() - %lld, 1)",
        count, count, phone, on_file, (long long)cents, then, count, (long long)ago);
    count++;
}

static enum payment_answer
ask_phone(const char *phone, int64_t cents)
{
    static int          count;
    enum payment_answer answer =
        ask_as(&w.tenant, &limits, w.bill_id, phone, cents, arena_printf(mem, "phone %d", count++));

    raw("UPDATE payment SET initiated_at = 1, state = 'failed' WHERE purpose = 'bill'");
    return answer;
}

#define ON_FILE "254722000002"
#define STRANGE "254722999999"

static void
a_phone_is_asked_once_a_minute_and_for_the_same_once_in_two(void **state)
{
    (void)state;
    was_prompted(ON_FILE, 50, 100000, "failed", true);
    assert_int_equal(ask_phone(ON_FILE, 200000), PAYMENT_PHONE_WAIT);
    assert_in_range(wait_s, 1, 10);
    assert_int_equal(ask_phone(ON_FILE, 100000), PAYMENT_PHONE_WAIT);
    assert_in_range(wait_s, 61, 70);
    assert_int_equal(ask_phone(STRANGE, 100000), PAYMENT_STARTED);
    raw("UPDATE payment SET initiated_at = initiated_at - 20 WHERE purpose = 'test'");
    assert_int_equal(ask_phone(ON_FILE, 200000), PAYMENT_STARTED);
    assert_int_equal(ask_phone(ON_FILE, 100000), PAYMENT_PHONE_WAIT);
    raw("UPDATE payment SET initiated_at = initiated_at - 60 WHERE purpose = 'test'");
    assert_int_equal(ask_phone(ON_FILE, 100000), PAYMENT_STARTED);
}

static void
a_phone_is_asked_so_often_an_hour_and_half_as_often_when_not_on_file(void **state)
{
    static const struct {
        const char *phone;
        int         most;
    } cases[] = {{ON_FILE, 6}, {STRANGE, 3}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int n = 0; n < cases[i].most; n++) {
            assert_int_equal(ask_phone(cases[i].phone, 100000), PAYMENT_STARTED);
            was_prompted(cases[i].phone, 300 + n * 200, 100000, "failed", true);
        }
        assert_int_equal(ask_phone(cases[i].phone, 100000), PAYMENT_PHONE_LIMIT);
        assert_in_range(wait_s, 1, HOUR);
    }
    raw("UPDATE payment SET initiated_at = initiated_at - 3600 WHERE purpose = 'test'");
    assert_int_equal(ask_phone(ON_FILE, 100000), PAYMENT_STARTED);
}

static void
a_phone_is_asked_so_often_a_day(void **state)
{
    static const struct {
        const char *phone;
        int         most;
    } cases[] = {{ON_FILE, 20}, {STRANGE, 6}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int n = 0; n < cases[i].most; n++) {
            assert_int_equal(ask_phone(cases[i].phone, 100000), PAYMENT_STARTED);
            was_prompted(cases[i].phone, HOUR + 10 + n * 3000, 100000, "failed", true);
        }
        assert_int_equal(ask_phone(cases[i].phone, 100000), PAYMENT_PHONE_LIMIT);
        assert_in_range(wait_s, 1, DAY);
    }
}

static void
two_refusals_from_a_phone_not_on_file_close_it_for_a_day(void **state)
{
    (void)state;
    was_prompted(STRANGE, 2 * HOUR, 100000, "cancelled", false);
    assert_int_equal(ask_phone(STRANGE, 100000), PAYMENT_STARTED);
    was_prompted(STRANGE, 3 * HOUR, 100000, "cancelled", false);
    assert_int_equal(ask_phone(STRANGE, 100000), PAYMENT_PHONE_LIMIT);
    was_prompted(ON_FILE, 2 * HOUR, 100000, "cancelled", true);
    was_prompted(ON_FILE, 3 * HOUR, 100000, "cancelled", true);
    assert_int_equal(ask_phone(ON_FILE, 100000), PAYMENT_STARTED);
}

static void
zero_lifts_a_limit(void **state)
{
    (void)state;
    for (int n = 0; n < 40; n++)
        was_prompted(ON_FILE, n, 100000, "failed", true);
    assert_int_equal(ask_as(&w.tenant, &no_limits, w.bill_id, NULL, 100000, "k"), PAYMENT_STARTED);
}

static void
a_new_landlord_tests_twenty_times_a_day(void **state)
{
    struct who           k = new_landlord("Kamau", "254733000003");
    struct payment_rules rules = limits;
    enum payment_answer  answer = PAYMENT_STARTED;

    (void)state;
    rules.gap_s = rules.per_hour = 0;
    rules.per_day = 1000;
    assert_int_equal(payment_start_test(w.db, mem, &k, &rules, "254733000003", "k", &answer, &payment, &wait_s),
                     ERR_NOT_FOUND);
    describe_account(&k, "paybill", "555555", NULL);
    for (int i = 0; i < 20; i++) {
        check_ok(payment_start_test(w.db, mem, &k, &rules, "254733000003", arena_printf(mem, "t%d", i), &answer,
                                    &payment, &wait_s));
        assert_int_equal(answer, PAYMENT_STARTED);
    }
    check_text(payment.purpose, "test");
    assert_int_equal(payment.asked.cents, 100);
    check_ok(payment_start_test(w.db, mem, &k, &rules, "254733000003", "t3", &answer, &payment, &wait_s));
    assert_int_equal(answer, PAYMENT_AGAIN);
    check_ok(payment_start_test(w.db, mem, &k, &rules, "254733000003", "t20", &answer, &payment, &wait_s));
    assert_int_equal(answer, PAYMENT_NEW_LANDLORD);
    assert_in_range(wait_s, DAY - 600, DAY);
    raw("UPDATE receiving_account SET tested_at = 1 WHERE shortcode = '555555'"); /* proved */
    check_ok(payment_start_test(w.db, mem, &k, &rules, "254733000003", "t21", &answer, &payment, &wait_s));
    assert_int_equal(answer, PAYMENT_STARTED);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_started_payment_copies_where_the_money_is_to_go),
        world_test(the_same_key_and_request_is_the_same_payment),
        world_test(the_same_key_with_another_request_is_refused),
        world_test(one_attempt_for_a_bill_is_open_at_a_time),
        world_test(what_is_paid_or_void_needs_no_payment),
        world_test(a_landlord_without_an_active_number_receives_nothing),
        world_test(the_amount_is_whole_within_the_bill_and_within_mpesa),
        world_test(another_tenants_or_landlords_bill_is_not_found),
        cmocka_unit_test(every_refusal_has_its_words),
        world_test(a_phone_is_asked_once_a_minute_and_for_the_same_once_in_two),
        world_test(a_phone_is_asked_so_often_an_hour_and_half_as_often_when_not_on_file),
        world_test(a_phone_is_asked_so_often_a_day),
        world_test(two_refusals_from_a_phone_not_on_file_close_it_for_a_day),
        world_test(zero_lifts_a_limit),
        world_test(a_new_landlord_tests_twenty_times_a_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
