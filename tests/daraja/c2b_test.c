#include "daraja/reply.h"

#include "daraja/c2b.h"
#include "daraja/verdict.h"

#define ERROR(code, message) "{\"requestId\":\"1\",\"errorCode\":\"" code "\",\"errorMessage\":\"" message "\"}"

static void
registering_is_this_byte_by_byte(void **state)
{
    struct c2b_addresses a = {"412873", false, "https://pay.example.co.ke/cb/c/5e11/confirm",
                              "https://pay.example.co.ke/cb/c/5e11/validate"};

    (void)state;
    check_text(
        c2b_register_body(mem, &a),
        "{\"ShortCode\":\"412873\",\"ResponseType\":\"Completed\",\"ConfirmationURL\":"
        "\"https://pay.example.co.ke/cb/c/5e11/confirm\",\"ValidationURL\":\"https://pay.example.co.ke/cb/c/5e11/"
        "validate\"}");
    a.cancel_when_silent = true;
    assert_non_null(strstr(c2b_register_body(mem, &a), "\"ResponseType\":\"Cancelled\""));
    check_text(c2b_register_path(1), "/mpesa/c2b/v1/registerurl");
    check_text(c2b_register_path(2), "/mpesa/c2b/v2/registerurl");
    check_text(c2b_register_path(0), "/mpesa/c2b/v2/registerurl");
}

static void
simulating_is_this_byte_by_byte(void **state)
{
    (void)state;
    check_text(c2b_simulate_body(mem, "600984", (struct money){10000}, "254708374149", "B4"),
               "{\"ShortCode\":\"600984\",\"CommandID\":\"CustomerPayBillOnline\",\"Amount\":\"100\",\"Msisdn\":"
               "\"254708374149\",\"BillRefNumber\":\"B4\"}");
    check_text(c2b_simulate_body(mem, "600984", (struct money){10000}, "254708374149", NULL),
               "{\"ShortCode\":\"600984\",\"CommandID\":\"CustomerBuyGoodsOnline\",\"Amount\":\"100\",\"Msisdn\":"
               "\"254708374149\"}");
}

static void
a_registration_is_judged_in_all_its_forms(void **state)
{
    static const struct {
        int                 status;
        const char         *body;
        enum c2b_registered kind;
        const char         *verdict;
    } cases[] = {
        {200, "{\"OriginatorCoversationID\":\"6e86\",\"ResponseCode\":\"0\",\"ResponseDescription\":\"Success\"}",
         C2B_REGISTERED, "urls_registered"},
        {200, "{\"OriginatorConversationID\":\"6e86\",\"ResponseCode\":0,\"ResponseDescription\":\"Success\"}",
         C2B_REGISTERED, "urls_registered"},
        {200, "{\"ResponseCode\":\"00000000\",\"ResponseDescription\":\"x\"}", C2B_REGISTERED, "urls_registered"},
        {200, "{\"ConversationID\":\"\",\"OriginatorCoversationID\":\"\",\"ResponseDescription\":\"success\"}",
         C2B_REGISTERED, "urls_registered"},
        {200,
         "{\"ConversationID\":\"\",\"OriginatorCoversationID\":\"\",\"ResponseDescription\":\"Validation and "
         "Confirmation "
         "URLs are already registered\"}",
         C2B_ALREADY, "urls_already_registered"},
        {500, ERROR("500.003.1001", "Urls are already registered."), C2B_ALREADY, "urls_already_registered"},
        {500, ERROR("500.003.1001", "Duplicate notification info"), C2B_HELD, "urls_held_by_another"},
        {500, ERROR("500.003.1001", "Internal Server Error"), C2B_LATER, "unanswered"},
        {401, ERROR("401.003.01", "Error Occurred - Invalid API call as no apiproduct match found"), C2B_OTHER_VERSION,
         "c2b_version_wrong"},
        {401, ERROR("401.003.01", "Error Occurred"), C2B_TOKEN, NULL},
        {400, ERROR("400.003.01", "Invalid Access Token"), C2B_TOKEN, NULL},
        {400, ERROR("400.003.02", "Bad Request"), C2B_REFUSED, "request_malformed"},
        {404, ERROR("404.001.04", "Invalid Authentication Header"), C2B_REFUSED, "request_malformed"},
        {503, "{\"Envelope\":{\"Body\":{\"Fault\":{\"faultcode\":\"x\"}}}}", C2B_REFUSED, "c2b_not_enabled"},
        {409, "{\"Envelope\":{\"Body\":{\"Fault\":{}}}}{\"Envelope\":{\"Body\":{\"Fault\":{}}}}", C2B_REFUSED,
         "c2b_not_enabled"},
        {500, ERROR("500.003.02", "Spike Arrest Violation"), C2B_LATER, "mpesa_busy"},
        {200, "{\"ResponseCode\":\"1\",\"ResponseDescription\":\"Success\"}", C2B_LATER, "unanswered"},
        {200, "{\"ResponseDescription\":\"failure\"}", C2B_LATER, "unanswered"},
        {200, "{}", C2B_LATER, "unanswered"},
        {503, "<html>", C2B_LATER, "unanswered"},
        {200, "", C2B_LATER, "unanswered"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply            r = said(cases[i].status, cases[i].body);
        struct c2b_registration g = c2b_register_answer(mem, &r);
        assert_int_equal(g.kind, cases[i].kind);
        assert_int_equal(g.answer.kind == ANSWER_ACCEPTED, g.kind == C2B_REGISTERED);
        if (cases[i].verdict)
            check_text(g.verdict, cases[i].verdict);
        assert_non_null(verdict_named(g.verdict));
    }
}

#define NOTICE(amount, msisdn, more)                                                                                   \
    "{\"TransactionType\":\"Pay "                                                                                      \
    "Bill\",\"TransID\":\"UK38M5TR2A\",\"TransTime\":\"20261103111502\",\"TransAmount\":" amount                       \
    ",\"BusinessShortCode\":\"412873\",\"BillRefNumber\":\"B4\",\"InvoiceNumber\":\"\",\"OrgAccountBalance\":"         \
    "\"489230.00\","                                                                                                   \
    "\"ThirdPartyTransID\":\"\",\"MSISDN\":" msisdn more "}"

static struct c2b_notice
notice(const char *body)
{
    struct c2b_notice c;
    const char       *why = NULL;

    check_ok(c2b_notice_read(mem, body, strlen(body), &c, &why));
    return c;
}

static void
a_confirmation_is_read_whole(void **state)
{
    struct c2b_notice c = notice(NOTICE("\"12500.00\"", "\"2547 ***** 678\"",
                                        ",\"FirstName\":\"JANE\",\"MiddleName\":\"\",\"LastName\":\" DOE \""));

    (void)state;
    check_text(c.type, "Pay Bill");
    check_text(c.receipt_no, "UK38M5TR2A");
    assert_int_equal(c.paid_at, 1793693702); /* 08:15:02 UTC */
    assert_true(c.has_amount);
    assert_int_equal(c.amount.cents, 1250000);
    check_text(c.shortcode, "412873");
    check_text(c.account, "B4");
    check_text(c.invoice, NULL);
    check_text(c.third_party_id, NULL);
    assert_true(c.has_balance);
    assert_int_equal(c.balance.cents, 48923000);
    check_text(c.msisdn, "2547 ***** 678");
    check_text(c.first_name, "JANE");
    check_text(c.middle_name, NULL);
    check_text(c.last_name, "DOE");
    check_text(c.name, "JANE DOE");
}

static void
amounts_are_exact_or_not_there(void **state)
{
    static const struct {
        const char *amount;
        int64_t     cents; /* 0: none */
    } cases[] = {
        {"\"12500.00\"", 1250000},
        {"\"10\"", 1000},
        {"\"980.50\"", 98050},
        {"980.5", 98050},
        {"10", 1000},
        {"\"0.01\"", 1},
        {"\"0\"", 0},
        {"\"-5\"", 0},
        {"\"980.555\"", 0},
        {"\"\"", 0},
        {"null", 0},
        {"\"1,000\"", 0},
        {"\"abc\"", 0},
        {"[1]", 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct c2b_notice c = notice(arena_printf(mem, NOTICE("%s", "\"x\"", ""), cases[i].amount));
        assert_int_equal(c.has_amount, cases[i].cents > 0);
        if (c.has_amount)
            assert_int_equal(c.amount.cents, cases[i].cents);
    }
}

static void
the_payers_number_is_kept_as_text_in_any_form(void **state)
{
    static const struct {
        const char *said, *kept;
    } cases[] = {
        {"\"2547 ***** 126\"", "2547 ***** 126"},
        {"\"2547*****126\"", "2547*****126"},
        {"254712345678", "254712345678"},
        {"\"7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb90\"",
         "7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb90"},
        {"\"7132104d6aae9c3fac82095a42c281 ***** a48e09d98d5bf4ac08218982fb90\"",
         "7132104d6aae9c3fac82095a42c281 ***** a48e09d98d5bf4ac08218982fb90"},
        {"\"\"", NULL},
        {"null", NULL},
        {"{}", NULL},
        {"\"12345678901234567890123456789012345678901234567890123456789012345678901234567890123\"",
         "12345678901234567890123456789012345678901234567890123456789012345678901234567890"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(notice(arena_printf(mem, NOTICE("\"1\"", "%s", ""), cases[i].said)).msisdn, cases[i].kept);
}

static void
a_notice_may_hold_next_to_nothing(void **state)
{
    struct c2b_notice c = notice("{\"TransID\":\"uk38m5tr2a\"}");

    (void)state;
    check_text(c.receipt_no, "UK38M5TR2A");
    check_text(c.type, NULL);
    check_text(c.shortcode, NULL);
    check_text(c.account, NULL);
    check_text(c.name, NULL);
    assert_false(c.has_amount);
    assert_false(c.has_balance);
    assert_int_equal(c.paid_at, 0);
}

static void
a_till_names_no_account_and_numbers_may_be_numbers(void **state)
{
    struct c2b_notice c =
        notice("{\"TransactionType\":\"Customer Merchant Payment\",\"TransID\":\"UK38M5TR2A\",\"TransTime\":"
               "20261103111502,\"TransAmount\":980.5,\"BusinessShortCode\":567890,\"BillRefNumber\":\"\","
               "\"OrgAccountBalance\":\"\",\"MSISDN\":254712345678,\"FirstName\":\"JANE\"}");

    (void)state;
    check_text(c.shortcode, "567890");
    check_text(c.account, NULL);
    assert_int_equal(c.amount.cents, 98050);
    assert_int_equal(c.paid_at, 1793693702);
    assert_false(c.has_balance);
    check_text(c.name, "JANE");
}

static void
what_is_no_notice_is_refused_with_a_reason(void **state)
{
    static const char *const cases[] = {
        "",
        "{}",
        "[]",
        "null",
        "{\"TransID\":\"\"}",
        "{\"TransID\":null}",
        "{\"TransID\":\"a b c d e f\"}",
        "{\"TransID\":\"0000000000\"}",
        "{\"TransID\":\"UK38M5TR2A\",\"TransID\":\"UK38M5TR2B\"}",
        "{\"transid\":\"UK38M5TR2A\"}",
        "{\"TransID\":\"UK38M5TR2A\"",
        "{\"TransID\":\"UK38M5TR2A\"}{}",
        "{\"TransID\":\"UK38M5TR2A\\u0000\"}",
        "{\"TransID\":[\"UK38M5TR2A\"]}",
        "TransID=UK38M5TR2A",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct c2b_notice c;
        const char       *why = NULL;
        assert_int_equal(c2b_notice_read(mem, cases[i], strlen(cases[i]), &c, &why), ERR_INPUT);
        assert_non_null(why);
    }
}

static void
transfers_between_organisations_are_no_customers(void **state)
{
    static const struct {
        const char *type;
        bool        customer;
    } cases[] = {
        {"Pay Bill", true},
        {"Buy Goods", true},
        {"Customer Merchant Payment", true},
        {"", true},
        {NULL, true},
        {"Something New", true},
        {"Organization To Organization Transfer", false},
        {"OD Payment Transfer", false},
        {"organization settlement", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(c2b_is_customer(cases[i].type), cases[i].customer);
}

static void
a_validation_is_answered_with_its_code(void **state)
{
    (void)state;
    check_text(c2b_validation_answer(mem, C2B_ACCEPT, NULL), "{\"ResultCode\":\"0\",\"ResultDesc\":\"Accepted\"}");
    check_text(c2b_validation_answer(mem, C2B_ACCEPT, "lease-7"),
               "{\"ResultCode\":\"0\",\"ResultDesc\":\"Accepted\",\"ThirdPartyTransID\":\"lease-7\"}");
    check_text(c2b_validation_answer(mem, C2B_BAD_ACCOUNT, "lease-7"),
               "{\"ResultCode\":\"C2B00012\",\"ResultDesc\":\"Rejected\"}");
    check_text(c2b_validation_answer(mem, C2B_BAD_AMOUNT, NULL),
               "{\"ResultCode\":\"C2B00013\",\"ResultDesc\":\"Rejected\"}");
    for (int v = C2B_ACCEPT; v < C2B_VERDICT_COUNT; v++)
        assert_int_equal(strstr(c2b_validation_answer(mem, (enum c2b_verdict)v, NULL), "\"0\"") != NULL,
                         v == C2B_ACCEPT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(registering_is_this_byte_by_byte),
        cmocka_unit_test(simulating_is_this_byte_by_byte),
        cmocka_unit_test(a_registration_is_judged_in_all_its_forms),
        cmocka_unit_test(a_confirmation_is_read_whole),
        cmocka_unit_test(amounts_are_exact_or_not_there),
        cmocka_unit_test(the_payers_number_is_kept_as_text_in_any_form),
        cmocka_unit_test(a_notice_may_hold_next_to_nothing),
        cmocka_unit_test(a_till_names_no_account_and_numbers_may_be_numbers),
        cmocka_unit_test(what_is_no_notice_is_refused_with_a_reason),
        cmocka_unit_test(transfers_between_organisations_are_no_customers),
        cmocka_unit_test(a_validation_is_answered_with_its_code),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
