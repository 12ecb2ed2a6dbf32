/*
 * What a person makes of held money: counted as the payment's, counted by itself, counted again, or closed; once.
 */
#include "support/world.h"

#include "rent/hold.h"
#include "rent/receipt.h"

static const char *
only_hold(void)
{
    return raw_text("SELECT id FROM hold WHERE released_at IS NULL");
}

static struct hold
hold_now(const char *id)
{
    struct hold h;

    check_ok(hold_load(w.db, mem, &w.operator, id, &h));
    return h;
}

static enum hold_answer
release(const char *id, bool count)
{
    enum hold_answer answer;

    check_ok(hold_release(w.db, mem, &w.operator, id, count, "The customer showed the message.", &answer));
    return answer;
}

/* A payment of 15,000 that was prompted, and a hold on it. */
static const char *
held(const char *reason, const char *receipt, int64_t got, const char **payment_id)
{
    const char           *id = pay_prompted(w.bill_id, 0);
    struct pay            p = pay_now(id);
    const struct evidence v = {.channel = "stk_callback", .receipt_no = receipt, .amount = {got}};

    check_ok(collect_hold(w.db, mem, &p, reason, &v));
    if (payment_id)
        *payment_id = id;
    return only_hold();
}

static int64_t
money_rows(void)
{
    return raw_int("SELECT count(*) FROM money_in");
}

/* ---- what is offered ---- */

static void
what_is_offered_depends_on_what_fits(void **state)
{
    static const struct {
        const char   *reason, *receipt;
        int64_t       got;
        enum hold_way way;
    } leaves[] = {
        {"phone", "UKH0000001", 1500000, HOLD_WAY_PAYMENT},
        {"ids", NULL, 1500000, HOLD_WAY_PAYMENT},
        {"amount", "UKH0000001", 567800, HOLD_WAY_APART},
        {"amount", NULL, 567800, HOLD_WAY_NO_RECEIPT},
        {"phone", "UKH0000001", 0, HOLD_WAY_NO_AMOUNT},
        {"contradicted", "UKH0000001", 1500000, HOLD_WAY_CONTRADICTED},
    };

    for (size_t i = 0; i < COUNT(leaves); i++) {
        assert_int_equal(world_begin(state), 0);
        struct hold h = hold_now(held(leaves[i].reason, leaves[i].receipt, leaves[i].got, NULL));
        assert_int_equal(hold_way(&h), leaves[i].way);
        assert_int_equal(hold_can_count(&h), leaves[i].way <= HOLD_WAY_AGAIN);
        assert_int_equal(release(h.id, true), hold_can_count(&h) ? HOLD_RELEASED : HOLD_NOT_OFFERED);
        assert_int_equal(money_rows(), hold_can_count(&h));
        check_books();
        assert_int_equal(world_end(state), 0);
    }
}

static void
nobody_but_the_operator_sees_or_decides(void **state)
{
    const char      *id = held("phone", "UKH0000001", 1500000, NULL);
    enum hold_answer answer;
    struct hold      h;

    (void)state;
    assert_int_equal(hold_load(w.db, mem, &w.owner, id, &h), ERR_FORBIDDEN);
    assert_int_equal(hold_release(w.db, mem, &w.owner, id, true, "mine", &answer), ERR_FORBIDDEN);
    assert_int_equal(hold_load(w.db, mem, &w.operator, "0123456789abcdef", &h), ERR_NOT_FOUND);
    assert_int_equal(money_rows(), 0);
}

/* ---- counting ---- */

static void
what_fits_becomes_the_payments_money(void **state)
{
    const char *payment_id, *id = held("phone", "UKH0000001", 1500000, &payment_id);

    (void)state;
    assert_int_equal(release(id, true), HOLD_RELEASED);
    check_text(pay_now(payment_id).state, "success");
    check_text(bill_now(w.bill_id).status, "paid");
    check_text(raw_text("SELECT channel FROM money_in"), "release");
    check_text(raw_text("SELECT receipt_no FROM money_in"), "UKH0000001");
    struct hold h = hold_now(id);
    check_text(h.decision, "count");
    check_text(h.released_by, "Otto Operator");
    check_text(h.release_note, "The customer showed the message.");
    check_text(h.money_in_id, raw_text("SELECT id FROM money_in"));
    check_text(raw_text("SELECT action FROM audit ORDER BY id DESC LIMIT 1"), "hold.counted");
    check_books();
}

static void
another_amount_is_counted_by_itself_and_the_payment_is_not_paid(void **state)
{
    const char *payment_id, *id = held("amount", "UKH0000001", 567800, &payment_id);

    (void)state;
    assert_int_equal(release(id, true), HOLD_RELEASED);
    struct pay p = pay_now(payment_id);
    check_text(p.state, "failed");
    check_text(p.outcome, "counted_apart");
    assert_int_equal(p.money_moved, 1);
    assert_int_equal(bill_now(w.bill_id).paid.cents, 567800);
    assert_int_equal(raw_int("SELECT payment_id IS NULL FROM money_in"), 1);
    check_text(raw_text("SELECT how FROM assignment"), "release");
    check_text(raw_text("SELECT lease_id FROM assignment"), w.lease_id);
    check_books();
}

/* The query knows no amount: without this rule it would post the asked amount beside what was counted. */
static void
what_was_counted_by_itself_is_not_counted_again_by_a_query_or_a_repeat(void **state)
{
    const char *why, *payment_id, *id = held("amount", "UKH0000001", 567800, &payment_id);

    (void)state;
    assert_int_equal(release(id, true), HOLD_RELEASED);
    assert_int_equal(pay_evidence(payment_id, "stk_query", NULL, 1500000, &why), MONEY_KNOWN);
    assert_int_equal(pay_evidence(payment_id, "stk_callback", "UKH0000001", 567800, &why), MONEY_KNOWN);
    assert_int_equal(money_rows(), 1);
    assert_null(only_hold());
    check_text(pay_now(payment_id).state, "failed");
    check_books();
    assert_int_equal(pay_evidence(payment_id, "stk_callback", "UKH0000002", 1500000, &why), MONEY_POSTED);
    check_text(pay_now(payment_id).state, "success");
    assert_int_equal(money_rows(), 2);
    check_books();
}

static void
a_second_receipt_is_the_tenants_credit(void **state)
{
    const char *why, *payment_id = pay_paid(w.bill_id, 0, "UKH0000001");

    (void)state;
    assert_int_equal(pay_evidence(payment_id, "stk_callback", "UKH0000002", 1500000, &why), MONEY_HELD);
    assert_int_equal(release(only_hold(), true), HOLD_RELEASED);
    check_text(pay_now(payment_id).state, "success");
    assert_int_equal(raw_int("SELECT balance_cents FROM account WHERE kind = 'receivable'"), -1500000);
    check_books();
}

static void
a_receipt_in_the_books_is_not_counted_and_its_place_is_told(void **state)
{
    const char *why, *first = pay_paid(w.bill_id, 0, "UKH0000001");
    const char *other = pay_prompted(new_bill(&w.owner, w.lease_id, "2026-12", "water", 50000), 0);

    (void)state;
    assert_int_equal(pay_evidence(other, "stk_callback", "UKH0000001", 50000, &why), MONEY_HELD);
    struct hold h = hold_now(only_hold());
    assert_int_equal(hold_way(&h), HOLD_WAY_TAKEN);
    check_text(h.taken_by, first);
    assert_int_equal(h.taken.cents, 1500000);
    assert_int_equal(release(h.id, true), HOLD_NOT_OFFERED);
    assert_int_equal(hold_now(h.id).released_at, 0);
    assert_int_equal(release(h.id, false), HOLD_RELEASED);
    assert_int_equal(money_rows(), 1);
    check_books();
}

static void
the_proof_of_a_number_with_another_amount_waits_in_the_tray(void **state)
{
    struct payment        p;
    enum payment_answer   answer;
    int64_t               wait_s;
    const struct evidence v = {.channel = "stk_callback", .receipt_no = "UKH0000001", .amount = {500}};

    (void)state;
    describe_account(&w.owner, "paybill", "512873", NULL);
    check_ok(payment_start_test(w.db, mem, &w.owner, &no_limits, "254711000001", "k", &answer, &p, &wait_s));
    pay_send(p.id);
    pay_accept(p.id);
    struct pay now = pay_now(p.id);
    check_ok(collect_hold(w.db, mem, &now, "amount", &v));
    assert_int_equal(release(only_hold(), true), HOLD_RELEASED);
    assert_int_equal(raw_int("SELECT balance_cents FROM account WHERE kind = 'unallocated'"), -500);
    check_text(pay_now(p.id).state, "failed");
    check_text(raw_text("SELECT test_result FROM receiving_account WHERE state = 'draft'"), "failed");
    check_books();
}

/* ---- taken back, and counted again ---- */

static const char *
contradicted(void)
{
    const char *id = pay_paid(w.bill_id, 0, "UKH0000001");
    bool        undone;

    check_ok(collect_contradicted(w.db, mem, id, clock_now(), &undone));
    check_ok(collect_contradicted(w.db, mem, id, clock_now() + 60, &undone));
    assert_true(undone);
    return id;
}

static void
contradicted_money_counts_again_only_after_daraja_spoke_for_it(void **state)
{
    const char    *payment_id = contradicted(), *id = only_hold(), *number = raw_text("SELECT number FROM receipt");
    struct receipt r;
    struct daraja_record said = {.payment_id = payment_id,
                                 .api = "stk_query",
                                 .verdict = "result",
                                 .code = "0",
                                 .at = clock_now() + 1,
                                 .http_status = 200};

    (void)state;
    assert_int_equal(release(id, true), HOLD_NOT_OFFERED);
    check_text(pay_now(payment_id).state, "reversed");
    check_ok(collect_record_call(w.db, &said));
    struct hold h = hold_now(id);
    assert_int_equal(hold_way(&h), HOLD_WAY_AGAIN);
    assert_int_equal(release(id, true), HOLD_RELEASED);
    check_text(pay_now(payment_id).state, "success");
    check_text(bill_now(w.bill_id).status, "paid");
    assert_int_equal(raw_int("SELECT balance_cents FROM account WHERE kind = 'mpesa'"), 1500000);
    check_ok(receipt_load(w.db, mem, &w.tenant, number, &r));
    assert_false(r.reversed);
    assert_int_equal(money_rows(), 1);
    check_books();
}

static void
what_was_counted_again_can_be_taken_back_again(void **state)
{
    bool        undone;
    const char *payment_id = contradicted();

    (void)state;
    raw_f("INSERT INTO daraja_call (payment_id, api, at, ms, http_status, verdict, code)"
          " VALUES ('%s', 'stk_query', unixepoch() + 1, 1, 200, 'result', '0')",
          payment_id);
    assert_int_equal(release(only_hold(), true), HOLD_RELEASED);
    check_ok(collect_contradicted(w.db, mem, payment_id, clock_now() + 60, &undone));
    assert_true(undone);
    check_text(bill_now(w.bill_id).status, "unpaid");
    assert_int_equal(raw_int("SELECT balance_cents FROM account WHERE kind = 'mpesa'"), 0);
    check_books();
}

/* ---- closing, once ---- */

static void
no_money_posts_nothing_and_leaves_the_door_open(void **state)
{
    const char *why, *payment_id, *id = held("amount", "UKH0000001", 567800, &payment_id);

    (void)state;
    assert_int_equal(release(id, false), HOLD_RELEASED);
    check_text(hold_now(id).decision, "no_money");
    assert_int_equal(money_rows(), 0);
    check_text(pay_now(payment_id).state, "processing");
    check_books();
    assert_int_equal(pay_evidence(payment_id, "stk_query", NULL, 1500000, &why), MONEY_POSTED);
    check_books();
}

static void
a_hold_is_released_once(void **state)
{
    static const bool first[] = {true, false};

    for (size_t i = 0; i < COUNT(first); i++) {
        assert_int_equal(world_begin(state), 0);
        const char *id = held("phone", "UKH0000001", 1500000, NULL);
        assert_int_equal(release(id, first[i]), HOLD_RELEASED);
        assert_int_equal(release(id, true), HOLD_ALREADY);
        assert_int_equal(release(id, false), HOLD_ALREADY);
        assert_int_equal(money_rows(), first[i]);
        check_text(hold_now(id).decision, first[i] ? "count" : "no_money");
        check_books();
        assert_int_equal(world_end(state), 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_offered_depends_on_what_fits),
        world_test(nobody_but_the_operator_sees_or_decides),
        world_test(what_fits_becomes_the_payments_money),
        world_test(another_amount_is_counted_by_itself_and_the_payment_is_not_paid),
        world_test(what_was_counted_by_itself_is_not_counted_again_by_a_query_or_a_repeat),
        world_test(a_second_receipt_is_the_tenants_credit),
        world_test(a_receipt_in_the_books_is_not_counted_and_its_place_is_told),
        world_test(the_proof_of_a_number_with_another_amount_waits_in_the_tray),
        world_test(contradicted_money_counts_again_only_after_daraja_spoke_for_it),
        world_test(what_was_counted_again_can_be_taken_back_again),
        world_test(no_money_posts_nothing_and_leaves_the_door_open),
        cmocka_unit_test(a_hold_is_released_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
