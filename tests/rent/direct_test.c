/*
 * Money that came by itself: into the books at once, one row for a receipt, the tray, and taking it back.
 */
#include "support/world.h"

#include "rent/direct.h"
#include "rent/posting.h"
#include "rent/receipt.h"
#include "rent/registration.h"

static struct direct
money(const char *receipt, const char *account, int64_t cents)
{
    return (struct direct){.channel = "c2b",
                           .landlord_id = w.owner.landlord_id,
                           .shortcode = "412873",
                           .receipt_no = receipt,
                           .bill_ref = account,
                           .msisdn = "2547 ***** 678",
                           .payer_name = "JANE",
                           .amount = {cents},
                           .paid_at = clock_now()};
}

static enum direct_verdict
take(const char *receipt, const char *account, int64_t cents)
{
    struct direct       d = money(receipt, account, cents);
    enum direct_verdict v;

    check_ok(direct_money(w.db, mem, &d, &v));
    return v;
}

static const char *
id_of(const char *receipt)
{
    return raw_text_f("SELECT id FROM money_in WHERE receipt_no = '%s'", receipt);
}

static int64_t
waiting(void)
{
    int64_t         count;
    size_t          rows;
    struct waiting *all;

    check_ok(waiting_count(w.db, &w.owner, &count));
    check_ok(waiting_list(w.db, mem, &w.owner, &all, &rows));
    assert_int_equal(count, rows);
    return count;
}

static int64_t
balance(const char *kind)
{
    return raw_int_f("SELECT coalesce(sum(balance_cents), 0) FROM account WHERE kind = '%s'", kind);
}

static void
an_account_that_fits_pays_the_bill(void **state)
{
    struct assigned how;
    struct payment  p;

    (void)state;
    assert_int_equal(take("UKA0000001", "b-4", 1500000), DIRECT_POSTED);
    check_text(bill_now(w.bill_id).status, "paid");
    check_ok(direct_assigned(w.db, mem, &w.owner, id_of("UKA0000001"), &how));
    check_text(how.how, "account");
    check_text(how.person, NULL);
    check_ok(payment_load(w.db, mem, &w.tenant, id_of("UKA0000001"), &p));
    check_text(p.purpose, "direct");
    check_text(p.payer_name, "JANE");
    check_text(p.lease_id, w.lease_id);
    assert_int_equal(waiting(), 0);
    check_books();
}

static void
an_account_that_fits_nothing_waits(void **state)
{
    struct assigned how;

    (void)state;
    assert_int_equal(take("UKA0000001", "RENT", 1500000), DIRECT_WAITING);
    assert_int_equal(take("UKA0000002", NULL, 100), DIRECT_WAITING);
    assert_int_equal(waiting(), 2);
    assert_int_equal(balance("unallocated"), -1500100);
    assert_int_equal(direct_assigned(w.db, mem, &w.owner, id_of("UKA0000001"), &how), ERR_NOT_FOUND);
    check_text(bill_now(w.bill_id).status, "unpaid");
    check_books();
}

static void
one_receipt_is_one_posting(void **state)
{
    struct who          peter = new_landlord("Peter", "254711000002");
    struct direct       foreign = money("UKA0000001", "B4", 1000);
    enum direct_verdict v;

    (void)state;
    assert_int_equal(take("UKA0000001", "B4", 1000), DIRECT_POSTED);
    assert_int_equal(take("UKA0000001", "B4", 1000), DIRECT_KNOWN);
    assert_int_equal(take("UKA0000001", "elsewhere", 1000), DIRECT_KNOWN);
    assert_int_equal(take("UKA0000001", "B4", 2000), DIRECT_HELD);
    foreign.landlord_id = peter.landlord_id;
    check_ok(direct_money(w.db, mem, &foreign, &v));
    assert_int_equal(v, DIRECT_HELD);
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 1);
    assert_int_equal(raw_int("SELECT count(*) FROM hold WHERE reason = 'receipt_taken'"), 2);
    check_books();
}

static void
a_person_assigns_what_waits_once(void **state)
{
    struct assigned how;
    struct receipt  r;
    const char     *id, *number;

    (void)state;
    take("UKA0000001", "RENT", 2000000);
    id = id_of("UKA0000001");
    check_ok(waiting_assign(w.db, mem, &w.owner, id, w.lease_id));
    check_text(bill_now(w.bill_id).status, "paid");
    assert_int_equal(waiting(), 0);
    assert_int_equal(balance("unallocated"), 0);
    check_ok(direct_assigned(w.db, mem, &w.owner, id, &how));
    check_text(how.how, "person");
    check_text(how.person, "Wanjiku");
    number = raw_text("SELECT number FROM receipt");
    check_ok(receipt_load(w.db, mem, &w.tenant, number, &r));
    assert_int_equal(r.credit.cents, 500000);
    check_text(r.tenant_name, "Otieno");
    assert_int_equal(waiting_assign(w.db, mem, &w.owner, id, w.lease_id), ERR_CONFLICT);
    check_books();
}

static void
nobody_assigns_what_is_not_his(void **state)
{
    struct who     peter = new_landlord("Peter", "254711000002");
    const char    *id;
    struct waiting row;

    (void)state;
    take("UKA0000001", "RENT", 1000);
    id = id_of("UKA0000001");
    assert_int_equal(waiting_assign(w.db, mem, &peter, id, w.lease_id), ERR_NOT_FOUND);
    assert_int_equal(waiting_assign(w.db, mem, &w.owner, "0123456789abcdef", w.lease_id), ERR_NOT_FOUND);
    assert_int_equal(waiting_assign(w.db, mem, &w.owner, id, "0123456789abcdef"), ERR_NOT_FOUND);
    assert_int_equal(waiting_load(w.db, mem, &peter, id, &row), ERR_NOT_FOUND);
    assert_int_equal(waiting(), 1);
    check_books();
}

static void
a_mirror_takes_back_what_was_received_and_what_was_assigned(void **state)
{
    (void)state;
    take("UKA0000001", "B4", 1500000);
    take("UKA0000002", "RENT", 700);
    take("UKA0000003", "RENT", 900);
    check_ok(waiting_assign(w.db, mem, &w.owner, id_of("UKA0000003"), w.lease_id));
    for (int i = 1; i <= 3; i++)
        check_ok(posting_mirror(w.db, mem, id_of(arena_printf(mem, "UKA000000%d", i)), "sent back"));
    check_text(bill_now(w.bill_id).status, "unpaid");
    assert_int_equal(balance("mpesa"), 0);
    assert_int_equal(balance("unallocated"), 0);
    assert_int_equal(balance("receivable"), 1500000);
    assert_int_equal(raw_int("SELECT count(*) FROM assignment WHERE ended_at IS NULL"), 0);
    assert_int_equal(raw_int("SELECT count(*) FROM allocation WHERE ended_at IS NULL"), 0);
    assert_int_equal(waiting(), 0); /* what was sent back waits for nobody */
    check_books();
}

static void
a_mirror_of_a_mirror_changes_nothing(void **state)
{
    int64_t txns;

    (void)state;
    take("UKA0000001", "B4", 1000);
    check_ok(posting_mirror(w.db, mem, id_of("UKA0000001"), "sent back"));
    txns = raw_int("SELECT count(*) FROM ledger_txn");
    check_ok(posting_mirror(w.db, mem, id_of("UKA0000001"), "sent back"));
    assert_int_equal(raw_int("SELECT count(*) FROM ledger_txn"), txns);
    check_books();
}

static void
assigning_needs_money_that_is_there(void **state)
{
    (void)state;
    assert_int_equal(posting_assign(w.db, mem, w.owner.landlord_id, "0123456789abcdef", w.lease_id, "person", NULL),
                     ERR_NOT_FOUND);
    take("UKA0000001", "B4", 1000);
    assert_int_equal(posting_assign(w.db, mem, w.owner.landlord_id, id_of("UKA0000001"), w.lease_id, "person", NULL),
                     ERR_CONFLICT); /* a home it has */
    check_books();
}

/* ---- a prompt's own money by this door ---- */

static void
money_that_came_by_itself_is_adopted_by_its_prompt(void **state)
{
    static const char *const accounts[] = {"B4", "RENT"};
    const char              *why;

    (void)state;
    for (size_t i = 0; i < COUNT(accounts); i++) {
        const char *bill = new_bill(&w.owner, w.lease_id, "2026-12", i ? "water" : "rent", 50000);
        const char *receipt = arena_printf(mem, "UKA000000%zu", i), *id = pay_prompted(bill, 50000);
        take(receipt, accounts[i], 50000);
        assert_int_equal(pay_evidence(id, "stk_callback", receipt, 50000, &why), MONEY_POSTED);
        check_text(raw_text_f("SELECT payment_id FROM money_in WHERE receipt_no = '%s'", receipt), id);
        assert_int_equal(pay_evidence(id, "stk_callback", receipt, 50000, &why), MONEY_KNOWN);
    }
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 2);
    assert_int_equal(waiting(), 0);
    check_books();
}

static void
a_prompt_does_not_adopt_what_does_not_fit(void **state)
{
    const char *other, *why, *id = pay_prompted(w.bill_id, 50000);

    (void)state;
    take("UKA0000001", "RENT", 40000); /* another amount */
    assert_int_equal(pay_evidence(id, "stk_callback", "UKA0000001", 50000, &why), MONEY_HELD);
    check_text(why, "receipt_taken");
    other =
        new_lease(&w.owner, new_tenant(&w.owner, "Akinyi", "254722000003"), new_unit(&w.owner, w.property_id, "C1"));
    take("UKA0000002", "C1", 50000); /* another lease's by now */
    assert_int_equal(pay_evidence(id, "stk_callback", "UKA0000002", 50000, &why), MONEY_HELD);
    check_text(raw_text("SELECT lease_id FROM assignment"), other);
    check_books();
}

static void
money_that_was_posted_twice_over_is_held(void **state)
{
    const char *why, *id = pay_prompted(w.bill_id, 50000);

    (void)state;
    assert_int_equal(pay_evidence(id, "stk_query", NULL, 50000, &why), MONEY_POSTED);
    take("UKA0000001", "B4", 50000);
    assert_int_equal(pay_evidence(id, "stk_callback", "UKA0000001", 50000, &why), MONEY_HELD);
    check_text(why, "receipt_taken");
    check_books();
}

/* ---- registrations ---- */

static struct registration
newest(void)
{
    struct registration r;

    check_ok(registration_newest(w.db, mem, &w.owner, &r));
    return r;
}

static void
a_registration_is_asked_for_one_at_a_time(void **state)
{
    struct registration r;
    struct registering *rows;
    size_t              count;

    (void)state;
    assert_int_equal(registration_newest(w.db, mem, &w.owner, &r), ERR_NOT_FOUND);
    check_ok(registration_ask(w.db, mem, &w.owner, "v2"));
    assert_int_equal(registration_ask(w.db, mem, &w.owner, "v1"), ERR_CONFLICT);
    check_ok(registration_to_send(w.db, mem, &rows, &count));
    assert_int_equal(count, 1);
    check_text(rows[0].shortcode, "412873");
    check_ok(registration_sending(w.db, rows[0].id, "hash one"));
    assert_int_equal(registration_ask(w.db, mem, &w.owner, "v1"), ERR_CONFLICT);
    check_ok(registration_ended(w.db, rows[0].id, "already", "500.003.1001", "Urls are already registered."));
    check_text(newest().state, "already");
    /* Again within the same second: the later one is the newest. */
    for (int i = 0; i < 8; i++) {
        check_ok(registration_ask(w.db, mem, &w.owner, i % 2 ? "v1" : "v2"));
        check_text(newest().state, "pending");
        check_ok(registration_ended(w.db, newest().id, "refused", "401.003.01", "no"));
    }
    check_text(newest().version, "v1");
}

static void
an_address_of_an_earlier_registration_still_tells_whose_it_is(void **state)
{
    struct direct_address at;

    (void)state;
    for (int i = 0; i < 2; i++) {
        check_ok(registration_ask(w.db, mem, &w.owner, "v2"));
        check_ok(registration_sending(w.db, newest().id, arena_printf(mem, "hash %d", i)));
        check_ok(registration_ended(w.db, newest().id, "registered", "0", "Success"));
    }
    for (int i = 0; i < 2; i++) {
        check_ok(direct_by_address(w.db, mem, arena_printf(mem, "hash %d", i), &at));
        check_text(at.landlord_id, w.owner.landlord_id);
        check_text(at.shortcode, "412873");
        assert_false(at.strict);
    }
    check_ok(registration_set_strict(w.db, mem, &w.owner, true));
    check_ok(direct_by_address(w.db, mem, "hash 0", &at));
    assert_true(at.strict && newest().strict);
    assert_int_equal(direct_by_address(w.db, mem, "hash 7", &at), ERR_NOT_FOUND);
}

static void
what_was_being_sent_at_a_crash_is_unknown(void **state)
{
    (void)state;
    check_ok(registration_ask(w.db, mem, &w.owner, "v2"));
    check_ok(registration_sending(w.db, newest().id, "hash"));
    check_ok(registration_recover(w.db));
    check_text(newest().state, "unknown");
    check_ok(registration_ask(w.db, mem, &w.owner, "v2"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(an_account_that_fits_pays_the_bill),
        world_test(an_account_that_fits_nothing_waits),
        world_test(one_receipt_is_one_posting),
        world_test(a_person_assigns_what_waits_once),
        world_test(nobody_assigns_what_is_not_his),
        world_test(a_mirror_takes_back_what_was_received_and_what_was_assigned),
        world_test(a_mirror_of_a_mirror_changes_nothing),
        world_test(assigning_needs_money_that_is_there),
        world_test(money_that_came_by_itself_is_adopted_by_its_prompt),
        world_test(a_prompt_does_not_adopt_what_does_not_fit),
        world_test(money_that_was_posted_twice_over_is_held),
        world_test(a_registration_is_asked_for_one_at_a_time),
        world_test(an_address_of_an_earlier_registration_still_tells_whose_it_is),
        world_test(what_was_being_sent_at_a_crash_is_unknown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
