/*
 * A landlord's books: references of units, leases, states of bills, pages of long lists.
 */
#include "support/world.h"

#include "rent/scope.h"

static const char *
reference_of(const char *unit_id)
{
    struct unit u;

    check_ok(unit_load(w.db, mem, &w.owner, unit_id, &u));
    return u.account_ref;
}

static void
a_unit_is_paid_for_under_its_label(void **state)
{
    static const char *const pairs[][2] = {
        {"C7", "C7"}, {"house 12", "HOUSE12"}, {"A-1/b", "A1B"}, {"Ground floor, left", "GROUNDFLOORL"}, {"№ 5", "5"},
        {"—", "U"},   {"D.4", "D4"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        check_text(reference_of(new_unit(&w.owner, w.property_id, pairs[i][0])), pairs[i][1]);
}

static void
no_two_units_of_a_landlord_share_a_reference(void **state)
{
    const char *properties[] = {new_property(&w.owner, "Acacia Court"), new_property(&w.owner, "Amani Close"),
                                new_property(&w.owner, "Baraka"), new_property(&w.owner, "Ākili")};
    static const char *const want[] = {"ACB4", "AC2B4", "BB4", "2B4"};

    (void)state; /* "B4" itself is Sunrise View's */
    for (size_t i = 0; i < COUNT(want); i++)
        check_text(reference_of(new_unit(&w.owner, properties[i], "B4")), want[i]);
    const char *id;
    assert_int_equal(unit_add(w.db, mem, &w.owner, w.property_id, "B4", (struct money){100}, &id), ERR_CONFLICT);
    const char *long_one = reference_of(new_unit(&w.owner, w.property_id, "Second floor, front"));
    const char *long_two = reference_of(new_unit(&w.owner, w.property_id, "Second floor, fridge side"));
    assert_string_not_equal(long_one, long_two);
    assert_true(strlen(long_two) <= 12);
    for (int i = 0; i < 30; i++) /* labels that read alike */
        new_unit(&w.owner, w.property_id, arena_printf(mem, "X%.*s1", i + 1, "------------------------------"));
    assert_int_equal(raw_int("SELECT count(*) - count(DISTINCT account_ref) FROM unit"), 0);
    struct who kamau = new_landlord("Kamau", "254733000003");
    check_ok(unit_add(w.db, mem, &kamau, new_property(&kamau, "Sunrise View"), "B4", (struct money){100}, &id));
    assert_int_equal(raw_int("SELECT count(*) FROM unit WHERE account_ref = 'B4'"),
                     2); /* another landlord's is another */
}

static void
a_unit_is_let_to_one_at_a_time(void **state)
{
    static const struct {
        const char *from, *to;
        enum err    e;
    } cases[] = {
        {"2026-03-01", "2026-05-31", ERR_OK},
        {"2026-05-31", "2026-06-30", ERR_CONFLICT},
        {"2026-01-01", "2026-03-01", ERR_CONFLICT},
        {"2026-04-01", "2026-04-02", ERR_CONFLICT},
        {"2026-01-01", NULL, ERR_CONFLICT},
        {"2026-01-01", "2026-02-28", ERR_OK},
        {"2026-06-01", NULL, ERR_OK},
        {"2030-01-01", NULL, ERR_CONFLICT},
        {"2026-07-02", "2026-07-01", ERR_FIELD},
    };
    const char *unit = new_unit(&w.owner, w.property_id, "D1"), *id;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct lease_new in = {.tenant_id = w.tenant_id,
                                     .unit_id = unit,
                                     .start_date = cases[i].from,
                                     .end_date = cases[i].to,
                                     .rent = {100},
                                     .due_day = 1};
        if (lease_add(w.db, mem, &w.owner, &in, &id) != cases[i].e)
            fail_msg("%s to %s", cases[i].from, cases[i].to);
    }
}

static void
a_row_of_another_landlord_is_not_there(void **state)
{
    struct who       k = new_landlord("Kamau", "254733000003");
    const char      *id;
    struct property  p;
    struct unit      u;
    struct tenant    t;
    struct lease     l;
    struct bill      b;
    struct lease_new lease = {
        .tenant_id = w.tenant_id, .unit_id = w.unit_id, .start_date = "2030-01-01", .rent = {100}, .due_day = 1};
    struct bill_new bill = {
        .lease_id = w.lease_id, .period = "2026-12", .kind = "rent", .due_date = "2026-12-05", .amount = {100}};

    (void)state;
    assert_int_equal(property_load(w.db, mem, &k, w.property_id, &p), ERR_NOT_FOUND);
    assert_int_equal(unit_load(w.db, mem, &k, w.unit_id, &u), ERR_NOT_FOUND);
    assert_int_equal(tenant_load(w.db, mem, &k, w.tenant_id, &t), ERR_NOT_FOUND);
    assert_int_equal(lease_load(w.db, mem, &k, w.lease_id, &l), ERR_NOT_FOUND);
    assert_int_equal(bill_load(w.db, mem, &k, w.bill_id, &b), ERR_NOT_FOUND);
    assert_int_equal(unit_add(w.db, mem, &k, w.property_id, "Z", (struct money){100}, &id), ERR_NOT_FOUND);
    assert_int_equal(lease_add(w.db, mem, &k, &lease, &id), ERR_NOT_FOUND);
    assert_int_equal(bill_add(w.db, mem, &k, &bill, &id), ERR_NOT_FOUND);
}

static void
a_bill_says_how_it_stands(void **state)
{
    struct bill b = bill_now(w.bill_id);

    (void)state;
    check_text(b.status, "unpaid");
    assert_int_equal(b.balance.cents, 1500000);
    pay_paid(w.bill_id, 100000, "UKA0000001");
    check_text(bill_now(w.bill_id).status, "part_paid");
    pay_paid(w.bill_id, 0, "UKA0000002");
    b = bill_now(w.bill_id);
    check_text(b.status, "paid");
    assert_false(b.overdue);
    struct bill_payment *paid;
    size_t               count;
    check_ok(bill_payments(w.db, mem, &w.tenant, w.bill_id, &paid, &count));
    assert_int_equal(count, 2);
    assert_int_equal(paid[0].amount.cents + paid[1].amount.cents, 1500000);
    const char *gone = new_bill(&w.owner, w.lease_id, "2026-12", "rent", 100);
    check_ok(bill_void(w.db, mem, &w.owner, gone, "Typed twice"));
    check_text(bill_now(gone).status, "void");
    assert_int_equal(bill_now(gone).balance.cents, 0);
}

static void
only_what_is_unpaid_after_its_day_is_overdue(void **state)
{
    char        text[DATE_SIZE];
    int64_t     today = date_days(today_eat());
    const char *id = new_bill(&w.owner, w.lease_id, "2026-12", "water", 100);

    (void)state;
    for (int64_t off = -2; off <= 2; off++) {
        raw_f("UPDATE bill SET due_date = '%s' WHERE id = '%s'", date_text(text, date_from_days(today + off)), id);
        bool overdue = bill_now(id).overdue;
        if (date_days(today_eat()) == today) /* unless midnight has just passed in Nairobi */
            assert_int_equal(overdue, off < 0);
    }
}

static void
rent_is_billed_once_a_period(void **state)
{
    struct bill_new in = {
        .lease_id = w.lease_id, .period = "2026-11", .kind = "rent", .due_date = "2026-11-05", .amount = {100}};
    const char *id;

    (void)state;
    assert_int_equal(bill_add(w.db, mem, &w.owner, &in, &id), ERR_CONFLICT);
    in.kind = "water";
    check_ok(bill_add(w.db, mem, &w.owner, &in, &id));
    check_ok(bill_add(w.db, mem, &w.owner, &in, &id)); /* water may be billed again */
    check_books();
}

static void
kinds_have_names_and_accounts(void **state)
{
    static const char *const pairs[][2] = {{"rent", "Rent"},
                                           {"deposit", "Deposit"},
                                           {"water", "Water"},
                                           {"electricity", "Electricity"},
                                           {"garbage", "Garbage"},
                                           {"service", "Service charge"},
                                           {"penalty", "Late penalty"},
                                           {"other", "Other charge"}};

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        check_text(bill_kind_name(pairs[i][0]), pairs[i][1]);
        assert_non_null(strstr(BILL_KINDS, pairs[i][0]));
        new_bill(&w.owner, w.lease_id, "2027-01", pairs[i][0], 100);
    }
    check_books();
}

/* ---- pages of long lists ---- */

static void
a_cursor_reads_back_what_it_wrote(void **state)
{
    static const char *const bad[] = {"x",
                                      "-",
                                      "-abc",
                                      "5",
                                      "5x-abc",
                                      " 5-abc",
                                      "5.0-abc",
                                      "99999999999999999999-abc",
                                      "1-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    struct cursor            c;

    (void)state;
    assert_true(cursor_read(mem, NULL, &c));
    assert_true(c.at == INT64_MAX);
    assert_true(cursor_read(mem, "", &c));
    assert_true(cursor_read(mem, cursor_text(mem, (struct cursor){1793690129, "0a1b2c"}), &c));
    assert_int_equal(c.at, 1793690129);
    check_text(c.id, "0a1b2c");
    for (size_t i = 0; i < COUNT(bad); i++)
        if (cursor_read(mem, bad[i], &c))
            fail_msg("%s", bad[i]);
}

/* Reads a whole list page by page; how many rows, none twice. */
static size_t
pages_of_bills(int64_t limit, const char *status)
{
    const char *seen[64], *next = NULL;
    size_t      all = 0, count;

    do {
        struct bill       *rows;
        struct bill_filter f = {.limit = limit, .cursor = next, .status = status};
        check_ok(bill_list(w.db, mem, &w.owner, &f, &rows, &count, &next));
        assert_true((int64_t)count <= limit);
        for (size_t i = 0; i < count; i++) {
            for (size_t k = 0; k < all; k++)
                assert_string_not_equal(seen[k], rows[i].id);
            assert_true(i == 0 || strcmp(rows[i - 1].due_date, rows[i].due_date) >= 0);
            assert_true(all < COUNT(seen));
            seen[all++] = rows[i].id;
        }
    } while (next);
    return all;
}

static void
a_list_of_bills_is_read_page_by_page_without_gap_or_repetition(void **state)
{
    struct bill *rows;
    size_t       count;
    const char  *next;

    (void)state;
    for (int i = 0; i < 23; i++) /* many share a due date */
        new_bill(&w.owner, w.lease_id, arena_printf(mem, "2026-%02d", 1 + i % 5), "water", 100);
    pay_paid(w.bill_id, 0, "UKA0000001");
    for (int64_t limit = 1; limit <= 30; limit += 4) {
        assert_int_equal(pages_of_bills(limit, NULL), 24);
        assert_int_equal(pages_of_bills(limit, "open"), 23);
        assert_int_equal(pages_of_bills(limit, "paid"), 1);
    }
    struct bill_filter f = {.cursor = "nonsense"};
    assert_int_equal(bill_list(w.db, mem, &w.owner, &f, &rows, &count, &next), ERR_INPUT);
}

static void
a_list_of_payments_is_filtered_and_paged(void **state)
{
    const char     *next = NULL;
    size_t          count, all = 0;
    struct payment *rows;

    (void)state;
    for (int i = 0; i < 11; i++)
        pay_paid(new_bill(&w.owner, w.lease_id, "2026-10", "water", 100), 0, arena_printf(mem, "UKP%07d", i));
    raw("UPDATE payment SET initiated_at = 1793690129"); /* all in one second of 2026-11-03 in Nairobi */
    pay_start(w.bill_id, 0);
    do {
        struct payment_filter f = {.limit = 4, .cursor = next, .state = "success"};
        check_ok(payment_list(w.db, mem, &w.owner, &f, &rows, &count, &next));
        all += count;
    } while (next);
    assert_int_equal(all, 11);
    static const struct {
        struct payment_filter f;
        size_t                count;
    } cases[] = {
        {{.state = "pending"}, 1},
        {{.from = "2026-11-03", .to = "2026-11-03"}, 11},
        {{.from = "2026-11-04", .to = "2026-11-04"}, 0},
        {{.to = "2026-11-02"}, 0},
        {{.phone = "254722000002"}, 12},
        {{.phone = "254722000003"}, 0},
        {{.lease_id = "another"}, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        check_ok(payment_list(w.db, mem, &w.owner, &cases[i].f, &rows, &count, &next));
        if (count != cases[i].count)
            fail_msg("case %zu: %zu", i, count);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_unit_is_paid_for_under_its_label),
        world_test(no_two_units_of_a_landlord_share_a_reference),
        world_test(a_unit_is_let_to_one_at_a_time),
        world_test(a_row_of_another_landlord_is_not_there),
        world_test(a_bill_says_how_it_stands),
        world_test(only_what_is_unpaid_after_its_day_is_overdue),
        world_test(rent_is_billed_once_a_period),
        world_test(kinds_have_names_and_accounts),
        world_test(a_cursor_reads_back_what_it_wrote),
        world_test(a_list_of_bills_is_read_page_by_page_without_gap_or_repetition),
        world_test(a_list_of_payments_is_filtered_and_paged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
