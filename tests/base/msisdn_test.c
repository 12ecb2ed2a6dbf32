#include "support/check.h"

#include "base/msisdn.h"

#define HASH "7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb90"

static void
what_is_shown_proves_hints_differs_or_says_nothing(void **state)
{
    static const struct {
        const char     *shown;
        enum msisdn_fit fit;
    } cases[] = {
        {"254712345678", MSISDN_PROOF},
        {"0712345678", MSISDN_PROOF},
        {"712345678", MSISDN_PROOF},
        {"+254 712 345 678", MSISDN_PROOF},
        {"254712345679", MSISDN_DIFFERS},
        {HASH, MSISDN_PROOF},
        {"7132104D6AAE9C3FAC82095A42C2817952BCA48E09D98D5BF4AC08218982FB90", MSISDN_PROOF},
        {"7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb91", MSISDN_DIFFERS},
        {"7132104d6aae9c3fac82095a42c2 ***** 952bca48e09d98d5bf4ac08218982fb90", MSISDN_HINT},
        {"7132104d6aae9c3fac82095a42c281 ***** a48e09d98d5bf4ac08218982fb90", MSISDN_HINT},
        {"8132104d6aae9c3fac82095a42c281 ***** a48e09d98d5bf4ac08218982fb90", MSISDN_DIFFERS},
        {"2547 ***** 678", MSISDN_HINT},
        {"2547*****678", MSISDN_HINT},
        {"0712***678", MSISDN_HINT},
        {"2547 ***** 679", MSISDN_DIFFERS},
        {"2541 ***** 678", MSISDN_DIFFERS},
        {"*********678", MSISDN_HINT},
        {"25471234567812345*", MSISDN_DIFFERS},
        {"*****", MSISDN_SILENT},
        {"2*5*8", MSISDN_SILENT},
        {"", MSISDN_SILENT},
        {NULL, MSISDN_SILENT},
        {"0000", MSISDN_SILENT},
        {"600123", MSISDN_SILENT},
        {"not a number", MSISDN_SILENT},
        {"abcdef", MSISDN_SILENT},
        {HASH HASH, MSISDN_SILENT},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(msisdn_fits(cases[i].shown, "254712345678"), cases[i].fit);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_shown_proves_hints_differs_or_says_nothing)};

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
