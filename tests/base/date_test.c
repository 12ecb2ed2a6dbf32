#include "support/check.h"

#include "base/clock.h"
#include "base/date.h"

static void
every_day_of_four_hundred_years_goes_there_and_back(void **state)
{
    struct date was = date_from_days(-200 * 365);

    (void)state;
    for (int64_t day = -200 * 365 + 1; day < 200 * 365; day++) {
        struct date d = date_from_days(day);
        bool        next_day = d.year == was.year && d.month == was.month && d.day == was.day + 1;
        bool        next_month = d.day == 1 && was.day == days_in_month(was.year, was.month);
        assert_true(next_day || next_month);
        assert_int_equal(date_days(d), day);
        was = d;
    }
}

static void
months_have_their_days_in_leap_years_too(void **state)
{
    (void)state;
    assert_int_equal(days_in_month(2026, 2), 28);
    assert_int_equal(days_in_month(2028, 2), 29);
    assert_int_equal(days_in_month(2100, 2), 28);
    assert_int_equal(days_in_month(2000, 2), 29);
    assert_int_equal(days_in_month(2026, 11), 30);
    assert_int_equal(days_in_month(2026, 12), 31);
}

static void
times_are_written_in_utc_and_for_daraja_in_eat(void **state)
{
    static const struct {
        int64_t     utc;
        const char *rfc, *daraja;
    } cases[] = {
        {0, "1970-01-01T00:00:00Z", "19700101030000"},
        {-1, "1969-12-31T23:59:59Z", "19700101025959"},
        {1793684564, "2026-11-03T05:42:44Z", "20261103084244"},
        {1793648400, "2026-11-02T19:40:00Z", "20261102224000"},
        {1798750799, "2026-12-31T20:59:59Z", "20261231235959"},
        {1798750800, "2026-12-31T21:00:00Z", "20270101000000"}, /* a new year in Nairobi first */
        {1835384399, "2028-02-28T20:59:59Z", "20280228235959"},
        {1835384400, "2028-02-28T21:00:00Z", "20280229000000"},
    };
    char    a[RFC3339_SIZE], b[DARAJA_TIME_SIZE];
    int64_t back;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        check_text(rfc3339(a, cases[i].utc), cases[i].rfc);
        check_text(daraja_time(b, cases[i].utc), cases[i].daraja);
        if (cases[i].utc > 946684800) {
            assert_true(daraja_time_parse(b, &back));
            assert_int_equal(back, cases[i].utc);
        }
    }
}

static void
a_time_that_is_none_is_not_read(void **state)
{
    static const char *const cases[] = {
        "",
        "2026110310152",
        "202611031015299",
        "2026110310152x",
        "20261303101529",
        "20261131101529",
        "20260229101529",
        "20261103241529",
        "20261103106029",
        "20261103101560",
        "19991231235959",
        "2026-11-03 10:15:29",
        "+0261103101529",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t utc = 77;
        assert_false(daraja_time_parse(cases[i], &utc));
        assert_int_equal(utc, 77);
    }
}

static void
dates_are_read_strictly(void **state)
{
    static const struct {
        const char *text;
        bool        good;
    } cases[] = {
        {"2026-11-05", true},   {"2028-02-29", true},  {"2000-01-01", true},  {"2199-12-31", true},
        {"2026-02-29", false},  {"2026-11-31", false}, {"2026-13-01", false}, {"2026-00-10", false},
        {"2026-10-00", false},  {"1999-12-31", false}, {"2200-01-01", false}, {"2026-1-05", false},
        {"2026-11-5", false},   {"26-11-05", false},   {"2026/11/05", false}, {"2026-11-05 ", false},
        {" 2026-11-05", false}, {"", false},           {"----------", false}, {"2026-1--05", false},
        {"20-6-11-05", false},
    };
    char out[DATE_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct date d = {1, 2, 3};
        if (date_parse(cases[i].text, &d) != cases[i].good)
            fail_msg("%s", cases[i].text);
        check_text(date_text(out, d), cases[i].good ? cases[i].text : "0001-02-03");
    }
}

static void
periods_are_read_strictly(void **state)
{
    static const char *const good[] = {"2026-11", "2026-01", "2199-12"};
    static const char *const bad[] = {"2026-13", "2026-00", "2026-1", "2026-111", "", "202611", "1999-12", "2026-1x"};

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(period_valid(good[i]));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(period_valid(bad[i]));
}

static void
a_day_begins_at_midnight_in_nairobi(void **state)
{
    struct date d = {2026, 11, 3};
    char        out[RFC3339_SIZE], period[PERIOD_SIZE];

    (void)state;
    check_text(rfc3339(out, date_start_utc(d)), "2026-11-02T21:00:00Z");
    check_text(period_text(period, d), "2026-11");
    struct eat t = eat_from(date_start_utc(d));
    assert_int_equal(t.date.day, 3);
    assert_int_equal(t.hour + t.minute + t.second, 0);
    assert_int_equal(eat_to_utc(t), date_start_utc(d));
}

static void
today_is_the_day_in_nairobi(void **state)
{
    int64_t     before = clock_now();
    struct date d = today_eat();
    int64_t     after = clock_now(), day = date_days(d);

    (void)state;
    assert_true(day >= (before + EAT_OFFSET_S) / 86400 && day <= (after + EAT_OFFSET_S) / 86400);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_four_hundred_years_goes_there_and_back),
        cmocka_unit_test(months_have_their_days_in_leap_years_too),
        cmocka_unit_test(times_are_written_in_utc_and_for_daraja_in_eat),
        cmocka_unit_test(a_time_that_is_none_is_not_read),
        cmocka_unit_test(dates_are_read_strictly),
        cmocka_unit_test(periods_are_read_strictly),
        cmocka_unit_test(a_day_begins_at_midnight_in_nairobi),
        cmocka_unit_test(today_is_the_day_in_nairobi),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
