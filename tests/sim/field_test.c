/* field_test.c - the rules of daraja.md 3.1 and 3.2, one table for each kind of field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "sim/api.h"
#include "sim/field.h"

struct verdict {
    const char *value;
    bool        good;
};

static void
check(bool (*good)(const char *), const struct verdict *cases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (good(cases[i].value) != cases[i].good)
            fail_msg("\"%s\" should be %s", cases[i].value, cases[i].good ? "accepted" : "refused");
}

static void
a_shortcode_has_five_to_seven_digits(void **state)
{
    static const struct verdict cases[] = {
        {"12345", true},     {"412873", true},  {"1234567", true}, {"1234", false},
        {"12345678", false}, {"41287a", false}, {"", false},       {" 412873", false},
    };

    (void)state;
    check(field_shortcode, cases, COUNT(cases));
}

static void
an_amount_is_whole_and_within_the_limits(void **state)
{
    static const struct verdict cases[] = {
        {"1", true},       {"250000", true},
        {"12500", true},   {"0", false},
        {"250001", false}, {"1.00", false},
        {"1.5", false},    {"-1", false},
        {"+1", false},     {"", false},
        {"1e3", false},    {" 1", false},
        {"1,000", false},  {"99999999999999999999", false},
    };

    (void)state;
    check(field_amount, cases, COUNT(cases));
}

static void
a_phone_is_in_the_twelve_digit_form(void **state)
{
    static const struct verdict cases[] = {
        {"254712345678", true},   {"254112345678", true}, {"254212345678", false},  {"0712345678", false},
        {"+254712345678", false}, {"25471234567", false}, {"2547123456789", false}, {"25471234567x", false},
    };

    (void)state;
    check(field_phone, cases, COUNT(cases));
}

static void
a_callback_address_avoids_what_daraja_refuses(void **state)
{
    static const struct verdict cases[] = {
        {"https://pay.example.co.ke/hooks/7d1f0c2e9b/stk", true},
        {"http://127.0.0.1:8080/hooks/aa/stk", true},
        {"https://[::1]:8443/x", true},
        {"https://pay.example.co.ke", true},
        {"https://pay.example.co.ke?x=1", true},
        {"ftp://pay.example.co.ke/x", false},
        {"pay.example.co.ke/x", false},
        {"https:///x", false},
        {"https://pay.example.co.ke/a b", false},
        {"https://pay.example.co.ke/<x>", false},
        {"https://Pay.example.co.ke/x", false}, /* upper case in the host */
        {"https://pay.example.co.ke/X", true},  /* but not in the path */
        {"http://localhost/x", false},
        {"https://pay.example.co.ke/mpesa/x", false},
        {"https://pay.example.co.ke/M-Pesa", false},
        {"https://pay.example.co.ke/safaricom", false},
        {"https://pay.example.co.ke/EXECute", false},
        {"https://pay.example.co.ke/cmd", false},
        {"https://pay.example.co.ke/?sqlite", false},
        {"https://pay.example.co.ke/subquery", false},
        {"https://abc.ngrok.io/x", false},
    };

    (void)state;
    check(field_callback_url, cases, COUNT(cases));
}

static void
texts_are_short_and_harmless(void **state)
{
    static const struct verdict references[] = {
        {"B4", true}, {"B4-NOV_1. x", true}, {"123456789012", true}, {"1234567890123", false},
        {"", false},  {"B#4", false},        {"B&4", false},         {"ré", false},
    };
    static const struct verdict descriptions[] = {
        {"1234567890123", true},
        {"12345678901234", false},
        {"", false},
        {"a<b", false},
    };

    (void)state;
    check(field_reference, references, COUNT(references));
    check(field_description, descriptions, COUNT(descriptions));
}

static void
a_password_looks_like_base64(void **state)
{
    static const struct verdict cases[] = {
        {"YWJj", true}, {"YWI=", true}, {"YQ==", true}, {"", false}, {"YWJ", false}, {"YW J", false}, {"Y===", false},
    };

    (void)state;
    check(field_base64, cases, COUNT(cases));
}

static void
a_timestamp_is_within_a_day_of_now_in_east_africa(void **state)
{
    static const struct {
        int64_t skew_s;
        bool    good;
    } cases[] = {{0, true}, {-86000, true}, {86000, true}, {-87000, false}, {87000, false}};
    char stamp[DARAJA_TIME_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(field_timestamp(daraja_time(stamp, clock_now() + cases[i].skew_s)), cases[i].good);
    assert_false(field_timestamp("2026110310150"));
    assert_false(field_timestamp("20261399101500"));
    assert_false(field_timestamp("2026-11-03 10:15"));
}

static const char *
complaint(const char *body)
{
    static const struct field fields[] = {
        {"A", field_shortcode, NULL, false},
        {"B", field_amount, NULL, false},
        {"C", field_description, "Remarks", false},
        {"D", field_phone, NULL, true},
        {0},
    };
    struct arena      *mem = arena_new(1 << 20);
    const struct json *j;

    assert_int_equal(json_parse(mem, body, strlen(body), &j, NULL), ERR_OK);
    const char *said = field_complaint(fields, j); /* points into the table */
    arena_free(mem);
    return said;
}

static void
the_first_field_that_is_wrong_is_named_as_daraja_names_it(void **state)
{
    (void)state;
    assert_null(complaint("{\"A\":\"412873\",\"B\":\"5\",\"C\":\"x\"}"));
    assert_null(complaint("{\"A\":412873,\"B\":5,\"C\":\"x\",\"D\":true}")); /* numbers are as good */
    assert_string_equal(complaint("{\"B\":0,\"A\":1}"), "A");
    assert_string_equal(complaint("{\"A\":\"412873\",\"B\":1.5}"), "B");
    assert_string_equal(complaint("{\"A\":\"412873\",\"B\":true}"), "B");
    assert_string_equal(complaint("{\"A\":\"412873\",\"B\":1}"), "Remarks");
    assert_string_equal(complaint("{\"A\":null}"), "A");
}

static void
every_push_field_of_the_table_is_required_in_its_order(void **state)
{
    static const char *const names[] = {
        "BusinessShortCode", "Password",    "Timestamp",        "TransactionType", "Amount", "PartyA", "PartyB",
        "PhoneNumber",       "CallBackURL", "AccountReference", "TransactionDesc",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        assert_string_equal(stkpush_fields[i].name, names[i]);
    assert_null(stkpush_fields[COUNT(names)].name);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shortcode_has_five_to_seven_digits),
        cmocka_unit_test(an_amount_is_whole_and_within_the_limits),
        cmocka_unit_test(a_phone_is_in_the_twelve_digit_form),
        cmocka_unit_test(a_callback_address_avoids_what_daraja_refuses),
        cmocka_unit_test(texts_are_short_and_harmless),
        cmocka_unit_test(a_password_looks_like_base64),
        cmocka_unit_test(a_timestamp_is_within_a_day_of_now_in_east_africa),
        cmocka_unit_test(the_first_field_that_is_wrong_is_named_as_daraja_names_it),
        cmocka_unit_test(every_push_field_of_the_table_is_required_in_its_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
