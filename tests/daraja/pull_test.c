#include "daraja/reply.h"

#include "daraja/pull.h"

static void
the_bodies_are_these_byte_by_byte(void **state)
{
    (void)state;
    check_text(
        pull_register_body(mem, "412873", "254722000000", "https://pay.example.co.ke/cb/p"),
        "{\"ShortCode\":\"412873\",\"RequestType\":\"Pull\",\"NominatedNumber\":\"254722000000\",\"CallBackURL\":"
        "\"https://pay.example.co.ke/cb/p\"}");
    check_text(pull_query_body(mem, "412873", 1793566800, 1793739599, 0),
               "{\"ShortCode\":\"412873\",\"StartDate\":\"2026-11-02 00:00:00\",\"EndDate\":\"2026-11-03 23:59:59\","
               "\"OffSetValue\":\"0\"}");
    assert_non_null(strstr(pull_query_body(mem, "412873", 1793566800, 1793739599, 250), "\"OffSetValue\":\"250\""));
}

static void
registered_now_or_before_is_both_fine(void **state)
{
    static const struct {
        const char      *body;
        enum answer_kind kind;
    } cases[] = {
        {"{\"ResponseRefID\":\"1\",\"ResponseStatus\":\"1000\",\"ShortCode\":\"4\",\"ResponseDescription\":\"x\"}",
         ANSWER_ACCEPTED},
        {"{\"ResponseRefID\":\"1\",\"Response Status\":\"1001\",\"Response Description\":\"x\"}", ANSWER_ACCEPTED},
        {"{\"ResponseStatus\":1000}", ANSWER_ACCEPTED},
        {"{\"ResponseStatus\":\"1002\"}", ANSWER_UNKNOWN},
        {"{\"ResponseStatus\":\"\"}", ANSWER_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply r = said(200, cases[i].body);
        assert_int_equal(answer_to_pull_register(mem, &r).kind, cases[i].kind);
    }
}

#define ROW(id)                                                                                                        \
    "{\"transactionId\":\"" id "\",\"trxDate\":\"2026-11-03T11:15:02Z\",\"msisdn\":722000000,\"sender\":\"MPESA\","    \
    "\"transactiontype\":\"c2b-pay-bill-debit\",\"billreference\":\"B4\",\"amount\":\"12500.00\","                     \
    "\"organizationname\":\"X\"}"

static void
rows_come_in_many_wrappings(void **state)
{
    static const struct {
        int              status;
        const char      *body;
        enum answer_kind kind;
        size_t           count, skipped;
    } cases[] = {
        {200, "{\"ResponseRefID\":\"1\",\"ResponseCode\":\"1000\",\"Response\":[[" ROW("UK38M5TR2A") "]]}",
         ANSWER_ACCEPTED, 1, 0},
        {200, "{\"ResponseCode\":1000,\"Response\":[[" ROW("UK38M5TR2A") "," ROW("UK38M5TR2B") "]]}", ANSWER_ACCEPTED,
         2, 0},
        {200, "{\"ResponseCode\":\"1000\",\"Response\":[[" ROW("UK38M5TR2A") "],[" ROW("UK38M5TR2B") "]]}",
         ANSWER_ACCEPTED, 2, 0},
        {200, "{\"ResponseCode\":\"1000\",\"Response\":[" ROW("UK38M5TR2A") "]}", ANSWER_ACCEPTED, 1, 0},
        {200, "{\"ResponseCode\":\"1000\",\"Transaction\":[[" ROW("UK38M5TR2A") "]]}", ANSWER_ACCEPTED, 1, 0},
        {200, "{\"ResponseCode\":\"1000\",\"Response\":\"[[{\\\"transactionId\\\":\\\"UK38M5TR2A\\\"}]]\"}",
         ANSWER_ACCEPTED, 1, 0},
        {200, "{\"ResponseCode\":\"1001\",\"Response\":\"[[]]\"}", ANSWER_ACCEPTED, 0, 0},
        {200, "{\"ResponseCode\":\"1001\",\"Transaction\":\"[[]]\"}", ANSWER_ACCEPTED, 0, 0},
        {200, "{\"ResponseCode\":\"1001\"}", ANSWER_ACCEPTED, 0, 0},
        {200, "{\"ResponseCode\":\"1000\",\"Response\":\"[[\"}", ANSWER_ACCEPTED, 0, 0},
        {200, "{\"ResponseCode\":\"1000\",\"Response\":[[" ROW("") "," ROW("UK38M5TR2A") ",{},1,null]]}",
         ANSWER_ACCEPTED, 1, 2},
        {500, "{\"errorCode\":\"500.001\",\"errorMessage\":\"No transactions found\"}", ANSWER_ACCEPTED, 0, 0},
        {200, "{\"ResponseCode\":\"9\",\"Response\":[[" ROW("UK38M5TR2A") "]]}", ANSWER_UNKNOWN, 0, 0},
        {200, "{\"Response\":[[" ROW("UK38M5TR2A") "]]}", ANSWER_UNKNOWN, 0, 0},
        {401, "{\"errorCode\":\"401.001\",\"errorMessage\":\"token\"}", ANSWER_TOKEN, 0, 0},
        {400, "{\"errorCode\":\"400.001\",\"errorMessage\":\"Invalid shortcode\"}", ANSWER_REJECTED, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply     r = said(cases[i].status, cases[i].body);
        struct pull_rows rows;
        assert_int_equal(answer_to_pull(mem, &r, &rows).kind, cases[i].kind);
        assert_int_equal(rows.count, cases[i].count);
        assert_int_equal(rows.skipped, cases[i].skipped);
        for (size_t k = 0; k < rows.count; k++)
            assert_int_equal(strncmp(rows.at[k].receipt_no, "UK38M5TR2", 9), 0);
    }
}

static void
a_row_is_read_whole(void **state)
{
    struct reply r = said(
        200, "{\"ResponseCode\":\"1000\",\"Response\":[[" ROW(
                 "UK38M5TR2A") ",{\"transactionId\":"
                               "\"UK38M5TR2B\",\"amount\":10.555,\"msisdn\":\"2547***126\",\"billreference\":\"\"}]]}");
    struct pull_rows rows;

    (void)state;
    assert_int_equal(answer_to_pull(mem, &r, &rows).kind, ANSWER_ACCEPTED);
    assert_int_equal(rows.count, 2);
    check_text(rows.at[0].receipt_no, "UK38M5TR2A");
    assert_int_equal(rows.at[0].paid_at, 1793693702);
    check_text(rows.at[0].msisdn, "722000000");
    assert_true(rows.at[0].has_amount);
    assert_int_equal(rows.at[0].amount.cents, 1250000);
    check_text(rows.at[0].account, "B4");
    check_text(rows.at[0].type, "c2b-pay-bill-debit");
    check_text(rows.at[0].organisation, "X");
    assert_false(rows.at[1].has_amount);
    check_text(rows.at[1].msisdn, "2547***126");
    check_text(rows.at[1].account, NULL);
    assert_int_equal(rows.at[1].paid_at, 0);
}

static void
every_other_ending_is_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(endings); i++) {
        struct pull_rows rows;
        assert_int_equal(answer_to_pull(mem, &endings[i].reply, &rows).kind, endings[i].kind);
        assert_int_equal(answer_to_pull_register(mem, &endings[i].reply).kind, endings[i].kind);
        assert_int_equal(rows.count, 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bodies_are_these_byte_by_byte), cmocka_unit_test(registered_now_or_before_is_both_fine),
        cmocka_unit_test(rows_come_in_many_wrappings),       cmocka_unit_test(a_row_is_read_whole),
        cmocka_unit_test(every_other_ending_is_told_apart),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
