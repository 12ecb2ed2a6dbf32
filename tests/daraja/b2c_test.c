#include "daraja/reply.h"

#include "daraja/b2c.h"

static const struct b2c_request refund = {
    .originator_id = "rent-refund-000118",
    .by = {"apiuser1", "c2VjcmV0", "https://pay.example.co.ke/cb/r/91ab", "https://pay.example.co.ke/cb/t/91ab",
           "Deposit refund"},
    .command = "BusinessPayment",
    .amount = {500000},
    .shortcode = "600992",
    .phone = "254712345678",
    .occasion = "B4",
};

static void
a_payout_is_this_byte_by_byte(void **state)
{
    (void)state;
    check_text(
        b2c_body(mem, &refund, 3),
        "{\"OriginatorConversationID\":\"rent-refund-000118\",\"InitiatorName\":\"apiuser1\",\"SecurityCredential\":"
        "\"c2VjcmV0\",\"CommandID\":\"BusinessPayment\",\"Amount\":\"5000\",\"PartyA\":\"600992\",\"PartyB\":"
        "\"254712345678\",\"Remarks\":\"Deposit refund\",\"QueueTimeOutURL\":\"https://pay.example.co.ke/cb/t/91ab\","
        "\"ResultURL\":\"https://pay.example.co.ke/cb/r/91ab\",\"Occassion\":\"B4\"}");
}

static void
version_one_has_no_id_of_ours(void **state)
{
    (void)state;
    assert_int_equal(strncmp(b2c_body(mem, &refund, 1), "{\"InitiatorName\":", 17), 0);
    check_text(b2c_path(1, "BusinessPayment"), "/mpesa/b2c/v1/paymentrequest");
    check_text(b2c_path(3, "SalaryPayment"), "/mpesa/b2c/v3/paymentrequest");
    check_text(b2c_path(3, "BusinessPayToPochi"), "/mpesa/b2pochi/v1/paymentrequest");
}

static void
remarks_are_never_missing(void **state)
{
    struct b2c_request q = refund;

    (void)state;
    q.by.remarks = NULL;
    q.occasion = NULL;
    assert_non_null(strstr(b2c_body(mem, &q, 3), "\"Remarks\":\"Payment\""));
    assert_non_null(strstr(b2c_body(mem, &q, 3), "\"Occassion\":\"\""));
}

#define RESULT(code, id, list)                                                                                         \
    "{\"Result\":{\"ResultType\":0,\"ResultCode\":" code ",\"TransactionID\":\"" id "\",\"ResultParameters\":{"        \
    "\"ResultParameter\":" list "}}}"

static void
a_result_says_who_got_how_much_and_what_is_left(void **state)
{
    struct daraja_result r = result_of(
        RESULT("0", "UK39P0AB1C",
               "[{\"Key\":\"TransactionAmount\",\"Value\":5000},{\"Key\":\"TransactionReceipt\",\"Value\":"
               "\"UK39P0AB1C\"},{\"Key\":"
               "\"ReceiverPartyPublicName\",\"Value\":\"254712345678 - JANE "
               "DOE\"},{\"Key\":\"TransactionCompletedDateTime\",\"Value\":"
               "\"03.11.2026 12:01:44\"},{\"Key\":\"B2CUtilityAccountAvailableFunds\",\"Value\":95000.5},{\"Key\":"
               "\"B2CWorkingAccountAvailableFunds\",\"Value\":0.0},{\"Key\":\"B2CRecipientIsRegisteredCustomer\","
               "\"Value\":\"Y\"},"
               "{\"Key\":\"B2CChargesPaidAccountAvailableFunds\",\"Value\":-120.0}]"));
    struct b2c_paid p = b2c_paid_read(mem, &r);

    (void)state;
    check_text(p.receipt_no, "UK39P0AB1C");
    assert_true(p.has_amount);
    assert_int_equal(p.amount.cents, 500000);
    check_text(p.recipient.phone, "254712345678");
    check_text(p.recipient.name, "JANE DOE");
    assert_int_equal(p.completed_at, 1793696504);
    assert_int_equal(p.registered, 1);
    assert_true(p.has_utility && p.has_working && p.has_charges);
    assert_int_equal(p.utility.cents, 9500050);
    assert_int_equal(p.working.cents, 0);
    assert_int_equal(p.charges.cents, -12000);
}

static void
a_bare_result_says_little_and_breaks_nothing(void **state)
{
    static const struct {
        const char *body, *receipt;
        int64_t     cents; /* -1: none */
        int         registered;
    } cases[] = {
        {"{\"Result\":{\"ResultCode\":0,\"TransactionID\":\"UK39P0AB1C\"}}", "UK39P0AB1C", -1, -1},
        {"{\"Result\":{\"ResultCode\":2001,\"TransactionID\":\"UK30000000\"}}", NULL, -1, -1},
        {"{\"Result\":{\"ResultCode\":0}}", NULL, -1, -1},
        {RESULT("0", "", "{\"Key\":\"TransactionAmount\",\"Value\":\"10.00\"}"), NULL, 1000, -1},
        {RESULT("0", "UK30000000", "[{\"Key\":\"TransactionReceipt\",\"Value\":\"UK39P0AB1C\"}]"), "UK39P0AB1C", -1,
         -1},
        {RESULT("0", "x", "[{\"Key\":\"B2CRecipientIsRegisteredCustomer\",\"Value\":\"N\"}]"), NULL, -1, 0},
        {RESULT("0", "x", "[{\"Key\":\"B2CRecipientIsRegisteredCustomer\",\"Value\":\"?\"}]"), NULL, -1, -1},
        {RESULT("0", "x", "[{\"Key\":\"ReceiverPartyPublicName\"},{\"Key\":\"TransactionAmount\",\"Value\":\"\"}]"),
         NULL, -1, -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daraja_result r = result_of(cases[i].body);
        struct b2c_paid      p = b2c_paid_read(mem, &r);
        check_text(p.receipt_no, cases[i].receipt);
        assert_int_equal(p.has_amount, cases[i].cents >= 0);
        assert_int_equal(p.registered, cases[i].registered);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_payout_is_this_byte_by_byte),
        cmocka_unit_test(version_one_has_no_id_of_ours),
        cmocka_unit_test(remarks_are_never_missing),
        cmocka_unit_test(a_result_says_who_got_how_much_and_what_is_left),
        cmocka_unit_test(a_bare_result_says_little_and_breaks_nothing),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
