/*
 * When missed payments are asked for, for what time, and when a pull ends; and what of it a restart finds.
 */
#include "support/world.h"

#include "rent/pull.h"

enum { HOUR = 3600, PERIOD = 900 };

static void
a_pull_ends_by_this_table(void **state)
{
    static const struct {
        struct pull_answer a;
        const char        *state;
        int64_t            wait_s;
    } cases[] = {
        {{PULL_HEARD_ROWS, 0, 0, 1, 0}, "done", PERIOD},         /* none at all */
        {{PULL_HEARD_ROWS, 100, 100, 1, 0}, "asking", 0},        /* all new: another page */
        {{PULL_HEARD_ROWS, 100, 1, 7, 3}, "asking", 0},          /* one that this pull had not listed */
        {{PULL_HEARD_ROWS, 100, 0, 2, 0}, "done", PERIOD},       /* the same page again: the offset was not heeded */
        {{PULL_HEARD_ROWS, 0, 0, 9, 4}, "done", PERIOD},         /* the end */
        {{PULL_HEARD_ROWS, 3, 0, 1, 0}, "done", PERIOD},         /* rows without a receipt */
        {{PULL_HEARD_ROWS, 1, 1, 499, 0}, "asking", 0},          /* long, */
        {{PULL_HEARD_ROWS, 1, 1, 500, 0}, "unknown", PERIOD},    /* and too long */
        {{PULL_HEARD_TOKEN, 0, 0, 1, 0}, "asking", 0},           /* with another token, at once */
        {{PULL_HEARD_TOKEN, 0, 0, 1, 4}, "unknown", PERIOD},     /* but not for ever */
        {{PULL_HEARD_LATER, 0, 0, 1, 0}, "asking", 30},          /* later */
        {{PULL_HEARD_LATER, 0, 0, 1, 1}, "asking", 60},          /* and later */
        {{PULL_HEARD_LATER, 0, 0, 1, 3}, "asking", 240},         /* and later */
        {{PULL_HEARD_LATER, 0, 0, 1, 4}, "unknown", PERIOD},     /* then the next one is another pull */
        {{PULL_HEARD_REFUSED, 0, 0, 1, 0}, "refused", 1 * HOUR}, /* only people can mend that */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pull_step s = pull_decide(&cases[i].a, PERIOD);
        check_text(s.state, cases[i].state);
        assert_int_equal(s.wait_s, cases[i].wait_s);
        s = pull_decide(&cases[i].a, 0);
        assert_int_equal(s.wait_s, strcmp(s.state, "asking") == 0 ? cases[i].wait_s : -1);
        s = pull_decide(&cases[i].a, 10 * HOUR);
        assert_int_equal(s.wait_s, strcmp(s.state, "asking") == 0 ? cases[i].wait_s : 10 * HOUR);
    }
}

static void
a_pull_asks_from_an_hour_before_the_last_good_one_and_never_for_more_than_two_days(void **state)
{
    enum { NOW = 1793700000, TWO_DAYS = 48 * HOUR, LEEWAY = 600 };
    static const struct {
        int64_t good_to, from;
    } cases[] = {
        {0, NOW - TWO_DAYS + LEEWAY},
        {NOW - 900, NOW - 900 - HOUR},
        {NOW - 47 * HOUR, NOW - TWO_DAYS + LEEWAY},
        {NOW - 30 * 24 * HOUR, NOW - TWO_DAYS + LEEWAY},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct pull_window p = pull_window(cases[i].good_to, NOW);
        assert_int_equal(p.from_at, cases[i].from);
        assert_int_equal(p.to_at, NOW);
    }
    assert_false(pull_is_stale(NOW - LEEWAY, NOW));
    assert_true(pull_is_stale(NOW - LEEWAY - 1, NOW));
}

/* ---- in the database ---- */

static struct pull_standing
standing(void)
{
    struct pull_standing s;

    check_ok(pull_standing_load(w.db, mem, &w.owner, &s));
    return s;
}

/* What is due at `now`: none, or one account. */
static bool
due(int64_t now, struct pull_due *out)
{
    struct pull_due *rows;
    size_t           count;

    check_ok(pull_due(w.db, mem, now, 10, &rows, &count));
    assert_true(count <= 1);
    if (count)
        *out = rows[0];
    return count == 1;
}

static void
registered(void)
{
    struct pull_due d;

    check_ok(pull_enrol(w.db, mem, &w.owner, "254722000099"));
    assert_true(due(clock_now(), &d));
    check_ok(pull_registered(w.db, d.receiving_account_id, "registered", "1000", "done", clock_now()));
}

static struct pull_run
running(void)
{
    struct pull_due d;
    struct pull_run r;

    assert_true(due(clock_now(), &d));
    check_ok(pull_begin(w.db, &d, clock_now()));
    check_ok(pull_run_load(w.db, mem, d.run_id, &r));
    return r;
}

static void
page(const struct pull_run *r, enum pull_heard heard, int64_t rows, int64_t unseen, int64_t fresh)
{
    const struct pull_page p = {
        .answer = {heard, rows, unseen, r->pages + 1, r->failures}, .fresh = fresh, .said = heard ? "busy" : NULL};
    struct pull_step step = pull_decide(&p.answer, PERIOD);

    check_ok(pull_page_done(w.db, r, &p, &step));
}

static void
a_number_is_registered_once_at_a_time(void **state)
{
    struct pull_due d;
    struct who      nobody = new_landlord("Peter", "254711000002");

    (void)state;
    assert_null(standing().state);
    assert_int_equal(pull_enrol(w.db, mem, &nobody, "254722000099"), ERR_NOT_FOUND);
    check_ok(pull_enrol(w.db, mem, &w.owner, "254722000099"));
    check_text(standing().state, "pending");
    check_text(standing().nominated_phone, "254722000099");
    assert_int_equal(pull_enrol(w.db, mem, &w.owner, "254722000098"), ERR_CONFLICT);
    check_text(standing().nominated_phone, "254722000099");

    assert_true(due(clock_now(), &d));
    check_text(d.shortcode, "412873");
    check_text(d.nominated_phone, "254722000099");
    check_ok(pull_registered(w.db, d.receiving_account_id, "pending", NULL, "busy", clock_now() + 30));
    assert_false(due(clock_now(), &d));
    assert_true(due(clock_now() + 30, &d));
    assert_int_equal(d.failures, 1);
    check_ok(pull_registered(w.db, d.receiving_account_id, "refused", "400.001", "Invalid ShortCode", 0));
    assert_false(due(clock_now() + 100000, &d));
    check_text(standing().said, "Invalid ShortCode");
    check_ok(pull_enrol(w.db, mem, &w.owner, "254722000098"));
    check_text(standing().nominated_phone, "254722000098");
    assert_null(standing().said);
}

static void
a_person_asks_at_most_once_a_minute(void **state)
{
    (void)state;
    assert_int_equal(pull_ask(w.db, mem, &w.owner), ERR_CONFLICT);
    registered();
    check_ok(pull_ask(w.db, mem, &w.owner));
    assert_int_equal(pull_ask(w.db, mem, &w.owner), ERR_LIMIT);
    struct pull_standing s = standing();
    assert_in_range(pull_wait(&s, clock_now()), 58, 60);
    assert_int_equal(pull_wait(&s, s.person_at + 60), 0);
    raw("UPDATE pull_account SET person_at = person_at - 60");
    check_ok(pull_ask(w.db, mem, &w.owner));
}

static void
a_restart_goes_on_where_the_pull_stood(void **state)
{
    struct pull_run r, again;
    struct pull_due d;

    (void)state;
    registered();
    r = running();
    page(&r, PULL_HEARD_ROWS, 100, 100, 2);
    check_text(standing().last.state, "asking");
    assert_true(due(clock_now(), &d));
    check_ok(pull_set_next(w.db, d.receiving_account_id, clock_now() + 60)); /* its answer never came */
    assert_false(due(clock_now(), &d));
    check_ok(pull_recover(w.db));
    again = running();
    assert_int_equal(again.id, r.id);
    assert_int_equal(again.seen, 100);
    assert_int_equal(again.pages, 1);
    page(&again, PULL_HEARD_ROWS, 0, 0, 0);
    assert_int_equal(pull_run_load(w.db, mem, r.id, &again), ERR_NOT_FOUND);
    struct pull_standing s = standing();
    check_text(s.last.state, "done");
    assert_int_equal(s.last.seen, 100);
    assert_int_equal(s.last.fresh, 2);
    assert_int_equal(raw_int("SELECT good_to FROM pull_account"), r.to_at);
    assert_false(due(clock_now(), &d));
    assert_true(due(clock_now() + PERIOD, &d));
}

static void
a_pull_that_was_left_for_long_begins_anew(void **state)
{
    struct pull_run r, again;

    (void)state;
    registered();
    r = running();
    page(&r, PULL_HEARD_ROWS, 100, 100, 1);
    raw("UPDATE pull_run SET to_at = to_at - 601, from_at = from_at - 601");
    again = running();
    assert_true(again.id > r.id);
    assert_int_equal(again.seen, 0);
    check_text(raw_text_f("SELECT state FROM pull_run WHERE id = %lld", (long long)r.id), "unknown");
}

static void
without_an_answer_it_is_asked_later_and_later_and_then_anew(void **state)
{
    struct pull_due d;
    struct pull_run r;

    (void)state;
    registered();
    for (int i = 0; i < 5; i++) {
        r = running();
        assert_int_equal(r.failures, i);
        page(&r, PULL_HEARD_LATER, 0, 0, 0);
        assert_false(due(clock_now() + 29, &d));
        raw("UPDATE pull_account SET next_at = unixepoch()");
    }
    struct pull_standing s = standing();
    check_text(s.last.state, "unknown");
    check_text(s.last.said, "busy");
    assert_int_equal(raw_int("SELECT failures FROM pull_account"), 0);
    assert_int_equal(raw_int("SELECT count(good_to) FROM pull_account"), 0);
    assert_true(running().id > r.id);
}

static void
of_pulls_that_brought_nothing_only_the_last_is_kept(void **state)
{
    static const int64_t fresh[] = {0, 3, 0, 0, 0};

    (void)state;
    registered();
    for (size_t i = 0; i < COUNT(fresh); i++) {
        struct pull_run r = running();
        page(&r, PULL_HEARD_ROWS, 9, 9, fresh[i]);
        page(&r, PULL_HEARD_ROWS, 0, 0, 0);
        raw("UPDATE pull_account SET next_at = unixepoch()");
    }
    assert_int_equal(raw_int("SELECT count(*) FROM pull_run"), 2);
    assert_int_equal(raw_int("SELECT sum(fresh) FROM pull_run"), 3);
}

static void
a_number_that_is_out_of_use_is_not_asked_about(void **state)
{
    struct pull_due d;

    (void)state;
    registered();
    give_account(&w.owner, "paybill", "512873", NULL);
    assert_false(due(clock_now() + 100000, &d));
    assert_null(standing().state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_pull_ends_by_this_table),
        world_test(a_pull_asks_from_an_hour_before_the_last_good_one_and_never_for_more_than_two_days),
        world_test(a_number_is_registered_once_at_a_time),
        world_test(a_person_asks_at_most_once_a_minute),
        world_test(a_restart_goes_on_where_the_pull_stood),
        world_test(a_pull_that_was_left_for_long_begins_anew),
        world_test(without_an_answer_it_is_asked_later_and_later_and_then_anew),
        world_test(of_pulls_that_brought_nothing_only_the_last_is_kept),
        world_test(a_number_that_is_out_of_use_is_not_asked_about),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
