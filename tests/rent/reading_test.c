/*
 * Meters, rates and readings: what is kept, what it costs, the bill that it makes once, corrections and disputes.
 */
#include "support/world.h"

#include "rent/meter.h"
#include "rent/reading.h"
#include "rent/reckon.h"

/* A day so many days ago. */
static const char *
ago(int days)
{
    char text[DATE_SIZE];

    return arena_strdup(mem, date_text(text, date_from_days(date_days(today_eat()) - days)));
}

static struct who
caretaker_of(const char *landlord_id)
{
    return (struct who){.role = ROLE_CARETAKER, .person_id = w.owner.person_id, .landlord_id = landlord_id};
}

/* On the wall of the world's unit, 118 since 60 days ago. */
static const char *
put_meter(const char *kind)
{
    const char            *id;
    const struct meter_new in = {.unit_id = w.unit_id,
                                 .kind = kind,
                                 .serial = "W-1001",
                                 .measure = "units",
                                 .digits = 5,
                                 .first_value = 118000,
                                 .first_day = ago(60)};

    check_ok(meter_add(w.db, mem, &w.owner, &in, &id));
    return id;
}

static void
put_rate(const char *property_id, const char *from_day, int64_t price, int64_t fixed)
{
    const char             *id;
    const struct meter_rate in = {
        .property_id = property_id, .kind = "water", .from_day = from_day, .price = {price}, .fixed = {fixed}};

    check_ok(meter_rate_add(w.db, mem, &w.owner, &in, &id));
}

static void
at_once(void)
{
    check_ok(meter_set(w.db, mem, &w.owner, &(struct meter_setting){true, 14}));
}

static enum reading_answer
read_so(struct reading_new in, const char **id)
{
    enum reading_answer answer;
    struct who          who = caretaker_of(w.owner.landlord_id);

    check_ok(reading_add(w.db, mem, &who, &in, &answer, id));
    return answer;
}

static const char *
read_on(const char *meter, int days_ago, int64_t value)
{
    const char *id;

    assert_int_equal(
        read_so((struct reading_new){.meter_id = meter, .day = ago(days_ago), .value = value, .confirmed = true}, &id),
        READING_KEPT);
    return id;
}

static enum reading_answer
tried(const char *meter, int days_ago, int64_t value)
{
    const char *id;

    return read_so((struct reading_new){.meter_id = meter, .day = ago(days_ago), .value = value}, &id);
}

static struct reading
now(const char *id)
{
    struct reading r;

    check_ok(reading_load(w.db, mem, &w.owner, id, &r));
    return r;
}

static int64_t
bills(void)
{
    return raw_int("SELECT count(*) FROM bill WHERE kind IN ('water', 'electricity') AND voided_at IS NULL");
}

static int64_t
bill_all(void)
{
    int64_t      made;
    struct money sum;

    check_ok(reading_bill(w.db, mem, &w.owner, NULL, 0, &made, &sum));
    return made;
}

static void
readings_are_judged(void **state)
{
    const char *m = put_meter("water"), *id;

    (void)state;
    read_on(m, 30, 126000);
    assert_int_equal(tried(m, 20, 125999), READING_LOWER);
    assert_int_equal(tried(m, 20, 100000000), READING_TOO_LONG);
    assert_int_equal(tried(m, 30, 127000), READING_TAKEN);
    assert_int_equal(tried(m, 30, 126000), READING_AGAIN);
    assert_int_equal(tried(m, 31, 127000), READING_EARLY);
    assert_int_equal(tried(m, -1, 127000), READING_FUTURE);
    assert_int_equal(tried(m, 0, 150001), READING_HIGH); /* 8 in 30 days before; 24.001 in 30 now */
    assert_int_equal(tried(m, 0, 150000), READING_KEPT);
    assert_int_equal(read_so((struct reading_new){.meter_id = m, .value = 150000, .rolled = true}, &id), READING_AGAIN);
    assert_int_equal(raw_int("SELECT count(*) FROM reading"), 2);
    check_books();
}

static void
over_the_nines_only_when_it_is_said(void **state)
{
    const char *m = put_meter("water"), *id;

    (void)state;
    read_on(m, 30, 99990000);
    assert_int_equal(tried(m, 1, 5000), READING_LOWER);
    assert_int_equal(
        read_so((struct reading_new){.meter_id = m, .day = ago(2), .value = 99995000, .rolled = true}, &id),
        READING_NOT_ROLLED);
    assert_int_equal(read_so((struct reading_new){.meter_id = m, .day = ago(1), .value = 5000, .rolled = true}, &id),
                     READING_KEPT);
    assert_int_equal(now(id).used, 15000);
    check_books();
}

static void
a_replaced_meter_is_two_meters(void **state)
{
    const char *m = put_meter("water"), *id, *last = read_on(m, 10, 126000);

    (void)state;
    assert_int_equal(meter_remove(w.db, mem, &w.owner, m, ago(11)), ERR_FIELD);
    check_ok(meter_remove(w.db, mem, &w.owner, m, ago(10)));
    assert_int_equal(meter_remove(w.db, mem, &w.owner, m, ago(9)), ERR_CONFLICT);
    assert_int_equal(tried(m, 1, 130000), READING_REMOVED);
    const struct meter_new in = {.unit_id = w.unit_id,
                                 .kind = "water",
                                 .serial = "W-2",
                                 .measure = "units",
                                 .digits = 5,
                                 .first_value = 0,
                                 .first_day = ago(10)};
    check_ok(meter_add(w.db, mem, &w.owner, &in, &id));
    assert_int_equal(meter_add(w.db, mem, &w.owner, &in, &m), ERR_CONFLICT);
    assert_int_equal(now(read_on(id, 0, 3000)).used, 3000);
    assert_int_equal(now(last).used, 8000);
    check_books();
}

static void
the_rate_of_the_day_counts_and_a_propertys_own_comes_first(void **state)
{
    struct meter_rate r;

    (void)state;
    assert_int_equal(meter_rate_on(w.db, mem, &w.owner, w.property_id, "water", ago(0), &r), ERR_NOT_FOUND);
    put_rate(NULL, ago(40), 10000, 0);
    put_rate(NULL, ago(20), 12000, 0);
    put_rate(NULL, ago(20), 12500, 0); /* a slip put right */
    check_ok(meter_rate_on(w.db, mem, &w.owner, w.property_id, "water", ago(21), &r));
    assert_int_equal(r.price.cents, 10000);
    check_ok(meter_rate_on(w.db, mem, &w.owner, w.property_id, "water", ago(20), &r));
    assert_int_equal(r.price.cents, 12500);
    assert_int_equal(meter_rate_on(w.db, mem, &w.owner, w.property_id, "water", ago(41), &r), ERR_NOT_FOUND);
    assert_int_equal(meter_rate_on(w.db, mem, &w.owner, w.property_id, "electricity", ago(0), &r), ERR_NOT_FOUND);
    put_rate(w.property_id, ago(30), 9000, 0);
    check_ok(meter_rate_on(w.db, mem, &w.owner, w.property_id, "water", ago(0), &r));
    assert_int_equal(r.price.cents, 9000);
    assert_int_equal(meter_rate_add(w.db, mem, &w.owner, &(struct meter_rate){.kind = "water", .from_day = ago(0)},
                                    &(const char *){0}),
                     ERR_FIELD);
}

static void
a_reading_makes_its_bill_at_once_when_the_landlord_wants_it_so(void **state)
{
    const char *m = put_meter("water");

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    at_once();
    struct reading r = now(read_on(m, 0, 126000));
    struct bill    b = bill_now(r.bill_id);
    check_text(r.state, "billed");
    check_text(b.kind, "water");
    check_text(b.description, "Water: 118 to 126 = 8 units at KSh 150");
    check_text(b.due_date, ago(-14));
    check_text(b.lease_id, w.lease_id);
    assert_int_equal(b.due.cents, 120000);
    assert_int_equal(bill_all(), 0);
    assert_int_equal(bills(), 1);
    check_books();
}

static void
waiting_readings_are_billed_together_and_once(void **state)
{
    const char *m = put_meter("water"), *a = read_on(m, 30, 126000), *b = read_on(m, 0, 134500);

    (void)state;
    check_text(now(a).state, "no_rate");
    assert_int_equal(bill_all(), 0);
    put_rate(NULL, ago(60), 15000, 0);
    check_text(now(a).state, "waiting");
    assert_int_equal(now(b).amount.cents, 127500 + 0); /* 8.5 at 150 = 1,275 */
    assert_int_equal(bill_all(), 2);
    assert_int_equal(bill_all(), 0);
    assert_int_equal(bills(), 2);
    check_text(now(a).state, "billed");
    check_books();
}

static void
nothing_used_makes_no_bill_but_is_done(void **state)
{
    const char *m = put_meter("water"), *id;

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    id = read_on(m, 0, 118000);
    assert_int_equal(bill_all(), 0);
    check_text(now(id).state, "billed");
    assert_null(now(id).bill_id);
    check_books();
}

static void
the_fixed_part_is_for_each_month_that_began(void **state)
{
    const char *m = put_meter("water");
    struct date from, day = today_eat();

    (void)state;
    put_rate(NULL, ago(60), 10000, 20000);
    assert_true(date_parse(ago(60), &from));
    struct reading r = now(read_on(m, 0, 119000));
    assert_int_equal(r.fixed.cents, 20000 * reckon_months(from, day));
    assert_int_equal(r.amount.cents, 10000 + r.fixed.cents);
}

static void
nobody_is_billed_for_an_empty_unit_or_a_first_day(void **state)
{
    const char *m = put_meter("water"), *a, *b;

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    raw_f("UPDATE lease SET start_date = '%s'", ago(10));
    a = read_on(m, 20, 120000);
    b = read_on(m, 10, 121000); /* with which he moves in */
    check_text(now(a).state, "nobody");
    check_text(now(b).state, "nobody");
    check_text(now(read_on(m, 9, 122000)).state, "waiting");
    raw_f("UPDATE lease SET end_date = '%s'", ago(5));
    check_text(now(read_on(m, 4, 123000)).state, "nobody");
    assert_int_equal(bill_all(), 1);
    check_books();
}

static void
a_slip_that_no_bill_could_hold_is_not_kept(void **state)
{
    const char *m = put_meter("water"), *id;

    (void)state;
    put_rate(NULL, ago(60), RATE_MOST_CENTS, 0);
    at_once();
    assert_int_equal(read_so((struct reading_new){.meter_id = m, .value = 99999000, .confirmed = true}, &id),
                     READING_TOO_DEAR);
    assert_int_equal(raw_int("SELECT count(*) FROM reading"), 0);
}

static enum reading_answer
correct(const char *id, int64_t value, const char **new_id)
{
    enum reading_answer      answer;
    const struct reading_fix in = {.value = value, .reason = "Misread: the last digit is a 3"};

    check_ok(reading_correct(w.db, mem, &w.owner, id, &in, &answer, new_id));
    return answer;
}

static void
a_correction_voids_the_bill_and_makes_another(void **state)
{
    const char *m = put_meter("water"), *id, *fixed;

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    at_once();
    id = read_on(m, 0, 126000);
    const char *old_bill = now(id).bill_id;
    assert_int_equal(correct(id, 126000, &fixed), READING_SAME);
    assert_int_equal(correct(id, 117000, &fixed), READING_LOWER);
    assert_int_equal(correct(id, 123000, &fixed), READING_KEPT);
    assert_int_equal(correct(id, 124000, &fixed), READING_OVER);
    check_text(bill_now(old_bill).status, "void");
    fixed = now(id).replaced_by;
    struct reading r = now(fixed);
    assert_int_equal(r.used, 5000);
    assert_int_equal(bill_now(r.bill_id).due.cents, 75000);
    check_text(now(id).state, "replaced");
    check_text(r.replaces, id);
    assert_int_equal(bills(), 1);
    check_books();
}

static void
a_correction_carries_over_to_the_reading_after_it(void **state)
{
    const char *m = put_meter("water"), *a, *b, *fixed;

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    at_once();
    a = read_on(m, 30, 126000);
    b = read_on(m, 0, 130000);
    assert_int_equal(correct(a, 131000, &fixed), READING_NEXT);
    assert_int_equal(correct(a, 120000, &fixed), READING_KEPT);
    struct reading next = now(now(b).replaced_by);
    assert_int_equal(next.previous, 120000);
    assert_int_equal(next.used, 10000);
    assert_int_equal(bill_now(next.bill_id).due.cents, 150000);
    check_text(bill_now(now(b).bill_id).status, "void");
    assert_int_equal(bills(), 2);
    assert_int_equal(raw_int("SELECT sum(due_cents) FROM bill WHERE kind = 'water' AND voided_at IS NULL"), 180000);
    check_books();
}

static void
what_was_paid_stays_the_tenants_when_the_bill_is_corrected(void **state)
{
    const char *m = put_meter("water"), *id, *fixed;

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    at_once();
    pay_paid(w.bill_id, 0, "UK38M2QW0A");
    id = read_on(m, 0, 126000);
    pay_paid(now(id).bill_id, 0, "UK38M2QW0Z");
    assert_int_equal(correct(id, 122000, &fixed), READING_KEPT);
    assert_int_equal(bill_now(now(fixed).bill_id).paid.cents, 60000);
    assert_int_equal(
        raw_int_f("SELECT balance_cents FROM account WHERE kind = 'receivable' AND detail = '%s'", w.lease_id), -60000);
    check_books();
}

static void
no_correction_while_its_bill_is_being_paid(void **state)
{
    const char *m = put_meter("water"), *id, *fixed;

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    at_once();
    id = read_on(m, 0, 126000);
    pay_prompted(now(id).bill_id, 0);
    assert_int_equal(correct(id, 122000, &fixed), READING_PAYING);
    assert_int_equal(bills(), 1);
    check_books();
}

static void
a_tenant_disputes_once_within_a_fortnight(void **state)
{
    const char *m = put_meter("water"), *id;
    struct who  other = w.tenant;

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    at_once();
    id = read_on(m, 0, 126000);
    other.tenant_id = new_tenant(&w.owner, "Akinyi", "254722000003");
    assert_int_equal(reading_dispute(w.db, mem, &other, id, "Not mine"), ERR_NOT_FOUND);
    assert_int_equal(reading_dispute(w.db, mem, &w.owner, id, "Not a tenant"), ERR_CONFLICT);
    check_ok(reading_dispute(w.db, mem, &w.tenant, id, "The meter shows 123"));
    assert_int_equal(reading_dispute(w.db, mem, &w.tenant, id, "Again"), ERR_CONFLICT);
    struct reading_counts c;
    check_ok(reading_counts(w.db, &w.owner, &c));
    assert_int_equal(c.disputed, 1);
    check_ok(reading_turn_down(w.db, mem, &w.owner, id, "The photo shows 126"));
    assert_int_equal(reading_turn_down(w.db, mem, &w.owner, id, "Again"), ERR_CONFLICT);
    check_text(now(id).dispute_outcome, "turned_down");
    check_text(bill_now(now(id).bill_id).status, "unpaid");
}

static void
a_dispute_is_too_late_after_a_fortnight(void **state)
{
    const char *m = put_meter("water"), *id = read_on(m, 0, 126000);

    (void)state;
    raw_drop_triggers("reading");
    raw("UPDATE reading SET created_at = created_at - 15 * 86400");
    assert_int_equal(reading_dispute(w.db, mem, &w.tenant, id, "Too late"), ERR_CONFLICT);
    raw("UPDATE reading SET created_at = created_at + 2 * 86400");
    check_ok(reading_dispute(w.db, mem, &w.tenant, id, "In time"));
}

static void
a_dispute_is_upheld_by_the_correction(void **state)
{
    const char *m = put_meter("water"), *id, *fixed;

    (void)state;
    put_rate(NULL, ago(60), 15000, 0);
    at_once();
    id = read_on(m, 0, 126000);
    check_ok(reading_dispute(w.db, mem, &w.tenant, id, "The meter shows 123"));
    assert_int_equal(correct(id, 123000, &fixed), READING_KEPT);
    check_text(now(id).dispute_outcome, "upheld");
    check_text(now(id).dispute_answer, "Misread: the last digit is a 3");
    assert_true(reading_disputable(&w.tenant, &(struct reading){.lease_id = w.lease_id, .created_at = clock_now()},
                                   clock_now()));
    check_ok(reading_dispute(w.db, mem, &w.tenant, fixed, "Still wrong"));
    check_books();
}

static void
photos_are_judged_by_their_bytes_and_kept_once(void **state)
{
    static const char jpeg[] = "\xff\xd8\xff\xe0 dial", html[] = "<html><script>";
    const char       *m = put_meter("water"), *id = read_on(m, 0, 126000), *type;
    const void       *bytes;
    size_t            n;
    struct who        other = w.tenant, stranger = new_landlord("Stranger", "254711000007");

    (void)state;
    check_text(reading_photo_type(jpeg, sizeof jpeg), "image/jpeg");
    check_text(reading_photo_type("\x89PNG\r\n\x1a\n....", 12), "image/png");
    check_text(reading_photo_type("RIFF....WEBPVP8 ", 16), "image/webp");
    check_text(reading_photo_type(html, sizeof html), NULL);
    check_text(reading_photo_type("GIF89a", 6), NULL);
    check_text(reading_photo_type("\xff\xd8", 2), NULL);
    assert_int_equal(reading_photo_add(w.db, mem, &w.owner, id, html, sizeof html), ERR_MEDIA);
    assert_int_equal(reading_photo(w.db, mem, &w.owner, id, &type, &bytes, &n), ERR_NOT_FOUND);
    check_ok(reading_photo_add(w.db, mem, &w.owner, id, jpeg, sizeof jpeg));
    assert_int_equal(reading_photo_add(w.db, mem, &w.owner, id, jpeg, sizeof jpeg), ERR_CONFLICT);
    check_ok(reading_photo(w.db, mem, &w.tenant, id, &type, &bytes, &n));
    check_text(type, "image/jpeg");
    assert_int_equal(n, sizeof jpeg);
    assert_memory_equal(bytes, jpeg, n);
    other.tenant_id = new_tenant(&w.owner, "Akinyi", "254722000003");
    assert_int_equal(reading_photo(w.db, mem, &other, id, &type, &bytes, &n), ERR_NOT_FOUND);
    assert_int_equal(reading_photo(w.db, mem, &stranger, id, &type, &bytes, &n), ERR_NOT_FOUND);
    char *large = arena_alloc(mem, READING_PHOTO_MOST + 1);
    memcpy(large, jpeg, 4);
    assert_int_equal(reading_photo_add(w.db, mem, &w.owner, read_on(put_meter("electricity"), 0, 126000), large,
                                       READING_PHOTO_MOST + 1),
                     ERR_TOO_LARGE);
}

static void
another_landlords_things_are_not_found(void **state)
{
    const char            *m = put_meter("water"), *id = read_on(m, 0, 126000), *other_id;
    struct who             stranger = new_landlord("Stranger", "254711000007");
    struct meter           found;
    struct reading         r;
    enum reading_answer    answer;
    int64_t                made;
    struct money           sum;
    const struct meter_new in = {
        .unit_id = w.unit_id, .kind = "electricity", .serial = "E", .measure = "kWh", .digits = 5, .first_day = ago(1)};

    (void)state;
    assert_int_equal(meter_load(w.db, mem, &stranger, m, &found), ERR_NOT_FOUND);
    assert_int_equal(meter_add(w.db, mem, &stranger, &in, &other_id), ERR_NOT_FOUND);
    assert_int_equal(meter_remove(w.db, mem, &stranger, m, ago(0)), ERR_NOT_FOUND);
    assert_int_equal(reading_load(w.db, mem, &stranger, id, &r), ERR_NOT_FOUND);
    assert_int_equal(
        reading_add(w.db, mem, &stranger, &(struct reading_new){.meter_id = m, .value = 130000}, &answer, &other_id),
        ERR_NOT_FOUND);
    assert_int_equal(
        reading_correct(w.db, mem, &stranger, id, &(struct reading_fix){1, false, "x"}, &answer, &other_id),
        ERR_NOT_FOUND);
    assert_int_equal(reading_bill(w.db, mem, &stranger, &id, 1, &made, &sum), ERR_NOT_FOUND);
    assert_int_equal(reading_turn_down(w.db, mem, &stranger, id, "x"), ERR_NOT_FOUND);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(readings_are_judged),
        world_test(over_the_nines_only_when_it_is_said),
        world_test(a_replaced_meter_is_two_meters),
        world_test(the_rate_of_the_day_counts_and_a_propertys_own_comes_first),
        world_test(a_reading_makes_its_bill_at_once_when_the_landlord_wants_it_so),
        world_test(waiting_readings_are_billed_together_and_once),
        world_test(nothing_used_makes_no_bill_but_is_done),
        world_test(the_fixed_part_is_for_each_month_that_began),
        world_test(nobody_is_billed_for_an_empty_unit_or_a_first_day),
        world_test(a_slip_that_no_bill_could_hold_is_not_kept),
        world_test(a_correction_voids_the_bill_and_makes_another),
        world_test(a_correction_carries_over_to_the_reading_after_it),
        world_test(what_was_paid_stays_the_tenants_when_the_bill_is_corrected),
        world_test(no_correction_while_its_bill_is_being_paid),
        world_test(a_tenant_disputes_once_within_a_fortnight),
        world_test(a_dispute_is_too_late_after_a_fortnight),
        world_test(a_dispute_is_upheld_by_the_correction),
        world_test(photos_are_judged_by_their_bytes_and_kept_once),
        world_test(another_landlords_things_are_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
