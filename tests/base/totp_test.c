#include "base/totp.h"

#include "base/err.h"
#include "support/check.h"

/* "12345678901234567890", the seed of RFC 6238's appendix B. */
static const char rfc_seed[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

static void
codes_are_those_of_rfc_6238(void **state)
{
    static const struct {
        int64_t     time;
        const char *code; /* the last six of the published eight digits */
    } cases[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
    };
    char code[TOTP_CODE_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(totp_code(code, rfc_seed, cases[i].time / TOTP_STEP_S), cases[i].code);
}

static void
codes_are_those_of_rfc_4226(void **state)
{
    static const char *const codes[] = {"755224", "287082", "359152", "969429", "338314",
                                        "254676", "287922", "162583", "399871", "520489"};
    char                     code[TOTP_CODE_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++)
        check_text(totp_code(code, rfc_seed, (int64_t)i), codes[i]);
}

static void
clocks_may_differ_by_one_step_and_no_more(void **state)
{
    const int64_t now = 1700000010, at = now / TOTP_STEP_S;
    static const struct {
        int64_t drift;
        bool    fits;
    } cases[] = {{-3, false}, {-2, false}, {-1, true}, {0, true}, {1, true}, {2, false}, {3, false}};
    char code[TOTP_CODE_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t step = -1;
        totp_code(code, rfc_seed, at + cases[i].drift);
        assert_int_equal(totp_fits(rfc_seed, code, now, 0, &step), cases[i].fits);
        assert_int_equal(step, cases[i].fits ? at + cases[i].drift : -1);
    }
}

static void
a_step_that_was_taken_is_not_taken_again_nor_one_before_it(void **state)
{
    const int64_t now = 1700000010, at = now / TOTP_STEP_S;
    char          code[TOTP_CODE_SIZE];
    int64_t       step;

    (void)state;
    totp_code(code, rfc_seed, at);
    assert_false(totp_fits(rfc_seed, code, now, at, &step));
    assert_true(totp_fits(rfc_seed, code, now, at - 1, &step));
    totp_code(code, rfc_seed, at - 1);
    assert_false(totp_fits(rfc_seed, code, now, at, &step));
    totp_code(code, rfc_seed, at + 1);
    assert_true(totp_fits(rfc_seed, code, now, at, &step));
}

static void
what_is_no_code_does_not_fit(void **state)
{
    static const char *const codes[] = {"", "28708", "2870822", "28708a", " 287082", "94287082", "000000"};
    int64_t                  step;

    (void)state;
    assert_true(totp_fits(rfc_seed, "287082", 59, 0, &step));
    for (size_t i = 0; i < COUNT(codes); i++)
        assert_false(totp_fits(rfc_seed, codes[i], 59, 0, &step));
    assert_false(totp_fits("GEZDGNBV", "287082", 59, 0, &step)); /* nor does any with what is no seed */
}

static void
seeds_are_twenty_bytes_and_never_the_same(void **state)
{
    const char   *a = totp_seed_new(mem), *b = totp_seed_new(mem);
    unsigned char bytes[TOTP_SEED_LEN];

    (void)state;
    assert_int_equal(strlen(a), TOTP_SEED_TEXT);
    assert_true(base32_decode(a, bytes, sizeof bytes));
    assert_string_not_equal(a, b);
}

static void
base32_is_that_of_rfc_4648_without_padding(void **state)
{
    static const struct {
        const char *plain, *coded;
    } cases[] = {{"", ""},
                 {"f", "MY"},
                 {"fo", "MZXQ"},
                 {"foo", "MZXW6"},
                 {"foob", "MZXW6YQ"},
                 {"fooba", "MZXW6YTB"},
                 {"foobar", "MZXW6YTBOI"}};
    char back[8];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t n = strlen(cases[i].plain);
        check_text(base32_encode(mem, cases[i].plain, n), cases[i].coded);
        assert_true(base32_decode(cases[i].coded, back, n));
        assert_memory_equal(back, cases[i].plain, n);
    }
}

static void
what_is_not_base32_is_refused(void **state)
{
    static const struct {
        const char *text;
        size_t      n;
    } cases[] = {{"MZXW6YT", 5}, {"MZXW6YTBA", 5}, {"mzxw6ytb", 5}, {"MZXW6Y1B", 5}, {"MZXW6YT=", 5}, {"MZ", 1}};
    char back[8];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_false(base32_decode(cases[i].text, back, cases[i].n));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_those_of_rfc_6238),
        cmocka_unit_test(codes_are_those_of_rfc_4226),
        cmocka_unit_test(clocks_may_differ_by_one_step_and_no_more),
        cmocka_unit_test(a_step_that_was_taken_is_not_taken_again_nor_one_before_it),
        cmocka_unit_test(what_is_no_code_does_not_fit),
        cmocka_unit_test(seeds_are_twenty_bytes_and_never_the_same),
        cmocka_unit_test(base32_is_that_of_rfc_4648_without_padding),
        cmocka_unit_test(what_is_not_base32_is_refused),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
