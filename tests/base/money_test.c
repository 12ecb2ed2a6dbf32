#include "support/check.h"

#include "base/money.h"

static const char *
parsed(const char *text, bool (*parse)(const char *, struct money *))
{
    struct money m = {-1};
    char        *out = arena_alloc(mem, MONEY_TEXT_SIZE);

    if (!parse(text, &m)) {
        assert_int_equal(m.cents, -1); /* untouched */
        return NULL;
    }
    snprintf(out, MONEY_TEXT_SIZE, "%lld", (long long)m.cents);
    return out;
}

static void
plain_digits_with_at_most_two_decimals_are_money(void **state)
{
    static const struct {
        const char *text, *cents;
    } cases[] = {
        {"0", "0"},
        {"1", "100"},
        {"15000", "1500000"},
        {"15000.0", "1500000"},
        {"2500.00", "250000"},
        {"1250.50", "125050"},
        {"8959269.6", "895926960"},
        {"0.05", "5"},
        {"00012", "1200"},
        {"10000000000", "1000000000000"},
        {"10000000001", NULL},
        {"99999999999999999999", NULL},
        {"1.005", NULL},
        {"1.000", NULL},
        {"", NULL},
        {".", NULL},
        {"5.", NULL},
        {".5", NULL},
        {"-5", NULL},
        {"+5", NULL},
        {" 5", NULL},
        {"5 ", NULL},
        {"1e3", NULL},
        {"0x10", NULL},
        {"1,250", NULL},
        {"12500.00x", NULL},
        {"nan", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(parsed(cases[i].text, money_parse), cases[i].cents);
}

static void
people_may_type_commas_currency_and_blanks(void **state)
{
    static const struct {
        const char *text, *cents;
    } cases[] = {
        {"15,000", "1500000"},
        {"KES 15000", "1500000"},
        {"kes15,000.50", "1500050"},
        {"Ksh 15,000.00", "1500000"},
        {"KSh. 200", "20000"},
        {"Kshs 200", "20000"},
        {"sh 200", "20000"},
        {"15000/=", "1500000"},
        {"15000 /=", "1500000"},
        {"15,000/-", "1500000"},
        {"  1 250.50  ", "125050"},
        {"15000/", NULL},
        {"15k", NULL},
        {"USD 15", NULL},
        {"KES", NULL},
        {"", NULL},
        {"-200", NULL},
        {"1.5.0", NULL},
        {"200 shillings", NULL},
        {"99999999999999999999999999999999999999", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(parsed(cases[i].text, money_parse_typed), cases[i].cents);
}

static void
money_is_written_for_machines_and_for_people(void **state)
{
    static const struct {
        int64_t     cents;
        const char *plain, *text;
    } cases[] = {
        {0, "0", "KSh\u00a00"},
        {5, "0.05", "KSh\u00a00.05"},
        {1500000, "15000", "KSh\u00a015,000"},
        {125050, "1250.50", "KSh\u00a01,250.50"},
        {100000000, "1000000", "KSh\u00a01,000,000"},
        {-20000, "-200", "-KSh\u00a0200"},
        {-1, "-0.01", "-KSh\u00a00.01"},
        {INT64_MIN, "-92233720368547758.08", "-KSh\u00a092,233,720,368,547,758.08"},
        {INT64_MAX, "92233720368547758.07", "KSh\u00a092,233,720,368,547,758.07"},
    };
    char out[MONEY_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        check_text(money_plain(out, (struct money){cases[i].cents}), cases[i].plain);
        check_text(money_text(out, (struct money){cases[i].cents}), cases[i].text);
    }
}

static void
what_is_written_reads_back_the_same(void **state)
{
    uint64_t     seed = 1;
    char         out[MONEY_TEXT_SIZE];
    struct money back;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct money m = {(int64_t)chance(&seed) * (chance(&seed) % 400)};
        assert_true(money_parse(money_plain(out, m), &back));
        assert_int_equal(back.cents, m.cents);
        money_text(out, m);
        assert_true(money_parse_typed(memcmp(out, "KSh\u00a0", 5) == 0 ? out + 5 : out, &back));
        assert_int_equal(back.cents, m.cents);
    }
}

static void
only_positive_whole_shillings_are_whole(void **state)
{
    (void)state;
    assert_true(money_whole((struct money){100}));
    assert_true(money_whole((struct money){MPESA_MOST_CENTS}));
    assert_false(money_whole((struct money){0}));
    assert_false(money_whole((struct money){-100}));
    assert_false(money_whole((struct money){150}));
    assert_false(money_whole((struct money){99}));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_digits_with_at_most_two_decimals_are_money),
        cmocka_unit_test(people_may_type_commas_currency_and_blanks),
        cmocka_unit_test(money_is_written_for_machines_and_for_people),
        cmocka_unit_test(what_is_written_reads_back_the_same),
        cmocka_unit_test(only_positive_whole_shillings_are_whole),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
