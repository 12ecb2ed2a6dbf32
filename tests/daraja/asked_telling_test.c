/*
 * How a request in an initiator's name is told: never as failed while nothing is known, and always with a next step.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "daraja/asked_telling.h"
#include "daraja/verdict.h"

static struct mpesa_request
request(const char *state, const char *verdict)
{
    return (struct mpesa_request){.id = "x", .state = state, .verdict = verdict, .credentials = "platform"};
}

static void
a_reversal_is_told_by_its_state(void **state)
{
    static const struct {
        const char *state, *verdict, *status;
        int         moved;
        bool        settled, retry;
    } cases[] = {
        {"pending", NULL, "pending", 0, false, false},
        {"sending", NULL, "pending", -1, false, false},
        {"sent", NULL, "pending", -1, false, false},
        {"success", "done", "success", 1, true, false},
        {"unknown", "timed_out", "unknown", -1, false, false},
        {"unknown", NULL, "unknown", -1, false, false},
        {"failed", "funds_gone", "failed", 0, true, true},
        {"failed", "already_reversed", "failed", 0, true, false},
        {"failed", "receipt_not_reversible", "failed", 0, true, false},
        {"failed", NULL, "failed", 0, true, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct mpesa_request r = request(cases[i].state, cases[i].verdict);
        struct asked_telling t = telling_of_reversal(&r);
        assert_string_equal(t.status, cases[i].status);
        assert_int_equal(t.money_moved, cases[i].moved);
        assert_int_equal(t.settled, cases[i].settled);
        assert_int_equal(t.can_retry, cases[i].retry);
        assert_non_null(t.headline);
        assert_non_null(t.message);
        assert_null(t.next);
    }
}

static void
a_balance_that_did_not_come_is_no_matter_of_money(void **state)
{
    static const struct {
        const char *state, *verdict, *status;
        bool        settled, silence;
    } cases[] = {
        {"pending", NULL, "pending", false, false},         {"sent", NULL, "pending", false, false},
        {"unknown", "unanswered", "pending", false, false}, {"success", "answered", "success", true, false},
        {"failed", "unanswered", "failed", true, true},     {"failed", "timed_out", "failed", true, true},
        {"failed", "unknown_code", "failed", true, true},   {"failed", "initiator_wrong", "failed", true, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct mpesa_request r = request(cases[i].state, cases[i].verdict);
        struct asked_telling t = telling_of_balance(&r);
        assert_string_equal(t.status, cases[i].status);
        assert_int_equal(t.settled, cases[i].settled);
        assert_int_equal(t.money_moved, 0);
        if (cases[i].silence)
            assert_non_null(strstr(t.message, "did not answer"));
        if (t.message)
            assert_null(strstr(t.message, "Do not send it again"));
    }
}

static void
who_has_to_act_is_named(void **state)
{
    struct mpesa_request r = request("failed", "initiator_locked");

    (void)state;
    assert_non_null(strstr(telling_of_reversal(&r).next, "people who run RentEase"));
    r.credentials = "own";
    assert_non_null(strstr(telling_of_balance(&r).next, "Your number has a Daraja app of its own"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reversal_is_told_by_its_state),
        cmocka_unit_test(a_balance_that_did_not_come_is_no_matter_of_money),
        cmocka_unit_test(who_has_to_act_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
