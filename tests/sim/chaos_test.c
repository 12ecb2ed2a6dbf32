/* chaos_test.c - faults at random: repeatable, switched off by zero, and never a forgery. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sim/api_script.h"
#include "sim/chaos.h"

static void
the_same_seed_strikes_the_same(void **state)
{
    struct chaos a, b;

    (void)state;
    chaos_begin(&a, 7, 50);
    chaos_begin(&b, 7, 50);
    for (int i = 0; i < 200; i++) {
        struct script one = script_default(), other = script_default();
        chaos_push(&a, &one);
        chaos_push(&b, &other);
        assert_int_equal(one.answer.mode, other.answer.mode);
        assert_int_equal(one.callback.copies, other.callback.copies);
        assert_ptr_equal(one.result, other.result);
    }
    assert_int_equal(a.struck, b.struck);
    assert_true(a.struck > 100);
}

static void
a_rate_of_zero_touches_nothing(void **state)
{
    struct chaos      c;
    struct script     s = script_default(), usual = script_default();
    struct api_script api = api_script_default();
    int               form = -1;

    (void)state;
    chaos_begin(&c, 7, 0);
    for (int i = 0; i < 100; i++) {
        chaos_push(&c, &s);
        chaos_api(&c, &api);
        assert_false(chaos_refuses_token(&c, &form));
    }
    assert_memory_equal(&s, &usual, sizeof s);
    assert_int_equal(api.result.mode, RESULT_OK);
    assert_int_equal(c.struck, 0);
    assert_int_equal(form, -1);
}

static void
nothing_is_ever_forged(void **state)
{
    struct chaos c;

    (void)state;
    chaos_begin(&c, 11, 100);
    for (int i = 0; i < 1000; i++) {
        struct script     s = script_default();
        struct api_script api = api_script_default();
        s.handset = HANDSET_AUTO;
        chaos_push(&c, &s);
        chaos_api(&c, &api);
        assert_null(s.callback.amount);
        assert_null(s.callback.receipt);
        assert_null(s.callback.phone);
        assert_null(s.callback.merchant_id);
        assert_null(s.c2b.amount);
        assert_null(s.c2b.copy_amount);
        assert_null(s.c2b.receipt);
        assert_true(!s.result || strcmp(s.result, "0") != 0);
        assert_null(api.result.receipt);
        assert_null(api.result.set);
        assert_null(api.result.body);
        assert_null(api.result.code);
    }
}

static void
what_a_script_has_said_is_left_alone(void **state)
{
    struct chaos c;

    (void)state;
    chaos_begin(&c, 3, 100);
    for (int i = 0; i < 100; i++) {
        struct script s = script_default();
        s.answer.mode = MODE_CUT;
        s.callback.copies = 3;
        s.c2b.delay_ms = 5;
        s.query.result = "0";
        chaos_push(&c, &s);
        chaos_query(&c, &s.query);
        assert_int_equal(s.answer.mode, MODE_CUT);
        assert_int_equal(s.callback.copies, 3);
        assert_false(s.callback.lose);
        assert_int_equal(s.c2b.delay_ms, 5);
        assert_int_equal(s.query.mode, QUERY_NORMAL);
    }
}

static void
every_kind_of_fault_comes_up(void **state)
{
    bool         answers[MODE_COUNT] = {false}, results[RESULT_MODE_COUNT] = {false};
    struct chaos c;

    (void)state;
    chaos_begin(&c, 5, 100);
    for (int i = 0; i < 500; i++) {
        struct api_script api = api_script_default();
        chaos_api(&c, &api);
        answers[api.answer.mode] = results[api.result.mode] = true;
    }
    assert_true(answers[MODE_HANG] && answers[MODE_RESET] && answers[MODE_HTML] && answers[MODE_FAULT429]);
    assert_true(results[RESULT_LOSE] && results[RESULT_TIMEOUT] && results[RESULT_MALFORMED] &&
                results[RESULT_DUPLICATE]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_strikes_the_same), cmocka_unit_test(a_rate_of_zero_touches_nothing),
        cmocka_unit_test(nothing_is_ever_forged),         cmocka_unit_test(what_a_script_has_said_is_left_alone),
        cmocka_unit_test(every_kind_of_fault_comes_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
