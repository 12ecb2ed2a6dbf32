#include "daraja/reply.h"

#include "daraja/verdict.h"

static void
codes_mean_what_their_api_says(void **state)
{
    static const struct {
        enum verdict_api   api;
        const char        *code, *name;
        enum verdict_kind  kind;
        int                moved;
        enum verdict_actor actor;
    } cases[] = {
        {VERDICT_B2C, "0", "done", VERDICT_DONE, 1, ACTOR_NOBODY},
        {VERDICT_B2B, "0", "done", VERDICT_DONE, 1, ACTOR_NOBODY},
        {VERDICT_REVERSAL, "0", "done", VERDICT_DONE, 1, ACTOR_NOBODY},
        {VERDICT_BALANCE, "0", "answered", VERDICT_DONE, 0, ACTOR_NOBODY},
        {VERDICT_STATUS, "0", "answered", VERDICT_DONE, 0, ACTOR_NOBODY},
        {VERDICT_RATIBA, "0", "standing_order_made", VERDICT_DONE, 0, ACTOR_NOBODY},
        {VERDICT_B2C, "1", "own_funds_low", VERDICT_REFUSED, 0, ACTOR_LANDLORD},
        {VERDICT_REVERSAL, "1", "funds_gone", VERDICT_REFUSED, 0, ACTOR_LANDLORD},
        {VERDICT_B2C, "17", "system_trouble", VERDICT_UNKNOWN, -1, ACTOR_OPERATOR},
        {VERDICT_B2B, "15", "done_before", VERDICT_UNKNOWN, -1, ACTOR_OPERATOR},
        {VERDICT_B2C, "2001", "initiator_wrong", VERDICT_REFUSED, 0, ACTOR_OPERATOR},
        {VERDICT_RATIBA, "2001", "payer_wrong_pin", VERDICT_REFUSED, 0, ACTOR_PAYER},
        {VERDICT_STATUS, "2033", "receipt_not_found", VERDICT_REFUSED, 0, ACTOR_PAYER},
        {VERDICT_B2C, "2033", "unknown_code", VERDICT_UNKNOWN, -1, ACTOR_OPERATOR},
        {VERDICT_REVERSAL, "R000001", "already_reversed", VERDICT_REFUSED, 0, ACTOR_NOBODY},
        {VERDICT_REVERSAL, "R000002", "receipt_not_reversible", VERDICT_REFUSED, 0, ACTOR_LANDLORD},
        {VERDICT_B2C, "R000001", "unknown_code", VERDICT_UNKNOWN, -1, ACTOR_OPERATOR},
        {VERDICT_B2C, "2040", "receiver_not_registered", VERDICT_REFUSED, 0, ACTOR_LANDLORD},
        {VERDICT_B2C, "SFC_IC0003", "receiver_unknown", VERDICT_REFUSED, 0, ACTOR_LANDLORD},
        {VERDICT_STATUS, "SFC_IC0003", "initiator_wrong", VERDICT_REFUSED, 0, ACTOR_OPERATOR},
        {VERDICT_BALANCE, "8006", "initiator_locked", VERDICT_REFUSED, 0, ACTOR_OPERATOR},
        {VERDICT_EXPRESS, "4001", "payer_cancelled", VERDICT_REFUSED, 0, ACTOR_PAYER},
        {VERDICT_B2B, "00", "unknown_code", VERDICT_UNKNOWN, -1, ACTOR_OPERATOR},
        {VERDICT_B2B, "", "unknown_code", VERDICT_UNKNOWN, -1, ACTOR_OPERATOR},
        {VERDICT_B2B, NULL, "unknown_code", VERDICT_UNKNOWN, -1, ACTOR_OPERATOR},
        {VERDICT_B2B, "31337", "unknown_code", VERDICT_UNKNOWN, -1, ACTOR_OPERATOR},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct verdict *v = verdict_of(cases[i].api, cases[i].code);
        check_text(v->name, cases[i].name);
        assert_int_equal(v->kind, cases[i].kind);
        assert_int_equal(v->money_moved, cases[i].moved);
        assert_int_equal(v->actor, cases[i].actor);
        assert_ptr_equal(verdict_named(v->name), v);
    }
    assert_null(verdict_named("no such"));
    assert_null(verdict_named(NULL));
}

/* Every number up to five digits, for every API. */
static void
only_zero_is_done_and_what_is_unknown_is_never_tried_again(void **state)
{
    (void)state;
    for (int api = 0; api < VERDICT_API_COUNT; api++) {
        for (int n = 0; n < 100000; n++) {
            char code[16];
            snprintf(code, sizeof code, "%d", n);
            const struct verdict *v = verdict_of((enum verdict_api)api, code);
            assert_non_null(v);
            assert_int_equal(v->kind == VERDICT_DONE, n == 0);
            assert_true(v->money_moved != 1 || n == 0);
            assert_int_equal(v->kind == VERDICT_UNKNOWN, v->money_moved == -1);
            assert_true(v->kind != VERDICT_UNKNOWN || !v->can_retry);
            assert_true(v->sentence && *v->sentence);
        }
    }
}

static void
a_result_that_is_not_final_is_never_a_refusal(void **state)
{
    static const struct {
        const char *body;
        bool        at_timeout_address;
        const char *name;
    } cases[] = {
        {"{\"Result\":{\"ResultType\":0,\"ResultCode\":0}}", false, "done"},
        {"{\"Result\":{\"ResultType\":\"0\",\"ResultCode\":\"1\"}}", false, "own_funds_low"},
        {"{\"Result\":{\"ResultCode\":1}}", false, "own_funds_low"},
        {"{\"Result\":{\"ResultType\":1,\"ResultCode\":1}}", false, "timed_out"},
        {"{\"Result\":{\"ResultType\":\"1\",\"ResultCode\":0}}", false, "timed_out"},
        {"{\"Result\":{\"ResultType\":0,\"ResultCode\":1}}", true, "timed_out"},
        {"{\"Result\":{\"ResultType\":0,\"ResultCode\":0}}", true, "timed_out"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct daraja_result r = result_of(cases[i].body);
        check_text(verdict_of_result(VERDICT_B2C, &r, cases[i].at_timeout_address)->name, cases[i].name);
    }
}

static void
an_answer_has_a_verdict_unless_it_was_accepted(void **state)
{
    static const struct {
        struct answer answer;
        const char   *name;
    } cases[] = {
        {{.kind = ANSWER_REJECTED, .outcome = "api_not_enabled"}, "api_not_enabled"},
        {{.kind = ANSWER_REJECTED}, "request_refused"},
        {{.kind = ANSWER_TOKEN}, "credentials_refused"},
        {{.kind = ANSWER_BUSY}, "mpesa_busy"},
        {{.kind = ANSWER_NOT_SENT}, "not_sent"},
        {{.kind = ANSWER_UNKNOWN}, "unanswered"},
        {{.kind = ANSWER_UNKNOWN, .duplicate = true}, "done_before"},
    };

    (void)state;
    assert_null(verdict_of_answer(&(struct answer){.kind = ANSWER_ACCEPTED}));
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(verdict_of_answer(&cases[i].answer)->name, cases[i].name);
    for (size_t i = 0; i < COUNT(endings); i++) {
        struct answer a = answer_to_request(mem, &endings[i].reply);
        assert_true(a.kind != ANSWER_UNKNOWN || verdict_of_answer(&a)->kind == VERDICT_UNKNOWN);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_mean_what_their_api_says),
        cmocka_unit_test(only_zero_is_done_and_what_is_unknown_is_never_tried_again),
        cmocka_unit_test(a_result_that_is_not_final_is_never_a_refusal),
        cmocka_unit_test(an_answer_has_a_verdict_unless_it_was_accepted),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
