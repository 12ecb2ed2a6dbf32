/*
 * The monthly run: what a month holds, part months, once whatever happens, by a person and by the clock.
 */
#include "support/world.h"

#include <pthread.h>

#include "rent/billing_private.h"
#include "rent/charge.h"
#include "rent/lease_terms.h"
#include "rent/opening.h"

/* Noon of a day in Nairobi. */
static int64_t
noon(const char *date)
{
    struct date d = {0};

    assert_true(date_parse(date, &d));
    return eat_to_utc((struct eat){d, 12, 0, 0});
}

static const char *
lease_of(const char *start, const char *end, int64_t due_day, int64_t deposit)
{
    static int             count;
    const char            *id, *label = arena_printf(mem, "N%d", ++count);
    const struct lease_new in = {.tenant_id = w.tenant_id,
                                 .unit_id = new_unit(&w.owner, w.property_id, label),
                                 .start_date = start,
                                 .end_date = end,
                                 .rent = {1500000},
                                 .deposit = {deposit},
                                 .due_day = due_day};

    check_ok(lease_add(w.db, mem, &w.owner, &in, &id));
    return id;
}

/* The line of a lease for that kind in a month; NULL: none. */
static const struct billing_line *
line_of(const char *lease_id, const char *period, const char *kind)
{
    const struct billing_part all = {period, BILLING_ANY_DAY_FROM, BILLING_ANY_DAY_TO, false, -1};
    struct list               rows;

    check_ok(billing_lines(w.db, mem, &w.owner, &all, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct billing_line *l = (const struct billing_line *)rows.items + i;
        if (strcmp(l->lease_id, lease_id) == 0 && strcmp(l->kind, kind) == 0)
            return l;
    }
    return NULL;
}

/* A run for any month, however long ago; how many bills it made. */
static int64_t
run_month(struct db *db, const char *period)
{
    const struct billing_part part = {period, BILLING_ANY_DAY_FROM, BILLING_ANY_DAY_TO, true, 1000};
    struct billing_made       made = {0};

    check_ok(db_begin(db));
    check_ok(db_end(db, billing_make(db, mem, &w.owner, &part, "2026-01-01", &made)));
    return made.bills;
}

static int64_t
bills_of(const char *lease_id, const char *kind)
{
    return raw_int_f("SELECT count(*) FROM bill WHERE lease_id = '%s' AND kind = '%s'", lease_id, kind);
}

/* The clock, until nothing is left to do; how many bills it made, `most` a round. */
static int64_t
tick(int64_t now, int64_t most)
{
    int64_t all = 0, made;
    bool    more;

    do {
        check_ok(billing_clock(w.db, mem, now, most, &made, &more));
        assert_true(made <= most);
        all += made;
    } while (more);
    return all;
}

/* Switched on on that day; the world's own lease out of the way. */
static void
automatic(const char *since, int64_t days_before)
{
    check_ok(billing_setting_save(w.db, mem, &w.owner, true, days_before));
    raw_f("UPDATE billing_setting SET since = '%s', next_at = 0", since);
    raw_f("UPDATE lease SET start_date = '2001-01-01', end_date = '2001-01-31' WHERE id = '%s'", w.lease_id);
}

/* ---- part months ---- */

static void
a_part_month_is_billed_by_the_day(void **state)
{
    static const struct {
        const char *start, *end, *period;
        int64_t     due_day, rent, cents; /* cents -1: no line */
        int         days, of_days;        /* 0: the whole month */
        const char *due;
    } cases[] = {
        {"2026-01-01", NULL, "2026-11", 5, 1500000, 1500000, 0, 0, "2026-11-05"},
        {"2026-11-01", NULL, "2026-11", 5, 1500000, 1500000, 0, 0, "2026-11-05"},
        {"2026-11-19", NULL, "2026-11", 5, 1500000, 600000, 12, 30, "2026-11-19"},
        {"2026-11-19", NULL, "2026-12", 5, 1500000, 1500000, 0, 0, "2026-12-05"},
        {"2026-11-19", NULL, "2026-10", 5, 1500000, -1, 0, 0, NULL},
        {"2026-11-30", NULL, "2026-11", 28, 1500000, 50000, 1, 30, "2026-11-30"},
        {"2026-11-02", NULL, "2026-11", 28, 1500000, 1450000, 29, 30, "2026-11-28"},
        {"2026-01-01", "2026-11-30", "2026-11", 28, 1500000, 1500000, 0, 0, "2026-11-28"},
        {"2026-01-01", "2026-11-30", "2026-12", 28, 1500000, -1, 0, 0, NULL},
        {"2026-01-01", "2026-11-10", "2026-11", 28, 1500000, 500000, 10, 30, "2026-11-10"},
        {"2026-01-01", "2026-11-01", "2026-11", 1, 1500000, 50000, 1, 30, "2026-11-01"},
        {"2026-11-10", "2026-11-12", "2026-11", 5, 1500000, 150000, 3, 30, "2026-11-10"},
        {"2026-11-10", "2026-11-10", "2026-11", 28, 1500000, 50000, 1, 30, "2026-11-10"},
        {"2028-02-15", NULL, "2028-02", 5, 2900000, 1500000, 15, 29, "2028-02-15"},
        {"2027-02-15", NULL, "2027-02", 5, 2800000, 1400000, 14, 28, "2027-02-15"},
        {"2028-02-29", NULL, "2028-02", 5, 2900000, 100000, 1, 29, "2028-02-29"},
        {"2028-01-01", "2028-02-28", "2028-02", 5, 2900000, 2800000, 28, 29, "2028-02-05"},
        {"2027-01-01", "2027-02-28", "2027-02", 5, 2800000, 2800000, 0, 0, "2027-02-05"},
        {"2026-12-17", NULL, "2026-12", 1, 1000000, 483900, 15, 31, "2026-12-17"}, /* 4838.71 */
        {"2026-12-31", NULL, "2026-12", 1, 1000000, 32300, 1, 31, "2026-12-31"},   /* 322.58 */
        {"2026-12-30", NULL, "2026-12", 1, 1000000, 64500, 2, 31, "2026-12-30"},   /* 645.16 */
        {"2026-11-16", NULL, "2026-11", 1, 300100, 150100, 15, 30, "2026-11-16"},  /* 1500.50: half up */
        {"2026-11-16", NULL, "2026-11", 1, 300098, 150000, 15, 30, "2026-11-16"},  /* 1500.49 */
        {"2026-01-01", NULL, "2026-11", 1, 1250050, 1250050, 0, 0, "2026-11-01"},  /* a whole month keeps its cents */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        raw_f("UPDATE lease SET start_date = '%s', end_date = %s, due_day = %d, rent_cents = %d", cases[i].start,
              cases[i].end ? arena_printf(mem, "'%s'", cases[i].end) : "NULL", (int)cases[i].due_day,
              (int)cases[i].rent);
        const struct billing_line *l = line_of(w.lease_id, cases[i].period, "rent");
        if ((l ? l->amount.cents : -1) != cases[i].cents ||
            (l && (l->days != cases[i].days || l->of_days != cases[i].of_days)) ||
            (l && strcmp(l->due_date, cases[i].due) != 0))
            fail_msg("case %zu: %lld, %d of %d, %s", i, l ? (long long)l->amount.cents : -1, l ? (int)l->days : 0,
                     l ? (int)l->of_days : 0, l ? l->due_date : "none");
    }
}

static void
the_bill_says_how_many_days(void **state)
{
    const char *id = lease_of("2026-11-19", NULL, 5, 0);

    (void)state;
    run_month(w.db, "2026-11");
    struct bill b = bill_now(raw_text_f("SELECT id FROM bill WHERE lease_id = '%s'", id));
    check_text(b.description, "12 of 30 days");
    assert_int_equal(b.days, 12);
    assert_int_equal(b.of_days, 30);
    check_books();
}

static void
less_than_half_a_shilling_is_no_bill(void **state)
{
    const char *id = lease_of("2026-11-30", NULL, 5, 0);

    (void)state;
    raw_f("UPDATE lease SET rent_cents = 1400 WHERE id = '%s'", id);
    assert_int_equal(line_of(id, "2026-11", "rent")->state, BILLING_NOTHING);
    run_month(w.db, "2026-11");
    assert_int_equal(bills_of(id, "rent"), 0);
}

/* ---- once, whatever happens ---- */

static void
a_month_is_billed_once(void **state)
{
    const char *id = lease_of("2026-01-01", NULL, 5, 0);

    (void)state;
    assert_int_equal(run_month(w.db, "2026-10"), 2);
    assert_int_equal(run_month(w.db, "2026-10"), 0);
    assert_int_equal(line_of(id, "2026-10", "rent")->state, BILLING_DONE);
    assert_int_equal(run_month(w.db, "2026-11"), 1); /* the world's own was billed by hand */
    assert_int_equal(line_of(w.lease_id, "2026-11", "rent")->state, BILLING_BY_HAND);
    assert_int_equal(bills_of(w.lease_id, "rent"), 2);
    check_books();
}

static void
what_was_cancelled_is_not_billed_again(void **state)
{
    const char *id = lease_of("2026-01-01", NULL, 5, 0);

    (void)state;
    run_month(w.db, "2026-10");
    check_ok(bill_void(w.db, mem, &w.owner, raw_text_f("SELECT id FROM bill WHERE lease_id = '%s'", id), "Wrong rent"));
    check_ok(bill_void(w.db, mem, &w.owner, w.bill_id, "Wrong, too"));
    assert_int_equal(run_month(w.db, "2026-10"), 0);
    assert_int_equal(line_of(id, "2026-10", "rent")->state, BILLING_CANCELLED);
    assert_int_equal(line_of(w.lease_id, "2026-11", "rent")->state, BILLING_CANCELLED);
    const char *again = new_bill(&w.owner, id, "2026-10", "rent", 1400000); /* by hand it may be */
    check_text(bill_now(again).status, "unpaid");
    assert_int_equal(run_month(w.db, "2026-10"), 0);
    check_books();
}

static void *
run_beside(void *arg)
{
    struct db          *db;
    struct arena       *own = arena_new((size_t)64 << 20);
    struct billing_made made = {0};
    char                period[PERIOD_SIZE];

    (void)arg;
    if (db_open(&db, w.path) != ERR_OK ||
        billing_run(db, own, &w.owner, period_text(period, today_eat()), &made) != ERR_OK)
        made.bills = -1000000;
    db_close(db);
    arena_free(own);
    return (void *)(intptr_t)made.bills;
}

static void
two_runs_at_the_same_time_make_nothing_twice(void **state)
{
    enum { LEASES = 550, RUNS = 3 }; /* more than one batch */
    pthread_t threads[RUNS];
    int64_t   made = 0;

    (void)state;
    raw_f("UPDATE lease SET end_date = '2026-01-31' WHERE id = '%s'", w.lease_id);
    for (int i = 0; i < LEASES; i++)
        lease_of("2026-01-01", NULL, 5, 0);
    for (int i = 0; i < RUNS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run_beside, NULL), 0);
    for (int i = 0; i < RUNS; i++) {
        void *bills;
        pthread_join(threads[i], &bills);
        made += (intptr_t)bills;
    }
    assert_int_equal(made, LEASES);
    assert_int_equal(raw_int("SELECT count(DISTINCT lease_id) FROM billing_item"), LEASES);
    assert_int_equal(raw_int("SELECT count(*) FROM billing_item"), LEASES);
    check_books();
}

static void
credit_is_used_by_the_new_bills(void **state)
{
    (void)state;
    pay_paid(w.bill_id, 0, "UKA0000001");
    check_ok(bill_void(w.db, mem, &w.owner, w.bill_id, "Moved to another month"));
    run_month(w.db, "2026-10");
    check_text(bill_now(raw_text("SELECT bill_id FROM billing_item")).status, "paid");
    check_books();
}

static void
a_deposit_is_billed_once_in_the_first_month(void **state)
{
    const char *id = lease_of("2026-09-10", NULL, 5, 3000000), *by_hand = lease_of("2026-09-10", NULL, 5, 3000000);

    (void)state;
    const char              *ignored, *held = lease_of("2026-09-10", NULL, 5, 3000000);
    enum opening_answer      answer;
    const struct opening_new before = {.lease_id = held, .deposit = {3000000}};
    check_ok(opening_set(w.db, mem, &w.owner, &before, &answer, &ignored));
    assert_int_equal(answer, OPENING_SET);
    assert_null(line_of(held, "2026-09", "deposit")); /* it was held before RentEase */
    new_bill(&w.owner, by_hand, "2026-08", "deposit", 3000000);
    assert_null(line_of(id, "2026-10", "deposit"));
    check_text(line_of(id, "2026-09", "deposit")->due_date, "2026-09-10");
    assert_int_equal(line_of(id, "2026-09", "deposit")->amount.cents, 3000000);
    assert_int_equal(line_of(by_hand, "2026-09", "deposit")->state, BILLING_BY_HAND);
    run_month(w.db, "2026-09");
    run_month(w.db, "2026-09");
    assert_int_equal(bills_of(id, "deposit"), 1);
    assert_int_equal(bills_of(by_hand, "deposit"), 1);
    raw_f("UPDATE lease SET start_date = '2026-10-01' WHERE id = '%s'", id); /* even then */
    assert_int_equal(line_of(id, "2026-10", "deposit")->state, BILLING_DONE);
    assert_int_equal(raw_int("SELECT -sum(balance_cents) FROM account WHERE kind = 'deposits'"), 9000000);
    check_books();
}

/* ---- rents that change ---- */

static enum lease_answer
rent_from(const char *lease_id, int64_t cents, const char *from)
{
    enum lease_answer answer;

    check_ok(lease_rent_set(w.db, mem, &w.owner, lease_id, (struct money){cents}, from, &answer));
    return answer;
}

static void
the_rent_of_a_month_is_the_one_in_force_on_its_first_day(void **state)
{
    static const struct {
        const char *period;
        int64_t     cents;
    } cases[] = {{"2026-05", 1500000}, {"2026-06", 1600000}, {"2026-08", 1600000}, {"2026-09", 1700000},
                 {"2026-10", 1700000}, {"2027-01", 1800000}, {"2027-12", 1800000}};
    const char *id = lease_of("2026-01-10", NULL, 5, 0);

    (void)state;
    assert_int_equal(rent_from(id, 1600000, "2026-06-01"), LEASE_DONE);
    assert_int_equal(rent_from(id, 1700000, "2026-08-15"), LEASE_DONE); /* from September */
    assert_int_equal(rent_from(id, 1900000, "2027-01-01"), LEASE_DONE);
    assert_int_equal(rent_from(id, 1800000, "2027-01-01"), LEASE_DONE); /* the later word counts */
    for (size_t i = 0; i < COUNT(cases); i++)
        if (line_of(id, cases[i].period, "rent")->amount.cents != cases[i].cents)
            fail_msg("%s", cases[i].period);
    struct lease_rent *rents;
    size_t             count;
    check_ok(lease_rents(w.db, mem, &w.owner, id, &rents, &count));
    assert_int_equal(count, 4);
    check_text(rents[0].from_date, "2026-01-10");
    assert_int_equal(rents[3].rent.cents, 1800000);
    check_text(rents[3].person_name, "Wanjiku");
}

static void
a_rent_does_not_change_what_is_billed(void **state)
{
    const char *id = lease_of("2026-01-10", NULL, 5, 0);

    (void)state;
    run_month(w.db, "2026-10");
    assert_int_equal(rent_from(id, 1600000, "2026-10-01"), LEASE_BILLED);
    assert_int_equal(rent_from(id, 1600000, "2026-03-01"), LEASE_BILLED);
    assert_int_equal(rent_from(id, 1600000, "2026-09-02"), LEASE_BILLED); /* it would count from October */
    assert_int_equal(rent_from(id, 1600000, "2026-10-02"), LEASE_DONE);
    assert_int_equal(rent_from(id, 1600000, "2026-01-09"), LEASE_OUTSIDE);
    assert_int_equal(rent_from(w.lease_id, 1600000, "2026-11-01"), LEASE_BILLED); /* by hand */
    assert_int_equal(line_of(id, "2026-11", "rent")->amount.cents, 1600000);
    struct who        k = new_landlord("Kamau", "254733000003");
    enum lease_answer a;
    assert_int_equal(lease_rent_set(w.db, mem, &k, id, (struct money){100}, "2027-01-01", &a), ERR_NOT_FOUND);
}

/* ---- the end of a lease ---- */

static enum lease_answer
end_on(const char *lease_id, const char *date)
{
    enum lease_answer answer;

    check_ok(lease_end(w.db, mem, &w.owner, lease_id, date, &answer));
    return answer;
}

static void
a_lease_ends_and_the_end_is_taken_back_until_it_is_billed(void **state)
{
    const char          *id = lease_of("2026-01-10", NULL, 5, 0);
    struct lease_beyond *beyond;
    size_t               count;

    (void)state;
    run_month(w.db, "2026-10");
    assert_int_equal(end_on(id, "2026-01-09"), LEASE_OUTSIDE);
    assert_int_equal(end_on(id, "2026-10-12"), LEASE_DONE); /* October is billed in full */
    check_ok(lease_billed_beyond(w.db, mem, &w.owner, id, &beyond, &count));
    assert_int_equal(count, 1);
    assert_int_equal(end_on(id, NULL), LEASE_DONE);
    assert_int_equal(end_on(id, "2026-11-12"), LEASE_DONE);
    check_ok(lease_billed_beyond(w.db, mem, &w.owner, id, &beyond, &count));
    assert_int_equal(count, 0);
    run_month(w.db, "2026-11");
    assert_int_equal(run_month(w.db, "2026-12"), 1); /* the world's own lease only */
    assert_int_equal(end_on(id, NULL), LEASE_BILLED);
    assert_int_equal(end_on(id, "2026-11-20"), LEASE_BILLED);
    check_ok(bill_void(w.db, mem, &w.owner,
                       raw_text_f("SELECT bill_id FROM billing_item WHERE lease_id = '%s' AND period = '2026-11'", id),
                       "He stays"));
    assert_int_equal(end_on(id, NULL), LEASE_DONE);
    check_books();
}

static void
an_end_is_not_taken_back_when_the_unit_is_let_again(void **state)
{
    const char            *next;
    const struct lease_new in = {
        .tenant_id = w.tenant_id, .unit_id = w.unit_id, .start_date = "2027-02-01", .rent = {100}, .due_day = 1};

    (void)state;
    assert_int_equal(end_on(w.lease_id, "2027-01-31"), LEASE_DONE);
    check_ok(lease_add(w.db, mem, &w.owner, &in, &next));
    assert_int_equal(end_on(w.lease_id, NULL), LEASE_LET);
    assert_int_equal(end_on(w.lease_id, "2027-02-01"), LEASE_LET);
    assert_int_equal(end_on(w.lease_id, "2026-12-31"), LEASE_DONE);
    assert_int_equal(end_on(w.lease_id, "2027-01-15"), LEASE_DONE);
    struct who        k = new_landlord("Kamau", "254733000003");
    enum lease_answer a;
    assert_int_equal(lease_end(w.db, mem, &k, next, "2028-01-01", &a), ERR_NOT_FOUND);
}

/* ---- charges ---- */

static const char *
charge_of(const char *lease_id, const char *property_id, const char *kind, const char *from, const char *until,
          bool by_days)
{
    const char             *id;
    const struct charge_new in = {lease_id, property_id, kind, "Security", from, until, {50000}, by_days};

    check_ok(charge_add(w.db, mem, &w.owner, &in, &id));
    return id;
}

static void
a_charge_comes_back_each_month_from_first_to_last(void **state)
{
    const char *other = lease_of("2026-11-16", NULL, 5, 0);
    const char *whole = charge_of(NULL, w.property_id, "service", "2026-10", "2026-12", false);

    (void)state;
    charge_of(other, NULL, "garbage", "2026-01", NULL, true);
    assert_null(line_of(w.lease_id, "2026-09", "service"));
    assert_null(line_of(w.lease_id, "2027-01", "service"));
    assert_int_equal(line_of(w.lease_id, "2026-12", "service")->amount.cents, 50000);
    assert_int_equal(line_of(other, "2026-11", "service")->amount.cents, 50000); /* a part month, yet whole */
    assert_int_equal(line_of(other, "2026-11", "garbage")->amount.cents, 25000); /* unless chosen */
    assert_null(line_of(w.lease_id, "2026-11", "garbage"));
    assert_null(line_of(other, "2026-10", "service")); /* nobody lives there yet */
    assert_int_equal(run_month(w.db, "2026-11"), 4);
    assert_int_equal(run_month(w.db, "2026-11"), 0);
    check_text(
        bill_now(raw_text_f("SELECT bill_id FROM billing_item WHERE lease_id = '%s' AND kind = 'garbage'", other))
            .description,
        "Security, 15 of 30 days");
    check_ok(charge_stop(w.db, mem, &w.owner, whole, "2026-11"));
    assert_null(line_of(w.lease_id, "2026-12", "service"));
    assert_int_equal(charge_stop(w.db, mem, &w.owner, whole, "2026-12"), ERR_CONFLICT);
    check_books();
}

static void
two_charges_of_a_kind_are_two_and_one_by_hand_is_neither(void **state)
{
    (void)state;
    charge_of(w.lease_id, NULL, "service", "2026-01", NULL, false);
    charge_of(w.lease_id, NULL, "service", "2026-01", NULL, false);
    charge_of(w.lease_id, NULL, "other", "2026-01", NULL, false);
    assert_int_equal(run_month(w.db, "2026-10"), 4);
    assert_int_equal(run_month(w.db, "2026-10"), 0);
    new_bill(&w.owner, w.lease_id, "2026-09", "service", 50000);
    new_bill(&w.owner, w.lease_id, "2026-09", "other", 70000); /* says nothing about what it is for */
    assert_int_equal(line_of(w.lease_id, "2026-09", "service")->state, BILLING_BY_HAND);
    assert_int_equal(line_of(w.lease_id, "2026-09", "other")->state, BILLING_TO_DO);
    check_books();
}

static void
a_pause_leaves_months_out_for_good(void **state)
{
    char        now[PERIOD_SIZE], next[PERIOD_SIZE], before[PERIOD_SIZE];
    struct date today = today_eat(), first = {today.year, today.month, 1};
    const char *id = charge_of(w.lease_id, NULL, "garbage", "2026-01", NULL, false);

    (void)state;
    period_text(now, today);
    period_text(before, date_from_days(date_days(first) - 1));
    period_text(next, date_from_days(date_days(first) + 31));
    raw("UPDATE lease SET end_date = NULL");
    check_ok(charge_pause(w.db, mem, &w.owner, id));
    check_ok(charge_pause(w.db, mem, &w.owner, id)); /* it is so already */
    assert_int_equal(line_of(w.lease_id, before, "garbage")->state, BILLING_TO_DO);
    assert_int_equal(line_of(w.lease_id, now, "garbage")->state, BILLING_PAUSED);
    assert_int_equal(line_of(w.lease_id, next, "garbage")->state, BILLING_PAUSED);
    raw_f("UPDATE charge_pause SET from_period = '%s'", before); /* it began a month ago */
    check_ok(charge_resume(w.db, mem, &w.owner, id));
    assert_int_equal(line_of(w.lease_id, before, "garbage")->state, BILLING_PAUSED);
    assert_int_equal(line_of(w.lease_id, now, "garbage")->state, BILLING_TO_DO);
    check_ok(charge_pause(w.db, mem, &w.owner, id));
    check_ok(charge_resume(w.db, mem, &w.owner, id)); /* lifted in the month it began: none is left out */
    assert_int_equal(line_of(w.lease_id, now, "garbage")->state, BILLING_TO_DO);
}

static void
charges_are_the_landlords_own(void **state)
{
    struct who              k = new_landlord("Kamau", "254733000003");
    const char             *id, *his = charge_of(NULL, w.property_id, "water", "2026-01", NULL, false);
    struct charge          *rows;
    size_t                  count;
    const struct charge_new lease = {w.lease_id, NULL, "water", NULL, "2026-01", NULL, {100}, false};
    const struct charge_new house = {NULL, w.property_id, "water", NULL, "2026-01", NULL, {100}, false};
    const struct charge_new back = {NULL, w.property_id, "water", NULL, "2026-02", "2026-01", {100}, false};

    (void)state;
    assert_int_equal(charge_add(w.db, mem, &k, &lease, &id), ERR_NOT_FOUND);
    assert_int_equal(charge_add(w.db, mem, &k, &house, &id), ERR_NOT_FOUND);
    assert_int_equal(charge_stop(w.db, mem, &k, his, "2026-12"), ERR_NOT_FOUND);
    assert_int_equal(charge_pause(w.db, mem, &k, his), ERR_NOT_FOUND);
    assert_int_equal(charge_add(w.db, mem, &w.owner, &back, &id), ERR_FIELD);
    check_ok(charge_list(w.db, mem, &k, NULL, NULL, &rows, &count));
    assert_int_equal(count, 0);
    check_ok(charge_list(w.db, mem, &w.owner, w.lease_id, NULL, &rows, &count)); /* its property's, too */
    assert_int_equal(count, 1);
}

/* ---- the clock ---- */

static void
the_clock_bills_so_many_days_before(void **state)
{
    const char *id = lease_of("2026-01-01", NULL, 5, 0);

    (void)state;
    automatic("2026-10-01", 5);
    assert_int_equal(tick(noon("2026-10-04"), 100), 1); /* due on the 5th: made at once */
    raw("UPDATE billing_setting SET next_at = 0");
    assert_int_equal(tick(noon("2026-10-30"), 100), 0);
    /* The 31st begins in Nairobi at 21:00 UTC of the 30th. */
    int64_t midnight = date_start_utc((struct date){2026, 10, 31});
    raw("UPDATE billing_setting SET next_at = 0");
    assert_int_equal(tick(midnight - 1, 100), 0);
    assert_int_equal(raw_int("SELECT next_at FROM billing_setting"), midnight); /* it does not sleep past midnight */
    assert_int_equal(tick(midnight, 100), 1);
    check_text(raw_text_f("SELECT period FROM billing_item WHERE lease_id = '%s' ORDER BY id DESC", id), "2026-11");
    assert_int_equal(tick(midnight + 599, 100), 0);
    assert_int_equal(raw_int("SELECT count(*) FROM billing_run WHERE person_id IS NULL"), 2);
    check_books();
}

static void
the_clock_catches_up_oldest_first_but_not_from_before(void **state)
{
    static const char *const want[] = {"2026-03", "2026-04", "2026-05", "2026-06"};
    const char              *id = lease_of("2025-01-01", NULL, 5, 5000000); /* its deposit is long past */
    const char              *young = lease_of("2026-05-20", NULL, 5, 700000);

    (void)state;
    automatic("2026-02-06", 3);                       /* February fell due the day before */
    assert_int_equal(tick(noon("2026-06-10"), 1), 7); /* one bill a round */
    for (size_t i = 0; i < COUNT(want); i++)
        check_text(
            raw_text_f("SELECT period FROM billing_item WHERE lease_id = '%s' ORDER BY id LIMIT 1 OFFSET %zu", id, i),
            want[i]);
    assert_int_equal(bills_of(id, "rent"), 4);
    assert_int_equal(bills_of(id, "deposit"), 0);
    assert_int_equal(bills_of(young, "rent"), 2);
    assert_int_equal(bills_of(young, "deposit"), 1);
    assert_int_equal(raw_int("SELECT max(i.id) FROM billing_item i WHERE period < '2026-06'"),
                     raw_int("SELECT min(i.id) - 1 FROM billing_item i WHERE period = '2026-06'"));
    check_books();
}

static void
the_clock_leaves_alone_who_bills_by_hand(void **state)
{
    struct billing_setting s;

    (void)state;
    lease_of("2026-01-01", NULL, 5, 0);
    assert_int_equal(tick(noon("2026-10-04"), 100), 0);
    automatic("2026-01-01", 5);
    check_ok(billing_setting_save(w.db, mem, &w.owner, false, 7));
    assert_int_equal(tick(noon("2026-10-04"), 100), 0);
    check_ok(billing_setting_load(w.db, mem, &w.owner, &s));
    assert_false(s.automatic);
    assert_int_equal(s.days_before, 7);
    assert_null(s.since);
}

static void
switching_on_counts_from_that_day_and_changing_days_does_not(void **state)
{
    struct billing_setting s;
    char                   today[DATE_SIZE];

    (void)state;
    check_ok(billing_setting_load(w.db, mem, &w.owner, &s));
    assert_int_equal(s.days_before, BILLING_DAYS_BEFORE);
    automatic("2026-01-01", 5);
    check_ok(billing_setting_save(w.db, mem, &w.owner, true, 9));
    check_ok(billing_setting_load(w.db, mem, &w.owner, &s));
    check_text(s.since, "2026-01-01");
    assert_int_equal(s.days_before, 9);
    check_ok(billing_setting_save(w.db, mem, &w.owner, false, 9));
    check_ok(billing_setting_save(w.db, mem, &w.owner, true, 9));
    check_ok(billing_setting_load(w.db, mem, &w.owner, &s));
    check_text(s.since, date_text(today, today_eat()));
}

static void
the_clock_serves_every_landlord(void **state)
{
    struct who  k = new_landlord("Kamau", "254733000003");
    const char *unit = new_unit(&k, new_property(&k, "Hill House"), "A1");

    (void)state;
    new_lease(&k, new_tenant(&k, "Achieng", "254744000004"), unit);
    lease_of("2026-01-01", NULL, 5, 0);
    automatic("2026-10-01", 5);
    check_ok(billing_setting_save(w.db, mem, &k, true, 5));
    raw("UPDATE billing_setting SET since = '2026-10-01'");
    assert_int_equal(tick(noon("2026-10-04"), 1), 2);
    assert_int_equal(raw_int("SELECT count(DISTINCT landlord_id) FROM billing_run"), 2);
    check_books();
}

/* ---- runs ---- */

static void
a_month_too_far_off_is_refused(void **state)
{
    char                 period[PERIOD_SIZE];
    struct date          today = today_eat();
    struct billing_made  made;
    struct billing_line *rows;
    size_t               count;

    (void)state;
    for (int off = -15; off <= 4; off++) {
        int months = today.year * 12 + today.month - 1 + off;
        period_text(period, (struct date){months / 12, months % 12 + 1, 1});
        assert_int_equal(billing_period_fits(period), off >= -12 && off <= 1);
    }
    assert_int_equal(billing_run(w.db, mem, &w.owner, "2020-01", &made), ERR_FIELD);
    assert_int_equal(billing_preview(w.db, mem, &w.owner, "2199-01", &rows, &count), ERR_FIELD);
}

static void
runs_are_listed_newest_first_with_what_they_made(void **state)
{
    char                    period[PERIOD_SIZE];
    struct billing_made     made;
    struct billing_run_row *rows;
    size_t                  count;
    const char             *next;

    (void)state;
    lease_of("2026-01-01", NULL, 5, 0);
    run_month(w.db, "2026-10");
    period_text(period, today_eat());
    check_ok(billing_run(w.db, mem, &w.owner, period, &made));
    assert_non_null(made.run_id);
    int64_t bills = made.bills;
    check_ok(billing_run(w.db, mem, &w.owner, period, &made));
    assert_null(made.run_id); /* nothing was left: no run */
    assert_int_equal(made.bills, 0);
    check_ok(billing_runs(w.db, mem, &w.owner, 0, NULL, &rows, &count, &next));
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].bills + rows[1].bills, bills + 2);
    assert_int_equal(rows[0].total.cents + rows[1].total.cents, (bills + 2) * 1500000);
    check_text(rows[0].person_name, "Wanjiku");
    check_ok(billing_runs(w.db, mem, &w.owner, 1, NULL, &rows, &count, &next));
    assert_int_equal(count, 1);
    check_ok(billing_runs(w.db, mem, &w.owner, 1, next, &rows, &count, &next));
    assert_int_equal(count, 1);
    assert_null(next);
    check_books();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_part_month_is_billed_by_the_day),
        world_test(the_bill_says_how_many_days),
        world_test(less_than_half_a_shilling_is_no_bill),
        world_test(a_month_is_billed_once),
        world_test(what_was_cancelled_is_not_billed_again),
        world_test(two_runs_at_the_same_time_make_nothing_twice),
        world_test(credit_is_used_by_the_new_bills),
        world_test(a_deposit_is_billed_once_in_the_first_month),
        world_test(the_rent_of_a_month_is_the_one_in_force_on_its_first_day),
        world_test(a_rent_does_not_change_what_is_billed),
        world_test(a_lease_ends_and_the_end_is_taken_back_until_it_is_billed),
        world_test(an_end_is_not_taken_back_when_the_unit_is_let_again),
        world_test(a_charge_comes_back_each_month_from_first_to_last),
        world_test(two_charges_of_a_kind_are_two_and_one_by_hand_is_neither),
        world_test(a_pause_leaves_months_out_for_good),
        world_test(charges_are_the_landlords_own),
        world_test(the_clock_bills_so_many_days_before),
        world_test(the_clock_catches_up_oldest_first_but_not_from_before),
        world_test(the_clock_leaves_alone_who_bills_by_hand),
        world_test(switching_on_counts_from_that_day_and_changing_days_does_not),
        world_test(the_clock_serves_every_landlord),
        world_test(a_month_too_far_off_is_refused),
        world_test(runs_are_listed_newest_first_with_what_they_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
