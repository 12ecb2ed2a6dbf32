/*
 * What the gateway does to a payment: every step that allowed_step knows, every verdict on evidence.
 */
#include "support/world.h"

#include "rent/collect_private.h"

static const char *const states[] = {"pending", "sending",   "processing", "success",
                                     "failed",  "cancelled", "timeout",    "reversed"};

/* As design.md 3 draws it. */
static const char *const allowed[][2] = {
    {"pending", "sending"},    {"pending", "failed"},    {"sending", "pending"},      {"sending", "processing"},
    {"sending", "failed"},     {"sending", "cancelled"}, {"sending", "timeout"},      {"sending", "success"},
    {"processing", "success"}, {"processing", "failed"}, {"processing", "cancelled"}, {"processing", "timeout"},
    {"timeout", "success"},    {"timeout", "failed"},    {"timeout", "cancelled"},    {"failed", "success"},
    {"cancelled", "success"},  {"success", "reversed"},  {"reversed", "success"}, /* by a person alone: hold.h */
};

static bool
is_allowed(const char *a, const char *b)
{
    for (size_t i = 0; i < COUNT(allowed); i++)
        if (strcmp(a, allowed[i][0]) == 0 && strcmp(b, allowed[i][1]) == 0)
            return true;
    return false;
}

static void
only_the_drawn_steps_can_be_taken(void **state)
{
    const char *id = pay_start(w.bill_id, 0);

    (void)state;
    for (size_t a = 0; a < COUNT(states); a++)
        for (size_t b = 0; b < COUNT(states); b++) {
            raw_f("UPDATE payment SET state = '%s'", states[a]);
            struct pay p = pay_now(id);
            check_ok(db_begin(w.db));
            enum err e = db_end(w.db, collect_step(w.db, &p, states[b], "test", NULL));
            if ((e == ERR_OK) != is_allowed(states[a], states[b]) || (e != ERR_OK && e != ERR_CONFLICT))
                fail_msg("%s -> %s", states[a], states[b]);
            check_text(raw_text("SELECT state FROM payment"), e == ERR_OK ? states[b] : states[a]);
        }
    assert_int_equal(raw_int("SELECT count(*) FROM payment_event"), COUNT(allowed));
}

static void
a_step_from_a_state_that_has_passed_is_refused(void **state)
{
    const char *id = pay_start(w.bill_id, 0);
    struct pay  stale = pay_now(id);

    (void)state;
    check_ok(collect_sending(w.db, &stale, "h1", 1));
    assert_int_equal(collect_sending(w.db, &stale, "h2", 1), ERR_CONFLICT); /* never sent twice */
    assert_int_equal(pay_now(id).sends, 1);
    check_text(raw_text("SELECT callback_hash FROM payment"), "h1");
    assert_int_equal(raw_int("SELECT count(*) FROM payment_event"), 1);
}

/* ---- sending ---- */

static void
a_payment_is_findable_by_its_secret_before_it_is_answered(void **state)
{
    const char *id = pay_start(w.bill_id, 0);
    struct pay *rows, p;
    size_t      count;

    (void)state;
    check_ok(collect_to_send(w.db, mem, clock_now(), 10, &rows, &count));
    assert_int_equal(count, 1);
    check_text(rows[0].shortcode, "412873");
    check_text(rows[0].account_ref, "B4");
    pay_send(id);
    check_ok(collect_by_callback(w.db, mem, arena_printf(mem, "hash of %s", id), &p));
    check_text(p.id, id);
    check_text(p.state, "sending");
    assert_int_equal(collect_by_callback(w.db, mem, "another", &p), ERR_NOT_FOUND);
    check_ok(collect_to_send(w.db, mem, clock_now(), 10, &rows, &count));
    assert_int_equal(count, 0);
    pay_accept(id);
    check_ok(collect_by_checkout(w.db, mem, arena_printf(mem, "ws_CO_%s", id), &p));
    check_text(p.state, "processing");
}

static void
surely_not_sent_goes_back_and_forgets_its_secret(void **state)
{
    const char *id = pay_start(w.bill_id, 0);
    int64_t     later = clock_now() + 5;
    struct pay *rows, p;
    size_t      count;

    (void)state;
    pay_send(id);
    p = pay_now(id);
    check_ok(collect_not_sent(w.db, mem, &p, later, "not_sent"));
    p = pay_now(id);
    check_text(p.state, "pending");
    assert_int_equal(p.sent_at, 0);
    assert_int_equal(collect_by_callback(w.db, mem, arena_printf(mem, "hash of %s", id), &p), ERR_NOT_FOUND);
    check_ok(collect_to_send(w.db, mem, later - 1, 10, &rows, &count));
    assert_int_equal(count, 0);
    check_ok(collect_to_send(w.db, mem, later, 10, &rows, &count));
    assert_int_equal(count, 1);
    check_ok(collect_defer(w.db, id, later + 10));
    check_ok(collect_to_send(w.db, mem, later + 9, 10, &rows, &count));
    assert_int_equal(count, 0);
}

static void
what_cannot_be_sent_before_its_expiry_fails_and_took_no_money(void **state)
{
    static const bool was_sending[] = {false, true};

    (void)state;
    for (size_t i = 0; i < COUNT(was_sending); i++) {
        const char *id = pay_start(w.bill_id, 0);
        if (was_sending[i])
            pay_send(id);
        struct pay p = pay_now(id);
        check_ok(collect_not_sent(w.db, mem, &p, p.expires_at, "mpesa_busy"));
        p = pay_now(id);
        check_text(p.state, "failed");
        check_text(p.outcome, "mpesa_busy");
        assert_int_equal(p.money_moved, 0);
    }
    check_books();
}

static void
a_refused_push_failed_and_took_no_money(void **state)
{
    const char *id = pay_start(w.bill_id, 0);

    (void)state;
    pay_send(id);
    check_ok(collect_rejected(w.db, mem, id, "phone_rejected", "400.002.02", "Bad Request"));
    struct pay p = pay_now(id);
    check_text(p.state, "failed");
    check_text(p.outcome, "phone_rejected");
    check_text(p.result_code, "400.002.02");
    assert_int_equal(p.money_moved, 0);
    assert_int_equal(raw_int("SELECT next_check_at FROM payment"), -1);
}

static void
an_answer_that_never_came_leaves_a_prompt_that_may_be_open(void **state)
{
    const char *id = pay_start(w.bill_id, 0);
    struct pay *rows;
    size_t      count;

    (void)state;
    pay_send(id);
    check_ok(collect_unknown(w.db, mem, id, "timeout"));
    struct pay p = pay_now(id);
    check_text(p.state, "processing");
    check_text(p.outcome, "unanswered");
    assert_int_equal(p.money_moved, -1);
    check_ok(collect_to_send(w.db, mem, clock_now() + 86400, 10, &rows, &count));
    assert_int_equal(count, 0); /* never sent again */
}

static void
a_restart_makes_what_was_being_sent_unknown(void **state)
{
    const char *unit = new_unit(&w.owner, w.property_id, "C2");
    const char *lease = new_lease(&w.owner, w.tenant_id, unit);
    const char *waiting = pay_start(new_bill(&w.owner, lease, "2026-11", "rent", 100), 0);
    const char *sending = pay_start(w.bill_id, 0);
    int64_t     count;

    (void)state;
    pay_send(sending);
    check_ok(collect_recover(w.db, mem, &count));
    assert_int_equal(count, 1);
    check_text(pay_now(sending).state, "processing");
    check_text(pay_now(sending).outcome, "unanswered");
    check_text(pay_now(waiting).state, "pending");
    check_ok(collect_recover(w.db, mem, &count));
    assert_int_equal(count, 0);
}

static void
late_answers_to_a_push_change_nothing_that_is_known_better(void **state)
{
    const char *why, *id = pay_start(w.bill_id, 0);

    (void)state;
    pay_send(id);
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", 1500000, &why), MONEY_POSTED); /* overtook it */
    pay_accept(id);
    check_text(pay_now(id).state, "success");
    check_text(pay_now(id).checkout_request_id, arena_printf(mem, "ws_CO_%s", id)); /* the ids are kept */
    check_ok(collect_rejected(w.db, mem, id, "rejected", "400", "x"));
    check_ok(collect_unknown(w.db, mem, id, "x"));
    struct pay p = pay_now(id);
    check_ok(collect_not_sent(w.db, mem, &p, p.expires_at, "not_sent"));
    check_text(pay_now(id).state, "success");
    check_books();
}

/* ---- evidence ---- */

static void
the_first_evidence_posts_and_the_rest_attach_to_it(void **state)
{
    const char *why, *id = pay_prompted(w.bill_id, 0);

    (void)state;
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", 1500000, &why), MONEY_POSTED);
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", 1500000, &why), MONEY_KNOWN);
    assert_int_equal(pay_evidence(id, "stk_query", NULL, 1500000, &why), MONEY_KNOWN);
    struct pay p = pay_now(id);
    check_text(p.state, "success");
    assert_int_equal(p.money_moved, 1);
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 1);
    assert_int_equal(raw_int("SELECT count(*) FROM receipt"), 1);
    assert_int_equal(raw_int("SELECT count(*) FROM ledger_txn WHERE kind = 'receive'"), 1);
    assert_int_equal(raw_int("SELECT count(*) FROM hold"), 0);
    const char *number = raw_text("SELECT number FROM receipt");
    assert_int_equal(strlen(number), 12);
    assert_memory_equal(number, "RE-", 3);
    check_books();
}

static void
a_receipt_number_that_comes_late_is_filled_in(void **state)
{
    const char *why, *id = pay_prompted(w.bill_id, 0);

    (void)state;
    assert_int_equal(pay_evidence(id, "stk_query", NULL, 1500000, &why), MONEY_POSTED);
    assert_null(raw_text("SELECT receipt_no FROM money_in"));
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", 1500000, &why), MONEY_KNOWN);
    check_text(raw_text("SELECT receipt_no FROM money_in"), "UK38M2QW0Z");
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0A", 1500000, &why), MONEY_HELD);
    check_text(why, "second_receipt");
    check_text(raw_text("SELECT receipt_no FROM money_in"), "UK38M2QW0Z");
    check_books();
}

static void
another_amount_is_held_with_both_figures(void **state)
{
    static const int64_t amounts[] = {1499900, 1500100, 1, 150000000};
    const char          *why, *id = pay_prompted(w.bill_id, 0);

    (void)state;
    for (size_t i = 0; i < COUNT(amounts); i++) {
        assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", amounts[i], &why), MONEY_HELD);
        check_text(why, "amount");
        pay_evidence(id, "stk_callback", "UK38M2QW0Z", amounts[i], &why); /* the same hold is not made twice */
    }
    assert_int_equal(raw_int("SELECT count(*) FROM hold"), COUNT(amounts));
    assert_int_equal(raw_int("SELECT count(*) FROM hold WHERE expected_cents = 1500000 AND got_cents = 1499900 AND "
                             "receipt_no = 'UK38M2QW0Z' AND reason = 'amount'"),
                     1);
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 0);
    check_text(pay_now(id).state, "processing");
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", 1500000, &why), MONEY_POSTED); /* honest at last */
    check_books();
}

static void
a_receipt_of_another_payment_is_held_and_blocks_nobody(void **state)
{
    const char *other = new_bill(&w.owner, w.lease_id, "2026-11", "water", 100000), *why;

    (void)state;
    pay_paid(w.bill_id, 0, "UK38M2QW0Z");
    const char *id = pay_prompted(other, 0);
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", 100000, &why), MONEY_HELD);
    check_text(why, "receipt_taken");
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW1A", 100000, &why), MONEY_POSTED);
    check_books();
}

static void
no_state_but_reversed_closes_the_door_to_success(void **state)
{
    static const char *const before[] = {"sending", "processing", "failed", "cancelled", "timeout"};
    const char              *why;
    int64_t                  count;

    for (size_t i = 0; i < COUNT(before); i++) {
        assert_int_equal(world_begin(state), 0);
        const char *id = pay_start(w.bill_id, 0);
        pay_send(id);
        if (strcmp(before[i], "sending") != 0)
            pay_accept(id);
        if (strcmp(before[i], "failed") == 0 || strcmp(before[i], "cancelled") == 0)
            check_ok(collect_declined(w.db, mem, id, before[i], "no_answer", "1037", "x", "callback", true, 0));
        if (strcmp(before[i], "timeout") == 0) {
            raw("UPDATE payment SET expires_at = 1");
            check_ok(collect_expire(w.db, mem, clock_now(), &count));
        }
        check_text(pay_now(id).state, before[i]);
        assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", 1500000, &why), MONEY_POSTED);
        struct pay p = pay_now(id);
        check_text(p.state, "success");
        check_text(p.outcome, "paid");
        assert_int_equal(p.money_moved, 1);
        check_text(bill_now(w.bill_id).status, "paid");
        check_books();
        assert_int_equal(world_end(state), 0);
    }
}

static void
a_declined_payment_keeps_its_first_reason_and_is_certain_only_when_agreed(void **state)
{
    const char *id = pay_prompted(w.bill_id, 0);
    int64_t     soon = clock_now() + 15;

    (void)state;
    check_ok(collect_declined(w.db, mem, id, "cancelled", "cancelled", "1032", "by user", "callback", false, soon));
    struct pay p = pay_now(id);
    check_text(p.state, "cancelled");
    assert_int_equal(p.money_moved, -1);
    assert_int_equal(raw_int("SELECT next_check_at FROM payment"), soon);
    check_ok(collect_declined(w.db, mem, id, "failed", "no_answer", "1037", "no answer", "query", true, 0));
    p = pay_now(id);
    check_text(p.state, "cancelled");
    check_text(p.outcome, "cancelled");
    check_text(p.result_code, "1032");
    assert_int_equal(p.money_moved, 0);
    assert_int_equal(raw_int("SELECT next_check_at FROM payment"), -1);
    check_ok(collect_declined(w.db, mem, id, "failed", "no_answer", "1037", "again", "callback", false, soon));
    assert_int_equal(pay_now(id).money_moved, 0);                       /* what Daraja said stays said … */
    assert_int_equal(raw_int("SELECT next_check_at FROM payment"), -1); /* … and nobody makes us ask again */
    check_books();
}

static void
a_failure_told_of_a_posted_or_unsent_payment_changes_nothing(void **state)
{
    const char *paid = pay_paid(w.bill_id, 0, "UK38M2QW0Z");
    const char *unsent = pay_start(new_bill(&w.owner, w.lease_id, "2026-11", "water", 100000), 0);

    (void)state;
    check_ok(collect_declined(w.db, mem, paid, "failed", "no_answer", "1037", "x", "callback", false, 1));
    check_text(pay_now(paid).state, "success");
    check_text(pay_now(paid).outcome, "paid");
    check_ok(collect_declined(w.db, mem, unsent, "failed", "no_answer", "1037", "x", "callback", false, 1));
    check_text(pay_now(unsent).state, "pending");
    check_books();
}

static void
one_contradiction_asks_again_and_the_second_takes_it_back(void **state)
{
    const char *why, *id = pay_paid(w.bill_id, 0, "UK38M2QW0Z");
    int64_t     now = clock_now();
    bool        undone;

    (void)state;
    check_ok(collect_contradicted(w.db, mem, id, now, &undone));
    assert_false(undone);
    check_text(pay_now(id).state, "success");
    assert_int_equal(raw_int("SELECT next_check_at FROM payment"), now + 30);
    check_ok(collect_nudge(w.db, id, now + 2)); /* a callback in between does not bring the second one nearer */
    assert_int_equal(raw_int("SELECT next_check_at FROM payment"), now + 30);
    check_ok(collect_contradicted(w.db, mem, id, now + 30, &undone));
    assert_true(undone);
    struct pay p = pay_now(id);
    check_text(p.state, "reversed");
    assert_int_equal(p.money_moved, -1);
    check_text(raw_text("SELECT reason FROM hold"), "contradicted");
    check_text(bill_now(w.bill_id).status, "unpaid");
    assert_int_equal(pay_evidence(id, "stk_callback", "UK38M2QW0Z", 1500000, &why), MONEY_TOO_LATE);
    check_ok(collect_contradicted(w.db, mem, id, now + 90, &undone));
    assert_false(undone);
    check_books();
}

static void
a_confirmation_forgets_a_contradiction(void **state)
{
    const char *id = pay_paid(w.bill_id, 0, "UK38M2QW0Z");
    bool        undone;

    (void)state;
    check_ok(collect_contradicted(w.db, mem, id, clock_now(), &undone));
    check_ok(collect_confirmed(w.db, id, clock_now()));
    assert_true(pay_now(id).confirmed_at > 0);
    check_ok(collect_contradicted(w.db, mem, id, clock_now() + 60, &undone));
    assert_false(undone);
    check_text(pay_now(id).state, "success");
}

/* ---- asking and expiring ---- */

static void
callbacks_make_us_ask_five_times_at_most(void **state)
{
    const char *id = pay_prompted(w.bill_id, 0);
    int64_t     now = clock_now();
    struct pay *rows;
    size_t      count;

    (void)state;
    for (int i = 1; i <= 5; i++) {
        check_ok(collect_nudge(w.db, id, now));
        check_ok(collect_to_check(w.db, mem, now, 10, &rows, &count));
        assert_int_equal(count, 1);
        check_ok(collect_checked(w.db, id, now + 900));
        assert_int_equal(pay_now(id).checks, i);
    }
    check_ok(collect_nudge(w.db, id, now));
    check_ok(collect_to_check(w.db, mem, now, 10, &rows, &count));
    assert_int_equal(count, 0);
    check_ok(collect_to_check(w.db, mem, now + 900, 10, &rows, &count));
    assert_int_equal(count, 1);
    check_ok(collect_checked(w.db, id, 0));
    check_ok(collect_to_check(w.db, mem, INT64_MAX, 10, &rows, &count));
    assert_int_equal(count, 0);
}

static void
nothing_is_asked_without_a_checkout_request_id(void **state)
{
    const char *id = pay_start(w.bill_id, 0);
    struct pay *rows;
    size_t      count;

    (void)state;
    pay_send(id);
    check_ok(collect_to_check(w.db, mem, INT64_MAX, 10, &rows, &count));
    assert_int_equal(count, 0);
}

static void
waiting_ends_at_the_expiry_and_not_before(void **state)
{
    const char *id = pay_prompted(w.bill_id, 0);
    int64_t     expires = pay_now(id).expires_at, count;

    (void)state;
    check_ok(collect_expire(w.db, mem, expires - 1, &count));
    assert_int_equal(count, 0);
    check_ok(collect_expire(w.db, mem, expires, &count));
    assert_int_equal(count, 1);
    check_text(pay_now(id).state, "timeout");
    assert_int_equal(pay_now(id).money_moved, -1);
    assert_int_equal(raw_int("SELECT completed_at FROM payment"), -1);
    assert_true(raw_int("SELECT next_check_at FROM payment") > 0); /* it is still asked about */
    check_ok(collect_expire(w.db, mem, expires + 1, &count));
    assert_int_equal(count, 0);
    pay_start(w.bill_id, 0); /* and another attempt may be made */
    check_books();
}

static void
a_pending_payment_does_not_expire_into_a_timeout(void **state)
{
    int64_t count;

    (void)state;
    pay_start(w.bill_id, 0);
    check_ok(collect_expire(w.db, mem, INT64_MAX, &count));
    assert_int_equal(count, 0);
}

static void
unknown_payments_are_not_found(void **state)
{
    struct pay            p;
    enum verdict_money    verdict;
    const char           *why;
    bool                  undone;
    const struct evidence v = {.channel = "stk_callback", .amount = {100}};

    (void)state;
    assert_int_equal(collect_load(w.db, mem, "nobody", &p), ERR_NOT_FOUND);
    assert_int_equal(collect_money(w.db, mem, "nobody", &v, "callback", &verdict, &why), ERR_NOT_FOUND);
    assert_int_equal(collect_contradicted(w.db, mem, "nobody", 1, &undone), ERR_NOT_FOUND);
    assert_int_equal(collect_accepted(w.db, mem, "nobody", "m", "c"), ERR_NOT_FOUND);
    assert_int_equal(collect_unknown(w.db, mem, "nobody", "x"), ERR_NOT_FOUND);
}

static void
a_verdict_is_kept_once_for_each_row_of_the_inbox(void **state)
{
    const char        *id = pay_prompted(w.bill_id, 0);
    struct hook_record r = {.inbox_id = 7,
                            .received_at = 1,
                            .kind = "stk",
                            .remote_addr = "::1",
                            .verdict = "posted",
                            .landlord_id = w.owner.landlord_id,
                            .payment_id = id,
                            .result_code = "0",
                            .receipt_no = "UK38M2QW0Z",
                            .body = "{}"};
    int64_t            last;

    (void)state;
    check_ok(collect_last_judged(w.db, &last));
    assert_int_equal(last, 0);
    check_ok(collect_record_verdict(w.db, &r));
    check_ok(collect_last_judged(w.db, &last));
    assert_int_equal(last, 7);
    assert_int_equal(collect_record_verdict(w.db, &r), ERR_CONFLICT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(only_the_drawn_steps_can_be_taken),
        world_test(a_step_from_a_state_that_has_passed_is_refused),
        world_test(a_payment_is_findable_by_its_secret_before_it_is_answered),
        world_test(surely_not_sent_goes_back_and_forgets_its_secret),
        world_test(what_cannot_be_sent_before_its_expiry_fails_and_took_no_money),
        world_test(a_refused_push_failed_and_took_no_money),
        world_test(an_answer_that_never_came_leaves_a_prompt_that_may_be_open),
        world_test(a_restart_makes_what_was_being_sent_unknown),
        world_test(late_answers_to_a_push_change_nothing_that_is_known_better),
        world_test(the_first_evidence_posts_and_the_rest_attach_to_it),
        world_test(a_receipt_number_that_comes_late_is_filled_in),
        world_test(another_amount_is_held_with_both_figures),
        world_test(a_receipt_of_another_payment_is_held_and_blocks_nobody),
        cmocka_unit_test(no_state_but_reversed_closes_the_door_to_success),
        world_test(a_declined_payment_keeps_its_first_reason_and_is_certain_only_when_agreed),
        world_test(a_failure_told_of_a_posted_or_unsent_payment_changes_nothing),
        world_test(one_contradiction_asks_again_and_the_second_takes_it_back),
        world_test(a_confirmation_forgets_a_contradiction),
        world_test(callbacks_make_us_ask_five_times_at_most),
        world_test(nothing_is_asked_without_a_checkout_request_id),
        world_test(waiting_ends_at_the_expiry_and_not_before),
        world_test(a_pending_payment_does_not_expire_into_a_timeout),
        world_test(unknown_payments_are_not_found),
        world_test(a_verdict_is_kept_once_for_each_row_of_the_inbox),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
