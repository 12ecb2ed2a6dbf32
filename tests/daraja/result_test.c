#include "daraja/reply.h"

#include "daraja/wire.h"

#define HEAD                                                                                                           \
    "{\"Result\":{\"ResultType\":0,\"ResultCode\":0,\"ResultDesc\":\"ok\",\"OriginatorConversationID\":\"o-1\","       \
    "\"ConversationID\":\"AG_1\",\"TransactionID\":\"UK38M2QW0Z\""
#define TAIL             "}}"
#define PARAMETERS(list) HEAD ",\"ResultParameters\":{\"ResultParameter\":" list "}" TAIL
#define CODE(code)       "{\"Result\":{\"ResultCode\":" code "}}"

static void
every_attested_shape_is_read(void **state)
{
    static const struct {
        const char *body, *key, *value;
        size_t      parameters, references;
    } cases[] = {
        {HEAD TAIL, "Amount", NULL, 0, 0},
        {PARAMETERS("[{\"Key\":\"Amount\",\"Value\":12500.00},{\"Key\":\"TransactionReason\"}]"), "Amount", "12500", 2,
         0},
        {PARAMETERS("[{\"Key\":\"Amount\",\"Value\":\"12500.00\"}]"), "Amount", "12500.00", 1, 0},
        {PARAMETERS("{\"Key\":\"BOCompletedTime\",\"Value\":20261103120801}"), "BOCompletedTime", "20261103120801", 1,
         0},
        {HEAD ",\"ResultParameters\":[{\"Key\":\"Amount\",\"Value\":7}]" TAIL, "Amount", "7", 1, 0},
        {HEAD ",\"ResultParameters\":{}" TAIL, "Amount", NULL, 0, 0},
        {HEAD ",\"ResultParameters\":null" TAIL, "Amount", NULL, 0, 0},
        {HEAD ",\"ResultParameters\":\"\"" TAIL, "Amount", NULL, 0, 0},
        {PARAMETERS("[]"), "Amount", NULL, 0, 0},
        {PARAMETERS("null"), "Amount", NULL, 0, 0},
        {PARAMETERS("[{\"Key\":\"DebitPartyCharges\",\"Value\":\"\"}]"), "DebitPartyCharges", NULL, 1, 0},
        {PARAMETERS("[{\"Key\":\"A\",\"Value\":null},{\"Key\":\"A\",\"Value\":\"x\"}]"), "A", "x", 2, 0},
        {PARAMETERS("[{\"Key\":\"Conversation ID\",\"Value\":\"AG_2\"}]"), "ConversationID", "AG_2", 1, 0},
        {PARAMETERS("[{\"Key\":\"amount\",\"Value\":\"1\"}]"), "Amount", NULL, 1, 0},
        {PARAMETERS("[1,\"x\",null,[],{\"Value\":1},{\"Key\":2,\"Value\":1},{\"Key\":\"A\",\"Value\":3}]"), "A", "3", 1,
         0},
        {PARAMETERS("[{\"Key\":\"A\",\"Value\":{\"B\":1}}]"), "A", NULL, 1, 0},
        {PARAMETERS("[{\"Key\":\"A\",\"Value\":true}]"), "A", NULL, 1, 0},
        {PARAMETERS("[{\"Key\":\"Url\",\"Value\":\"https:\\/\\/x.y\\/z\"}]"), "Url", "https://x.y/z", 1, 0},
        {PARAMETERS("[{\"Key\":\"P\",\"Value\":254712345678}]"), "P", "254712345678", 1, 0},
        {PARAMETERS("[{\"Key\":\"B\",\"Value\":0.0}]"), "B", "0.0", 1, 0},
        {HEAD ",\"ReferenceData\":{\"ReferenceItem\":{\"Key\":\"QueueTimeoutURL\",\"Value\":\"https://i\"}}" TAIL, "X",
         NULL, 0, 1},
        {HEAD ",\"ReferenceData\":{\"ReferenceItem\":[{\"Key\":\"BillReferenceNumber\",\"Value\":\"353353\"},{\"Key\":"
              "\"Q\"}]}" TAIL,
         "X", NULL, 0, 2},
        {HEAD ",\"ReferenceData\":{\"ReferenceItem\":{\"Key\":\"Occasion\"}}" TAIL, "Occasion", NULL, 0, 1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daraja_result r = result_of(cases[i].body);
        assert_true(r.success);
        check_text(r.originator_id, "o-1");
        check_text(r.transaction_id, "UK38M2QW0Z");
        check_text(result_value(&r, cases[i].key), cases[i].value);
        assert_int_equal(r.parameters.count, cases[i].parameters);
        assert_int_equal(r.references.count, cases[i].references);
    }
}

static void
references_are_found_by_key(void **state)
{
    struct daraja_result r =
        result_of(HEAD ",\"ReferenceData\":{\"ReferenceItem\":[{\"Key\":\"BillReferenceNumber\",\"Value\":\"353353\"},"
                       "{\"Key\":\"QueueTimeoutURL\"}]}" TAIL);

    (void)state;
    check_text(result_reference(&r, "BillReferenceNumber"), "353353");
    check_text(result_reference(&r, "QueueTimeoutURL"), NULL);
    check_text(result_value(&r, "BillReferenceNumber"), NULL);
}

static void
keys_that_come_twice_keep_their_order(void **state)
{
    struct daraja_result r =
        result_of(PARAMETERS("[{\"Key\":\"DebitPartyName\",\"Value\":\"payer\"},{\"Key\":\"Amount\"},"
                             "{\"Key\":\"DebitPartyName\",\"Value\":\"payee\"}]"));

    (void)state;
    check_text(result_value(&r, "DebitPartyName"), "payer");
    check_text(result_value_nth(&r, "DebitPartyName", 0), "payer");
    check_text(result_value_nth(&r, "DebitPartyName", 1), "payee");
    check_text(result_value_nth(&r, "DebitPartyName", 2), NULL);
    check_text(result_value_nth(&r, "Amount", 0), NULL);
}

static void
amounts_are_read_to_the_cent_or_not_at_all(void **state)
{
    static const struct {
        const char *value;
        bool        ok;
        int64_t     cents;
    } cases[] = {
        {"12500.00", true, 1250000},
        {"\"12500.00\"", true, 1250000},
        {"1", true, 100},
        {"1.0", true, 100},
        {"0.00", true, 0},
        {"8959269.6", true, 895926960},
        {"\"10\"", true, 1000},
        {"\" 10.5 \"", true, 1050},
        {"\"10.500\"", true, 1050},
        {"\"10.505\"", false, 0},
        {"10.505", false, 0},
        {"-1", false, 0},
        {"\"-1.00\"", false, 0},
        {"\"\"", false, 0},
        {"\"abc\"", false, 0},
        {"\"1e3\"", false, 0},
        {"\"1,000\"", false, 0},
        {"1e40", false, 0},
        {"\"{Amount={CurrencyCode=KES, MinimumAmount=618683, BasicAmount=6186.83}}\"", true, 618683},
        {"\"{Amount={BasicAmount=6186.83, MinimumAmount=618683, CurrencyCode=KES}}\"", true, 618683},
        {"\"{Amount={CurrencyCode=KES,\\n MinimumAmount = 618683 ,\\n BasicAmount = 6186.83 }}\"", true, 618683},
        {"\"{Amount={BasicAmount=6186.83}}\"", true, 618683},
        {"\"{Amount={MinimumAmount=618683}}\"", true, 618683},
        {"\"{Amount={CurrencyCode=KES, MinimumAmount=1234567890, BasicAmount=1.23456789E7}}\"", true, 1234567890},
        {"\"{Amount={CurrencyCode=KES, MinimumAmount=618684, BasicAmount=6186.83}}\"", false, 0},
        {"\"{Amount={CurrencyCode=KES, MinimumAmount=6186.83}}\"", false, 0},
        {"\"{Amount={CurrencyCode=KES}}\"", false, 0},
        {"\"{Amount={Curr\"", false, 0},
        {"\"{\"", false, 0},
        {"\"Business Pay Bill Charge|KES|77.00\"", true, 7700},
        {"\"Working Account|KES|346568.83|6186.83|340382.00|0.00\"", true, 34656883},
        {"\"A|KES|\"", false, 0},
        {"\"A|KES\"", false, 0},
        {"\"|\"", false, 0},
        {"\"99999999999999999999\"", false, 0},
        {"null", false, 0},
        {"[]", false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct money m = {-7};
        const char  *body = arena_printf(mem, PARAMETERS("[{\"Key\":\"Amount\",\"Value\":%s}]"), cases[i].value);
        struct daraja_result r = result_of(body);
        assert_int_equal(result_money(&r, "Amount", &m), cases[i].ok);
        assert_int_equal(m.cents, cases[i].ok ? cases[i].cents : -7);
    }
}

static void
funds_may_be_below_zero(void **state)
{
    struct money         m;
    struct daraja_result r =
        result_of(PARAMETERS("{\"Key\":\"B2CChargesPaidAccountAvailableFunds\",\"Value\":-120.5}"));

    (void)state;
    assert_true(result_funds(&r, "B2CChargesPaidAccountAvailableFunds", &m));
    assert_int_equal(m.cents, -12050);
    assert_false(result_money(&r, "B2CChargesPaidAccountAvailableFunds", &m));
}

static void
two_different_amounts_are_none(void **state)
{
    struct money         m;
    struct daraja_result same =
        result_of(PARAMETERS("[{\"Key\":\"Amount\",\"Value\":1},{\"Key\":\"Amount\",\"Value\":\"1.00\"}]"));
    struct daraja_result other =
        result_of(PARAMETERS("[{\"Key\":\"Amount\",\"Value\":1},{\"Key\":\"Amount\",\"Value\":2}]"));
    struct daraja_result junk =
        result_of(PARAMETERS("[{\"Key\":\"Amount\",\"Value\":1},{\"Key\":\"Amount\",\"Value\":\"x\"}]"));

    (void)state;
    assert_true(result_money(&same, "Amount", &m));
    assert_false(result_money(&other, "Amount", &m));
    assert_false(result_money(&junk, "Amount", &m));
}

static void
what_is_no_result_is_refused_with_a_reason(void **state)
{
    static const char *const cases[] = {
        "",
        " ",
        "null",
        "[]",
        "\"Result\"",
        "{}",
        "{\"Result\":null}",
        "{\"Result\":[]}",
        "{\"Result\":\"0\"}",
        "{\"Result\":{}}",
        "{\"result\":{\"ResultCode\":0}}",
        "{\"Body\":{\"stkCallback\":{\"ResultCode\":0}}}",
        CODE("null"),
        CODE("\"\""),
        CODE("true"),
        CODE("false"),
        CODE("[0]"),
        CODE("{}"),
        "{\"ResultCode\":0}",
        "{\"Result\":{\"ResultCode\":0,\"ResultCode\":1}}",
        "{\"Result\":{\"ResultCode\":0}}x",
        "{\"Result\":{\"ResultCode\":0}",
        "{\"Result\":{\"ResultCode\":\"0\\u0000\"}}",
        "{\"Result\":{\"ResultDesc\":\"success\"}}",
        "<html></html>",
        "{\"Result\":{\"resultcode\":0}}",
        "{\"Result\":{\"ResultCode\":00}}",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daraja_result r = {.success = true};
        const char          *why = NULL;
        assert_int_equal(daraja_result_read(mem, cases[i], strlen(cases[i]), &r, &why), ERR_INPUT);
        assert_non_null(why);
    }
}

static void
only_the_token_zero_is_success(void **state)
{
    static const struct {
        const char *body;
        bool        success;
        const char *code;
    } cases[] = {
        {CODE("0"), true, "0"},
        {CODE("\"0\""), true, "0"},
        {CODE("\"SFC_IC0003\""), false, "SFC_IC0003"},
        {CODE("\"R000001\""), false, "R000001"},
        {CODE("\"C2B00012\""), false, "C2B00012"},
        {CODE("\"E3008\""), false, "E3008"},
        {CODE("2001"), false, "2001"},
        {CODE("\"21\""), false, "21"},
        {CODE("0.0"), false, "0.0"},
        {CODE("-0"), false, "-0"},
        {CODE("0e5"), false, "0e5"},
        {CODE("1e-400"), false, "1e-400"},
        {CODE("\"00\""), false, "00"},
        {CODE("\" 0\""), false, " 0"},
        {CODE("\"0 \""), false, "0 "},
        {CODE("\"0.0\""), false, "0.0"},
        {CODE("\"+0\""), false, "+0"},
        {CODE("\"0x0\""), false, "0x0"},
        {CODE("\"success\""), false, "success"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daraja_result r = result_of(cases[i].body);
        assert_int_equal(r.success, cases[i].success);
        check_text(r.code, cases[i].code);
    }
}

/* 200,000 codes, bare and quoted, out of what codes are made of and of what would fool a number reader. */
static void
no_other_code_ever_is(void **state)
{
    static const char alphabet[] = "0000001.-+eE xX9_SFCR\\t";
    uint64_t          seed = 11;
    struct arena     *own = arena_new((size_t)1 << 20);

    (void)state;
    for (int i = 0; i < 200000; i++) {
        struct daraja_result r;
        const char          *why = NULL;
        char                 code[9], body[64];
        size_t               n = chance(&seed) % 8;
        for (size_t k = 0; k < n; k++)
            code[k] = alphabet[chance(&seed) % (sizeof alphabet - 1)];
        code[n] = '\0';
        bool quoted = chance(&seed) % 2;
        snprintf(body, sizeof body,
                 quoted ? "{\"Result\":{\"ResultCode\":\"%s\"}}" : "{\"Result\":{\"ResultCode\":%s}}", code);
        if (daraja_result_read(own, body, strlen(body), &r, &why) == ERR_OK) {
            const char *token = quoted ? code : code + strspn(code, " ");
            size_t      len = quoted ? n : strcspn(token, " ");
            assert_int_equal(r.success, len == 1 && *token == '0');
        }
        arena_reset(own);
    }
    arena_free(own);
}

/* Whatever is cut off or overwritten, it is read or refused, and only a 0 makes success. */
static void
damaged_results_neither_crash_nor_succeed(void **state)
{
    static const char failed[] =
        "{\"Result\":{\"ResultType\":0,\"ResultCode\":2001,\"ResultParameters\":{\"ResultParameter\":"
        "[{\"Key\":\"Amount\",\"Value\":\"{Amount={BasicAmount=1.00}}\"},{\"Key\":\"A\"}]}}}";
    uint64_t      seed = 5;
    struct arena *own = arena_new((size_t)1 << 20);

    (void)state;
    for (int i = 0; i < 50000; i++) {
        struct daraja_result r;
        struct money         m;
        const char          *why = NULL;
        char                 body[sizeof failed];
        size_t               n = sizeof failed - 1 - (i % 2 ? chance(&seed) % (sizeof failed - 1) : 0);
        memcpy(body, failed, sizeof failed);
        if (i % 2 == 0)
            body[chance(&seed) % n] = (char)(chance(&seed) % 95 + 32);
        if (daraja_result_read(own, body, n, &r, &why) == ERR_OK) {
            assert_false(r.success);
            (void)result_money(&r, "Amount", &m);
        }
        arena_reset(own);
    }
    arena_free(own);
}

static void
a_placeholder_names_no_transaction(void **state)
{
    static const struct {
        const char *id;
        bool        is;
    } cases[] = {
        {"UK30000000", true},
        {"TAK0000000", true},
        {"UK00000000", true},
        {"0000000000", true},
        {"", true},
        {NULL, true},
        {"0", true},
        {"OAK0000", true},
        {"UK38M2QW0Z", false},
        {"UK38M00000", false},
        {"UK3A000000", false},
        {"UK3", false},
        {"LGR0000001", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(result_is_placeholder(cases[i].id), cases[i].is);
}

static void
a_receipt_is_the_parameter_or_else_the_transaction_id(void **state)
{
    struct daraja_result both = result_of(PARAMETERS("{\"Key\":\"TransactionReceipt\",\"Value\":\"uk39p0ab1c\"}"));
    struct daraja_result hollow = result_of(PARAMETERS("{\"Key\":\"TransactionReceipt\",\"Value\":\"UK30000000\"}"));
    struct daraja_result none = result_of("{\"Result\":{\"ResultCode\":1,\"TransactionID\":\"UK30000000\"}}");

    (void)state;
    check_text(result_receipt(mem, &both, "TransactionReceipt"), "UK39P0AB1C");
    check_text(result_receipt(mem, &hollow, "TransactionReceipt"), "UK38M2QW0Z");
    check_text(result_receipt(mem, &both, NULL), "UK38M2QW0Z");
    check_text(result_receipt(mem, &none, "TransactionReceipt"), NULL);
}

static void
a_queue_timeout_is_no_success(void **state)
{
    struct daraja_result r =
        result_of("{\"Result\":{\"ResultType\":1,\"ResultCode\":1,\"ResultDesc\":\"The service request timed out.\","
                  "\"OriginatorConversationID\":\"rent-refund-000118\",\"ConversationID\":\"AG_20261103_"
                  "2010364430d9bbda0002\"}}");

    (void)state;
    check_text(r.type, "1");
    assert_false(r.success);
    check_text(r.originator_id, "rent-refund-000118");
    check_text(r.transaction_id, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_attested_shape_is_read),
        cmocka_unit_test(references_are_found_by_key),
        cmocka_unit_test(keys_that_come_twice_keep_their_order),
        cmocka_unit_test(amounts_are_read_to_the_cent_or_not_at_all),
        cmocka_unit_test(funds_may_be_below_zero),
        cmocka_unit_test(two_different_amounts_are_none),
        cmocka_unit_test(what_is_no_result_is_refused_with_a_reason),
        cmocka_unit_test(only_the_token_zero_is_success),
        cmocka_unit_test(no_other_code_ever_is),
        cmocka_unit_test(damaged_results_neither_crash_nor_succeed),
        cmocka_unit_test(a_placeholder_names_no_transaction),
        cmocka_unit_test(a_receipt_is_the_parameter_or_else_the_transaction_id),
        cmocka_unit_test(a_queue_timeout_is_no_success),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
