/* callback_test.c - the bodies of daraja.md 4.1 and 4.2, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/date.h"
#include "base/err.h"
#include "sim/callback.h"
#include "sim/result.h"

static struct callback_facts
usual(void)
{
    return (struct callback_facts){
        .merchant_id = "91c2-4d7e-8a40-77f0b1c2d3e4551",
        .checkout_id = "ws_CO_03112026101502338712345678",
        .result = "0",
        .description = "The service request is processed successfully.",
        .amount = "12500.00",
        .receipt = "UK38M2QW0Z",
        .phone = "254712345678",
        .paid_utc = eat_to_utc((struct eat){.date = {2026, 11, 3}, .hour = 10, .minute = 15, .second = 29}),
    };
}

static void
check(struct callback_facts f, const char *want)
{
    struct arena *mem = arena_new(1 << 20);

    assert_string_equal(callback_body(mem, &f), want);
    arena_free(mem);
}

static void
check_holds(struct callback_facts f, const char *part, bool wanted)
{
    struct arena *mem = arena_new(1 << 20);
    const char   *body = callback_body(mem, &f);

    if ((strstr(body, part) != NULL) != wanted)
        fail_msg("%s %s %s", body, wanted ? "lacks" : "holds", part);
    arena_free(mem);
}

static void
a_success_looks_as_in_the_protocol(void **state)
{
    (void)state;
    check(usual(),
          "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"91c2-4d7e-8a40-77f0b1c2d3e4551\","
          "\"CheckoutRequestID\":\"ws_CO_03112026101502338712345678\",\"ResultCode\":0,"
          "\"ResultDesc\":\"The service request is processed successfully.\",\"CallbackMetadata\":{\"Item\":["
          "{\"Name\":\"Amount\",\"Value\":12500.00},{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"UK38M2QW0Z\"},"
          "{\"Name\":\"Balance\"},{\"Name\":\"TransactionDate\",\"Value\":20261103101529},"
          "{\"Name\":\"PhoneNumber\",\"Value\":254712345678}]}}}}");
}

static void
a_failure_carries_no_metadata(void **state)
{
    struct callback_facts f = usual();

    (void)state;
    f.result = "1032";
    f.description = "Request cancelled by user";
    check(f, "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"91c2-4d7e-8a40-77f0b1c2d3e4551\","
             "\"CheckoutRequestID\":\"ws_CO_03112026101502338712345678\",\"ResultCode\":1032,"
             "\"ResultDesc\":\"Request cancelled by user\"}}}");
}

static void
codes_that_are_no_numbers_are_strings(void **state)
{
    static const struct {
        const char *code, *part;
    } cases[] = {
        {"SFC_IC0003", "\"ResultCode\":\"SFC_IC0003\""},
        {"E3008", "\"ResultCode\":\"E3008\""},
        {"1037", "\"ResultCode\":1037"},
        {"007", "\"ResultCode\":\"007\""},
        {"", "\"ResultCode\":\"\""},
    };
    struct callback_facts f = usual();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        f.result = cases[i].code;
        check_holds(f, cases[i].part, true);
        check_holds(f, "CallbackMetadata", false);
    }
}

static void
a_script_can_bend_every_part(void **state)
{
    struct callback_facts f = usual();

    (void)state;
    f.string_code = true;
    f.amount = "lots";
    f.phone = "254708***430";
    check_holds(f, "\"ResultCode\":\"0\"", true);
    check_holds(f, "{\"Name\":\"Amount\",\"Value\":\"lots\"}", true);
    check_holds(f, "{\"Name\":\"PhoneNumber\",\"Value\":\"254708***430\"}", true);
    f.phone = NULL;
    f.merchant_id = f.checkout_id = NULL;
    check_holds(f, "PhoneNumber", false);
    check_holds(f, "RequestID", false);
}

static void
amounts_are_numbers_only_when_json_would_take_them(void **state)
{
    static const struct {
        const char *amount, *part;
    } cases[] = {
        {"1", "\"Value\":1}"},       {"1.0", "\"Value\":1.0}"},     {"0.50", "\"Value\":0.50}"},
        {"01", "\"Value\":\"01\"}"}, {"1.", "\"Value\":\"1.\"}"},   {".5", "\"Value\":\".5\"}"},
        {"-1", "\"Value\":\"-1\"}"}, {"1e5", "\"Value\":\"1e5\"}"},
    };
    struct callback_facts f = usual();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        f.amount = cases[i].amount;
        check_holds(f, cases[i].part, true);
    }
}

static void
every_code_has_words(void **state)
{
    (void)state;
    assert_string_equal(result_description("1032"), "Request cancelled by user");
    assert_true(*result_description("no such code"));
    assert_non_null(result_sms("2001"));
    assert_null(result_sms("0"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_success_looks_as_in_the_protocol),
        cmocka_unit_test(a_failure_carries_no_metadata),
        cmocka_unit_test(codes_that_are_no_numbers_are_strings),
        cmocka_unit_test(a_script_can_bend_every_part),
        cmocka_unit_test(amounts_are_numbers_only_when_json_would_take_them),
        cmocka_unit_test(every_code_has_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
