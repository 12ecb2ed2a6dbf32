/*
 * The second factor: switched on by a code, asked for, counted when wrong, never taken twice, switched off.
 */
#include "support/world.h"

#include "base/totp.h"
#include "rent/audit.h"
#include "rent/second_factor.h"

static const struct box_key key = {{5}}, other_key = {{6}};
static const char          *seed, *recovery[RECOVERY_CODES];
static int64_t              at; /* the step in which `seed` was read: the next may begin in the midst of a test */

/* The code of that step, or of so many away. Those of 0 and 1 are good in either. */
static const char *
code_at(int64_t away)
{
    return totp_code(arena_alloc(mem, TOTP_CODE_SIZE), seed, at + away);
}

/* One that fits no step near now. */
static const char *
wrong_code(void)
{
    int64_t     step;
    const char *code;

    for (uint64_t chain = 7;;) {
        code = arena_printf(mem, "%06u", chance(&chain) % 1000000);
        if (!totp_fits(seed, code, clock_now(), 0, &step) && !totp_fits(seed, code, clock_now() + 60, 0, &step))
            return code;
    }
}

static enum err
check(const char *code)
{
    int64_t wait_s = -1;

    return second_factor_check(w.db, mem, &key, &w.owner, code, &wait_s);
}

static enum err
confirm(const char *code)
{
    int64_t wait_s = -1;

    return second_factor_confirm(w.db, mem, &key, &w.owner, code, recovery, &wait_s);
}

static struct second_factor
now(void)
{
    struct second_factor f;
    bool                 on;

    check_ok(second_factor_load(w.db, mem, w.owner.person_id, &f));
    check_ok(second_factor_on(w.db, w.owner.person_id, &on));
    assert_int_equal(f.on, on);
    return f;
}

static void
begin(void)
{
    check_ok(second_factor_begin(w.db, mem, &key, &w.owner));
    check_ok(second_factor_seed(w.db, mem, &key, w.owner.person_id, &seed));
    assert_int_equal(strlen(seed), TOTP_SEED_TEXT);
    at = clock_now() / TOTP_STEP_S;
}

/* On, and as if its first code had been that of some time ago: all codes of now are still to be used. */
static void
switch_on(void)
{
    begin();
    check_ok(confirm(code_at(0)));
    raw("UPDATE second_factor SET last_step = last_step - 10");
}

static int64_t
tries(void)
{
    return raw_int("SELECT count(*) FROM login_try WHERE who LIKE 'second:%'");
}

static void
it_is_on_after_the_first_code_and_not_before(void **state)
{
    (void)state;
    assert_false(now().on || now().begun);
    assert_int_equal(check("123456"), ERR_NOT_FOUND);
    assert_int_equal(confirm("123456"), ERR_NOT_FOUND);
    begin();
    assert_false(now().on);
    assert_true(now().begun);
    assert_int_equal(check(code_at(0)), ERR_NOT_FOUND); /* a seed that nobody confirmed protects nothing */
    assert_int_equal(confirm(wrong_code()), ERR_AUTH);
    assert_false(now().on);
    check_ok(confirm(code_at(0)));
    assert_true(now().on && !now().begun && now().since);
    assert_int_equal(now().codes_left, RECOVERY_CODES);
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action = 'second_factor.on'"), 1);
}

static void
the_seed_lies_sealed_and_is_given_out_only_until_it_is_on(void **state)
{
    const char *again;

    (void)state;
    begin();
    assert_int_equal(raw_int_f("SELECT instr(upper(sealed), '%s') FROM second_factor", seed), 0);
    check_text(box_open(mem, &key, arena_printf(mem, "second_factor|%s", w.owner.person_id),
                        raw_text("SELECT sealed FROM second_factor")),
               seed);
    assert_int_equal(second_factor_seed(w.db, mem, &other_key, w.owner.person_id, &again), ERR_INTERNAL);
    check_ok(second_factor_begin(w.db, mem, &key, &w.owner)); /* once more: what is in the app stays good */
    check_ok(second_factor_seed(w.db, mem, &key, w.owner.person_id, &again));
    check_text(again, seed);
    check_ok(confirm(code_at(0)));
    assert_int_equal(second_factor_seed(w.db, mem, &key, w.owner.person_id, &again), ERR_NOT_FOUND);
    assert_int_equal(second_factor_begin(w.db, mem, &key, &w.owner), ERR_CONFLICT);
    assert_int_equal(confirm(code_at(1)), ERR_CONFLICT);
    assert_true(now().on);
}

static void
one_that_was_begun_long_ago_is_begun_anew(void **state)
{
    const char *old;

    (void)state;
    begin();
    old = seed;
    raw("UPDATE second_factor SET begun_at = begun_at - 1900");
    assert_false(now().begun);
    assert_int_equal(confirm(code_at(0)), ERR_NOT_FOUND);
    assert_int_equal(second_factor_seed(w.db, mem, &key, w.owner.person_id, &seed), ERR_NOT_FOUND);
    begin();
    assert_string_not_equal(seed, old);
    check_ok(confirm(code_at(0)));
}

static void
a_sealed_seed_does_not_open_at_another_person(void **state)
{
    struct who kamau = new_landlord("Kamau", "254733000003");
    int64_t    wait_s;

    (void)state;
    switch_on();
    raw_f("INSERT INTO second_factor SELECT '%s', sealed, begun_at, enabled_at, 0 FROM second_factor", kamau.person_id);
    assert_int_equal(second_factor_check(w.db, mem, &key, &kamau, code_at(0), &wait_s), ERR_INTERNAL);
    check_ok(check(code_at(0)));
}

static void
no_code_is_taken_twice_nor_after_a_later_one(void **state)
{
    (void)state;
    begin();
    check_ok(confirm(code_at(0)));
    assert_int_equal(check(code_at(0)), ERR_AUTH); /* not even the one that switched it on */
    assert_int_equal(check(code_at(-1)), ERR_AUTH);
    check_ok(check(code_at(1)));
    assert_int_equal(check(code_at(1)), ERR_AUTH);
    assert_int_equal(check(code_at(0)), ERR_AUTH);
}

static void
codes_are_taken_as_people_write_them(void **state)
{
    (void)state;
    switch_on();
    check_ok(check(arena_printf(mem, " %.3s %.3s ", code_at(0), code_at(0) + 3)));
    check_ok(check(arena_printf(mem, "%.3s-%.3s", code_at(1), code_at(1) + 3)));
    assert_int_equal(check(""), ERR_AUTH);
    assert_int_equal(check("      "), ERR_AUTH);
    assert_int_equal(check(arena_printf(mem, "%s0", code_at(1))), ERR_AUTH);
    assert_int_equal(check(arena_printf(mem, "%500d", 0)), ERR_AUTH);
}

static void
after_five_wrong_codes_none_is_looked_at_for_ten_minutes(void **state)
{
    int64_t wait_s = -1;

    (void)state;
    switch_on();
    for (int i = 0; i < 5; i++)
        assert_int_equal(check(wrong_code()), ERR_AUTH);
    assert_int_equal(second_factor_check(w.db, mem, &key, &w.owner, code_at(0), &wait_s), ERR_LIMIT);
    assert_in_range(wait_s, 590, 601);
    assert_int_equal(check("k3m8-x2qr-7c4d-p9zn"), ERR_LIMIT);
    assert_int_equal(second_factor_off(w.db, mem, &key, &w.owner, code_at(0), &wait_s), ERR_LIMIT);
    assert_int_equal(tries(), 5); /* and waiting is not made longer by trying */
    raw("UPDATE login_try SET at = at - 601");
    check_ok(check(code_at(0)));
}

static void
a_right_code_forgets_the_wrong_ones(void **state)
{
    (void)state;
    switch_on();
    for (int i = 0; i < 4; i++)
        assert_int_equal(check(wrong_code()), ERR_AUTH);
    check_ok(check(code_at(0)));
    assert_int_equal(tries(), 0);
}

static void
wrong_codes_are_counted_for_each_person_alone(void **state)
{
    struct who kamau = new_landlord("Kamau", "254733000003");
    int64_t    wait_s;

    (void)state;
    switch_on();
    for (int i = 0; i < 5; i++)
        assert_int_equal(check(wrong_code()), ERR_AUTH);
    check_ok(second_factor_begin(w.db, mem, &key, &kamau));
    check_ok(second_factor_seed(w.db, mem, &key, kamau.person_id, &seed));
    at = clock_now() / TOTP_STEP_S;
    check_ok(second_factor_confirm(w.db, mem, &key, &kamau, code_at(0), recovery, &wait_s));
}

static void
each_recovery_code_works_once(void **state)
{
    (void)state;
    switch_on();
    for (int i = 0; i < RECOVERY_CODES; i++) {
        assert_int_equal(strlen(recovery[i]), 19);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(recovery[i], recovery[k]);
    }
    check_ok(check(recovery[3]));
    assert_int_equal(check(recovery[3]), ERR_AUTH);
    assert_int_equal(now().codes_left, RECOVERY_CODES - 1);
    check_ok(check(recovery[4]));
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action = 'second_factor.recovery_used'"), 2);
    check_ok(check(code_at(0))); /* the app's codes go on working */
}

static void
recovery_codes_are_read_generously_and_stored_as_hashes(void **state)
{
    char *loud;

    (void)state;
    switch_on();
    for (int i = 0; i < RECOVERY_CODES; i++)
        assert_int_equal(raw_int_f("SELECT count(*) FROM recovery_code WHERE code_hash LIKE '%%%.4s%%%.4s%%'",
                                   recovery[i], recovery[i] + 5),
                         0);
    loud = arena_strdup(mem, recovery[0]);
    for (char *p = loud; *p; p++)
        *p = *p == '-' ? ' ' : *p == '0' ? 'O' : *p == '1' ? 'l' : (char)(*p >= 'a' ? *p - 32 : *p);
    check_ok(check(loud));
}

static void
a_recovery_code_helps_when_the_key_is_lost(void **state)
{
    int64_t wait_s;

    (void)state;
    switch_on();
    assert_int_equal(second_factor_check(w.db, mem, &other_key, &w.owner, code_at(0), &wait_s), ERR_INTERNAL);
    check_ok(second_factor_off(w.db, mem, &other_key, &w.owner, recovery[0], &wait_s));
    assert_false(now().on);
}

static void
switching_off_takes_a_code_and_leaves_nothing(void **state)
{
    int64_t wait_s, bad;

    (void)state;
    switch_on();
    assert_int_equal(second_factor_off(w.db, mem, &key, &w.owner, wrong_code(), &wait_s), ERR_AUTH);
    assert_true(now().on);
    assert_int_equal(tries(), 1);
    check_ok(second_factor_off(w.db, mem, &key, &w.owner, code_at(0), &wait_s));
    assert_false(now().on || now().begun);
    assert_int_equal(raw_int("SELECT count(*) FROM second_factor"), 0);
    assert_int_equal(raw_int("SELECT count(*) FROM recovery_code"), 0);
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action = 'second_factor.off'"), 1);
    assert_int_equal(second_factor_off(w.db, mem, &key, &w.owner, code_at(1), &wait_s), ERR_NOT_FOUND);
    check_ok(audit_verify(w.db, mem, &bad));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(it_is_on_after_the_first_code_and_not_before),
        world_test(the_seed_lies_sealed_and_is_given_out_only_until_it_is_on),
        world_test(one_that_was_begun_long_ago_is_begun_anew),
        world_test(a_sealed_seed_does_not_open_at_another_person),
        world_test(no_code_is_taken_twice_nor_after_a_later_one),
        world_test(codes_are_taken_as_people_write_them),
        world_test(after_five_wrong_codes_none_is_looked_at_for_ten_minutes),
        world_test(a_right_code_forgets_the_wrong_ones),
        world_test(wrong_codes_are_counted_for_each_person_alone),
        world_test(each_recovery_code_works_once),
        world_test(recovery_codes_are_read_generously_and_stored_as_hashes),
        world_test(a_recovery_code_helps_when_the_key_is_lost),
        world_test(switching_off_takes_a_code_and_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
