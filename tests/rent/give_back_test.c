/*
 * Giving a payment back: what may be asked for, and what the books say when it was done, was not, or was done by
 * somebody else.
 */
#include "support/world.h"

#include "rent/direct.h"
#include "rent/give_back.h"
#include "rent/payout.h"
#include "rent/settle.h"

static struct returnable
money_now(const char *code)
{
    struct returnable m;

    check_ok(give_back_load(w.db, mem, &w.owner, code, &m));
    return m;
}

static const char *
ask_expecting(const char *code, int64_t cents, const char *key, enum give_back_answer wanted)
{
    enum give_back_answer answer;
    const char           *id = NULL;

    check_ok(give_back_ask(w.db, mem, &w.owner, code, (struct money){cents}, "Paid twice", key, &answer, &id));
    assert_int_equal(answer, wanted);
    return id;
}

static struct mpesa_request
request_now(const char *id)
{
    struct mpesa_request r;

    check_ok(mpesa_by_id(w.db, mem, id, &r));
    return r;
}

static const char *
sent(const char *id)
{
    struct mpesa_request r = request_now(id);

    check_ok(mpesa_sending(w.db, &r, arena_printf(mem, "hash of %s", id), clock_now() + 60));
    check_ok(mpesa_accepted(w.db, &r, arena_printf(mem, "AG_%s", id), NULL, clock_now() + 60));
    return id;
}

static bool
ended(const char *id, const char *state, const char *verdict, const char *receipt)
{
    struct mpesa_request r = request_now(id);
    struct mpesa_outcome o = {.state = state, .cause = "result", .verdict = verdict, .receipt_no = receipt};
    bool                 moved;

    check_ok(settle(w.db, mem, &r, &o, &moved));
    return moved;
}

static void
done_it_opens_the_bill_and_mirrors_the_books(void **state)
{
    const char *payment = pay_paid(w.bill_id, 0, "UK1AAAAAAA");
    const char *id = sent(ask_expecting("uk1aaaaaaa", 0, NULL, GIVE_BACK_ASKED));

    (void)state;
    assert_string_equal(bill_now(w.bill_id).status, "paid");
    assert_string_equal(money_now(payment).open_request, id);
    assert_true(ended(id, "success", "done", "UK1REVERSE"));
    assert_string_equal(bill_now(w.bill_id).status, "unpaid");
    assert_string_equal(pay_now(payment).state, "reversed");
    assert_true(money_now(payment).reversed);
    assert_null(money_now(payment).open_request);
    assert_string_equal(money_now(payment).last_request, id);
    assert_false(ended(id, "success", "done", "UK1REVERSE"));
    assert_false(ended(id, "failed", "funds_gone", NULL));
    check_books();
    ask_expecting(payment, 0, NULL, GIVE_BACK_REVERSED);
}

static void
not_done_it_leaves_everything_as_it_was(void **state)
{
    static const char *const verdicts[] = {"funds_gone", "receipt_not_reversible", "initiator_wrong", "person_said_no"};

    (void)state;
    pay_paid(w.bill_id, 0, "UK1AAAAAAA");
    for (size_t i = 0; i < COUNT(verdicts); i++) {
        const char *id = sent(ask_expecting("UK1AAAAAAA", 0, NULL, GIVE_BACK_ASKED));
        assert_true(ended(id, "failed", verdicts[i], NULL));
        assert_string_equal(bill_now(w.bill_id).status, "paid");
        assert_false(money_now("UK1AAAAAAA").reversed);
        check_books();
    }
}

/* "It was not done", and then it was: the later truth counts. */
static void
a_late_success_is_booked_after_a_failure(void **state)
{
    (void)state;
    pay_paid(w.bill_id, 0, "UK1AAAAAAA");
    const char *id = sent(ask_expecting("UK1AAAAAAA", 0, NULL, GIVE_BACK_ASKED));
    assert_true(ended(id, "unknown", "timed_out", NULL));
    assert_string_equal(bill_now(w.bill_id).status, "paid");
    assert_true(ended(id, "failed", "person_said_no", NULL));
    assert_true(ended(id, "success", "done", "UK1REVERSE"));
    assert_string_equal(bill_now(w.bill_id).status, "unpaid");
    check_books();
}

static void
reversed_before_is_news_of_a_reversal(void **state)
{
    bool known;

    (void)state;
    pay_paid(w.bill_id, 0, "UK1AAAAAAA");
    const char *id = sent(ask_expecting("UK1AAAAAAA", 0, NULL, GIVE_BACK_ASKED));
    assert_true(ended(id, "failed", "already_reversed", NULL));
    assert_string_equal(bill_now(w.bill_id).status, "unpaid");
    check_ok(give_back_learned(w.db, mem, w.owner.landlord_id, money_now("UK1AAAAAAA").money_in_id, "again", &known));
    assert_true(known);
    check_books();
}

static void
what_cannot_be_asked_for_is_refused(void **state)
{
    enum give_back_answer answer;
    const char           *id;
    struct who            other = new_landlord("Peter", "254711000009");

    (void)state;
    pay_paid(w.bill_id, 0, "UK1AAAAAAA");
    assert_int_equal(give_back_ask(w.db, mem, &w.owner, "UKNOTTHERE", (struct money){0}, "none", NULL, &answer, &id),
                     ERR_NOT_FOUND);
    assert_int_equal(give_back_ask(w.db, mem, &other, "UK1AAAAAAA", (struct money){0}, "his", NULL, &answer, &id),
                     ERR_NOT_FOUND);
    ask_expecting("UK1AAAAAAA", 100, NULL, GIVE_BACK_OTHER_AMOUNT);
    const char *first = ask_expecting("UK1AAAAAAA", 1500000, "k1", GIVE_BACK_ASKED);
    assert_string_equal(ask_expecting("UK1AAAAAAA", 0, NULL, GIVE_BACK_UNDER_WAY), first);
    assert_string_equal(ask_expecting("UK1AAAAAAA", 1500000, "k1", GIVE_BACK_AGAIN), first);
    check_ok(give_back_ask(w.db, mem, &w.owner, "UK1AAAAAAA", (struct money){0}, "Another reason", "k1", &answer, &id));
    assert_int_equal(answer, GIVE_BACK_KEY_REUSED);
    for (enum give_back_answer a = 0; a < GIVE_BACK_ANSWER_COUNT; a++)
        assert_int_equal(give_back_refusal(a) == NULL, a == GIVE_BACK_ASKED || a == GIVE_BACK_AGAIN);
}

/* Money whose code has not come yet; and money of which a part was sent back to a phone. */
static void
money_without_a_code_or_refunded_is_refused(void **state)
{
    const char *why, *id = pay_prompted(w.bill_id, 0);

    (void)state;
    assert_int_equal(pay_evidence(id, "stk_query", NULL, 1500000, &why), MONEY_POSTED);
    ask_expecting(id, 0, NULL, GIVE_BACK_NO_CODE);
    struct returnable m = money_now(id);
    m.receipt_no = "UK1AAAAAAA";
    assert_int_equal(give_back_judge(&m, (struct money){0}), GIVE_BACK_ASKED);
    m.refunded.cents = 100;
    assert_int_equal(give_back_judge(&m, (struct money){0}), GIVE_BACK_REFUNDED);
    m.reversed = true;
    assert_int_equal(give_back_judge(&m, (struct money){0}), GIVE_BACK_REVERSED);
}

/* Two payments for two bills, one paid ahead: it pays what is open again. */
static void
what_was_paid_ahead_pays_the_open_bill(void **state)
{
    (void)state;
    const char *second = new_bill(&w.owner, w.lease_id, "2026-12", "rent", 500000);
    pay_paid(w.bill_id, 0, "UK1AAAAAAA");
    pay_paid(second, 0, "UK2AAAAAAA");
    bool known;
    check_ok(give_back_learned(w.db, mem, w.owner.landlord_id, money_now("UK1AAAAAAA").money_in_id, "taken", &known));
    assert_false(known);
    assert_int_equal(bill_now(w.bill_id).balance.cents, 1500000);
    assert_string_equal(bill_now(second).status, "paid");
    const char *third = new_bill(&w.owner, w.lease_id, "2027-01", "water", 100);
    pay_paid(third, 0, "UK3AAAAAAA");
    check_books();
}

static void
a_person_settles_only_what_is_unknown(void **state)
{
    (void)state;
    pay_paid(w.bill_id, 0, "UK1AAAAAAA");
    const char *id = sent(ask_expecting("UK1AAAAAAA", 0, NULL, GIVE_BACK_ASKED));
    assert_int_equal(payout_resolve(w.db, mem, &w.owner, id, true, NULL, "Seen"), ERR_CONFLICT);
    assert_true(ended(id, "unknown", "unanswered", NULL));
    assert_false(payout_resolvable(&w.tenant, &(struct mpesa_request){.state = "unknown", .money = true}, clock_now()));
    check_ok(payout_resolve(w.db, mem, &w.owner, id, true, "UK1REVERSE", "Seen in the portal"));
    assert_string_equal(bill_now(w.bill_id).status, "unpaid");
    assert_string_equal(request_now(id).result_receipt, "UK1REVERSE");
    assert_int_equal(payout_resolve(w.db, mem, &w.owner, id, false, NULL, "No"), ERR_CONFLICT);
    check_books();
}

static void
only_an_operator_is_told_whose_a_request_is(void **state)
{
    const char *landlord_id;

    (void)state;
    pay_paid(w.bill_id, 0, "UK1AAAAAAA");
    const char *id = ask_expecting("UK1AAAAAAA", 0, NULL, GIVE_BACK_ASKED);
    check_ok(mpesa_request_landlord(w.db, mem, &w.operator, id, &landlord_id));
    assert_string_equal(landlord_id, w.owner.landlord_id);
    assert_int_equal(mpesa_request_landlord(w.db, mem, &w.owner, id, &landlord_id), ERR_FORBIDDEN);
    assert_int_equal(mpesa_request_landlord(w.db, mem, &w.operator, "0123456789abcdef", &landlord_id), ERR_NOT_FOUND);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(done_it_opens_the_bill_and_mirrors_the_books),
        world_test(not_done_it_leaves_everything_as_it_was),
        world_test(a_late_success_is_booked_after_a_failure),
        world_test(reversed_before_is_news_of_a_reversal),
        world_test(what_cannot_be_asked_for_is_refused),
        world_test(money_without_a_code_or_refunded_is_refused),
        world_test(what_was_paid_ahead_pays_the_open_bill),
        world_test(a_person_settles_only_what_is_unknown),
        world_test(only_an_operator_is_told_whose_a_request_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
