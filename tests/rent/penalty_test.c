/*
 * Penalties for paying late: grace, per cent, cap, once, months, catching up, money told late, payments under way,
 * waiving.
 */
#include "support/world.h"

#include "rent/direct.h"
#include "rent/penalty.h"

/* The world's bill: rent of 15,000, due 2026-11-05. Policies are made as if they had been made on a day in the past. */
static const char *
policy_since(const char *day, struct penalty_policy p)
{
    const char *id;

    if (!p.kinds)
        p.kinds = "|rent|";
    check_ok(penalty_policy_put(w.db, mem, &w.owner, &p, &id));
    raw_drop_triggers("penalty_policy");
    raw_f("UPDATE penalty_policy SET from_day = '%s' WHERE id = '%s'", day, id);
    return id;
}

static const struct penalty_policy flat = {.how = "flat", .flat = {50000}, .grace_days = 5};

static int64_t
judge(const char *today)
{
    int64_t n;

    check_ok(penalty_judge(w.db, mem, today, 50, &n));
    return n;
}

static int64_t
charged(void)
{
    return raw_int("SELECT coalesce(sum(due_cents), 0) FROM bill WHERE kind = 'penalty' AND voided_at IS NULL");
}

/* The bill was made before it was due. */
static void
made_in_october(void)
{
    raw_f("UPDATE bill SET created_at = %lld", (long long)date_start_utc((struct date){2026, 10, 20}));
}

static int64_t
at(int month, int day)
{
    return date_start_utc((struct date){2026, month, day});
}

static void
direct(const char *receipt, int64_t cents, int64_t paid_at)
{
    enum direct_verdict v;
    const struct direct d = {.channel = "c2b",
                             .landlord_id = w.owner.landlord_id,
                             .shortcode = "412873",
                             .receipt_no = receipt,
                             .bill_ref = "B4",
                             .msisdn = "2547 ***** 678",
                             .amount = {cents},
                             .paid_at = paid_at};

    check_ok(direct_money(w.db, mem, &d, &v));
    assert_int_equal(v, DIRECT_POSTED);
}

static struct penalty
only(void)
{
    struct penalty             *rows;
    size_t                      count;
    const char                 *next;
    const struct penalty_filter all = {0};

    check_ok(penalty_list(w.db, mem, &w.owner, &all, &rows, &count, &next));
    assert_int_equal(count, 1);
    return rows[0];
}

static void
off_by_default(void **state)
{
    (void)state;
    made_in_october();
    assert_int_equal(judge("2027-11-30"), 0);
    assert_int_equal(charged(), 0);
}

static void
the_day_after_its_grace_and_not_before(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    assert_int_equal(judge("2026-11-10"), 0); /* the last day of grace */
    assert_int_equal(judge("2026-11-11"), 1);
    assert_int_equal(charged(), 50000);
    struct penalty p = only();
    check_text(p.day, "2026-11-11");
    check_text(p.bill_id, w.bill_id);
    check_text(bill_now(p.id).due_date, "2026-11-11");
    check_text(bill_now(p.id).description, "For Rent 2026-11, due 2026-11-05 and not paid in full");
    check_books();
}

static void
once_whatever_happens(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    assert_int_equal(judge("2026-11-11"), 1);
    for (int i = 0; i < 3; i++)
        assert_int_equal(judge("2027-06-01"), 0);
    policy_since("2026-11-12", flat);
    assert_int_equal(judge("2027-06-01"), 0);
    assert_int_equal(charged(), 50000);
    check_books();
}

static void
never_for_what_was_due_before_it_was_switched_on(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-07", flat);
    assert_int_equal(judge("2027-06-01"), 0);
    policy_since("2026-11-06", flat); /* switched on on the day on which it became late */
    assert_int_equal(judge("2027-06-01"), 1);
}

static void
a_change_in_between_is_no_new_beginning(void **state)
{
    struct penalty_policy more = flat;

    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    more.flat.cents = 70000;
    policy_since("2026-11-08", more);
    assert_int_equal(judge("2026-11-11"), 1);
    assert_int_equal(charged(), 70000);
}

static void
switched_off_in_between_it_is_a_new_beginning(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    policy_since("2026-11-07", (struct penalty_policy){.how = "off"});
    assert_int_equal(judge("2026-12-31"), 0);
    policy_since("2026-11-09", flat);
    assert_int_equal(judge("2026-12-31"), 0);
}

static void
grace_counts_from_the_day_a_bill_was_made(void **state)
{
    (void)state;
    policy_since("2026-11-01", flat);
    raw_f("UPDATE bill SET created_at = %lld", (long long)at(11, 20) + 3600);
    assert_int_equal(judge("2026-11-25"), 0);
    assert_int_equal(judge("2026-11-26"), 1);
}

static void
per_cent_of_what_is_unpaid(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-01", (struct penalty_policy){.how = "percent", .percent = 550, .grace_days = 5});
    direct("UKP0000001", 374950, at(11, 6));
    assert_int_equal(judge("2026-11-11"), 1);
    assert_int_equal(charged(), 61900); /* 5.5 % of 11,250.50 is 618.7775 */
    assert_int_equal(only().base.cents, 1125050);
    check_books();
}

static void
the_smallest_penalty_is_a_shilling(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-01", (struct penalty_policy){.how = "percent", .percent = 100, .grace_days = 5});
    direct("UKP0000001", 1499000, at(11, 6));
    assert_int_equal(judge("2026-11-11"), 1);
    assert_int_equal(charged(), 100);
}

static void
again_each_month_until_the_cap(void **state)
{
    struct penalty_policy p = flat;

    (void)state;
    made_in_october();
    p.monthly = true;
    p.cap.cents = 120000;
    policy_since("2026-11-01", p);
    assert_int_equal(judge("2026-11-11"), 1);
    assert_int_equal(judge("2026-12-10"), 0);
    assert_int_equal(judge("2026-12-11"), 1);
    assert_int_equal(charged(), 100000);
    assert_int_equal(judge("2027-01-11"), 1);
    assert_int_equal(charged(), 120000);
    assert_int_equal(judge("2027-02-11"), 1); /* found to be capped, once */
    assert_int_equal(judge("2028-02-11"), 0);
    assert_int_equal(charged(), 120000);
    check_books();
}

static void
a_month_end_stays_one(void **state)
{
    struct penalty_policy p = flat;

    (void)state;
    made_in_october();
    p.monthly = true;
    p.cap.cents = 500000;
    p.grace_days = 25;
    raw("UPDATE bill SET due_date = '2027-01-05'");
    policy_since("2026-11-01", p);
    for (int i = 0; i < 3; i++)
        judge("2027-03-31");
    check_text(raw_text("SELECT group_concat(day, ' ') FROM (SELECT day FROM penalty ORDER BY round)"),
               "2027-01-31 2027-02-28 2027-03-31");
}

static void
after_a_stop_each_gets_the_day_it_should_have_had(void **state)
{
    struct penalty_policy p = flat;

    (void)state;
    made_in_october();
    new_bill(&w.owner, w.lease_id, "2026-12", "rent", 1500000);
    p.monthly = true;
    p.cap.cents = 500000;
    policy_since("2026-11-01", p);
    /* Paid while the gateway was down, after the first penalty of each: in full on 20 December. */
    direct("UKP0000001", 3000000, at(12, 20));
    while (judge("2027-03-01") > 0)
        ;
    check_text(
        raw_text("SELECT group_concat(day || ' ' || verdict, ', ') FROM (SELECT * FROM penalty ORDER BY day, verdict)"),
        "2026-11-11 charged, 2026-12-11 charged, 2026-12-11 charged, 2027-01-11 paid, 2027-01-11 paid");
    check_books();
}

static void
bounded_work_at_a_time(void **state)
{
    int64_t n;

    (void)state;
    for (int m = 1; m < 8; m++)
        new_bill(&w.owner, w.lease_id, arena_printf(mem, "2027-%02d", m), "rent", 100000);
    policy_since("2026-11-01", flat);
    check_ok(penalty_judge(w.db, mem, "2028-01-01", 3, &n));
    assert_int_equal(n, 3);
    check_ok(penalty_judge(w.db, mem, "2028-01-01", 50, &n));
    assert_int_equal(n, 5);
}

static void
none_for_money_paid_in_time_but_told_late(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    direct("UKP0000001", 1500000, at(11, 11) - 1); /* the last second of grace */
    assert_int_equal(judge("2026-11-11"), 1);
    assert_int_equal(charged(), 0);
}

static void
a_second_too_late_is_late(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    direct("UKP0000001", 1500000, at(11, 11));
    assert_int_equal(judge("2026-11-11"), 1);
    assert_int_equal(charged(), 50000);
    assert_false(only().doubtful);
}

static void
a_penalty_stands_in_doubt_when_the_money_is_told_afterwards(void **state)
{
    struct penalty             *rows;
    size_t                      count;
    const char                 *next;
    const struct penalty_filter f = {.state = "doubtful"};

    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    assert_int_equal(judge("2026-11-11"), 1);
    assert_false(only().doubtful);
    direct("UKP0000001", 1500000, at(11, 9));
    assert_true(only().doubtful);
    check_ok(penalty_list(w.db, mem, &w.owner, &f, &rows, &count, &next));
    assert_int_equal(count, 1);
    check_ok(penalty_waive(w.db, mem, &w.owner, rows[0].id, "Paid in time, told late"));
    assert_false(only().doubtful);
    check_books();
}

static void
waits_while_it_is_being_paid(void **state)
{
    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    const char *p = pay_prompted(w.bill_id, 0);
    assert_int_equal(judge("2026-11-11"), 0);
    raw_f("UPDATE payment SET state = 'failed', completed_at = unixepoch() WHERE id = '%s'", p);
    assert_int_equal(judge("2026-11-11"), 1);
}

static void
not_for_voided_bills_other_kinds_or_penalties(void **state)
{
    struct penalty_policy p = {
        .how = "flat", .flat = {50000}, .kinds = "|rent|deposit|water|electricity|garbage|service|other|"};

    (void)state;
    const char *water = new_bill(&w.owner, w.lease_id, "2026-11", "water", 45000);
    new_bill(&w.owner, w.lease_id, "2026-11", "penalty", 45000);
    made_in_october();
    check_ok(bill_void(w.db, mem, &w.owner, water, "A mistake"));
    policy_since("2026-11-01", p);
    assert_int_equal(judge("2026-11-30"), 1);
    assert_int_equal(judge("2027-11-30"), 0);
    check_text(only().kind, "rent");
}

static void
a_propertys_own_policy_comes_first(void **state)
{
    struct penalty_policy own = flat, off = {.how = "off", .property_id = w.property_id},
                          general = {.how = "general", .property_id = w.property_id};

    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    policy_since("2026-11-02", off);
    assert_int_equal(judge("2026-12-01"), 0);
    policy_since("2026-11-03", general);
    assert_int_equal(judge("2026-11-10"), 0);
    own.property_id = w.property_id;
    own.flat.cents = 10000;
    policy_since("2026-11-04", own);
    assert_int_equal(judge("2026-12-01"), 1);
    assert_int_equal(charged(), 10000);
}

static void
policies_begin_today_or_later_and_say_what_they_need(void **state)
{
    const char           *id;
    struct penalty_policy p = flat, now;

    (void)state;
    p.kinds = "|rent|";
    p.from_day = "2026-01-01";
    assert_int_equal(penalty_policy_put(w.db, mem, &w.owner, &p, &id), ERR_FIELD);
    p.from_day = NULL;
    p.monthly = true;
    assert_int_equal(penalty_policy_put(w.db, mem, &w.owner, &p, &id), ERR_FIELD);
    p.monthly = false;
    p.how = "general";
    assert_int_equal(penalty_policy_put(w.db, mem, &w.owner, &p, &id), ERR_FIELD);
    p.how = "flat";
    p.property_id = "0123456789abcdef";
    assert_int_equal(penalty_policy_put(w.db, mem, &w.owner, &p, &id), ERR_NOT_FOUND);
    p.property_id = NULL;
    assert_int_equal(penalty_policy_load(w.db, mem, &w.owner, NULL, &now), ERR_NOT_FOUND);
    check_ok(penalty_policy_put(w.db, mem, &w.owner, &p, &id));
    check_ok(penalty_policy_load(w.db, mem, &w.owner, NULL, &now));
    check_text(now.id, id);
    assert_true(penalty_covers(&now, "rent"));
    assert_false(penalty_covers(&now, "water"));
    assert_false(penalty_covers(&now, "ren"));
}

static void
waived_once_and_the_tenant_reads_why(void **state)
{
    struct who stranger = new_landlord("Stranger", "254711000007");

    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    judge("2026-11-11");
    const char *id = only().id;
    assert_int_equal(penalty_waive(w.db, mem, &stranger, id, "x"), ERR_NOT_FOUND);
    check_ok(penalty_waive(w.db, mem, &w.owner, id, "He was in hospital"));
    assert_int_equal(penalty_waive(w.db, mem, &w.owner, id, "Again"), ERR_CONFLICT);
    check_text(bill_now(id).status, "void");
    struct penalty p;
    check_ok(penalty_load(w.db, mem, &w.tenant, id, &p));
    check_text(p.state, "waived");
    check_text(p.waive_reason, "He was in hospital");
    assert_int_equal(judge("2027-11-11"), 0);
    check_books();
}

static void
tomorrow_is_shown_before_it_comes(void **state)
{
    struct penalty_due *rows;
    size_t              count;
    struct who          stranger = new_landlord("Stranger", "254711000007");

    (void)state;
    made_in_october();
    policy_since("2026-11-01", flat);
    check_ok(penalty_preview(w.db, mem, &w.owner, "2026-11-10", &rows, &count));
    assert_int_equal(count, 0);
    check_ok(penalty_preview(w.db, mem, &w.owner, "2026-11-11", &rows, &count));
    assert_int_equal(count, 1);
    assert_int_equal(rows[0].amount.cents, 50000);
    check_text(rows[0].tenant_name, "Otieno");
    check_ok(penalty_preview(w.db, mem, &stranger, "2026-11-11", &rows, &count));
    assert_int_equal(count, 0);
    assert_int_equal(charged(), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(off_by_default),
        world_test(the_day_after_its_grace_and_not_before),
        world_test(once_whatever_happens),
        world_test(never_for_what_was_due_before_it_was_switched_on),
        world_test(a_change_in_between_is_no_new_beginning),
        world_test(switched_off_in_between_it_is_a_new_beginning),
        world_test(grace_counts_from_the_day_a_bill_was_made),
        world_test(per_cent_of_what_is_unpaid),
        world_test(the_smallest_penalty_is_a_shilling),
        world_test(again_each_month_until_the_cap),
        world_test(a_month_end_stays_one),
        world_test(after_a_stop_each_gets_the_day_it_should_have_had),
        world_test(bounded_work_at_a_time),
        world_test(none_for_money_paid_in_time_but_told_late),
        world_test(a_second_too_late_is_late),
        world_test(a_penalty_stands_in_doubt_when_the_money_is_told_afterwards),
        world_test(waits_while_it_is_being_paid),
        world_test(not_for_voided_bills_other_kinds_or_penalties),
        world_test(a_propertys_own_policy_comes_first),
        world_test(policies_begin_today_or_later_and_say_what_they_need),
        world_test(waived_once_and_the_tenant_reads_why),
        world_test(tomorrow_is_shown_before_it_comes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
