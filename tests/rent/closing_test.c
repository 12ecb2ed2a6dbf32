/*
 * Closing months: in order, once, when they are over; what turns up later counts for the day it is posted on, and the
 * figures stay what they were.
 */
#include "support/world.h"

#include "rent/closing.h"
#include "rent/direct.h"
#include "rent/entry.h"
#include "rent/posting.h"

/* The month that is so many before this one. */
static const char *
month_ago(int months)
{
    struct date d = today_eat();
    int         n = d.year * 12 + d.month - 1 - months;

    return arena_printf(mem, "%04d-%02d", n / 12, n % 12 + 1);
}

static int64_t
noon_of(const char *month, int day)
{
    struct date d;

    assert_true(date_parse(arena_printf(mem, "%s-%02d", month, day), &d));
    return date_start_utc(d) + 12 * 3600;
}

/* Somebody pays by himself, at that time. */
static void
paid(const char *receipt, const char *ref, int64_t cents, int64_t at)
{
    enum direct_verdict v;
    const struct direct d = {.channel = "c2b",
                             .landlord_id = w.owner.landlord_id,
                             .shortcode = "412873",
                             .receipt_no = receipt,
                             .bill_ref = ref,
                             .msisdn = strcmp(ref, "NOBODY") == 0 ? "254700999999" : "254722000002",
                             .amount = {cents},
                             .paid_at = at};

    check_ok(direct_money(w.db, mem, &d, &v));
}

static struct closing_month
month(const char *name)
{
    struct closing_month m;

    check_ok(closing_month(w.db, mem, &w.owner, name, &m));
    return m;
}

static enum closing_answer
closes(const char *name)
{
    enum closing_answer answer;

    check_ok(closing_close(w.db, mem, &w.owner, name, "Looked through", &answer));
    return answer;
}

static const char *
day_of_newest(void)
{
    return raw_text("SELECT day FROM ledger_txn ORDER BY id DESC LIMIT 1");
}

static const char *
today(void)
{
    return date_text(arena_alloc(mem, DATE_SIZE), today_eat());
}

static const char *told;

static void
note(void *arg, const char *business_name, const char *name, const char *what)
{
    (void)arg;
    assert_non_null(business_name);
    assert_non_null(name);
    told = what;
}

static int64_t
verified(void)
{
    int64_t count;

    told = NULL;
    check_ok(closing_verify(w.db, mem, note, NULL, &count));
    return count;
}

static const char *
in_cash(int64_t cents, const char *day)
{
    enum entry_answer      answer;
    const char            *id;
    const struct entry_new in = {
        .lease_id = w.lease_id, .rail = "cash", .amount = {cents}, .received_on = day, .key = day};

    check_ok(entry_add(w.db, mem, &w.owner, &in, &answer, &id));
    assert_int_equal(answer, ENTRY_MADE);
    return id;
}

static void
the_figures_of_a_month_are_those_of_its_days(void **state)
{
    const char *last = month_ago(1), *before = month_ago(2), *now = month_ago(0);
    int64_t     first = date_start_utc((struct date){today_eat().year, today_eat().month, 1});

    (void)state;
    paid("UKY0000001", "B4", 400000, noon_of(before, 9));
    paid("UKY0000002", "B4", 300000, first - 1); /* the last second of last month in East Africa */
    paid("UKY0000003", "B4", 200000, first);
    const char *cash = in_cash(50000, arena_printf(mem, "%s-03", last));
    assert_int_equal(month(before).f.mpesa.cents, 400000);
    assert_int_equal(month(last).f.mpesa.cents, 300000);
    assert_int_equal(month(last).f.cash.cents, 50000);
    assert_int_equal(month(last).f.in.cents, 350000);
    assert_int_equal(month(last).f.billed.cents, 0);
    assert_int_equal(month(last).f.ahead.cents, 750000); /* the bill is of this month */
    assert_int_equal(month(now).f.billed.cents, 1500000);
    assert_int_equal(month(now).f.mpesa.cents, 200000);
    assert_int_equal(month(now).f.arrears.cents, 550000);
    check_ok(entry_undo(w.db, mem, &w.owner, cash, "Counted twice"));
    assert_int_equal(month(now).f.cash.cents, -50000);
    struct closing_month *all;
    size_t                count;
    check_ok(closing_months(w.db, mem, &w.owner, &all, &count));
    assert_int_equal(count, 3);
    check_text(all[0].month, now);
    check_text(all[2].month, before);
    struct closing_month m;
    assert_int_equal(closing_month(w.db, mem, &w.owner, month_ago(3), &m), ERR_NOT_FOUND);
    assert_int_equal(closing_month(w.db, mem, &w.owner, "nonsense", &m), ERR_NOT_FOUND);
}

static void
months_close_in_order_once_and_only_when_they_are_over(void **state)
{
    (void)state;
    paid("UKY0000001", "B4", 400000, noon_of(month_ago(2), 9));
    assert_int_equal(closes(month_ago(0)), CLOSING_NOT_OVER);
    assert_int_equal(closes(month_ago(1)), CLOSING_EARLIER_FIRST);
    assert_true(month(month_ago(2)).closable);
    assert_false(month(month_ago(1)).closable);
    assert_int_equal(closes(month_ago(2)), CLOSING_DONE);
    assert_int_equal(closes(month_ago(2)), CLOSING_ALREADY);
    struct closing_month m = month(month_ago(2));
    assert_true(m.closed);
    check_text(m.closed_by, "Wanjiku");
    check_text(m.note, "Looked through");
    assert_int_equal(closes(month_ago(1)), CLOSING_DONE);
    assert_int_equal(closes(month_ago(0)), CLOSING_NOT_OVER);
    assert_int_equal(raw_int("SELECT count(*) FROM audit WHERE action = 'month.closed'"), 2);
    check_books();
    assert_int_equal(verified(), 0);
}

static void
what_turns_up_later_counts_for_today(void **state)
{
    const char *last = month_ago(1);

    (void)state;
    paid("UKY0000001", "B4", 400000, noon_of(last, 9));
    check_text(day_of_newest(), arena_printf(mem, "%s-09", last));
    assert_int_equal(closes(last), CLOSING_DONE);
    int64_t was = month(last).f.mpesa.cents;

    paid("UKY0000002", "B4", 100000, noon_of(last, 10)); /* a confirmation that comes late */
    check_text(day_of_newest(), today());
    check_ok(
        posting_mirror(w.db, mem, raw_text("SELECT id FROM money_in WHERE receipt_no = 'UKY0000001'"), "Given back"));
    check_text(day_of_newest(), today());
    (void)in_cash(50000, arena_printf(mem, "%s-03", last)); /* an entry by hand for a day long ago */
    check_text(day_of_newest(), today());
    check_ok(bill_void(w.db, mem, &w.owner, w.bill_id, "Billed twice"));
    check_text(day_of_newest(), today());

    assert_int_equal(month(last).f.mpesa.cents, was);
    assert_int_equal(month(month_ago(0)).f.cash.cents, 50000);
    assert_int_equal(verified(), 0);
    check_books();
}

static void
a_bill_for_a_closed_month_counts_for_today_and_says_so(void **state)
{
    const char *last = month_ago(1), *day;

    (void)state;
    paid("UKY0000001", "B4", 400000, noon_of(last, 9));
    const char *before = new_bill(&w.owner, w.lease_id, last, "water", 30000); /* made before that month is closed */
    assert_int_equal(closes(last), CLOSING_DONE);
    const char *late = new_bill(&w.owner, w.lease_id, last, "garbage", 40000);
    check_text(day_of_newest(), today());
    check_ok(closing_late_bill(w.db, mem, &w.owner, late, &day));
    check_text(day, today());
    check_ok(closing_late_bill(w.db, mem, &w.owner, w.bill_id, &day));
    assert_null(day);
    raw("UPDATE closed_month SET closed_at = closed_at + 1 WHERE 0"); /* triggers stand */
    raw_drop_triggers("closed_month");
    raw("UPDATE closed_month SET closed_at = closed_at + 100");
    check_ok(closing_late_bill(w.db, mem, &w.owner, before, &day));
    assert_null(day);
    struct who kamau = new_landlord("Kamau", "254733000003");
    check_ok(closing_late_bill(w.db, mem, &kamau, late, &day));
    assert_null(day);
}

static void
nothing_is_posted_behind_a_closed_month(void **state)
{
    const char *last = month_ago(1);

    (void)state;
    paid("UKY0000001", "B4", 400000, noon_of(last, 9));
    assert_int_equal(closes(last), CLOSING_DONE);
    sqlite3 *db = raw_open();
    assert_int_equal(
        sqlite3_exec(
            db,
            arena_printf(mem,
                         "INSERT INTO ledger_txn (id, landlord_id, kind, at, day, memo, prev_hash, hash) VALUES"
                         " (99, '%s', 'bill', 1, '%s-05', 'x', 'x', 'x')",
                         w.owner.landlord_id, last),
            NULL, NULL, NULL),
        SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_exec(db, "UPDATE closed_figure SET cents = 1", NULL, NULL, NULL), SQLITE_CONSTRAINT);
    assert_int_equal(sqlite3_exec(db, "DELETE FROM closed_figure", NULL, NULL, NULL), SQLITE_CONSTRAINT);
    sqlite3_close(db);
}

static void
a_figure_that_is_not_what_it_was_is_found(void **state)
{
    const char *last = month_ago(1);

    (void)state;
    paid("UKY0000001", "B4", 400000, noon_of(last, 9));
    assert_int_equal(closes(last), CLOSING_DONE);
    raw_drop_triggers("closed_figure");
    raw("UPDATE closed_figure SET cents = cents + 100 WHERE name = 'ahead'");
    assert_int_equal(verified(), 2); /* the figure, and the hash in the audit */
    check_text(told, "ahead");
    raw("UPDATE closed_figure SET cents = cents - 100 WHERE name = 'ahead'");
    assert_int_equal(verified(), 0);
    raw("UPDATE closed_figure SET cents = 7 WHERE name = 'open.differences'"); /* not the ledger's, but kept, too */
    assert_int_equal(verified(), 1);
    check_text(told, "hash");
    raw("UPDATE closed_figure SET cents = 0 WHERE name = 'open.differences'");
    raw_drop_triggers("ledger_entry");
    raw("UPDATE ledger_entry SET amount_cents = amount_cents + 1 WHERE txn_id = 2");
    assert_true(verified() > 0);
}

static void
what_is_still_open_is_counted(void **state)
{
    struct closing_open open;
    const char         *last = month_ago(1);

    (void)state;
    paid("UKY0000001", "NOBODY", 400000, noon_of(last, 9));
    check_ok(closing_open(w.db, &w.owner, last, &open));
    assert_int_equal(open.unmatched, 1);
    check_ok(closing_open(w.db, &w.owner, month_ago(2), &open));
    assert_int_equal(open.unmatched, 0);
    pay_prompted(w.bill_id, 0);
    check_ok(closing_open(w.db, &w.owner, last, &open));
    assert_int_equal(open.payments, 0); /* of this month */
    check_ok(closing_open(w.db, &w.owner, month_ago(0), &open));
    assert_int_equal(open.payments, 1);
    assert_int_equal(closes(last), CLOSING_DONE); /* it may be closed so */
}

static void
another_landlords_months_are_his_own(void **state)
{
    struct who           kamau = new_landlord("Kamau", "254733000003");
    struct closing_month m;
    enum closing_answer  answer;

    (void)state;
    paid("UKY0000001", "B4", 400000, noon_of(month_ago(1), 9));
    assert_int_equal(closing_month(w.db, mem, &kamau, month_ago(1), &m), ERR_NOT_FOUND);
    assert_int_equal(closing_close(w.db, mem, &kamau, month_ago(1), NULL, &answer), ERR_NOT_FOUND);
    check_ok(closing_month(w.db, mem, &kamau, month_ago(0), &m));
    assert_int_equal(m.f.billed.cents, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(the_figures_of_a_month_are_those_of_its_days),
        world_test(months_close_in_order_once_and_only_when_they_are_over),
        world_test(what_turns_up_later_counts_for_today),
        world_test(a_bill_for_a_closed_month_counts_for_today_and_says_so),
        world_test(nothing_is_posted_behind_a_closed_month),
        world_test(a_figure_that_is_not_what_it_was_is_found),
        world_test(what_is_still_open_is_counted),
        world_test(another_landlords_months_are_his_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
