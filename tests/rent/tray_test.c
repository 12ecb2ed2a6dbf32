/*
 * What people do with money that waits or was given to the wrong lease: memory, splitting, moving, choosing bills.
 */
#include "support/world.h"

#include "rent/allocation_choose.h"
#include "rent/match_memory.h"
#include "rent/receipt.h"
#include "rent/tray.h"

static const char *other_lease, *other_bill;

static const char *
take_from(const char *receipt, const char *account, const char *name, int64_t cents, enum direct_verdict wanted)
{
    struct direct       d = {.channel = "c2b",
                             .landlord_id = w.owner.landlord_id,
                             .shortcode = "412873",
                             .receipt_no = receipt,
                             .bill_ref = account,
                             .msisdn = "2547 ***** 678",
                             .payer_name = name,
                             .amount = {cents},
                             .paid_at = clock_now()};
    enum direct_verdict v;

    check_ok(direct_money(w.db, mem, &d, &v));
    assert_int_equal(v, wanted);
    return raw_text_f("SELECT id FROM money_in WHERE receipt_no = '%s'", receipt);
}

static const char *
take(const char *receipt, int64_t cents)
{
    return take_from(receipt, "mama brian", "JANE", cents, DIRECT_WAITING);
}

static void
second_home(void)
{
    other_lease =
        new_lease(&w.owner, new_tenant(&w.owner, "Akinyi", "254722000003"), new_unit(&w.owner, w.property_id, "C1"));
    other_bill = new_bill(&w.owner, other_lease, "2026-11", "rent", 1200000);
}

static int64_t
receivable(const char *lease_id)
{
    return raw_int_f("SELECT balance_cents FROM account WHERE kind = 'receivable' AND detail = '%s'", lease_id);
}

/* ---- memory ---- */

static void
what_a_person_decided_is_known_again_and_forgotten(void **state)
{
    struct memory *rows;
    size_t         count;
    const char    *lease_id, *id = take("UKA0000001", 100000);

    (void)state;
    check_ok(waiting_assign(w.db, mem, &w.owner, id, w.lease_id));
    check_ok(match_memories(w.db, mem, &w.owner, w.lease_id, &rows, &count));
    assert_int_equal(count, 1);
    check_text(rows[0].typed, "MAMA BRIAN");
    check_text(rows[0].by, "Wanjiku");
    take_from("UKA0000002", "Mama Brian rent", "JANE", 70000, DIRECT_POSTED);
    take_from("UKA0000003", "mama brian", "RUTH", 70000, DIRECT_WAITING); /* another payer */
    struct who peter = new_landlord("Peter", "254711000002");
    assert_int_equal(match_forget(w.db, mem, &peter, rows[0].id, &lease_id), ERR_NOT_FOUND);
    check_ok(match_forget(w.db, mem, &w.owner, rows[0].id, &lease_id));
    check_text(lease_id, w.lease_id);
    assert_int_equal(match_forget(w.db, mem, &w.owner, rows[0].id, &lease_id), ERR_NOT_FOUND);
    check_books();
}

static void
a_correction_is_what_is_remembered(void **state)
{
    enum tray_answer a;
    const char      *id = take("UKA0000001", 100000);

    (void)state;
    second_home();
    check_ok(waiting_assign(w.db, mem, &w.owner, id, w.lease_id));
    check_ok(tray_move(w.db, mem, &w.owner, id, other_lease, "It was Akinyi's aunt", &a));
    assert_int_equal(a, TRAY_DONE);
    id = take_from("UKA0000002", "mama brian", "JANE", 70000, DIRECT_POSTED);
    check_text(raw_text_f("SELECT lease_id FROM assignment WHERE money_in_id = '%s'", id), other_lease);
    check_books();
}

static void
money_that_waits_is_weighed_again_when_somebody_moves_in(void **state)
{
    int64_t posted;

    (void)state;
    check_ok(match_again(w.db, mem, 20, &posted));
    take_from("UKA0000001", "C1", "RUTH", 70000, DIRECT_WAITING);
    take_from("UKA0000002", "somewhere", "RUTH", 70000, DIRECT_WAITING);
    check_ok(match_again(w.db, mem, 20, &posted));
    assert_int_equal(posted, 0);
    second_home();
    for (int i = 0; i < 4; i++) /* one piece at a time: the place is kept */
        check_ok(match_again(w.db, mem, 1, &posted));
    assert_int_equal(raw_int("SELECT count(*) FROM match_due"), 0);
    check_text(raw_text("SELECT lease_id FROM assignment"), other_lease);
    assert_int_equal(raw_int("SELECT count(*) FROM assignment"), 1);
    check_books();
}

/* ---- splitting ---- */

static void
a_payment_is_split_to_the_cent(void **state)
{
    enum tray_answer a;
    struct receipt   r;
    struct payment   p;
    const char      *id = take("UKA0000001", 2700050);

    (void)state;
    second_home();
    struct posting_part short_of[] = {{w.lease_id, {1500000}}, {other_lease, {1200000}}};
    check_ok(tray_split(w.db, mem, &w.owner, id, short_of, 2, &a));
    assert_int_equal(a, TRAY_SUM);
    struct posting_part twice[] = {{w.lease_id, {1500000}}, {w.lease_id, {1200050}}};
    check_ok(tray_split(w.db, mem, &w.owner, id, twice, 2, &a));
    assert_int_equal(a, TRAY_TWICE);
    struct posting_part parts[] = {{w.lease_id, {1500000}}, {other_lease, {1200050}}};
    check_ok(tray_split(w.db, mem, &w.owner, id, parts, 2, &a));
    assert_int_equal(a, TRAY_DONE);
    check_ok(tray_split(w.db, mem, &w.owner, id, parts, 2, &a));
    assert_int_equal(a, TRAY_ASSIGNED);
    check_text(bill_now(w.bill_id).status, "paid");
    check_text(bill_now(other_bill).status, "paid");
    assert_int_equal(receivable(other_lease), -50);
    check_books();
    /* A tenant sees his part and no more. */
    check_ok(payment_load(w.db, mem, &w.tenant, id, &p));
    assert_int_equal(p.asked.cents, 1500000);
    check_text(p.unit_label, "B4");
    check_ok(receipt_load(w.db, mem, &w.tenant, raw_text("SELECT number FROM receipt"), &r));
    assert_int_equal(r.amount.cents, 1500000);
    assert_int_equal(r.line_count, 1);
    assert_int_equal(r.credit.cents, 0);
    check_ok(receipt_load(w.db, mem, &w.owner, raw_text("SELECT number FROM receipt"), &r));
    assert_int_equal(r.amount.cents, 2700050);
    assert_int_equal(r.line_count, 2);
    /* What is given back is given back by all. */
    check_ok(posting_mirror(w.db, mem, id, "sent back"));
    check_text(bill_now(w.bill_id).status, "unpaid");
    check_text(bill_now(other_bill).status, "unpaid");
    check_books();
}

static void
nobody_splits_over_what_is_not_his(void **state)
{
    enum tray_answer    a;
    struct who          peter = new_landlord("Peter", "254711000002");
    const char         *id = take("UKA0000001", 1000);
    struct posting_part parts[] = {{w.lease_id, {500}}, {"0123456789abcdef", {500}}};

    (void)state;
    assert_int_equal(tray_split(w.db, mem, &w.owner, id, parts, 2, &a), ERR_NOT_FOUND);
    assert_int_equal(tray_split(w.db, mem, &peter, id, parts, 2, &a), ERR_NOT_FOUND);
    assert_int_equal(tray_move(w.db, mem, &peter, id, w.lease_id, "mine", &a), ERR_NOT_FOUND);
    check_books();
}

/* ---- moving ---- */

static void
money_is_moved_from_lease_to_lease_and_back(void **state)
{
    enum tray_answer  a;
    struct tray_part *parts;
    size_t            count;
    const char       *waited = take("UKA0000001", 1200000), *named;

    (void)state;
    second_home();
    check_ok(waiting_assign(w.db, mem, &w.owner, waited, w.lease_id));
    named = take_from("UKA0000002", "B4", "JANE", 300000, DIRECT_POSTED);
    for (int i = 0; i < 3; i++) {
        const char *to = i % 2 ? w.lease_id : other_lease;
        check_ok(tray_move(w.db, mem, &w.owner, waited, to, "wrong home", &a));
        assert_int_equal(a, TRAY_DONE);
        check_ok(tray_move(w.db, mem, &w.owner, named, to, "wrong home", &a));
        assert_int_equal(a, TRAY_DONE);
        assert_int_equal(receivable(to), (i % 2 ? 1500000 : 1200000) - 1500000);
        check_books();
    }
    check_ok(tray_move(w.db, mem, &w.owner, named, other_lease, "again", &a));
    assert_int_equal(a, TRAY_SAME);
    check_text(bill_now(w.bill_id).status, "unpaid");
    check_text(bill_now(other_bill).status, "paid");
    check_ok(tray_parts(w.db, mem, &w.owner, waited, &parts, &count));
    assert_int_equal(count, 4);
    check_text(parts[3].reason, "wrong home");
    check_text(parts[3].by, "Wanjiku");
    assert_true(parts[0].ended_at && !parts[3].ended_at);
    check_ok(posting_mirror(w.db, mem, waited, "sent back"));
    check_ok(posting_mirror(w.db, mem, named, "sent back"));
    check_ok(tray_move(w.db, mem, &w.owner, named, w.lease_id, "late", &a));
    assert_int_equal(a, TRAY_GIVEN_BACK);
    check_books();
}

static void
what_may_not_be_moved_stays(void **state)
{
    enum tray_answer a;
    const char      *id;

    (void)state;
    second_home();
    id = take("UKA0000001", 1000);
    check_ok(tray_move(w.db, mem, &w.owner, id, w.lease_id, "whose?", &a));
    assert_int_equal(a, TRAY_WAITS);
    pay_paid(w.bill_id, 0, "UKA0000002");
    id = raw_text("SELECT id FROM money_in WHERE receipt_no = 'UKA0000002'");
    check_ok(tray_move(w.db, mem, &w.owner, id, other_lease, "prompt", &a));
    assert_int_equal(a, TRAY_PROMPT);
    check_books();
}

/* ---- which bills ---- */

static void
a_person_says_which_bills_it_pays(void **state)
{
    enum allocation_answer    a;
    struct allocation_change *changes;
    size_t                    count;
    const char               *water = new_bill(&w.owner, w.lease_id, "2026-12", "water", 200000);
    const char               *id = take_from("UKA0000001", "B4", "JANE", 500000, DIRECT_POSTED);

    (void)state;
    assert_int_equal(bill_now(w.bill_id).paid.cents, 500000);
    struct allocation_choice first = {water, {200000}};
    check_ok(allocation_choose(w.db, mem, &w.owner, id, &first, 1, "The water first, he says", &a));
    assert_int_equal(a, ALLOCATION_DONE);
    check_text(bill_now(water).status, "paid");
    assert_int_equal(bill_now(w.bill_id).paid.cents, 300000);
    check_books();
    struct allocation_choice more = {water, {200001}}, all = {w.bill_id, {500001}};
    check_ok(allocation_choose(w.db, mem, &w.owner, id, &more, 1, "too much", &a));
    assert_int_equal(a, ALLOCATION_BILL_FULL);
    check_ok(allocation_choose(w.db, mem, &w.owner, id, &all, 1, "too much", &a));
    assert_int_equal(a, ALLOCATION_TOO_MUCH);
    check_text(bill_now(water).status, "paid"); /* a refusal changed nothing */
    check_ok(allocation_choose(w.db, mem, &w.owner, id, NULL, 0, "As ever", &a));
    assert_int_equal(bill_now(w.bill_id).paid.cents, 500000);
    check_text(bill_now(water).status, "unpaid");
    check_ok(allocation_changes(w.db, mem, &w.owner, id, &changes, &count));
    assert_int_equal(count, 2);
    check_text(changes[0].how, "oldest");
    check_text(changes[1].reason, "The water first, he says");
    check_text(changes[1].by, "Wanjiku");
    struct who peter = new_landlord("Peter", "254711000002");
    assert_int_equal(allocation_choose(w.db, mem, &peter, id, &first, 1, "mine", &a), ERR_NOT_FOUND);
    check_books();
}

static void
another_leases_bill_is_not_paid(void **state)
{
    enum allocation_answer a;
    const char            *id = take_from("UKA0000001", "B4", "JANE", 500000, DIRECT_POSTED);

    (void)state;
    second_home();
    struct allocation_choice foreign = {other_bill, {100}};
    assert_int_equal(allocation_choose(w.db, mem, &w.owner, id, &foreign, 1, "hers", &a), ERR_NOT_FOUND);
    id = take("UKA0000002", 100);
    check_ok(allocation_choose(w.db, mem, &w.owner, id, NULL, 0, "waits", &a));
    assert_int_equal(a, ALLOCATION_NOT_COUNTED);
    check_books();
}

/* ---- the tray as a list ---- */

static void
many_are_found_page_by_page_and_by_search(void **state)
{
    const char        *next;
    struct tray_row   *rows;
    size_t             count, all = 0;
    struct tray_filter f = {.limit = 20}, code = {.search = "UKB0000033"}, amount = {.search = "1,007"};

    (void)state;
    for (int i = 0; i < 50; i++)
        take(arena_printf(mem, "UKB%07d", i), 100000 + i * 100);
    do {
        check_ok(tray_list(w.db, mem, &w.owner, &f, &rows, &count, &next));
        all += count;
        f.cursor = next;
    } while (f.cursor);
    assert_int_equal(all, 50);
    check_ok(tray_list(w.db, mem, &w.owner, &code, &rows, &count, &next));
    assert_int_equal(count, 1);
    check_ok(tray_list(w.db, mem, &w.owner, &amount, &rows, &count, &next));
    assert_int_equal(count, 1);
    check_text(rows[0].money.receipt_no, "UKB0000007");
    f = (struct tray_filter){.search = "%"};
    check_ok(tray_list(w.db, mem, &w.owner, &f, &rows, &count, &next));
    assert_int_equal(count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(what_a_person_decided_is_known_again_and_forgotten),
        world_test(a_correction_is_what_is_remembered),
        world_test(money_that_waits_is_weighed_again_when_somebody_moves_in),
        world_test(a_payment_is_split_to_the_cent),
        world_test(nobody_splits_over_what_is_not_his),
        world_test(money_is_moved_from_lease_to_lease_and_back),
        world_test(what_may_not_be_moved_stays),
        world_test(a_person_says_which_bills_it_pays),
        world_test(another_leases_bill_is_not_paid),
        world_test(many_are_found_page_by_page_and_by_search),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
