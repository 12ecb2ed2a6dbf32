#include "daraja/reply.h"

#include "daraja/reversal.h"

static void
a_reversal_is_this_byte_by_byte(void **state)
{
    struct reversal_request q = {
        .by = {"apiuser1", "c2VjcmV0", "https://pay.example.co.ke/cb/r/88", "https://pay.example.co.ke/cb/t/88",
               "Wrong account"},
        .receipt_no = "UK38M5TR2A",
        .amount = {1250000},
        .shortcode = "412873",
    };

    (void)state;
    check_text(
        reversal_body(mem, &q),
        "{\"Initiator\":\"apiuser1\",\"SecurityCredential\":\"c2VjcmV0\",\"CommandID\":\"TransactionReversal\","
        "\"TransactionID\":\"UK38M5TR2A\",\"Amount\":\"12500\",\"ReceiverParty\":\"412873\",\"RecieverIdentifierType\":"
        "\"11\",\"ResultURL\":\"https://pay.example.co.ke/cb/r/88\",\"QueueTimeOutURL\":"
        "\"https://pay.example.co.ke/cb/t/88\",\"Remarks\":\"Wrong account\"}");
}

static void
its_result_names_both_receipts(void **state)
{
    struct daraja_result r = result_of(
        "{\"Result\":{\"ResultCode\":0,\"TransactionID\":\"UK3C2PAWR9\",\"ResultParameters\":{\"ResultParameter\":[{"
        "\"Key\":"
        "\"DebitAccountBalance\",\"Value\":\"Utility "
        "Account|KES|476730.00|476730.00|0.00|0.00\"},{\"Key\":\"Amount\",\"Value\":"
        "12500.00},{\"Key\":\"TransCompletedTime\",\"Value\":20261103132711},{\"Key\":\"OriginalTransactionID\","
        "\"Value\":"
        "\"UK38M5TR2A\"},{\"Key\":\"Charge\",\"Value\":0.00},{\"Key\":\"CreditPartyPublicName\",\"Value\":"
        "\"254712345678 - JANE DOE\"},{\"Key\":\"DebitPartyPublicName\",\"Value\":\"412873 - EXAMPLE HOMES\"}]}}}");
    struct reversal_done d = reversal_done_read(mem, &r);

    (void)state;
    check_text(d.receipt_no, "UK3C2PAWR9");
    check_text(d.original_receipt_no, "UK38M5TR2A");
    assert_true(d.has_amount && d.has_charge);
    assert_int_equal(d.amount.cents, 1250000);
    assert_int_equal(d.charge.cents, 0);
    check_text(d.refunded.phone, "254712345678");
    check_text(d.refunded.name, "JANE DOE");
    assert_int_equal(d.completed_at, 1793701631);
}

static void
a_success_without_parameters_is_still_one(void **state)
{
    struct daraja_result r = result_of("{\"Result\":{\"ResultCode\":\"0\",\"TransactionID\":\"UK3C2PAWR9\"}}");
    struct reversal_done d = reversal_done_read(mem, &r);

    (void)state;
    assert_true(r.success);
    check_text(d.receipt_no, "UK3C2PAWR9");
    check_text(d.original_receipt_no, NULL);
    assert_false(d.has_amount);
}

static void
success_prose_with_another_code_is_a_failure(void **state)
{
    static const char *const codes[] = {"\"21\"", "\"R000001\"", "\"R000002\"", "1", "11"};

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++)
        assert_false(
            result_of(arena_printf(mem,
                                   "{\"Result\":{\"ResultCode\":%s,\"ResultDesc\":\"The service request is processed "
                                   "successfully.\",\"TransactionID\":\"UK3C2PAWR9\"}}",
                                   codes[i]))
                .success);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reversal_is_this_byte_by_byte),
        cmocka_unit_test(its_result_names_both_receipts),
        cmocka_unit_test(a_success_without_parameters_is_still_one),
        cmocka_unit_test(success_prose_with_another_code_is_a_failure),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
