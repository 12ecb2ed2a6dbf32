#include "daraja/reply.h"

#include "daraja/b2b.h"

static const struct request_by by = {"apiuser1", "c2VjcmV0", "https://pay.example.co.ke/cb/r/77",
                                     "https://pay.example.co.ke/cb/t/77", "OK"};

static void
paying_a_bill_is_this_byte_by_byte(void **state)
{
    struct b2b_request q = {
        .by = by,
        .command = "BusinessPayBill",
        .receiver_type = IDENTIFIER_SHORTCODE,
        .amount = {23900},
        .shortcode = "412873",
        .receiver = "888880",
        .account_ref = "353353",
        .requester = "254712345678",
    };

    (void)state;
    check_text(
        b2b_body(mem, &q),
        "{\"Initiator\":\"apiuser1\",\"SecurityCredential\":\"c2VjcmV0\",\"CommandID\":\"BusinessPayBill\","
        "\"SenderIdentifierType\":\"4\",\"RecieverIdentifierType\":\"4\",\"Amount\":\"239\",\"PartyA\":\"412873\","
        "\"PartyB\":\"888880\",\"AccountReference\":\"353353\",\"Requester\":\"254712345678\",\"Remarks\":\"OK\","
        "\"QueueTimeOutURL\":\"https://pay.example.co.ke/cb/t/77\",\"ResultURL\":\"https://pay.example.co.ke/cb/r/"
        "77\"}");
}

static void
paying_a_till_names_no_account(void **state)
{
    struct b2b_request q = {.by = by,
                            .command = "BusinessBuyGoods",
                            .receiver_type = IDENTIFIER_TILL,
                            .amount = {23900},
                            .shortcode = "412873",
                            .receiver = "567890",
                            .occasion = "Water"};

    (void)state;
    check_text(
        b2b_body(mem, &q),
        "{\"Initiator\":\"apiuser1\",\"SecurityCredential\":\"c2VjcmV0\",\"CommandID\":\"BusinessBuyGoods\","
        "\"SenderIdentifierType\":\"4\",\"RecieverIdentifierType\":\"2\",\"Amount\":\"239\",\"PartyA\":\"412873\","
        "\"PartyB\":\"567890\",\"Remarks\":\"OK\",\"QueueTimeOutURL\":\"https://pay.example.co.ke/cb/t/"
        "77\",\"ResultURL\":"
        "\"https://pay.example.co.ke/cb/r/77\",\"Occassion\":\"Water\"}");
}

static void
tax_goes_to_kra_under_its_whole_number(void **state)
{
    (void)state;
    check_text(
        b2b_tax_body(mem, &by, "412873", (struct money){750000}, "2020260000000123"),
        "{\"Initiator\":\"apiuser1\",\"SecurityCredential\":\"c2VjcmV0\",\"CommandID\":\"PayTaxToKRA\","
        "\"SenderIdentifierType\":\"4\",\"RecieverIdentifierType\":\"4\",\"Amount\":\"7500\",\"PartyA\":\"412873\","
        "\"PartyB\":\"572572\",\"AccountReference\":\"2020260000000123\",\"Remarks\":\"OK\",\"QueueTimeOutURL\":"
        "\"https://pay.example.co.ke/cb/t/77\",\"ResultURL\":\"https://pay.example.co.ke/cb/r/77\"}");
}

static void
a_success_with_string_codes_and_brace_literals_is_read(void **state)
{
    struct daraja_result r = result_of(
        "{\"Result\":{\"ResultType\":\"0\",\"ResultCode\":\"0\",\"TransactionID\":\"UK3A7LK5CY\",\"ResultParameters\":"
        "{\"ResultParameter\":[{\"Key\":\"DebitAccountBalance\",\"Value\":\"{Amount={CurrencyCode=KES, "
        "MinimumAmount=618683, "
        "BasicAmount=6186.83}}\"},{\"Key\":\"Amount\",\"Value\":\"239.00\"},{\"Key\":"
        "\"DebitPartyAffectedAccountBalance\","
        "\"Value\":\"Working Account|KES|346568.83|6186.83|340382.00|0.00\"},{\"Key\":\"TransCompletedTime\",\"Value\":"
        "\"20261103120717\"},{\"Key\":\"DebitPartyCharges\",\"Value\":\"\"},{\"Key\":\"ReceiverPartyPublicName\","
        "\"Value\":"
        "\"888880 - EXAMPLE "
        "POWER\"},{\"Key\":\"Currency\",\"Value\":\"KES\"}]},\"ReferenceData\":{\"ReferenceItem\":[{\"Key\":"
        "\"BillReferenceNumber\",\"Value\":\"353353\"}]}}}");
    struct b2b_paid p = b2b_paid_read(mem, &r);

    (void)state;
    assert_true(r.success);
    check_text(p.receipt_no, "UK3A7LK5CY");
    assert_int_equal(p.amount.cents, 23900);
    assert_false(p.has_charge);
    assert_true(p.has_balance);
    assert_int_equal(p.balance.cents, 618683);
    check_text(p.currency, "KES");
    check_text(p.receiver.number, "888880");
    check_text(p.receiver.name, "EXAMPLE POWER");
    check_text(p.account_ref, "353353");
    assert_int_equal(p.completed_at, 1793696837);
}

static void
a_charge_is_read_out_of_its_pipe_text(void **state)
{
    struct daraja_result r =
        result_of("{\"Result\":{\"ResultCode\":0,\"ResultParameters\":{\"ResultParameter\":{\"Key\":"
                  "\"DebitPartyCharges\",\"Value\":\"Business Pay Bill Charge|KES|77.00\"}}}}");
    struct b2b_paid p = b2b_paid_read(mem, &r);

    (void)state;
    assert_true(p.has_charge);
    assert_int_equal(p.charge.cents, 7700);
    assert_false(p.has_amount);
    check_text(p.receipt_no, NULL);
}

static void
a_failure_with_a_single_parameter_is_read(void **state)
{
    struct daraja_result r = result_of(
        "{\"Result\":{\"ResultType\":0,\"ResultCode\":21,\"TransactionID\":\"UK30000000\",\"ResultParameters\":"
        "{\"ResultParameter\":{\"Key\":\"BOCompletedTime\",\"Value\":20261103120801}}}}");
    struct b2b_paid p = b2b_paid_read(mem, &r);

    (void)state;
    assert_false(r.success);
    check_text(p.receipt_no, NULL);
    assert_int_equal(p.completed_at, 1793696881);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paying_a_bill_is_this_byte_by_byte),
        cmocka_unit_test(paying_a_till_names_no_account),
        cmocka_unit_test(tax_goes_to_kra_under_its_whole_number),
        cmocka_unit_test(a_success_with_string_codes_and_brace_literals_is_read),
        cmocka_unit_test(a_charge_is_read_out_of_its_pipe_text),
        cmocka_unit_test(a_failure_with_a_single_parameter_is_read),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
