#include "support/check.h"

#include "daraja/answer.h"
#include "daraja/callback.h"
#include "daraja/outcome.h"

#define AROUND(inner) "{\"Body\":{\"stkCallback\":{" inner "}}}"
#define IDS           "\"MerchantRequestID\":\"91c2-4d7e\",\"CheckoutRequestID\":\"ws_CO_1\","
#define ITEMS(items)  AROUND(IDS "\"ResultCode\":0,\"ResultDesc\":\"ok\",\"CallbackMetadata\":{\"Item\":[" items "]}")

static struct stk_callback
good(const char *body)
{
    struct stk_callback cb;
    const char         *why = NULL;

    if (stk_callback_read(mem, body, strlen(body), &cb, &why) != ERR_OK)
        fail_msg("%s: %s", body, why);
    return cb;
}

static void
a_success_is_read_whole(void **state)
{
    struct stk_callback cb = good(
        ITEMS("{\"Name\":\"Amount\",\"Value\":12500.00},{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"UK38M2QW0Z\"},"
              "{\"Name\":\"Balance\"},{\"Name\":\"TransactionDate\",\"Value\":20261103101529},"
              "{\"Name\":\"PhoneNumber\",\"Value\":254712345678}"));

    (void)state;
    assert_true(cb.paid);
    check_text(cb.result_code, "0");
    check_text(cb.result_desc, "ok");
    check_text(cb.merchant_id, "91c2-4d7e");
    check_text(cb.checkout_id, "ws_CO_1");
    check_text(cb.receipt_no, "UK38M2QW0Z");
    assert_true(cb.has_amount);
    assert_int_equal(cb.amount.cents, 1250000);
    check_text(cb.phone, "254712345678");
    assert_int_equal(cb.paid_at, 1793690129); /* 10:15:29 in Nairobi */
}

static void
items_come_in_any_order_and_number(void **state)
{
    struct stk_callback cb = good(
        ITEMS("{\"Value\":\"0712345678\",\"Name\":\"PhoneNumber\"},{\"Name\":\"Novelty\",\"Value\":{\"a\":[1]}},"
              "{\"Name\":\"Balance\",\"Value\":\"{Amount={CurrencyCode=KES, MinimumAmount=618683}}\"},7,null,"
              "{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"uk38m2qw0z\"},{\"Name\":\"Amount\",\"Value\":\"10\"}"));

    (void)state;
    check_text(cb.receipt_no, "UK38M2QW0Z");
    assert_int_equal(cb.amount.cents, 1000);
    check_text(cb.phone, "0712345678");
    assert_int_equal(cb.paid_at, 0);
}

static void
each_item_has_its_readable_and_its_unreadable_shapes(void **state)
{
    static const struct {
        const char *item;  /* between "Value": and the bracket */
        int64_t     cents; /* -1: no amount */
    } amounts[] = {
        {"1", 100},       {"1.0", 100},
        {"1.00", 100},    {"\"2500.00\"", 250000},
        {"\"10\"", 1000}, {"8959269.6", 895926960},
        {"1.005", -1},    {"-5", -1},
        {"\"\"", -1},     {"null", -1},
        {"true", -1},     {"\"KES 10\"", -1},
        {"1e11", -1},     {"\"1,250\"", -1},
        {"[10]", -1},     {"0.00", 0},
    };
    static const struct {
        const char *value, *receipt;
    } receipts[] = {
        {"\"UK38M2QW0Z\"", "UK38M2QW0Z"},
        {"\"\"", NULL},
        {"null", NULL},
        {"\"UK38\"", NULL},
        {"\"UK38 M2QW0\"", NULL},
        {"\"UK38M2QW0Z'--\"", NULL},
        {"1234567890", "1234567890"},
        {"\"ABCDEFGHIJKLMNOPQRSTU\"", NULL},
    };
    static const struct {
        const char *value;
        int64_t     at;
    } dates[] = {
        {"20261103101529", 1793690129},
        {"\"20261103101529\"", 1793690129},
        {"\"2026-11-03 10:15:29\"", 0},
        {"20269903101529", 0},
        {"\"\"", 0},
        {"null", 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(amounts); i++) {
        struct stk_callback cb = good(arena_printf(mem, ITEMS("{\"Name\":\"Amount\",\"Value\":%s}"), amounts[i].item));
        assert_int_equal(cb.has_amount ? cb.amount.cents : -1, amounts[i].cents);
        assert_true(cb.paid);
    }
    for (size_t i = 0; i < COUNT(receipts); i++)
        check_text(good(arena_printf(mem, ITEMS("{\"Name\":\"MpesaReceiptNumber\",\"Value\":%s}"), receipts[i].value))
                       .receipt_no,
                   receipts[i].receipt);
    for (size_t i = 0; i < COUNT(dates); i++)
        assert_int_equal(
            good(arena_printf(mem, ITEMS("{\"Name\":\"TransactionDate\",\"Value\":%s}"), dates[i].value)).paid_at,
            dates[i].at);
}

static void
a_masked_phone_is_kept_as_it_came(void **state)
{
    (void)state;
    check_text(good(ITEMS("{\"Name\":\"PhoneNumber\",\"Value\":\"254708***430\"}")).phone, "254708***430");
    assert_null(good(ITEMS("{\"Name\":\"Amount\",\"Value\":1}")).phone);
}

static void
a_failure_comes_without_metadata(void **state)
{
    static const struct {
        const char *body, *code, *desc;
    } cases[] = {
        {AROUND(IDS "\"ResultCode\":1032,\"ResultDesc\":\"Request cancelled by user\""), "1032",
         "Request cancelled by user"},
        {AROUND(IDS "\"ResultCode\":1037,\"ResultDesc\":\"[STK_CB - ]DS timeout.\",\"CallbackMetadata\":null"), "1037",
         "[STK_CB - ]DS timeout."},
        {AROUND(IDS "\"ResultCode\":\"SFC_IC0003\",\"ResultDesc\":\"x\""), "SFC_IC0003", "x"},
        {AROUND(IDS "\"ResultCode\":\"E3008\",\"ResultDesc\":\"x\""), "E3008", "x"},
        {AROUND("\"ResultCode\":\"1\""), "1", NULL},
        {AROUND("\"ResultCode\":2001,\"MerchantRequestID\":null,\"CheckoutRequestID\":5,\"ResultDesc\":null"), "2001",
         NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct stk_callback cb = good(cases[i].body);
        assert_false(cb.paid);
        check_text(cb.result_code, cases[i].code);
        check_text(cb.result_desc, cases[i].desc);
        assert_null(cb.receipt_no);
        assert_false(cb.has_amount);
    }
    assert_null(good(AROUND("\"ResultCode\":1")).merchant_id);
    assert_null(good(AROUND("\"ResultCode\":1")).checkout_id);
}

static void
a_success_without_metadata_is_read_as_just_that(void **state)
{
    static const char *const cases[] = {
        AROUND("\"ResultCode\":0"),
        AROUND("\"ResultCode\":\"0\",\"CallbackMetadata\":null"),
        AROUND("\"ResultCode\":0,\"CallbackMetadata\":{}"),
        AROUND("\"ResultCode\":0,\"CallbackMetadata\":{\"Item\":null}"),
        AROUND("\"ResultCode\":0,\"CallbackMetadata\":[]"),
        AROUND("\"ResultCode\":0,\"CallbackMetadata\":\"x\""),
        AROUND("\"ResultCode\":0,\"CallbackMetadata\":{\"Item\":[[],{},{\"Name\":null},{\"Name\":\"Amount\"}]}"),
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct stk_callback cb = good(cases[i]);
        assert_true(cb.paid);
        assert_null(cb.receipt_no);
        assert_false(cb.has_amount);
    }
}

static void
what_is_no_callback_says_why(void **state)
{
    static const struct {
        const char *body, *why;
    } cases[] = {
        {"", "it is empty"},
        {"{}", "it has no Body.stkCallback"},
        {"[]", "it has no Body.stkCallback"},
        {"null", "it has no Body.stkCallback"},
        {"{\"Body\":{\"stkCallback\":[]}}", "it has no Body.stkCallback"},
        {"{\"body\":{\"stkcallback\":{\"ResultCode\":0}}}", "it has no Body.stkCallback"},
        {"{\"Result\":{\"ResultCode\":0}}", "it has no Body.stkCallback"},
        {AROUND(""), "it has no ResultCode"},
        {AROUND("\"ResultCode\":null"), "it has no ResultCode"},
        {AROUND("\"ResultCode\":\"\""), "it has no ResultCode"},
        {AROUND("\"ResultCode\":{}"), "it has no ResultCode"},
        {AROUND("\"ResultCode\":false"), "it has no ResultCode"},
        {AROUND("\"resultCode\":0"), "it has no ResultCode"},
        {AROUND("\"ResultCode\":1032,\"ResultCode\":0"), "the key \"ResultCode\" stands twice"},
        {AROUND("\"ResultCode\":00"), "a number is not written as JSON writes it"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct stk_callback cb;
        const char         *why = NULL;
        assert_int_equal(stk_callback_read(mem, cases[i].body, strlen(cases[i].body), &cb, &why), ERR_INPUT);
        check_text(why, cases[i].why);
    }
}

/* ---- nothing but the token 0 is paid (daraja.md 0.2) ---- */

/* Neither as a callback's code nor as a query's. */
static void
never_paid(const char *json_code)
{
    struct stk_callback cb;
    const char         *why, *body = arena_printf(mem, AROUND("\"ResultCode\":%s"), json_code);

    if (stk_callback_read(mem, body, strlen(body), &cb, &why) == ERR_OK &&
        (cb.paid || outcome_of(DARAJA_STK, cb.result_code)->kind == OUTCOME_PAID))
        fail_msg("a callback with the code %s reads as paid", json_code);

    body = arena_printf(mem, "{\"ResponseCode\":\"0\",\"ResultCode\":%s}", json_code);
    struct reply  r = {TRANSPORT_ANSWERED, 200, body, strlen(body)};
    struct answer a = answer_to_query(mem, &r);
    if (a.kind == ANSWER_RESULT && outcome_of(DARAJA_STK_QUERY, a.result_code)->kind == OUTCOME_PAID)
        fail_msg("a query answered with the code %s reads as paid", json_code);
}

static void
spellings_near_zero_are_not_paid(void **state)
{
    static const char *const codes[] = {
        "0.0",
        "-0",
        "0e0",
        "0E1",
        "00",
        "000",
        "0x0",
        "0.",
        "+0",
        "-0.0",
        "1e-400",
        "0.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001",
        "\"00\"",
        "\"0.0\"",
        "\" 0\"",
        "\"0 \"",
        "\"+0\"",
        "\"-0\"",
        "\"0\\n\"",
        "\"\\t0\"",
        "\"0x0\"",
        "\"O\"",
        "\"o\"",
        "\"SFC_IC0003\"",
        "\"E3008\"",
        "\"R000002\"",
        "\"C2B00012\"",
        "\"zero\"",
        "\"٠\"",
        "\"０\"",
        "\"\"",
        "null",
        "false",
        "true",
        "[]",
        "[0]",
        "{}",
        "{\"0\":0}",
        "\"0\\u0000\"",
        "\"0abc\"",
        "\"abc0\"",
        "1e400",
        "-1",
        "10",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++)
        never_paid(codes[i]);
}

static void
the_token_0_is_paid_as_number_and_as_text(void **state)
{
    static const char *const codes[] = {"0", "\"0\"", "\"\\u0030\""};

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++)
        assert_true(good(arena_printf(mem, AROUND("\"ResultCode\":%s"), codes[i])).paid);
}

static const char *
random_code(uint64_t *seed)
{
    static const char alphabet[] = "0000123456789.-+eEx SFCIRO_\\\"tfn{}[],:u";
    char              text[16];
    size_t            n = 1 + chance(seed) % (sizeof text - 2);

    for (size_t i = 0; i < n; i++)
        text[i] = alphabet[chance(seed) % (chance(seed) % 2 ? 16 : sizeof alphabet - 1)];
    text[n] = '\0';
    return chance(seed) % 2 ? arena_strdup(mem, text) : arena_printf(mem, "\"%s\"", text);
}

static void
no_random_code_reads_as_paid_unless_it_is_the_token_0(void **state)
{
    uint64_t      seed = 20261121;
    struct arena *kept = mem;

    (void)state;
    mem = arena_new(1 << 20);
    for (int i = 0; i < 60000; i++) {
        const char *code = random_code(&seed);
        if (strcmp(code, "0") != 0 && strcmp(code, "\"0\"") != 0 && code[strspn(code, " ")] != '0')
            never_paid(code);
        else if (code[strspn(code, " ")] ==
                 '0') { /* " 0 " is the token with blanks around it, "0,…" the token and more */
            const char *after = code + strspn(code, " ") + 1;
            if (strchr("0123456789.eEx+-", *after) && *after)
                never_paid(code);
        }
        arena_reset(mem);
    }
    arena_free(mem);
    mem = kept;
}

static void
a_callback_cut_or_garbled_anywhere_does_no_harm(void **state)
{
    static const char body[] =
        ITEMS("{\"Name\":\"Amount\",\"Value\":12500.00},{\"Name\":\"MpesaReceiptNumber\",\"Value\":"
              "\"UK38M2QW0Z\"},{\"Name\":\"PhoneNumber\",\"Value\":254712345678}");
    struct stk_callback cb;
    const char         *why;
    uint64_t            seed = 99;

    (void)state;
    for (size_t n = 0; n < sizeof body - 1; n++)
        assert_int_equal(stk_callback_read(mem, body, n, &cb, &why), ERR_INPUT);
    for (int i = 0; i < 3000; i++) {
        char *bad = arena_strdup(mem, body);
        bad[chance(&seed) % (sizeof body - 1)] = (char)chance(&seed);
        enum err e = stk_callback_read(mem, bad, sizeof body - 1, &cb, &why);
        assert_true(e == ERR_OK || e == ERR_INPUT);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_success_is_read_whole),
        cmocka_unit_test(items_come_in_any_order_and_number),
        cmocka_unit_test(each_item_has_its_readable_and_its_unreadable_shapes),
        cmocka_unit_test(a_masked_phone_is_kept_as_it_came),
        cmocka_unit_test(a_failure_comes_without_metadata),
        cmocka_unit_test(a_success_without_metadata_is_read_as_just_that),
        cmocka_unit_test(what_is_no_callback_says_why),
        cmocka_unit_test(spellings_near_zero_are_not_paid),
        cmocka_unit_test(the_token_0_is_paid_as_number_and_as_text),
        cmocka_unit_test(no_random_code_reads_as_paid_unless_it_is_the_token_0),
        cmocka_unit_test(a_callback_cut_or_garbled_anywhere_does_no_harm),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
