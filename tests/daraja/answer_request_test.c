#include "daraja/reply.h"

#include "daraja/verdict.h"

#define ERROR(code, message) "{\"requestId\":\"1\",\"errorCode\":\"" code "\",\"errorMessage\":\"" message "\"}"
#define ACK(conversation, originator, code)                                                                            \
    "{\"ConversationID\":\"" conversation "\",\"OriginatorConversationID\":\"" originator "\",\"ResponseCode\":" code  \
    ",\"ResponseDescription\":\"Accept the service request successfully.\"}"

static void
a_request_is_accepted_only_with_zeros_and_a_conversation(void **state)
{
    static const struct {
        int              status;
        const char      *body;
        enum answer_kind kind;
    } cases[] = {
        {200, ACK("AG_1", "rent-1", "\"0\""), ANSWER_ACCEPTED},
        {200, ACK("AG_1", "rent-1", "0"), ANSWER_ACCEPTED},
        {200, ACK("AG_1", "rent-1", "\"00000000\""), ANSWER_ACCEPTED},
        {200, ACK("AG_1", "", "\"0\""), ANSWER_ACCEPTED},
        {200, ACK("", "rent-1", "\"0\""), ANSWER_UNKNOWN},
        {200, ACK("AG_1", "rent-1", "\"\""), ANSWER_UNKNOWN},
        {200, ACK("AG_1", "rent-1", "\"1\""), ANSWER_UNKNOWN},
        {200, ACK("AG_1", "rent-1", "\"SFC_IC0003\""), ANSWER_UNKNOWN},
        {200, ACK("AG_1", "rent-1", "null"), ANSWER_UNKNOWN},
        {200, ACK("", "", "\"\""), ANSWER_UNKNOWN},
        {200, "{\"ResponseCode\":\"0\"}", ANSWER_UNKNOWN},
        {200, "{\"ConversationID\":\"AG_1\"}", ANSWER_UNKNOWN},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply r = said(cases[i].status, cases[i].body);
        assert_int_equal(answer_to_request(mem, &r).kind, cases[i].kind);
    }
}

static void
both_ids_are_given(void **state)
{
    struct reply r = said(200, ACK("AG_1", "rent-1", "\"0\""));
    struct reply misspelt =
        said(200, "{\"ConversationID\":\"AG_1\",\"OriginatorCoversationID\":\"o\",\"ResponseCode\":\"0\"}");
    struct answer a = answer_to_request(mem, &r), b = answer_to_request(mem, &misspelt);

    (void)state;
    check_text(a.conversation_id, "AG_1");
    check_text(a.originator_id, "rent-1");
    check_text(b.originator_id, "o");
}

static void
every_other_ending_is_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(endings); i++)
        assert_int_equal(answer_to_request(mem, &endings[i].reply).kind, endings[i].kind);
}

static void
errors_are_judged_by_code(void **state)
{
    static const struct {
        int              status;
        const char      *body;
        enum answer_kind kind;
        bool             duplicate;
        const char      *outcome;
    } cases[] = {
        {500, ERROR("500.002.1001", "Duplicate OriginatorConversationID."), ANSWER_UNKNOWN, true, NULL},
        {500, ERROR("500.002.1001", "System internal error."), ANSWER_UNKNOWN, false, NULL},
        {500, ERROR("500.002.1001", ""), ANSWER_UNKNOWN, false, NULL},
        {500, ERROR("500.001.1001", "internal"), ANSWER_UNKNOWN, false, NULL},
        {500, ERROR("500.999.1", "new"), ANSWER_UNKNOWN, false, NULL},
        {401, ERROR("401.002.01", "Error Occurred - Invalid Access Token - abcDEF123"), ANSWER_TOKEN, false, NULL},
        {400, ERROR("400.003.01", "Invalid Access Token"), ANSWER_TOKEN, false, NULL},
        {401,
         ERROR("401.003.01", "Error Occurred - Invalid Access Token - Invalid API call as no apiproduct match found"),
         ANSWER_REJECTED, false, "api_not_enabled"},
        {401, ERROR("401.003.01", "Invalid API call as no apiproduct match found"), ANSWER_REJECTED, false,
         "api_not_enabled"},
        {401, ERROR("401.003.01", "Error Occurred"), ANSWER_TOKEN, false, NULL},
        {500, ERROR("500.003.03", "Quota Violation"), ANSWER_BUSY, false, NULL},
        {400, ERROR("400.002.02", "Bad Request - Invalid InitiatorName"), ANSWER_REJECTED, false, "initiator_wrong"},
        {400, ERROR("400.002.02", "Bad Request - Invalid SecurityCredential"), ANSWER_REJECTED, false,
         "initiator_wrong"},
        {400, ERROR("400.002.02", "Bad Request - Invalid PartyB"), ANSWER_REJECTED, false, "receiver_unknown"},
        {400, ERROR("400.002.02", "Bad Request - Invalid RecieverIdentifierType"), ANSWER_REJECTED, false,
         "request_malformed"},
        {404, ERROR("404.002.01", "Resource not found"), ANSWER_REJECTED, false, "api_not_enabled"},
        {405, ERROR("405.001", "Method Not Allowed"), ANSWER_REJECTED, false, "request_malformed"},
        {400, ERROR("400.777.01", "new"), ANSWER_REJECTED, false, "request_refused"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply  r = said(cases[i].status, cases[i].body);
        struct answer a = answer_to_request(mem, &r);
        assert_int_equal(a.kind, cases[i].kind);
        assert_int_equal(a.duplicate, cases[i].duplicate);
        check_text(a.outcome, cases[i].outcome);
        assert_true(!a.outcome || verdict_named(a.outcome));
    }
}

static void
an_echoed_token_is_cut_out(void **state)
{
    struct reply  r = said(401, ERROR("401.002.01", "Error Occurred - Invalid Access Token - abcDEF123"));
    struct answer a = answer_to_request(mem, &r);

    (void)state;
    assert_non_null(a.message);
    assert_null(strstr(a.message, "abcDEF123"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_accepted_only_with_zeros_and_a_conversation),
        cmocka_unit_test(both_ids_are_given),
        cmocka_unit_test(every_other_ending_is_told_apart),
        cmocka_unit_test(errors_are_judged_by_code),
        cmocka_unit_test(an_echoed_token_is_cut_out),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
