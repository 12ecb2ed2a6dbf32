#include "daraja/reply.h"

#include "daraja/express.h"

static void
asking_is_this_byte_by_byte(void **state)
{
    struct express_request q = {"567890", "412873", {10000}, "INV1", "https://pay.example.co.ke/x", "EXAMPLE", "u-1"};

    (void)state;
    check_text(
        express_body(mem, &q),
        "{\"primaryShortCode\":\"567890\",\"receiverShortCode\":\"412873\",\"amount\":\"100\",\"paymentRef\":\"INV1\","
        "\"callbackUrl\":\"https://pay.example.co.ke/x\",\"partnerName\":\"EXAMPLE\",\"RequestRefID\":\"u-1\"}");
}

static void
zero_means_that_the_prompt_is_on_its_way(void **state)
{
    struct reply good = said(200, "{\"code\":\"0\",\"status\":\"USSD Initiated Successfully\"}");
    struct reply bad = said(200, "{\"code\":\"4104\",\"status\":\"Missing Nominated Number\"}");

    (void)state;
    assert_int_equal(answer_to_express(mem, &good).kind, ANSWER_ACCEPTED);
    assert_int_equal(answer_to_express(mem, &bad).kind, ANSWER_UNKNOWN);
    for (size_t i = 0; i < COUNT(endings); i++)
        assert_int_equal(answer_to_express(mem, &endings[i].reply).kind, endings[i].kind);
}

static void
a_callback_is_paid_only_by_zero(void **state)
{
    static const struct {
        const char *body;
        bool        paid;
        const char *receipt;
        int64_t     cents; /* 0: none */
    } cases[] = {
        {"{\"resultCode\":\"0\",\"resultDesc\":\"x\",\"amount\":\"71.0\",\"requestId\":\"u-1\",\"resultType\":\"0\","
         "\"conversationID\":\"AG_1\",\"transactionId\":\"UK38M5TR2A\",\"status\":\"SUCCESS\"}",
         true, "UK38M5TR2A", 7100},
        {"{\"resultCode\":0,\"amount\":71,\"transactionId\":\"uk38m5tr2a\"}", true, "UK38M5TR2A", 7100},
        {"{\"resultCode\":\"0\",\"amount\":\"71.005\",\"transactionId\":\"UK30000000\"}", true, NULL, 0},
        {"{\"resultCode\":\"0\",\"status\":\"FAILED\",\"transactionId\":\"UK38M5TR2A\"}", false, "UK38M5TR2A", 0},
        {"{\"resultCode\":\"4001\",\"resultDesc\":\"User cancelled "
         "transaction\",\"requestId\":\"u-1\",\"amount\":\"71.0\","
         "\"paymentReference\":\"INV1\"}",
         false, NULL, 7100},
        {"{\"resultCode\":\"00\"}", false, NULL, 0},
        {"{\"resultCode\":\"SFC_IC0003\",\"status\":\"SUCCESS\"}", false, NULL, 0},
        {"{\"resultCode\":0.0}", false, NULL, 0},
    };
    static const char *const refused[] = {
        "", "{}", "[]", "{\"resultCode\":\"\"}", "{\"resultCode\":null}", "{\"resultCode\":0,\"resultCode\":0}"};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct express_callback c;
        const char             *why = NULL;
        check_ok(express_callback_read(mem, cases[i].body, strlen(cases[i].body), &c, &why));
        assert_int_equal(c.paid, cases[i].paid);
        check_text(c.receipt_no, cases[i].receipt);
        assert_int_equal(c.has_amount, cases[i].cents > 0);
        if (c.has_amount)
            assert_int_equal(c.amount.cents, cases[i].cents);
    }
    for (size_t i = 0; i < COUNT(refused); i++) {
        struct express_callback c;
        const char             *why = NULL;
        assert_int_equal(express_callback_read(mem, refused[i], strlen(refused[i]), &c, &why), ERR_INPUT);
        assert_non_null(why);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asking_is_this_byte_by_byte),
        cmocka_unit_test(zero_means_that_the_prompt_is_on_its_way),
        cmocka_unit_test(a_callback_is_paid_only_by_zero),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
