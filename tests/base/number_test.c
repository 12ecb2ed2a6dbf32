#include "support/check.h"

#include <inttypes.h>

#include "base/number.h"

static void
whole_numbers_are_read_strictly(void **state)
{
    static const struct {
        const char *text;
        int64_t     least, most;
        bool        good;
        int64_t     want;
    } cases[] = {
        {"0", 0, 10, true, 0},
        {"10", 0, 10, true, 10},
        {"-3", -5, 5, true, -3},
        {"007", 0, 10, true, 7},
        {"9223372036854775807", 0, INT64_MAX, true, INT64_MAX},
        {"-9223372036854775808", INT64_MIN, 0, true, INT64_MIN},
        {"11", 0, 10, false, 0},
        {"-1", 0, 10, false, 0},
        {"9223372036854775808", INT64_MIN, INT64_MAX, false, 0},
        {"-9223372036854775809", INT64_MIN, INT64_MAX, false, 0},
        {"99999999999999999999999999", INT64_MIN, INT64_MAX, false, 0},
        {"", INT64_MIN, INT64_MAX, false, 0},
        {"-", INT64_MIN, INT64_MAX, false, 0},
        {"--1", INT64_MIN, INT64_MAX, false, 0},
        {"+1", INT64_MIN, INT64_MAX, false, 0},
        {" 1", INT64_MIN, INT64_MAX, false, 0},
        {"1 ", INT64_MIN, INT64_MAX, false, 0},
        {"1.0", INT64_MIN, INT64_MAX, false, 0},
        {"1e3", INT64_MIN, INT64_MAX, false, 0},
        {"0x10", INT64_MIN, INT64_MAX, false, 0},
        {"SFC_IC0003", INT64_MIN, INT64_MAX, false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t out = 4711;
        if (int64_parse(cases[i].text, cases[i].least, cases[i].most, &out) != cases[i].good)
            fail_msg("%s", cases[i].text);
        assert_int_equal(out, cases[i].good ? cases[i].want : 4711);
    }
}

static void
any_number_written_reads_back(void **state)
{
    uint64_t seed = 3;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        int64_t n = (int64_t)((uint64_t)chance(&seed) << 33 ^ (uint64_t)chance(&seed) << 2 ^ chance(&seed)), out;
        n >>= chance(&seed) % 63;
        char text[32];
        snprintf(text, sizeof text, "%" PRId64, n);
        assert_true(int64_parse(text, INT64_MIN, INT64_MAX, &out));
        assert_int_equal(out, n);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_read_strictly),
        cmocka_unit_test(any_number_written_reads_back),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
