#include "support/check.h"

#include "base/hash.h"
#include "hook/secret.h"

static const struct box_key key = {{5}}, other = {{6}};

static void
a_secret_bears_our_mark_and_no_other_key_makes_it(void **state)
{
    char secret[SECRET_SIZE];

    (void)state;
    for (int i = 0; i < 500; i++) {
        secret_make(&key, secret);
        assert_int_equal(strlen(secret), 48);
        assert_int_equal(strspn(secret, "0123456789abcdef"), 48); /* hex spells none of the words that Daraja refuses */
        assert_true(secret_is_ours(&key, secret));
        assert_false(secret_is_ours(&other, secret));
    }
}

static void
no_two_secrets_are_alike(void **state)
{
    char a[SECRET_SIZE], b[SECRET_SIZE];

    (void)state;
    assert_string_not_equal(secret_make(&key, a), secret_make(&key, b));
    assert_memory_not_equal(a, b, 32); /* chance */
    assert_memory_not_equal(a + 32, b + 32, 16);
}

static void
one_changed_digit_anywhere_is_noticed(void **state)
{
    char secret[SECRET_SIZE];

    (void)state;
    secret_make(&key, secret);
    for (size_t i = 0; i < 48; i++) {
        char was = secret[i];
        secret[i] = was == '0' ? '1' : '0';
        assert_false(secret_is_ours(&key, secret));
        secret[i] = was;
    }
    assert_true(secret_is_ours(&key, secret));
}

static void
what_is_no_secret_is_not_ours(void **state)
{
    static const char *const cases[] = {
        "", "0", "zz", "000000000000000000000000000000000000000000000000", "../../../../etc/passwd", "%00", "é"};
    char secret[SECRET_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_false(secret_is_ours(&key, cases[i]));
    secret_make(&key, secret);
    assert_false(secret_is_ours(&key, arena_printf(mem, "%s0", secret)));
    assert_false(secret_is_ours(&key, arena_printf(mem, " %s", secret)));
    assert_false(secret_is_ours(&key, arena_strndup(mem, secret, 47)));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_secret_bears_our_mark_and_no_other_key_makes_it),
        cmocka_unit_test(no_two_secrets_are_alike),
        cmocka_unit_test(one_changed_digit_anywhere_is_noticed),
        cmocka_unit_test(what_is_no_secret_is_not_ours),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
