#include "support/world.h"

enum { DAY = 86400 };

static struct receiving
newest(const struct who *who)
{
    struct receiving r;

    check_ok(receiving_newest(w.db, mem, who, &r));
    return r;
}

static struct receiving
in_use(const struct who *who)
{
    struct receiving r;

    check_ok(receiving_in_use(w.db, mem, who, &r));
    return r;
}

static enum activation
activate(const struct who *who, int64_t delay_s)
{
    enum activation how;

    check_ok(receiving_activate(w.db, mem, who, delay_s, &how));
    return how;
}

/* The KES 1 test: started by the wizard, ended by the gateway. */
static const char *
start_test(const struct who *who)
{
    static int          count;
    struct payment      p;
    enum payment_answer answer;
    int64_t             wait_s;

    check_ok(payment_start_test(w.db, mem, who, &no_limits, "254711000001", arena_printf(mem, "test %d", ++count),
                                &answer, &p, &wait_s));
    assert_int_equal(answer, PAYMENT_STARTED);
    return p.id;
}

static void
pass_test(const struct who *who)
{
    const char *why, *id = start_test(who);

    pay_send(id);
    pay_accept(id);
    assert_int_equal(pay_evidence(id, "stk_callback", arena_printf(mem, "T%.9s", id), 100, &why), MONEY_POSTED);
}

static struct who
fresh_landlord(void)
{
    return new_landlord("Kamau", "254733000003");
}

static void
the_wizard_goes_from_type_to_active(void **state)
{
    struct who       k = fresh_landlord();
    struct receiving r;

    (void)state;
    assert_int_equal(receiving_newest(w.db, mem, &k, &r), ERR_NOT_FOUND);
    assert_int_equal(activate(&k, DAY), ACTIVATION_NOTHING);
    check_ok(receiving_begin(w.db, mem, &k, "till"));
    check_text(newest(&k).state, "draft");
    check_text(newest(&k).step, "details");
    assert_int_equal(activate(&k, DAY), ACTIVATION_NOTHING);
    describe_account(&k, "till", "567890", "600123");
    r = newest(&k);
    check_text(r.step, "test");
    check_text(r.store_number, "600123");
    check_text(r.credentials, "platform");
    assert_true(r.configured_at > 0);
    assert_int_equal(activate(&k, DAY), ACTIVATION_TEST_REQUIRED);
    assert_int_equal(receiving_in_use(w.db, mem, &k, &r), ERR_NOT_FOUND);

    const char *id = start_test(&k);
    check_text(newest(&k).test_result, "pending");
    pay_send(id);
    pay_accept(id);
    assert_int_equal(activate(&k, DAY), ACTIVATION_TEST_REQUIRED);
    const char *why;
    assert_int_equal(pay_evidence(id, "stk_callback", "UKT0000001", 100, &why), MONEY_POSTED);
    r = newest(&k);
    check_text(r.test_result, "success");
    check_text(r.step, "activate");
    assert_true(r.tested_at > 0);
    assert_int_equal(activate(&k, DAY), ACTIVATION_DONE); /* the first one waits for nothing */
    r = in_use(&k);
    check_text(r.state, "active");
    check_text(r.step, "done");
    assert_int_equal(activate(&k, DAY), ACTIVATION_DONE);
    check_books();
}

static void
a_failed_test_proves_nothing(void **state)
{
    struct who k = fresh_landlord();

    (void)state;
    describe_account(&k, "paybill", "555555", NULL);
    const char *id = start_test(&k);
    pay_send(id);
    pay_accept(id);
    check_ok(collect_declined(w.db, mem, id, "cancelled", "cancelled", "1032", "x", "query", true, 0));
    check_text(newest(&k).test_result, "failed");
    assert_int_equal(newest(&k).tested_at, 0);
    assert_int_equal(activate(&k, DAY), ACTIVATION_TEST_REQUIRED);
    pass_test(&k);
    assert_int_equal(activate(&k, DAY), ACTIVATION_DONE);
}

static void
another_number_must_be_tested_anew(void **state)
{
    struct who k = fresh_landlord();

    (void)state;
    describe_account(&k, "paybill", "555555", NULL);
    pass_test(&k);
    const char *tested = newest(&k).id;
    describe_account(&k, "paybill", "555555", NULL); /* the same again keeps the proof */
    assert_true(newest(&k).tested_at > 0);
    check_text(newest(&k).id, tested);
    describe_account(&k, "paybill", "555556", NULL);
    assert_int_equal(newest(&k).tested_at, 0);
    assert_null(newest(&k).test_result);
    assert_string_not_equal(newest(&k).id, tested); /* the shilling went to the old one, which is kept */
    assert_int_equal(activate(&k, DAY), ACTIVATION_TEST_REQUIRED);
    check_books();
}

static void
a_test_of_an_old_draft_proves_nothing_for_the_new_one(void **state)
{
    struct who  k = fresh_landlord();
    const char *why;

    (void)state;
    describe_account(&k, "paybill", "555555", NULL);
    const char *id = start_test(&k);
    pay_send(id);
    describe_account(&k, "paybill", "555556", NULL);
    assert_int_equal(pay_evidence(id, "stk_callback", "UKT0000002", 100, &why), MONEY_POSTED);
    assert_int_equal(newest(&k).tested_at, 0);
    assert_int_equal(activate(&k, DAY), ACTIVATION_TEST_REQUIRED);
    check_books();
}

static void
a_number_active_for_another_landlord_needs_the_operator(void **state)
{
    struct who k = fresh_landlord(), operator= w.operator;

    (void)state;
    describe_account(&k, "paybill", "412873", NULL);
    pass_test(&k);
    assert_int_equal(activate(&k, DAY), ACTIVATION_NUMBER_TAKEN);
    operator.landlord_id = k.landlord_id;
    assert_int_equal(activate(&operator, DAY), ACTIVATION_DONE);
    check_text(in_use(&k).shortcode, "412873");
}

static void
a_changed_number_waits_and_the_old_one_goes_on_meanwhile(void **state)
{
    int64_t count, before = clock_now();

    (void)state;
    describe_account(&w.owner, "paybill", "555555", NULL);
    pass_test(&w.owner);
    assert_int_equal(activate(&w.owner, DAY), ACTIVATION_WAITING);
    struct receiving r = newest(&w.owner);
    check_text(r.state, "waiting");
    assert_in_range(r.effective_at, before + DAY, clock_now() + DAY);
    check_text(in_use(&w.owner).shortcode, "412873");
    const char *open = pay_start(w.bill_id, 0);
    check_text(pay_now(open).shortcode, "412873");

    assert_int_equal(activate(&w.owner, 0), ACTIVATION_WAITING); /* pressing again shortens nothing */
    check_ok(receiving_take_effect(w.db, mem, r.effective_at - 1, &count));
    assert_int_equal(count, 0);
    check_ok(receiving_take_effect(w.db, mem, r.effective_at, &count));
    assert_int_equal(count, 1);
    check_text(in_use(&w.owner).shortcode, "555555");
    assert_int_equal(raw_int("SELECT count(*) FROM receiving_account WHERE state = 'retired' AND shortcode = '412873'"),
                     1);
    check_text(pay_now(open).shortcode, "412873"); /* it copied what it used */
    check_ok(receiving_take_effect(w.db, mem, INT64_MAX, &count));
    assert_int_equal(count, 0);
    check_books();
}

static void
switching_off_first_does_not_dodge_the_delay(void **state)
{
    (void)state;
    check_ok(receiving_deactivate(w.db, mem, &w.owner));
    describe_account(&w.owner, "paybill", "555555", NULL);
    pass_test(&w.owner);
    assert_int_equal(activate(&w.owner, DAY), ACTIVATION_WAITING);
}

static void
without_a_delay_and_for_the_operator_it_takes_effect_at_once(void **state)
{
    struct who operator= w.operator;

    (void)state;
    describe_account(&w.owner, "paybill", "555555", NULL);
    pass_test(&w.owner);
    assert_int_equal(activate(&w.owner, 0), ACTIVATION_DONE);
    check_text(in_use(&w.owner).shortcode, "555555");
    describe_account(&w.owner, "paybill", "555556", NULL);
    operator.landlord_id = w.owner.landlord_id;
    assert_int_equal(activate(&operator, DAY), ACTIVATION_DONE);
    check_text(in_use(&w.owner).shortcode, "555556");
    check_books();
}

static void
off_and_on_again_is_the_same_account(void **state)
{
    const char *id = in_use(&w.owner).id;

    (void)state;
    check_ok(receiving_deactivate(w.db, mem, &w.owner));
    check_text(in_use(&w.owner).state, "inactive");
    assert_int_equal(receiving_deactivate(w.db, mem, &w.owner), ERR_NOT_FOUND);
    raw("UPDATE receiving_account SET tested_at = 1");
    assert_int_equal(activate(&w.owner, DAY), ACTIVATION_DONE);
    check_text(in_use(&w.owner).id, id);
    check_text(in_use(&w.owner).state, "active");
}

static void
an_abandoned_draft_leaves_what_is_in_use(void **state)
{
    (void)state;
    describe_account(&w.owner, "till", "567890", "600123");
    check_ok(receiving_abandon(w.db, mem, &w.owner));
    check_text(newest(&w.owner).shortcode, "412873");
    const struct receiving_details d = {.shortcode = "555555", .business_name = "x"};
    assert_int_equal(receiving_describe(w.db, mem, &w.owner, &d), ERR_NOT_FOUND);
}

static void
another_type_forgets_the_details(void **state)
{
    struct who k = fresh_landlord();

    (void)state;
    describe_account(&k, "paybill", "555555", NULL);
    check_ok(receiving_begin(w.db, mem, &k, "till"));
    struct receiving r = newest(&k);
    check_text(r.business_type, "till");
    assert_null(r.shortcode);
    check_text(r.step, "details");
    check_ok(receiving_begin(w.db, mem, &k, "till")); /* the same type again keeps everything */
    check_text(newest(&k).id, r.id);
}

static void
own_credentials_show_their_hints_alone_and_can_be_dropped(void **state)
{
    struct who               k = fresh_landlord();
    struct receiving_details d = {.shortcode = "555555",
                                  .business_name = "Kamau",
                                  .passkey_envelope = "e1",
                                  .passkey_hint = "c919",
                                  .key_envelope = "e2",
                                  .key_hint = "kkkk",
                                  .secret_envelope = "e3",
                                  .secret_hint = "ssss"};

    (void)state;
    check_ok(receiving_begin(w.db, mem, &k, "paybill"));
    check_ok(receiving_describe(w.db, mem, &k, &d));
    struct receiving r = newest(&k);
    check_text(r.credentials, "own");
    check_text(r.passkey_hint, "c919");
    check_text(r.secret_hint, "ssss");
    d.passkey_envelope = d.key_envelope = d.secret_envelope = NULL;
    d.keep_own = true;
    check_ok(receiving_describe(w.db, mem, &k, &d));
    check_text(newest(&k).credentials, "own");
    check_text(newest(&k).key_hint, "kkkk");
    d.keep_own = false;
    check_ok(receiving_describe(w.db, mem, &k, &d));
    check_text(newest(&k).credentials, "platform");
    assert_null(newest(&k).passkey_hint);
    assert_int_equal(raw_int("SELECT count(*) FROM credential"), 0);
}

static void
a_landlord_sees_and_moves_only_his_own(void **state)
{
    struct who k = fresh_landlord();

    (void)state;
    describe_account(&k, "paybill", "555555", NULL);
    check_ok(receiving_abandon(w.db, mem, &k));
    assert_int_equal(receiving_deactivate(w.db, mem, &k), ERR_NOT_FOUND);
    check_text(in_use(&w.owner).state, "active");
    check_text(newest(&w.owner).shortcode, "412873");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(the_wizard_goes_from_type_to_active),
        world_test(a_failed_test_proves_nothing),
        world_test(another_number_must_be_tested_anew),
        world_test(a_test_of_an_old_draft_proves_nothing_for_the_new_one),
        world_test(a_number_active_for_another_landlord_needs_the_operator),
        world_test(a_changed_number_waits_and_the_old_one_goes_on_meanwhile),
        world_test(switching_off_first_does_not_dodge_the_delay),
        world_test(without_a_delay_and_for_the_operator_it_takes_effect_at_once),
        world_test(off_and_on_again_is_the_same_account),
        world_test(an_abandoned_draft_leaves_what_is_in_use),
        world_test(another_type_forgets_the_details),
        world_test(own_credentials_show_their_hints_alone_and_can_be_dropped),
        world_test(a_landlord_sees_and_moves_only_his_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
