/* c2b_body_test.c - what a C2B confirmation says, in every shape that production has been seen with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "sim/c2b_body.h"

static struct arena *mem;

static int
make_arena(void **state)
{
    (void)state;
    mem = arena_new(1 << 22);
    return 0;
}

static int
free_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

#define HASH "7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb90"

static void
a_number_is_shown_in_each_of_its_forms(void **state)
{
    static const struct {
        enum msisdn_form form;
        const char      *shown;
    } cases[] = {
        {MSISDN_MASKED, "2547 ***** 678"},
        {MSISDN_TIGHT, "2547*****678"},
        {MSISDN_SHA256, HASH},
        {MSISDN_CLEAR, "254712345678"},
        {MSISDN_MASKED_HASH, "7132104d6aae9c3fac82095a42c281 ***** ca48e09d98d5bf4ac08218982fb90"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(c2b_msisdn(mem, "254712345678", cases[i].form), cases[i].shown);
    assert_int_equal(strlen(c2b_msisdn(mem, "254712345678", MSISDN_MASKED_HASH)), 66);
    assert_string_equal(c2b_msisdn(mem, "1234", MSISDN_MASKED), "1234");
}

static const struct json *
parsed(int names, const char *phone)
{
    struct c2b_facts   f = {"Pay Bill", "UK38M5TR2A",     "12500.00",       "412873", "B\"4", "489230.00",
                            "",         "20261103111502", "2547 ***** 678", phone,    names};
    const char        *text = c2b_body(mem, &f);
    const struct json *j = NULL;

    assert_int_equal(json_parse(mem, text, strlen(text), &j, NULL), ERR_OK);
    return j;
}

static void
names_are_told_empty_or_missing(void **state)
{
    (void)state;
    const struct json *first = parsed(NAMES_FIRST, "254712345678");
    assert_true(strlen(json_string(json_get(first, "FirstName"))) > 0);
    assert_string_equal(json_string(json_get(first, "LastName")), "");
    assert_true(strlen(json_string(json_get(parsed(NAMES_ALL, "254712345678"), "LastName"))) > 0);
    assert_string_equal(json_string(json_get(parsed(NAMES_EMPTY, "254712345678"), "FirstName")), "");
    assert_null(json_get(parsed(NAMES_MISSING, "254712345678"), "FirstName"));
    assert_string_equal(json_string(json_get(parsed(NAMES_ALL, NULL), "FirstName")), "");
}

static void
every_value_is_a_text_in_the_documented_order(void **state)
{
    static const char *const keys[] = {"TransactionType",   "TransID",       "TransTime",     "TransAmount",
                                       "BusinessShortCode", "BillRefNumber", "InvoiceNumber", "OrgAccountBalance",
                                       "ThirdPartyTransID", "MSISDN",        "FirstName",     "MiddleName",
                                       "LastName"};
    size_t                   n = 0;

    (void)state;
    for (const struct json *m = json_first(parsed(NAMES_FIRST, "254712345678")); m; m = json_next(m), n++) {
        assert_true(n < COUNT(keys));
        assert_string_equal(json_key(m), keys[n]);
        assert_non_null(json_string(m));
    }
    assert_int_equal(n, COUNT(keys));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_number_is_shown_in_each_of_its_forms),
        CASE(names_are_told_empty_or_missing),
        CASE(every_value_is_a_text_in_the_documented_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
