/*
 * Balances: one question at a time, the newest figures, their history, and the checks that nobody asked for.
 */
#include "support/world.h"

#include "rent/balance.h"
#include "rent/settle.h"

static struct balance_money
known(int64_t cents)
{
    return (struct balance_money){true, {cents}};
}

static const char *
ask_ok(void)
{
    const char *id;

    check_ok(balance_ask(w.db, mem, &w.owner, NULL, &id));
    return id;
}

/* Everything asked so far, and its answers, are so much older. */
static void
later(int64_t seconds)
{
    raw_f("UPDATE mpesa_request SET requested_at = requested_at - %lld, completed_at = completed_at - %lld",
          (long long)seconds, (long long)seconds);
}

static struct mpesa_request
sending(const char *id)
{
    struct mpesa_request r;

    check_ok(mpesa_by_id(w.db, mem, id, &r));
    check_ok(mpesa_sending(w.db, &r, arena_printf(mem, "hash of %s", id), clock_now() + 60));
    return r;
}

static void
refused(const char *id, const char *verdict)
{
    struct mpesa_request r = sending(id);
    struct mpesa_outcome o = {.state = "failed", .cause = "result", .verdict = verdict};
    bool                 moved;

    check_ok(settle(w.db, mem, &r, &o, &moved));
    assert_true(moved);
}

static void
answered(const char *id, int64_t at, const struct balance_line *lines, size_t count)
{
    struct mpesa_request r = sending(id);
    struct mpesa_outcome o = {.state = "success", .cause = "result", .verdict = "answered"};
    bool                 moved;

    check_ok(settle(w.db, mem, &r, &o, &moved));
    check_ok(balance_keep(w.db, &r, at, lines, count));
}

static void
check_utility(int64_t cents, int64_t at)
{
    const struct balance_line one = {
        .kind = "utility", .name = "Utility Account", .currency = "KES", .available = known(cents)};

    later(61);
    answered(ask_ok(), at, &one, 1);
}

static struct balance_state
latest(void)
{
    struct balance_state s;

    check_ok(balance_latest(w.db, mem, &w.owner, NULL, &s));
    return s;
}

static int64_t
asked_by_the_clock(void)
{
    int64_t count;

    check_ok(balance_ask_due(w.db, mem, clock_now(), 3600, &count));
    return count;
}

static void
one_question_at_a_time_and_one_a_minute(void **state)
{
    const char *id = ask_ok(), *again;

    (void)state;
    assert_string_equal(ask_ok(), id);
    refused(id, "mpesa_busy");
    assert_int_equal(balance_ask(w.db, mem, &w.owner, NULL, &again), ERR_LIMIT);
    later(61);
    assert_string_not_equal(ask_ok(), id);
    assert_int_equal(balance_ask(w.db, mem, &w.owner, "999111", &again), ERR_NOT_FOUND);
    struct who bare = new_landlord("Bare", "254711000008");
    assert_int_equal(balance_ask(w.db, mem, &bare, NULL, &again), ERR_NOT_FOUND);
}

static void
a_figure_that_was_not_told_is_not_zero(void **state)
{
    const struct balance_line lines[] = {
        {.kind = "working", .name = "Working Account", .currency = "KES", .current = known(500), .available = known(0)},
        {.kind = "other", .name = "Utlity Account", .currency = "KES", .current = known(895926960)},
        {.kind = "charges", .name = "Charges Paid Account", .currency = "KES", .available = known(-154000)},
    };

    (void)state;
    assert_int_equal(latest().at, 0);
    assert_null(latest().newest.id);
    assert_false(latest().available.known);
    answered(ask_ok(), 1795000000, lines, COUNT(lines));
    struct balance_state s = latest();
    assert_int_equal(s.at, 1795000000);
    assert_int_equal(s.line_count, 3);
    assert_true(s.lines[0].available.known);
    assert_int_equal(s.lines[0].available.money.cents, 0);
    assert_false(s.lines[0].reserved.known);
    assert_false(s.lines[1].available.known);
    assert_int_equal(s.lines[1].current.money.cents, 895926960);
    assert_true(s.available.known);
    assert_int_equal(s.available.money.cents, -154000);
}

/* Whatever time M-Pesa writes on it. */
static void
the_newest_is_what_was_asked_last(void **state)
{
    (void)state;
    check_utility(100, 1795000000);
    check_utility(200, 1794000000);
    check_utility(300, 1794000000);
    assert_int_equal(latest().available.money.cents, 300);
    later(61);
    refused(ask_ok(), "initiator_wrong");
    assert_int_equal(latest().available.money.cents, 300);
    assert_string_equal(latest().newest.state, "failed");
}

static void
history_is_the_newest_points_oldest_first(void **state)
{
    struct balance_point *points;
    size_t                count;

    (void)state;
    for (int64_t i = 1; i <= 5; i++)
        check_utility(i * 100, 1795000000 + i);
    later(61);
    const struct balance_line untold = {.kind = "utility", .name = "Utility Account", .currency = "KES"};
    answered(ask_ok(), 1795000010, &untold, 1);
    check_ok(balance_history(w.db, mem, &w.owner, NULL, NULL, 3, &points, &count));
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(points[i].available.cents, (int64_t)(i + 3) * 100);
    check_ok(balance_history(w.db, mem, &w.owner, NULL, "working", 3, &points, &count));
    assert_int_equal(count, 0);
    struct who other = new_landlord("Peter", "254711000009");
    assert_int_equal(balance_history(w.db, mem, &other, NULL, NULL, 3, &points, &count), ERR_NOT_FOUND);
}

static void
the_bulk_number_stands_on_its_own(void **state)
{
    struct balance_state s;
    const char          *id;

    (void)state;
    raw("UPDATE receiving_account SET payout_shortcode = '700100' WHERE state = 'active'");
    check_utility(100, 1795000000);
    check_ok(balance_ask(w.db, mem, &w.owner, "700100", &id));
    check_ok(balance_latest(w.db, mem, &w.owner, "700100", &s));
    assert_string_equal(s.newest.id, id);
    assert_int_equal(s.line_count, 0);
    assert_string_equal(latest().payout_shortcode, "700100");
    assert_int_equal(latest().available.money.cents, 100);
}

static void
the_clock_asks_only_after_a_check_that_worked(void **state)
{
    (void)state;
    assert_int_equal(asked_by_the_clock(), 0);
    refused(ask_ok(), "mpesa_busy");
    later(4000);
    assert_int_equal(asked_by_the_clock(), 0);
    check_utility(100, 1795000000);
    assert_int_equal(asked_by_the_clock(), 0);
    later(4000);
    assert_int_equal(asked_by_the_clock(), 1);
    assert_int_equal(asked_by_the_clock(), 0);
    assert_string_equal(latest().newest.purpose, "schedule");
    assert_null(latest().newest.requested_by);
}

static void
the_clock_stops_when_the_initiator_is_refused(void **state)
{
    static const char *const verdicts[] = {"initiator_wrong", "initiator_locked", "initiator_not_allowed",
                                           "product_missing", "api_not_enabled"};

    (void)state;
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        check_utility(100, 1795000000);
        later(61);
        refused(ask_ok(), verdicts[i]);
        later(4000);
        assert_int_equal(asked_by_the_clock(), 0);
        check_utility(100, 1795000000);
        later(4000);
        assert_int_equal(asked_by_the_clock(), 1);
        raw("UPDATE mpesa_request SET state = 'failed' WHERE state = 'pending'");
    }
}

/* A role that is missing for one API says nothing of the others; a wrong password of all. */
static void
a_missing_role_counts_for_its_own_api_alone(void **state)
{
    const char *account = raw_text("SELECT id FROM receiving_account WHERE state = 'active'");
    bool        trusted;

    (void)state;
    refused(ask_ok(), "initiator_not_allowed");
    check_ok(mpesa_initiator_trusted(w.db, mem, account, "balance", &trusted));
    assert_false(trusted);
    check_ok(mpesa_initiator_trusted(w.db, mem, account, "status", &trusted));
    assert_true(trusted);
    later(61);
    refused(ask_ok(), "initiator_locked");
    check_ok(mpesa_initiator_trusted(w.db, mem, account, "status", &trusted));
    assert_false(trusted);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(one_question_at_a_time_and_one_a_minute),
        world_test(a_figure_that_was_not_told_is_not_zero),
        world_test(the_newest_is_what_was_asked_last),
        world_test(history_is_the_newest_points_oldest_first),
        world_test(the_bulk_number_stands_on_its_own),
        world_test(the_clock_asks_only_after_a_check_that_worked),
        world_test(the_clock_stops_when_the_initiator_is_refused),
        world_test(a_missing_role_counts_for_its_own_api_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
