#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/csrf.h"

static const struct box_key key = {{1, 2, 3}}, other_key = {{1, 2, 4}};

static void
a_token_is_good_for_its_session_and_key_only(void **state)
{
    struct arena *mem = arena_new(1 << 16);
    const char   *token = csrf_token(mem, &key, "session");

    (void)state;
    assert_int_equal(strlen(token), 128);
    assert_true(csrf_valid(&key, "session", token));
    assert_false(csrf_valid(&key, "Session", token));
    assert_false(csrf_valid(&key, "", token));
    assert_false(csrf_valid(&other_key, "session", token));
    arena_free(mem);
}

static void
two_tokens_of_one_session_share_nothing_and_both_hold(void **state)
{
    struct arena *mem = arena_new(1 << 16);
    const char   *one = csrf_token(mem, &key, "session"), *two = csrf_token(mem, &key, "session");

    (void)state;
    assert_memory_not_equal(one, two, 64);
    assert_memory_not_equal(one + 64, two + 64, 64);
    assert_true(csrf_valid(&key, "session", one));
    assert_true(csrf_valid(&key, "session", two));
    arena_free(mem);
}

static void
a_token_changed_anywhere_is_refused(void **state)
{
    struct arena *mem = arena_new(1 << 16);
    char         *token = arena_strdup(mem, csrf_token(mem, &key, "session"));

    (void)state;
    for (size_t i = 0; i < 128; i++) {
        char was = token[i];
        token[i] = was == '0' ? '1' : '0';
        assert_false(csrf_valid(&key, "session", token));
        token[i] = was;
    }
    assert_true(csrf_valid(&key, "session", token));
    arena_free(mem);
}

static void
what_is_no_token_is_refused(void **state)
{
    struct arena *mem = arena_new(1 << 16);
    const char   *token = csrf_token(mem, &key, "session");

    (void)state;
    assert_false(csrf_valid(&key, "session", NULL));
    assert_false(csrf_valid(&key, NULL, token));
    assert_false(csrf_valid(&key, "session", ""));
    assert_false(csrf_valid(&key, "session", token + 2));
    assert_false(csrf_valid(&key, "session", arena_printf(mem, "%s00", token)));
    assert_false(csrf_valid(&key, "session", arena_printf(mem, "%.126szz", token)));
    assert_false(csrf_valid(&key, "session", arena_printf(mem, "%0128d", 0)));
    arena_free(mem);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_is_good_for_its_session_and_key_only),
        cmocka_unit_test(two_tokens_of_one_session_share_nothing_and_both_hold),
        cmocka_unit_test(a_token_changed_anywhere_is_refused),
        cmocka_unit_test(what_is_no_token_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
