#include "support/check.h"

#include "daraja/answer.h"
#include "daraja/outcome.h"

#define HTML                 "<html><body>Request unsuccessful. Incapsula incident ID: 123-456</body></html>"
#define ERROR(code, message) "{\"requestId\":\"4c7a-4f0e\",\"errorCode\":\"" code "\",\"errorMessage\":\"" message "\"}"
#define FAULT(code)          "{\"fault\":{\"faultstring\":\"Spike arrest violation.\",\"detail\":{\"errorcode\":\"" code "\"}}}"
#define ACK(code, id)                                                                                                  \
    "{\"MerchantRequestID\":\"91c2-4d7e\",\"CheckoutRequestID\":\"" id "\",\"ResponseCode\":" code                     \
    ",\"ResponseDescription\":\"Success. Request accepted for processing\",\"CustomerMessage\":\"x\"}"
#define RESULT(code)                                                                                                   \
    "{\"ResponseCode\":\"0\",\"ResponseDescription\":\"The service request has been accepted successsfully\","         \
    "\"MerchantRequestID\":\"91c2\",\"CheckoutRequestID\":\"ws_CO_1\",\"ResultCode\":" code ",\"ResultDesc\":\"d\"}"

static struct reply
answered(int status, const char *body)
{
    return (struct reply){TRANSPORT_ANSWERED, status, body, strlen(body)};
}

static void
is(const struct answer *a, enum answer_kind kind, const char *outcome, const char *body)
{
    if (a->kind != kind)
        fail_msg("%s: %s, not %s", body, answer_kind_name(a->kind), answer_kind_name(kind));
    if (kind == ANSWER_REJECTED)
        check_text(a->outcome, outcome);
}

static void
every_answer_to_a_push_has_its_meaning(void **state)
{
    static const struct {
        int              status;
        const char      *body;
        enum answer_kind kind;
        const char      *outcome; /* of a refusal */
    } cases[] = {
        /* daraja.md 3.3 */
        {200, ACK("\"0\"", "ws_CO_1"), ANSWER_ACCEPTED, NULL},
        {200, ACK("0", "ws_CO_1"), ANSWER_ACCEPTED, NULL},
        {200, ACK("\"00000000\"", "ws_CO_1"), ANSWER_ACCEPTED, NULL},
        {200, ACK("\"0\"", ""), ANSWER_UNKNOWN, NULL},
        {200, ACK("\"1\"", "ws_CO_1"), ANSWER_UNKNOWN, NULL},
        {200, ACK("\"\"", "ws_CO_1"), ANSWER_UNKNOWN, NULL},
        {200, ACK("null", "ws_CO_1"), ANSWER_UNKNOWN, NULL},
        {200, ACK("0.0", "ws_CO_1"), ANSWER_UNKNOWN, NULL},
        {200, ACK("\"0 \"", "ws_CO_1"), ANSWER_UNKNOWN, NULL},
        {200,
         "{\"MerchantRequestID\":\"\",\"CheckoutRequestID\":\"\",\"ResponseCode\":\"\",\"ResponseDescription\":\"\"}",
         ANSWER_UNKNOWN, NULL},
        /* 1.2: other bodies on the same address */
        {429, FAULT("policies.ratelimit.SpikeArrestViolation"), ANSWER_BUSY, NULL},
        {500, FAULT("policies.ratelimit.QuotaViolation"), ANSWER_BUSY, NULL},
        {429, HTML, ANSWER_BUSY, NULL},
        {429, "", ANSWER_BUSY, NULL},
        {504, FAULT("messaging.adaptors.http.flow.GatewayTimeout"), ANSWER_UNKNOWN, NULL},
        {401, FAULT("keymanagement.service.invalid_access_token"), ANSWER_UNKNOWN, NULL},
        {409, "{\"Envelope\":{\"Body\":{\"Fault\":{\"faultcode\":\"x\"}}}}", ANSWER_UNKNOWN, NULL},
        {409, "{\"Envelope\":{}}{\"Envelope\":{}}", ANSWER_UNKNOWN, NULL},
        {503, HTML, ANSWER_UNKNOWN, NULL},
        {403, HTML, ANSWER_UNKNOWN, NULL},
        {200, HTML, ANSWER_UNKNOWN, NULL},
        {200, "", ANSWER_UNKNOWN, NULL},
        {400, "", ANSWER_UNKNOWN, NULL},
        {502, "", ANSWER_UNKNOWN, NULL},
        {200, "{\"ResponseCode\":\"0\",\"Checkout", ANSWER_UNKNOWN, NULL},
        {200, "[]", ANSWER_UNKNOWN, NULL},
        {200, "\"0\"", ANSWER_UNKNOWN, NULL},
        {200, "0", ANSWER_UNKNOWN, NULL},
        {200, "null", ANSWER_UNKNOWN, NULL},
        {200, "{}", ANSWER_UNKNOWN, NULL},
        /* 17.2, line by line */
        {400, ERROR("400.002.02", "Bad Request - Invalid PhoneNumber"), ANSWER_REJECTED, "phone_rejected"},
        {400, ERROR("400.002.02", "Bad Request - Invalid PartyA"), ANSWER_REJECTED, "phone_rejected"},
        {400, ERROR("400.002.02", "Bad Request - Invalid Amount"), ANSWER_REJECTED, "amount_rejected"},
        {400, ERROR("400.002.02", "Bad Request - Invalid Remarks"), ANSWER_REJECTED, "rejected"},
        {200, ERROR("400.002.02", "Bad Request - Invalid CallBackURL"), ANSWER_REJECTED, "rejected"},
        {400, ERROR("400.002.05", "Invalid Request Payload"), ANSWER_REJECTED, "rejected"},
        {400, ERROR("400.003.01", "Invalid Access Token"), ANSWER_TOKEN, NULL},
        {400, ERROR("400.003.02", "Bad Request"), ANSWER_REJECTED, "rejected"},
        {401, ERROR("401.002.01", "Error Occurred - Invalid Access Token - AbC"), ANSWER_TOKEN, NULL},
        {401, ERROR("401.003.01", "Error. Invalid API call as no apiproduct match found"), ANSWER_REJECTED,
         "not_set_up"},
        {401, ERROR("401.003.01", "Invalid Access Token"), ANSWER_TOKEN, NULL},
        {404, ERROR("404.001.03", "Invalid Access Token"), ANSWER_TOKEN, NULL},
        {401, ERROR("404.001.03", "Invalid Access Token"), ANSWER_TOKEN, NULL},
        {404, ERROR("404.001.01", "Resource not found"), ANSWER_REJECTED, "not_set_up"},
        {404, ERROR("404.002.01", "Resource not found"), ANSWER_REJECTED, "not_set_up"},
        {404, ERROR("404.003.01", "Resource not found"), ANSWER_REJECTED, "not_set_up"},
        {404, ERROR("404.001.04", "Invalid Authentication Header"), ANSWER_REJECTED, "rejected"},
        {405, ERROR("405.001", "Method Not Allowed"), ANSWER_REJECTED, "rejected"},
        {500, ERROR("500.001.1001", "Wrong credentials"), ANSWER_REJECTED, "not_set_up"},
        {500, ERROR("500.001.1001", "[MerchantValidate] - Wrong credentials"), ANSWER_REJECTED, "not_set_up"},
        {500, ERROR("500.001.1001", "Merchant does not exist"), ANSWER_REJECTED, "not_set_up"},
        {500, ERROR("500.001.1001", "Unable to lock subscriber, a transaction is already in process"), ANSWER_REJECTED,
         "phone_busy"},
        {500, ERROR("500.001.1001", "The transaction is being processed"), ANSWER_UNKNOWN, NULL},
        {500, ERROR("500.001.1001", ""), ANSWER_UNKNOWN, NULL},
        {200, ERROR("500.001.1001", "anything else"), ANSWER_UNKNOWN, NULL},
        {500, ERROR("500.002.1001", "Duplicate OriginatorConversationID."), ANSWER_UNKNOWN, NULL},
        {500, ERROR("500.002.1001", "System internal error."), ANSWER_UNKNOWN, NULL},
        {500, ERROR("500.003.02", "System is busy. Please try again in few minutes."), ANSWER_BUSY, NULL},
        {500, ERROR("500.003.02", "Error Occurred: Spike Arrest Violation"), ANSWER_BUSY, NULL},
        {500, ERROR("500.003.03", "Error Occurred: Quota Violation"), ANSWER_BUSY, NULL},
        {500, ERROR("500.003.1001", "Internal Server Error"), ANSWER_UNKNOWN, NULL},
        {500, ERROR("500.999.77", "Something new"), ANSWER_UNKNOWN, NULL},
        {400, ERROR("400.999.77", "Something new"), ANSWER_REJECTED, "rejected"},
        {500, ERROR("500.001.1001", "Missing ICCID value in request"), ANSWER_REJECTED, "phone_rejected"},
        {500, ERROR("500.001.1001", "Merchant Not Allowed To Carry Out Transaction Type"), ANSWER_REJECTED,
         "not_set_up"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply  r = answered(cases[i].status, cases[i].body);
        struct answer a = answer_to_push(mem, &r);
        is(&a, cases[i].kind, cases[i].outcome, cases[i].body);
        if (a.kind == ANSWER_REJECTED) { /* the payer can be told */
            assert_non_null(outcome_named(a.outcome));
            assert_int_equal(outcome_named(a.outcome)->kind, OUTCOME_DECLINED);
        }
    }
}

static void
an_accepted_push_brings_both_ids(void **state)
{
    struct reply  r = answered(200, ACK("\"0\"", "ws_CO_03112026101502338712345678"));
    struct answer a = answer_to_push(mem, &r);

    (void)state;
    check_text(a.merchant_id, "91c2-4d7e");
    check_text(a.checkout_id, "ws_CO_03112026101502338712345678");
}

static void
what_was_not_answered_is_unknown_unless_no_byte_left(void **state)
{
    struct reply lost = {TRANSPORT_LOST, 0, "", 0}, unsent = {TRANSPORT_NOT_SENT, 0, "", 0};

    (void)state;
    assert_int_equal(answer_to_push(mem, &lost).kind, ANSWER_UNKNOWN);
    assert_int_equal(answer_to_push(mem, &unsent).kind, ANSWER_NOT_SENT);
    assert_int_equal(answer_to_query(mem, &lost).kind, ANSWER_NO_WORD);
    assert_int_equal(answer_to_query(mem, &unsent).kind, ANSWER_NO_WORD);
}

static void
a_token_is_cut_out_of_what_is_kept(void **state)
{
    struct reply  r = answered(401, ERROR("401.002.01", "Error Occurred - Invalid Access Token - s3cretT0ken"));
    struct answer a = answer_to_push(mem, &r);

    (void)state;
    check_text(a.message, "Error Occurred - Invalid Access Token - (token cut out)");
}

static void
a_push_cut_anywhere_is_never_taken_for_certain(void **state)
{
    static const char accepted[] = ACK("\"0\"", "ws_CO_1"),
                      refused[] = ERROR("400.002.02", "Bad Request - Invalid Amount");

    (void)state;
    for (size_t n = 0; n < sizeof accepted - 1; n++) {
        struct reply r = {TRANSPORT_ANSWERED, 200, accepted, n};
        assert_int_equal(answer_to_push(mem, &r).kind, ANSWER_UNKNOWN);
    }
    for (size_t n = 0; n < sizeof refused - 1; n++) {
        struct reply r = {TRANSPORT_ANSWERED, 400, refused, n};
        assert_int_equal(answer_to_push(mem, &r).kind, ANSWER_UNKNOWN);
    }
}

static void
every_answer_to_a_query_has_its_meaning(void **state)
{
    static const struct {
        int              status;
        const char      *body;
        enum answer_kind kind;
        const char      *result_code;
    } cases[] = {
        /* daraja.md 5 */
        {200, RESULT("\"0\""), ANSWER_RESULT, "0"},
        {200, RESULT("0"), ANSWER_RESULT, "0"},
        {200, RESULT("\"1032\""), ANSWER_RESULT, "1032"},
        {200, RESULT("1037"), ANSWER_RESULT, "1037"},
        {200, RESULT("\"SFC_IC0003\""), ANSWER_RESULT, "SFC_IC0003"},
        {200, RESULT("\"4999\""), ANSWER_PENDING, "4999"},
        {200, RESULT("4999"), ANSWER_PENDING, "4999"},
        {200, RESULT("\"\""), ANSWER_PENDING, ""},
        {200, RESULT("null"), ANSWER_NO_WORD, NULL},
        {200, RESULT("{}"), ANSWER_NO_WORD, NULL},
        {200, RESULT("false"), ANSWER_NO_WORD, NULL},
        {200, "{\"ResponseCode\":\"0\",\"ResponseDescription\":\"x\"}", ANSWER_NO_WORD, NULL},
        {200, "{\"ResponseCode\":\"1\",\"ResultCode\":\"0\"}", ANSWER_NO_WORD, "0"},
        {200, "{\"ResultCode\":\"0\"}", ANSWER_NO_WORD, "0"},
        {500, ERROR("500.001.1001", "The transaction is being processed"), ANSWER_PENDING, NULL},
        {200, ERROR("500.001.1001", "The transaction is being processed"), ANSWER_PENDING, NULL},
        {500, ERROR("500.001.1001", ""), ANSWER_NO_WORD, NULL},
        {200, ERROR("500.001.1001", ""), ANSWER_NO_WORD, NULL},
        {500, ERROR("500.001.1001", "The transaction does not Exist"), ANSWER_NO_WORD, NULL},
        {500, ERROR("500.001.1001", "Wrong credentials"), ANSWER_NO_WORD, NULL},
        {400, ERROR("400.002.02", "Bad Request - Invalid CheckoutRequestID"), ANSWER_NO_WORD, NULL},
        {404, ERROR("404.001.03", "Invalid Access Token"), ANSWER_TOKEN, NULL},
        {400, ERROR("400.003.01", "Invalid Access Token"), ANSWER_TOKEN, NULL},
        {401, ERROR("401.003.01", "no apiproduct match found"), ANSWER_NO_WORD, NULL},
        {500, ERROR("500.003.02", "System is busy"), ANSWER_BUSY, NULL},
        {429, FAULT("policies.ratelimit.SpikeArrestViolation"), ANSWER_BUSY, NULL},
        {504, FAULT("messaging.GatewayTimeout"), ANSWER_NO_WORD, NULL},
        {503, HTML, ANSWER_NO_WORD, NULL},
        {200, HTML, ANSWER_NO_WORD, NULL},
        {200, "", ANSWER_NO_WORD, NULL},
        {200, "[0]", ANSWER_NO_WORD, NULL},
        {200, "{\"ResponseCode\":\"0\",\"ResultCode\":\"0\"", ANSWER_NO_WORD, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply  r = answered(cases[i].status, cases[i].body);
        struct answer a = answer_to_query(mem, &r);
        is(&a, cases[i].kind, NULL, cases[i].body);
        assert_null(a.outcome);
        check_text(a.result_code, cases[i].result_code);
    }
}

static void
every_answer_to_oauth_has_its_meaning(void **state)
{
    static const struct {
        int              status;
        const char      *body;
        enum answer_kind kind;
        const char      *token;
        int              lifetime_s;
    } cases[] = {
        /* daraja.md 2 */
        {200, "{\"access_token\":\"c9SQxWWhmdVRlyh0zh8gZDTkubVF\",\"expires_in\":\"3599\"}", ANSWER_ACCEPTED,
         "c9SQxWWhmdVRlyh0zh8gZDTkubVF", 3599},
        {200, "{\"access_token\":\"abc\",\"expires_in\":1800}", ANSWER_ACCEPTED, "abc", 1800},
        {200, "{\"access_token\":\"abc\"}", ANSWER_ACCEPTED, "abc", 3599},
        {200, "{\"access_token\":\"abc\",\"expires_in\":\"soon\"}", ANSWER_ACCEPTED, "abc", 3599},
        {200, "{\"access_token\":\"abc\",\"expires_in\":0}", ANSWER_ACCEPTED, "abc", 3599},
        {200, "{\"access_token\":\"abc\",\"expires_in\":-5}", ANSWER_ACCEPTED, "abc", 3599},
        {200, "{\"access_token\":\"abc\",\"expires_in\":99999999}", ANSWER_ACCEPTED, "abc", 3599},
        {200, "{\"access_token\":\"\",\"expires_in\":\"3599\"}", ANSWER_UNKNOWN, NULL, 0},
        {200, "{\"access_token\":12345,\"expires_in\":\"3599\"}", ANSWER_UNKNOWN, NULL, 0},
        {200, "{\"access_token\":\"a\\r\\nX-Evil: 1\",\"expires_in\":\"3599\"}", ANSWER_UNKNOWN, NULL, 0},
        {200, "{\"access_token\":\"a b\"}", ANSWER_UNKNOWN, NULL, 0},
        {400, ERROR("400.008.01", "Invalid Authentication passed"), ANSWER_REJECTED, NULL, 0},
        {400, ERROR("400.008.02", "Invalid grant type passed"), ANSWER_REJECTED, NULL, 0},
        {400, "", ANSWER_REJECTED, NULL, 0},
        {400, ERROR("400.002.02", "Bad Request"), ANSWER_UNKNOWN, NULL, 0},
        {503, HTML, ANSWER_UNKNOWN, NULL, 0},
        {403, HTML, ANSWER_UNKNOWN, NULL, 0},
        {200, HTML, ANSWER_UNKNOWN, NULL, 0},
        {500, "", ANSWER_UNKNOWN, NULL, 0},
        {429, FAULT("policies.ratelimit.SpikeArrestViolation"), ANSWER_BUSY, NULL, 0},
        {200, "{\"access_token\":\"abc", ANSWER_UNKNOWN, NULL, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char   *token = NULL;
        int           lifetime_s = 0;
        struct reply  r = answered(cases[i].status, cases[i].body);
        struct answer a = answer_to_oauth(mem, &r, &token, &lifetime_s);
        is(&a, cases[i].kind, "not_set_up", cases[i].body);
        if (a.kind == ANSWER_ACCEPTED)
            check_text(token, cases[i].token);
        assert_int_equal(lifetime_s, cases[i].lifetime_s);
    }
}

static void
a_token_of_five_hundred_bytes_is_the_longest(void **state)
{
    char long_token[502];

    (void)state;
    memset(long_token, 'x', 501);
    for (size_t n = 500; n <= 501; n++) {
        const char  *token = NULL, *body = arena_printf(mem, "{\"access_token\":\"%.*s\"}", (int)n, long_token);
        int          lifetime_s = 0;
        struct reply r = answered(200, body);
        assert_int_equal(answer_to_oauth(mem, &r, &token, &lifetime_s).kind,
                         n == 500 ? ANSWER_ACCEPTED : ANSWER_UNKNOWN);
    }
}

static void
every_kind_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int a = 0; a < ANSWER_KIND_COUNT; a++)
        for (int b = 0; b < a; b++)
            assert_string_not_equal(answer_kind_name((enum answer_kind)a), answer_kind_name((enum answer_kind)b));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_to_a_push_has_its_meaning),
        cmocka_unit_test(an_accepted_push_brings_both_ids),
        cmocka_unit_test(what_was_not_answered_is_unknown_unless_no_byte_left),
        cmocka_unit_test(a_token_is_cut_out_of_what_is_kept),
        cmocka_unit_test(a_push_cut_anywhere_is_never_taken_for_certain),
        cmocka_unit_test(every_answer_to_a_query_has_its_meaning),
        cmocka_unit_test(every_answer_to_oauth_has_its_meaning),
        cmocka_unit_test(a_token_of_five_hundred_bytes_is_the_longest),
        cmocka_unit_test(every_kind_has_a_name_of_its_own),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
