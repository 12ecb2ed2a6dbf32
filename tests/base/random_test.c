#include "support/check.h"

#include "base/random.h"

static void
an_id_is_sixteen_of_thirty_two_characters(void **state)
{
    char a[ID_SIZE], b[ID_SIZE];

    (void)state;
    for (int i = 0; i < 1000; i++) {
        random_id(a);
        assert_int_equal(strlen(a), ID_LEN);
        assert_int_equal(strspn(a, "0123456789abcdefghjkmnpqrstvwxyz"), ID_LEN);
        assert_string_not_equal(a, random_id(b));
    }
}

static void
every_character_of_an_id_comes_up(void **state)
{
    bool   seen[256] = {false};
    size_t count = 0;
    char   id[ID_SIZE];

    (void)state;
    for (int i = 0; i < 1000; i++)
        for (const char *p = random_id(id); *p; p++) {
            count += !seen[(unsigned char)*p];
            seen[(unsigned char)*p] = true;
        }
    assert_int_equal(count, 32);
}

/* 30,000 throws of a fair die: a face that is 500 off is one chance in 10^13. */
static void
below_is_below_and_even(void **state)
{
    int faces[6] = {0};

    (void)state;
    for (int i = 0; i < 30000; i++)
        faces[random_below(6)]++;
    for (size_t i = 0; i < COUNT(faces); i++)
        assert_in_range(faces[i], 4500, 5500);
    assert_int_equal(random_below(1), 0);
    for (int i = 0; i < 100; i++)
        assert_true(random_below(UINT32_MAX) < UINT32_MAX);
}

static void
hex_is_twice_as_long(void **state)
{
    (void)state;
    const char *hex = random_hex(mem, 20);
    assert_int_equal(strlen(hex), 40);
    assert_int_equal(strspn(hex, "0123456789abcdef"), 40);
    assert_string_not_equal(hex, random_hex(mem, 20));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_sixteen_of_thirty_two_characters),
        cmocka_unit_test(every_character_of_an_id_comes_up),
        cmocka_unit_test(below_is_below_and_even),
        cmocka_unit_test(hex_is_twice_as_long),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
