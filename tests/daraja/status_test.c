#include "daraja/reply.h"

#include "daraja/status.h"

static const struct status_request by_receipt = {
    .by = {"apiuser1", "c2VjcmV0", "https://pay.example.co.ke/cb/r/99", "https://pay.example.co.ke/cb/t/99", "check"},
    .receipt_no = "UK38M2QW0Z",
    .shortcode = "412873",
    .occasion = "check",
};

static void
asking_by_receipt_is_this_byte_by_byte(void **state)
{
    (void)state;
    check_text(
        status_body(mem, &by_receipt),
        "{\"Initiator\":\"apiuser1\",\"SecurityCredential\":\"c2VjcmV0\",\"CommandID\":\"TransactionStatusQuery\","
        "\"TransactionID\":\"UK38M2QW0Z\",\"PartyA\":\"412873\",\"IdentifierType\":\"4\",\"ResultURL\":"
        "\"https://pay.example.co.ke/cb/r/99\",\"QueueTimeOutURL\":\"https://pay.example.co.ke/cb/t/99\",\"Remarks\":"
        "\"check\",\"Occasion\":\"check\"}");
}

static void
asking_by_conversation_leaves_the_receipt_out(void **state)
{
    struct status_request q = by_receipt;

    (void)state;
    q.receipt_no = "";
    q.conversation_id = "rent-refund-000118";
    q.till = true;
    const char *body = status_body(mem, &q);
    assert_null(strstr(body, "TransactionID"));
    assert_non_null(strstr(body, "\"OriginalConversationID\":\"rent-refund-000118\""));
    assert_non_null(strstr(body, "\"IdentifierType\":\"2\""));
    q.conversation_id = NULL;
    assert_null(status_body(mem, &q));
}

#define RESULT(code, list)                                                                                             \
    "{\"Result\":{\"ResultType\":0,\"ResultCode\":" code                                                               \
    ",\"ConversationID\":\"AG_outer\",\"TransactionID\":\"UK30000000\","                                               \
    "\"ResultParameters\":{\"ResultParameter\":[" list "]}}}"

static struct status_report
report(const char *body)
{
    struct daraja_result r = result_of(body);

    return status_report_read(mem, &r);
}

static void
the_real_form_is_read_whole(void **state)
{
    struct status_report s = report(RESULT(
        "0", "{\"Key\":\"DebitPartyName\",\"Value\":\"0712345678 - JANE  WANJIRU "
             "DOE\"},{\"Key\":\"CreditPartyName\",\"Value\":"
             "\"412873 -  EXAMPLE HOMES LTD\"},{\"Key\":\"OriginatorConversationID\",\"Value\":\"91c2-4d7e\"},{\"Key\":"
             "\"InitiatedTime\",\"Value\":20261103101528},{\"Key\":\"CreditPartyCharges\"},{\"Key\":"
             "\"TransactionReason\"},{\"Key\":"
             "\"ReasonType\",\"Value\":\"Pay Bill "
             "Online\"},{\"Key\":\"TransactionStatus\",\"Value\":\"Completed\"},{\"Key\":"
             "\"FinalisedTime\",\"Value\":20261103101529},{\"Key\":\"Amount\",\"Value\":12500.0},{\"Key\":"
             "\"ConversationID\",\"Value\":"
             "\"AG_inner\"},{\"Key\":\"ReceiptNo\",\"Value\":\"UK38M2QW0Z\"}"));

    (void)state;
    assert_int_equal(s.state, STATUS_COMPLETED);
    assert_true(s.final);
    check_text(s.receipt_no, "UK38M2QW0Z");
    assert_true(s.has_amount);
    assert_int_equal(s.amount.cents, 1250000);
    check_text(s.payer.phone, "254712345678");
    check_text(s.payer.number, "0712345678");
    check_text(s.payer.name, "JANE WANJIRU DOE");
    check_text(s.payee.number, "412873");
    check_text(s.payee.phone, NULL);
    check_text(s.payee.name, "EXAMPLE HOMES LTD");
    check_text(s.reason_type, "Pay Bill Online");
    check_text(s.conversation_id, "AG_inner");
    check_text(s.originator_id, "91c2-4d7e");
    assert_int_equal(s.initiated_at, 1793690128);
    assert_int_equal(s.finalised_at, 1793690129);
}

static void
the_portals_sample_names_the_payee_twice_a_debtor(void **state)
{
    struct status_report s =
        report(RESULT("0", "{\"Key\":\"DebitPartyName\",\"Value\":\"254712345678 - JANE\"},{\"Key\":"
                           "\"Conversation ID\",\"Value\":\"AG_inner\"},{\"Key\":\"DebitPartyName\","
                           "\"Value\":\"412873 - EXAMPLE\"}"));

    (void)state;
    check_text(s.payer.phone, "254712345678");
    check_text(s.payee.number, "412873");
    check_text(s.conversation_id, "AG_inner");
}

static void
only_completed_is_money(void **state)
{
    static const struct {
        const char       *code, *list;
        enum status_state state;
        bool              final;
    } cases[] = {
#define STATUS(word) "{\"Key\":\"TransactionStatus\",\"Value\":\"" word "\"}"
        {"0", STATUS("Completed"), STATUS_COMPLETED, true},
        {"\"0\"", STATUS("COMPLETED"), STATUS_COMPLETED, true},
        {"0", STATUS("Initiated"), STATUS_OPEN, false},
        {"0", STATUS("Authorized"), STATUS_OPEN, false},
        {"0", STATUS("Pending Authorized"), STATUS_OPEN, false},
        {"0", STATUS("Cancelled"), STATUS_CANCELLED, true},
        {"0", STATUS("Declined"), STATUS_DECLINED, true},
        {"0", STATUS("Expired"), STATUS_EXPIRED, true},
        {"0", STATUS("Reversed"), STATUS_REVERSED, true},
        {"0", STATUS("Not Completed"), STATUS_UNKNOWN, false},
        {"0", STATUS("Completed "), STATUS_UNKNOWN, false},
        {"0", STATUS(""), STATUS_UNKNOWN, false},
        {"0", "{\"Key\":\"TransactionStatus\"}", STATUS_UNKNOWN, false},
        {"0", "", STATUS_UNKNOWN, false},
        {"0", STATUS("Completed") "," STATUS("Completed"), STATUS_COMPLETED, true},
        {"0", STATUS("Completed") "," STATUS("Cancelled"), STATUS_UNKNOWN, false},
        {"2033", STATUS("Completed"), STATUS_UNKNOWN, false},
        {"\"SFC_IC0003\"", STATUS("Completed"), STATUS_UNKNOWN, false},
        {"25", "", STATUS_UNKNOWN, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct status_report s = report(arena_printf(mem, RESULT("%s", "%s"), cases[i].code, cases[i].list));
        assert_int_equal(s.state, cases[i].state);
        assert_int_equal(s.final, cases[i].final);
    }
}

static void
a_placeholder_is_no_receipt(void **state)
{
    (void)state;
    check_text(report(RESULT("0", "{\"Key\":\"ReceiptNo\",\"Value\":\"UK30000000\"}")).receipt_no, NULL);
    check_text(report(RESULT("0", "{\"Key\":\"ReceiptNo\"}")).receipt_no, NULL);
    check_text(report(RESULT("0", "")).receipt_no, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asking_by_receipt_is_this_byte_by_byte),
        cmocka_unit_test(asking_by_conversation_leaves_the_receipt_out),
        cmocka_unit_test(the_real_form_is_read_whole),
        cmocka_unit_test(the_portals_sample_names_the_payee_twice_a_debtor),
        cmocka_unit_test(only_completed_is_money),
        cmocka_unit_test(a_placeholder_is_no_receipt),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
