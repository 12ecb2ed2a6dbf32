#include "support/check.h"

#include "daraja/outcome.h"
#include "daraja/telling.h"

enum { NOW = 1793690129, GAP = 60 };

static const char *const states[] = {"pending", "sending",   "processing", "success",
                                     "failed",  "cancelled", "timeout",    "reversed"};

/* Every name of daraja/outcome.h; an unknown one, and none. */
static const char *const outcomes[] = {
    NULL,
    "paid",
    "pending",
    "cancelled",
    "no_answer",
    "insufficient_funds",
    "wrong_pin",
    "pin_locked",
    "prompt_expired",
    "network_trouble",
    "phone_busy",
    "too_soon",
    "amount_too_small",
    "amount_too_large",
    "daily_limit",
    "receiver_full",
    "number_not_on_mpesa",
    "account_barred",
    "not_set_up",
    "phone_rejected",
    "amount_rejected",
    "rejected",
    "mpesa_busy",
    "not_sent",
    "unanswered",
    "unknown_code",
    "contradicted",
    "a name that nobody knows",
};

static struct payment
payment_in(const char *state, const char *outcome, int money_moved)
{
    return (struct payment){.purpose = "bill",
                            .type = "stk",
                            .state = state,
                            .outcome = outcome,
                            .money_moved = money_moved,
                            .initiated_at = NOW - 100,
                            .expires_at = NOW + 20,
                            .completed_at = NOW - 10};
}

static void
no_money_has_left_is_said_only_when_daraja_said_so(void **state)
{
    (void)state;
    for (size_t s = 0; s < COUNT(states); s++)
        for (size_t o = 0; o < COUNT(outcomes); o++)
            for (int moved = -1; moved <= 1; moved++)
                for (int held = 0; held <= 1; held++) {
                    struct payment p = payment_in(states[s], outcomes[o], moved);
                    p.held = held ? "amount" : NULL;
                    struct telling t = telling_of(&p, NOW, GAP);
                    bool           none = t.money && strstr(t.money, "No money has left");
                    if (none && (moved != 0 || held))
                        fail_msg("%s, %s, %d, held %d", states[s], outcomes[o], moved, held);
                    if (!held && moved == 0 &&
                        (strcmp(states[s], "failed") == 0 || strcmp(states[s], "cancelled") == 0))
                        assert_true(none);
                }
}

static void
every_telling_is_complete(void **state)
{
    (void)state;
    for (size_t s = 0; s < COUNT(states); s++)
        for (size_t o = 0; o < COUNT(outcomes); o++)
            for (int moved = -1; moved <= 1; moved++) {
                struct payment p = payment_in(states[s], outcomes[o], moved);
                struct telling t = telling_of(&p, NOW, GAP);
                assert_true(t.headline && *t.headline);
                assert_true(t.message && *t.message);
                check_text(t.status, strcmp(states[s], "sending") == 0 ? "pending" : states[s]);
                assert_int_equal(t.money_moved, moved);
                assert_true(t.retry_after_s >= 0);
                assert_true(t.can_retry || t.retry_after_s == 0);
            }
}

static void
nothing_is_called_failed_while_nothing_is_known(void **state)
{
    static const char *const open[] = {"pending", "sending", "processing", "timeout"};

    (void)state;
    for (size_t s = 0; s < COUNT(open); s++)
        for (size_t o = 0; o < COUNT(outcomes); o++) {
            struct payment p = payment_in(open[s], outcomes[o], -1);
            struct telling t = telling_of(&p, NOW, GAP);
            assert_false(t.settled);
            assert_string_not_equal(t.status, "failed");
            assert_null(strstr(t.headline, "did not go through"));
            assert_null(strstr(t.headline, "failed"));
        }
    struct payment p = payment_in("timeout", NULL, -1);
    check_text(telling_of(&p, NOW, GAP).headline, "We are still checking");
}

static void
polling_may_stop_only_when_nothing_further_is_expected(void **state)
{
    static const struct {
        const char *state;
        int         moved;
        const char *code;
        bool        settled;
    } cases[] = {
        {"pending", -1, NULL, false}, {"processing", -1, NULL, false}, {"timeout", -1, NULL, false},
        {"failed", -1, NULL, false},  {"failed", 0, NULL, true},       {"cancelled", -1, NULL, false},
        {"cancelled", 0, NULL, true}, {"success", 1, NULL, false},     {"success", 1, "UK38M2QW0Z", true},
        {"reversed", -1, NULL, true},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct payment p = payment_in(cases[i].state, "cancelled", cases[i].moved);
        p.mpesa_code = cases[i].code;
        assert_int_equal(telling_of(&p, NOW, GAP).settled, cases[i].settled);
    }
}

static void
a_retry_is_offered_when_it_can_help_and_not_before(void **state)
{
    (void)state;
    for (size_t o = 0; o < COUNT(outcomes); o++) {
        const struct outcome *out = outcome_named(outcomes[o]);
        struct payment        p = payment_in("failed", outcomes[o], 0);
        struct telling        t = telling_of(&p, NOW, GAP);
        assert_int_equal(t.can_retry, out && out->can_retry);
        if (t.can_retry) /* begun 100 s ago, ended 10 s ago: the gap is over, the outcome's own pause perhaps not */
            assert_int_equal(t.retry_after_s, out->retry_after_s > 10 ? out->retry_after_s - 10 : 0);
    }
    struct payment p = payment_in("cancelled", "cancelled", 0);
    p.initiated_at = NOW - 20;
    assert_int_equal(telling_of(&p, NOW, GAP).retry_after_s, 40);
    p = payment_in("timeout", NULL, -1); /* not while the first prompt may still be open */
    assert_true(telling_of(&p, NOW, GAP).can_retry);
    assert_int_equal(telling_of(&p, NOW, GAP).retry_after_s, 80);
}

static void
a_payment_that_is_paid_or_open_offers_no_retry(void **state)
{
    static const char *const none[] = {"pending", "sending", "processing", "success", "reversed"};

    (void)state;
    for (size_t i = 0; i < COUNT(none); i++) {
        struct payment p = payment_in(none[i], "cancelled", -1);
        assert_false(telling_of(&p, NOW, GAP).can_retry);
    }
}

static void
a_held_payment_is_with_a_person(void **state)
{
    (void)state;
    for (size_t s = 0; s < COUNT(states); s++) {
        struct payment p = payment_in(states[s], "cancelled", 0);
        p.held = "amount";
        struct telling t = telling_of(&p, NOW, GAP);
        bool           ended = strcmp(states[s], "success") == 0 || strcmp(states[s], "reversed") == 0;
        assert_int_equal(strcmp(t.headline, "A person is checking your payment") == 0, !ended);
        assert_false(t.can_retry);
    }
}

static void
an_unclear_prompt_is_told_by_its_outcome(void **state)
{
    struct payment p = payment_in("processing", "unanswered", -1);

    (void)state;
    check_text(telling_of(&p, NOW, GAP).message, outcome_named("unanswered")->sentence);
    p.outcome = NULL;
    assert_non_null(strstr(telling_of(&p, NOW, GAP).message, "enter your M-Pesa PIN there"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_money_has_left_is_said_only_when_daraja_said_so),
        cmocka_unit_test(every_telling_is_complete),
        cmocka_unit_test(nothing_is_called_failed_while_nothing_is_known),
        cmocka_unit_test(polling_may_stop_only_when_nothing_further_is_expected),
        cmocka_unit_test(a_retry_is_offered_when_it_can_help_and_not_before),
        cmocka_unit_test(a_payment_that_is_paid_or_open_offers_no_retry),
        cmocka_unit_test(a_held_payment_is_with_a_person),
        cmocka_unit_test(an_unclear_prompt_is_told_by_its_outcome),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
