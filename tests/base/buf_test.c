#include "support/check.h"

#include "base/buf.h"

static void
bytes_follow_one_another(void **state)
{
    struct buf b = buf_new(mem, 100);

    (void)state;
    check_text(b.bytes, "");
    buf_str(&b, "KSh ");
    buf_printf(&b, "%d", 1250);
    buf_char(&b, '.');
    buf_add(&b, "50xyz", 2);
    buf_add(&b, "", 0);
    buf_printf(&b, "%s", "");
    check_text(b.bytes, "KSh 1250.50");
    assert_int_equal(b.len, 11);
    assert_true(buf_ok(&b));
}

static void
a_nul_inside_is_kept(void **state)
{
    struct buf b = buf_new(mem, 10);

    (void)state;
    buf_add(&b, "a\0b", 3);
    assert_int_equal(b.len, 3);
    assert_memory_equal(b.bytes, "a\0b", 4);
}

static void
what_fits_exactly_fits_and_one_more_does_not(void **state)
{
    for (size_t ceiling = 0; ceiling < 600; ceiling += 37) {
        struct buf b = buf_new(mem, ceiling);
        for (size_t i = 0; i < ceiling; i++)
            buf_char(&b, 'x');
        assert_true(buf_ok(&b));
        assert_int_equal(strlen(b.bytes), ceiling);
        buf_char(&b, 'y');
        assert_false(buf_ok(&b));
        assert_int_equal(strlen(b.bytes), ceiling);
    }
    (void)state;
}

static void
too_much_is_a_state_that_sticks(void **state)
{
    struct buf b = buf_new(mem, 5);

    (void)state;
    buf_str(&b, "abc");
    buf_printf(&b, "%s", "defg");
    assert_false(buf_ok(&b));
    buf_char(&b, 'd'); /* would fit, but comes after something that is missing */
    assert_false(buf_ok(&b));
    check_text(b.bytes, "abc");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_follow_one_another),
        cmocka_unit_test(a_nul_inside_is_kept),
        cmocka_unit_test(what_fits_exactly_fits_and_one_more_does_not),
        cmocka_unit_test(too_much_is_a_state_that_sticks),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
