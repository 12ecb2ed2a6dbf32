/*
 * The arithmetic of meters and penalties: tables.
 */
#include "rent/reckon.h"
#include "support/check.h"

static void
readings_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *typed;
        int64_t     want; /* -1: refused */
    } cases[] = {{"126", 126000},  {"126.5", 126500}, {"0", 0},
                 {"00042", 42000}, {"0.001", 1},      {"99999999.999", INT64_C(99999999999)},
                 {"126.", -1},     {".5", -1},        {"", -1},
                 {"-1", -1},       {"1,204", -1},     {"1.2345", -1},
                 {"126 ", -1},     {"1e3", -1},       {"100000000", -1},
                 {"12a", -1},      {"1.2.3", -1},     {"\xd9\xa1", -1}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t got = -1;
        if (measure_parse(cases[i].typed, &got) != (cases[i].want >= 0) || got != cases[i].want)
            fail_msg("%s is read as %lld", cases[i].typed, (long long)got);
    }
}

static void
readings_are_written_without_needless_zeros(void **state)
{
    static const struct {
        int64_t     n;
        const char *want;
    } cases[] = {{0, "0"},
                 {126000, "126"},
                 {126500, "126.5"},
                 {126050, "126.05"},
                 {126005, "126.005"},
                 {7, "0.007"},
                 {100000, "100"},
                 {INT64_C(99999999999), "99999999.999"}};
    char out[MEASURE_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(measure_text(out, cases[i].n), cases[i].want);
}

static void
what_went_through_is_the_difference_and_over_the_nines_too(void **state)
{
    static const struct {
        int64_t previous, value;
        int     digits;
        bool    rolled;
        int64_t want; /* -1: cannot be */
    } cases[] = {
        {118000, 126000, 5, false, 8000},  {118000, 118000, 5, false, 0},
        {118000, 117999, 5, false, -1},    {118000, 126500, 5, false, 8500},
        {99990000, 5000, 5, true, 15000},  {99999999, 0, 5, true, 1},
        {118000, 126000, 5, true, -1},     {118000, 118000, 5, true, -1},
        {118000, 100000000, 5, false, -1}, {999999, 1, 3, true, 2},
        {0, 99999999, 5, false, 99999999}, {0, 999999, 3, false, 999999},
        {0, 1000000, 3, false, -1},        {0, INT64_C(99999999999), 8, false, INT64_C(99999999999)},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t got = -1;
        bool    fits = reckon_used(cases[i].previous, cases[i].value, cases[i].digits, cases[i].rolled, &got);
        if (fits != (cases[i].want >= 0) || got != cases[i].want)
            fail_msg("case %zu gives %lld", i, (long long)got);
    }
}

static void
what_it_costs_is_rounded_once_half_up_to_the_shilling(void **state)
{
    static const struct {
        int64_t used, price, fixed, want;
    } cases[] = {
        {8000, 15000, 0, 120000},     /* 8 at KSh 150 */
        {8000, 15000, 20000, 140000}, /* and KSh 200 */
        {0, 15000, 0, 0},
        {0, 15000, 20000, 20000},
        {1, 15000, 0, 0},   /* KSh 0.15 */
        {500, 100, 0, 100}, /* KSh 0.50: up */
        {499, 100, 0, 0},
        {1500, 12345, 0, 18500}, /* 185.175 */
        {3333, 2345, 0, 7800},   /* 78.15… */
        {3347, 2345, 0, 7800},   /* 78.487… */
        {3348, 2345, 50, 7900},  /* 78.51 + 0.50 = 79.01 */
        {INT64_C(99999999999), RATE_MOST_CENTS, RATE_MOST_CENTS, INT64_C(1000000009990000)},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money got = reckon_charge(cases[i].used, (struct money){cases[i].price}, (struct money){cases[i].fixed});
        if (got.cents != cases[i].want)
            fail_msg("case %zu gives %lld", i, (long long)got.cents);
    }
}

static void
per_cents_are_rounded_the_same_way(void **state)
{
    static const struct {
        int64_t base, percent, want;
    } cases[] = {{1500000, 500, 75000}, {125050, 500, 6300},
                 {125050, 250, 3100},   {100, 100, 0},
                 {10000, 50, 100},      {9999, 50, 0},
                 {1, 10000, 0},         {INT64_C(10000000000), 10000, INT64_C(10000000000)}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(reckon_percent((struct money){cases[i].base}, cases[i].percent).cents, cases[i].want);
}

static void
more_than_three_times_the_usual_is_high(void **state)
{
    (void)state;
    assert_false(reckon_is_high(24000, 30, 24000, 90, 3)); /* just three times */
    assert_true(reckon_is_high(24001, 30, 24000, 90, 3));
    assert_false(reckon_is_high(48000, 60, 24000, 90, 3)); /* a month was missed */
    assert_false(reckon_is_high(1000, 1, 24000, 90, 3));   /* the day after */
    assert_false(reckon_is_high(90000, 30, 0, 90, 3));     /* nobody lived there */
    assert_false(reckon_is_high(90000, 30, 0, 0, 0));
}

static void
months_and_due_days_follow_the_calendar(void **state)
{
    const struct date jan31 = {2026, 1, 31}, dec = {2026, 12, 5};

    (void)state;
    assert_int_equal(reckon_months((struct date){2026, 10, 31}, (struct date){2026, 11, 1}), 1);
    assert_int_equal(reckon_months((struct date){2026, 11, 1}, (struct date){2026, 11, 30}), 0);
    assert_int_equal(reckon_months((struct date){2026, 11, 30}, (struct date){2027, 2, 1}), 3);
    assert_int_equal(date_days(reckon_months_later(jan31, 1)), date_days((struct date){2026, 2, 28}));
    assert_int_equal(date_days(reckon_months_later(jan31, 25)), date_days((struct date){2028, 2, 29}));
    assert_int_equal(date_days(reckon_next_due(dec, 5)), date_days((struct date){2027, 1, 5}));
    assert_int_equal(date_days(reckon_next_due(dec, 6)), date_days((struct date){2026, 12, 6}));
    assert_int_equal(date_days(reckon_next_due(jan31, 28)), date_days((struct date){2026, 2, 28}));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readings_are_read_as_people_write_them),
        cmocka_unit_test(readings_are_written_without_needless_zeros),
        cmocka_unit_test(what_went_through_is_the_difference_and_over_the_nines_too),
        cmocka_unit_test(what_it_costs_is_rounded_once_half_up_to_the_shilling),
        cmocka_unit_test(per_cents_are_rounded_the_same_way),
        cmocka_unit_test(more_than_three_times_the_usual_is_high),
        cmocka_unit_test(months_and_due_days_follow_the_calendar),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
