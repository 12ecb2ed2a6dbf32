#include "support/check.h"

#include "base/phone.h"

static void
a_phone_reads_however_tenants_type_it(void **state)
{
    static const struct {
        const char *typed, *want;
    } cases[] = {
        {"0712345678", "254712345678"},
        {"0712 345 678", "254712345678"},
        {"0712-345-678", "254712345678"},
        {"(0712) 345.678", "254712345678"},
        {"712345678", "254712345678"},
        {"112345678", "254112345678"},
        {"0112345678", "254112345678"},
        {"254712345678", "254712345678"},
        {"+254712345678", "254712345678"},
        {"+254 712 345 678", "254712345678"},
        {"00254712345678", "254712345678"},
        {"2540712345678", "254712345678"},
        {"0182345678", "254182345678"}, /* a range opened in 2026: nobody is turned away by prefix */
        {"0799999999", "254799999999"},
        {"712", NULL},
        {"", NULL},
        {" ", NULL},
        {"+", NULL},
        {"07123456789", NULL},
        {"071234567", NULL},
        {"0812345678", NULL},
        {"0212345678", NULL}, /* a landline */
        {"255712345678", NULL},
        {"+447911123456", NULL},
        {"0712345678 ext 2", NULL},
        {"07I2345678", NULL},
        {"0712+345678", NULL},
        {"0712345678\n", NULL},
        {"00000000000000000000000000712345678", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char out[PHONE_SIZE] = "untouched";
        bool fits = phone_parse(cases[i].typed, out);
        if (fits != (cases[i].want != NULL))
            fail_msg("%s", cases[i].typed);
        check_text(out, fits ? cases[i].want : "untouched");
    }
}

static void
whatever_reads_is_twelve_digits_that_mpesa_takes(void **state)
{
    static const char pieces[] = "0123456789127+ -().";
    uint64_t          seed = 7;

    (void)state;
    for (int i = 0; i < 200000; i++) {
        char   typed[24], out[PHONE_SIZE], again[PHONE_SIZE];
        size_t n = 9 + chance(&seed) % 8;
        for (size_t k = 0; k < n; k++)
            typed[k] = pieces[chance(&seed) % (sizeof pieces - 1)];
        typed[n] = '\0';
        if (!phone_parse(typed, out))
            continue;
        assert_int_equal(strlen(out), 12);
        assert_int_equal(strspn(out, "0123456789"), 12);
        assert_memory_equal(out, "254", 3);
        assert_true(out[3] == '7' || out[3] == '1');
        assert_true(phone_parse(out, again));
        check_text(again, out);
    }
}

static void
a_mask_shows_enough_for_its_owner_only(void **state)
{
    char out[PHONE_MASK_SIZE];

    (void)state;
    check_text(phone_mask(out, "254712345149"), "2547•••149");
    check_text(phone_mask(out, "0712"), "•••");
    check_text(phone_mask(out, ""), "•••");
    check_text(phone_mask(out, NULL), "•••");
}

static void
a_payers_number_is_shown_masked_in_one_form(void **state)
{
    static const struct {
        const char *shown, *want;
    } cases[] = {
        {"254712345678", "2547•••678"},
        {"0712345678", "2547•••678"},
        {"2547 ***** 126", "2547•••126"},
        {"2547*****126", "2547•••126"},
        {"254708***430", "2547•••430"},
        {"+2547 ***** 126", "+254•••126"},
        {"07** *** 126", "07•••126"},
        {"7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb90", ""},
        {"7132104d6aae9c3fac82095a42c281 ***** ca48e09d98d5bf4ac08218982fb90", ""},
        {"", ""},
        {"*****", ""},
        {"600111", ""},
        {"2547 ***** ", ""},
        {"1234567890123 ** 1", ""},
        {"2547 ** 1234567", ""},
    };
    char out[PHONE_MASK_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(phone_payer(out, cases[i].shown), cases[i].want);
}

static void
a_phone_is_shown_as_kenyans_write_it(void **state)
{
    char out[PHONE_MASK_SIZE];

    (void)state;
    check_text(phone_local(out, "254712345678"), "0712 345 678");
    check_text(phone_local(out, "447911123456"), "447911123456");
    check_text(phone_local(out, ""), "");
    assert_int_equal(strlen(phone_local(out, "a text that is much too long to be a phone")), PHONE_MASK_SIZE - 1);
}

static void
a_masked_number_fits_when_both_ends_agree(void **state)
{
    static const struct {
        const char *shown;
        bool        fits;
    } cases[] = {
        {"254708374149", true},
        {"0708374149", true},
        {"254708***149", true},
        {"2547 ***** 149", true},
        {"0708***149", true},
        {"", true},
        {"***", true},
        {"2547*****", true},
        {"***149", true},
        {"254708374148", false},
        {"254709***149", false},
        {"254708***148", false},
        {"0709***149", false},
        {"12345", false},
        {"255708***149", false},
        {"2547083741491***", false},
        {"***9254708374149", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (phone_fits(cases[i].shown, "254708374149") != cases[i].fits)
            fail_msg("%s", cases[i].shown);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phone_reads_however_tenants_type_it),
        cmocka_unit_test(whatever_reads_is_twelve_digits_that_mpesa_takes),
        cmocka_unit_test(a_mask_shows_enough_for_its_owner_only),
        cmocka_unit_test(a_payers_number_is_shown_masked_in_one_form),
        cmocka_unit_test(a_phone_is_shown_as_kenyans_write_it),
        cmocka_unit_test(a_masked_number_fits_when_both_ends_agree),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
