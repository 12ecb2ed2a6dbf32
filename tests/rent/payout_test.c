/*
 * Money out: what may be asked for, who decides, what is set aside, and what follows from each ending.
 */
#include "support/world.h"

#include "rent/direct.h"
#include "rent/mpesa_send.h"
#include "rent/payout.h"
#include "rent/settle.h"

#define BULK "600992"

static int64_t keys;

static struct payout_ask
to_phone(int64_t cents)
{
    return (struct payout_ask){.api = "b2c",
                               .purpose = "expense",
                               .party = "254733000001",
                               .party_kind = "phone",
                               .amount = {cents},
                               .remarks = "Roof mended"};
}

static struct payout_ask
to_paybill(int64_t cents)
{
    return (struct payout_ask){.api = "b2b",
                               .purpose = "supplier",
                               .party = "888880",
                               .party_kind = "paybill",
                               .account_ref = "353353",
                               .amount = {cents},
                               .remarks = "Water"};
}

static struct payout_ask
of_tenant(const char *purpose, int64_t cents)
{
    struct payout_ask a = to_phone(cents);

    a.purpose = purpose;
    a.lease_id = w.lease_id;
    return a;
}

static enum payout_answer
try(const struct payout_ask *a, const char **id)
{
    enum payout_answer answer;

    check_ok(payout_ask(w.db, mem, &w.owner, a, &answer, id));
    return answer;
}

static const char *
ask(struct payout_ask a)
{
    const char *id;

    a.key = arena_printf(mem, "key %d", (int)++keys);
    assert_int_equal(try(&a, &id), PAYOUT_ASKED);
    return id;
}

static struct mpesa_request
now(const char *id)
{
    struct mpesa_request r;

    check_ok(mpesa_request_load(w.db, mem, &w.owner, id, &r));
    return r;
}

static int64_t
requests(void)
{
    return raw_int("SELECT count(*) FROM mpesa_request");
}

static struct payout_limits
limits(void)
{
    struct payout_limits l;

    check_ok(payout_limits(w.db, mem, &w.owner, w.lease_id, &l));
    return l;
}

/* Another person of the landlord's, or of nobody's. */
static struct who
person(enum role role, const char *phone, bool may_approve)
{
    struct who own = new_landlord("Somebody", phone), who = own;

    raw_f("UPDATE member SET landlord_id = '%s', role = '%s', may_approve = %d WHERE person_id = '%s'",
          w.owner.landlord_id, role_name(role), may_approve, own.person_id);
    who.role = role;
    who.landlord_id = w.owner.landlord_id;
    return who;
}

static void
approve(const char *id)
{
    struct who operator= w.operator;

    operator.landlord_id = w.owner.landlord_id;
    check_ok(payout_approve(w.db, mem, &operator, id, false));
}

/* As the gateway does it. */
static void
sent(const char *id)
{
    struct mpesa_request r = now(id);

    check_ok(mpesa_sending(w.db, &r, arena_printf(mem, "hash of %s", id), clock_now() + 30));
    check_ok(mpesa_accepted(w.db, &r, arena_printf(mem, "AG_%s", id), r.originator_id, clock_now() + 30));
}

static bool
ends(const char *id, const char *how, const char *receipt)
{
    struct mpesa_request r = now(id);
    bool                 moved, good = strcmp(how, "success") == 0;
    struct mpesa_outcome o = {.state = how,
                              .cause = "result",
                              .verdict = good ? "done" : "receiver_unknown",
                              .code = good ? "0" : "7",
                              .receipt_no = receipt};

    check_ok(settle(w.db, mem, &r, &o, &moved));
    return moved;
}

/* He pays `cents` more than he owes. */
static void
give_credit(int64_t cents)
{
    const struct direct d = {.channel = "c2b",
                             .landlord_id = w.owner.landlord_id,
                             .shortcode = "412873",
                             .receipt_no = "UKP0000001",
                             .bill_ref = "B4",
                             .msisdn = "2547 ***** 678",
                             .amount = {bill_now(w.bill_id).balance.cents + cents},
                             .paid_at = clock_now()};
    enum direct_verdict v;

    check_ok(direct_money(w.db, mem, &d, &v));
    assert_int_equal(v, DIRECT_POSTED);
}

/* ---- asking ---- */

static void
each_refusal_writes_nothing(void **state)
{
    const char *longest = "12345678901234";
    struct {
        struct payout_ask  a;
        enum payout_answer answer;
    } cases[] = {
        {to_phone(1050), PAYOUT_NOT_WHOLE},
        {to_phone(900), PAYOUT_TOO_SMALL},
        {to_phone(25000100), PAYOUT_TOO_LARGE},
        {to_paybill(0), PAYOUT_TOO_SMALL},
        {to_paybill(25000100), PAYOUT_TOO_LARGE},
        {of_tenant("refund", 1000), PAYOUT_ABOVE_CREDIT},
        {of_tenant("deposit", 1000), PAYOUT_ABOVE_DEPOSIT},
        {to_phone(1000), PAYOUT_NO_SUCH_PURPOSE},
        {to_phone(1000), PAYOUT_NEEDS_LEASE},
        {to_phone(1000), PAYOUT_NEEDS_LEASE},
        {to_paybill(100), PAYOUT_NEEDS_ACCOUNT},
        {to_paybill(100), PAYOUT_NEEDS_ACCOUNT},
        {to_paybill(100), PAYOUT_NO_ACCOUNT},
        {to_paybill(100), PAYOUT_OWN_NUMBER},
        {to_paybill(100), PAYOUT_NO_SUCH_PURPOSE},
    };
    const char *id;

    (void)state;
    cases[7].a.purpose = "utility";
    cases[8].a.purpose = "refund";
    cases[9].a.lease_id = "0123456789abcdef";
    cases[10].a.account_ref = NULL;
    cases[11].a.account_ref = longest;
    cases[12].a.party_kind = "till";
    cases[13].a.party = "412873";
    cases[14].a.purpose = "salary";
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (try(&cases[i].a, &id) != cases[i].answer)
            fail_msg("case %zu", i);
        const struct payout_refusal *r = payout_refusal(cases[i].answer);
        assert_non_null(r);
        assert_true(r->status == 422 && strlen(r->message) > 20 && r->field);
        assert_null(id);
    }
    assert_int_equal(requests(), 0);
}

static void
without_a_number_the_answer_says_what_to_set_up(void **state)
{
    struct payout_ask a = to_phone(1000), top_up = to_paybill(1000);
    const char       *id;

    (void)state;
    raw("UPDATE receiving_account SET payout_shortcode = NULL");
    top_up.purpose = "top_up";
    top_up.party = top_up.account_ref = NULL;
    assert_int_equal(try(&a, &id), PAYOUT_NO_BULK);
    assert_int_equal(try(&top_up, &id), PAYOUT_NO_BULK);
    assert_int_equal(payout_refusal(PAYOUT_NO_BULK)->status, 409);
    raw("UPDATE receiving_account SET state = 'retired'");
    assert_int_equal(try(&a, &id), PAYOUT_NO_NUMBER);
    assert_int_equal(requests(), 0);
}

static void
judging_alone_writes_nothing(void **state)
{
    struct payout_ask a = to_phone(1000);
    const char       *id = "";

    (void)state;
    a.only_judged = true;
    a.key = "k";
    assert_int_equal(try(&a, &id), PAYOUT_ASKED);
    assert_null(id);
    assert_int_equal(requests(), 0);
    a.only_judged = false;
    assert_int_equal(try(&a, &id), PAYOUT_ASKED);
    assert_non_null(id);
}

static void
a_key_is_one_request(void **state)
{
    struct payout_ask a = to_phone(1000);
    const char       *first, *again;

    (void)state;
    a.key = "k";
    assert_int_equal(try(&a, &first), PAYOUT_ASKED);
    assert_int_equal(try(&a, &again), PAYOUT_AGAIN);
    check_text(again, first);
    a.remarks = "Something else";
    assert_int_equal(try(&a, &again), PAYOUT_KEY_REUSED);
    assert_int_equal(requests(), 1);
}

static void
what_was_asked_never_changes(void **state)
{
    const char *id = ask(to_phone(1000));
    sqlite3    *db = raw_open();

    (void)state;
    static const char *const changes[] = {"amount_cents = 2000", "party = '254700000000'", "purpose = 'salary'",
                                          "shortcode = '1'", "command = 'x'"};
    for (size_t i = 0; i < COUNT(changes); i++)
        assert_int_not_equal(
            sqlite3_exec(db, arena_printf(mem, "UPDATE mpesa_request SET %s WHERE id = '%s'", changes[i], id), NULL,
                         NULL, NULL),
            SQLITE_OK);
    sqlite3_close(db);
}

/* ---- deciding ---- */

static void
rights_are_those_of_the_table(void **state)
{
    struct who agent = person(ROLE_AGENT, "254733000011", false),
               plain = person(ROLE_ACCOUNTANT, "254733000012", false),
               chief = person(ROLE_ACCOUNTANT, "254733000013", true),
               keeper = person(ROLE_CARETAKER, "254733000014", true),
               other = person(ROLE_OWNER, "254733000015", false), operator= w.operator;
    const char *id = ask(to_phone(1000));
    struct {
        const struct who *who;
        enum payout_right right;
        int64_t           waiting;
    } cases[] = {
        {&w.owner, PAYOUT_NOT_HIS_OWN, 0}, {&agent, PAYOUT_MAY_NOT, 0},  {&plain, PAYOUT_MAY_NOT, 0},
        {&chief, PAYOUT_MAY, 1},           {&keeper, PAYOUT_MAY_NOT, 0}, {&other, PAYOUT_MAY, 1},
        {&operator, PAYOUT_MAY, 0},
    };

    (void)state;
    operator.landlord_id = w.owner.landlord_id;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct mpesa_request r = now(id);
        enum payout_right    right;
        int64_t              waiting;
        check_ok(payout_right(w.db, mem, cases[i].who, &r, &right));
        check_ok(payout_waiting(w.db, cases[i].who, &waiting));
        if (right != cases[i].right || waiting != cases[i].waiting)
            fail_msg("case %zu: %d, %d wait", i, right, (int)waiting);
        enum err e = payout_approve(w.db, mem, cases[i].who, id, false);
        assert_int_equal(e, right == PAYOUT_MAY ? ERR_OK : ERR_FORBIDDEN);
        if (right == PAYOUT_MAY)
            id = ask(to_phone(1000));
    }
    check_books();
}

static void
alone_takes_the_second_factor(void **state)
{
    const char          *id = ask(to_phone(1000));
    struct mpesa_request r = now(id);
    enum payout_right    right;
    int64_t              waiting;

    (void)state;
    check_ok(payout_right(w.db, mem, &w.owner, &r, &right));
    assert_int_equal(right, PAYOUT_MAY_ALONE);
    check_ok(payout_waiting(w.db, &w.owner, &waiting));
    assert_int_equal(waiting, 1);
    assert_int_equal(payout_approve(w.db, mem, &w.owner, id, false), ERR_FORBIDDEN);
    check_ok(payout_approve(w.db, mem, &w.owner, id, true));
    assert_true(now(id).second_factor);
    check_text(now(id).state, "pending");
    assert_int_equal(payout_approve(w.db, mem, &w.owner, id, true), ERR_CONFLICT);
    assert_int_equal(payout_reject(w.db, mem, &w.owner, id, NULL), ERR_CONFLICT);
    check_books();
}

static void
a_stranger_finds_nothing(void **state)
{
    struct who  peter = new_landlord("Peter", "254733000021");
    const char *id = ask(to_phone(1000));

    (void)state;
    assert_int_equal(payout_approve(w.db, mem, &peter, id, true), ERR_NOT_FOUND);
    assert_int_equal(payout_reject(w.db, mem, &peter, id, NULL), ERR_NOT_FOUND);
    assert_int_equal(payout_resolve(w.db, mem, &peter, id, false, NULL, "x"), ERR_NOT_FOUND);
    check_text(now(id).state, "awaiting_approval");
}

/* ---- what is set aside ---- */

static void
credit_is_set_aside_and_freed(void **state)
{
    struct payout_ask more = of_tenant("refund", 100100);
    const char       *id;

    (void)state;
    give_credit(200000);
    assert_int_equal(limits().credit.cents, 200000);
    id = ask(of_tenant("refund", 100000));
    assert_int_equal(limits().credit.cents, 100000);
    assert_int_equal(try(&more, &(const char *){NULL}), PAYOUT_ABOVE_CREDIT);
    const char *bill = new_bill(&w.owner, w.lease_id, "2026-12", "water", 150000);
    assert_int_equal(bill_now(bill).paid.cents, 100000);
    check_ok(payout_reject(w.db, mem, &w.owner, id, "Not now"));
    assert_int_equal(bill_now(bill).paid.cents, 150000);
    assert_int_equal(limits().credit.cents, 50000);
    check_books();
}

static void
a_success_after_a_failure_is_posted_once(void **state)
{
    (void)state;
    give_credit(100000);
    const char *id = ask(of_tenant("refund", 100000));
    approve(id);
    sent(id);
    assert_true(ends(id, "failed", NULL));
    assert_int_equal(limits().credit.cents, 100000);
    assert_true(ends(id, "success", "UKQ0000001"));
    assert_int_equal(limits().credit.cents, 0);
    assert_false(ends(id, "success", "UKQ0000001"));
    assert_false(ends(id, "failed", NULL));
    assert_int_equal(raw_int("SELECT count(*) FROM money_out"), 1);
    assert_int_equal(raw_int("SELECT sum(cents) FROM refund WHERE ended_at IS NULL"), 100000);
    check_books();
}

static void
a_deposit_is_returned_once(void **state)
{
    const char *bill = new_bill(&w.owner, w.lease_id, "2026-10", "deposit", 500000);

    (void)state;
    pay_paid(bill, 0, "UKD0000001");
    assert_int_equal(limits().deposit.cents, 500000);
    const char *id = ask(of_tenant("deposit", 300000));
    assert_int_equal(limits().deposit.cents, 200000);
    struct payout_ask more = of_tenant("deposit", 200100);
    assert_int_equal(try(&more, &(const char *){NULL}), PAYOUT_ABOVE_DEPOSIT);
    approve(id);
    sent(id);
    assert_true(ends(id, "failed", NULL));
    assert_int_equal(limits().deposit.cents, 500000);
    const char *whole = ask(of_tenant("deposit", 500000));
    assert_true(ends(id, "success", "UKD0000002"));
    assert_int_equal(limits().deposit.cents, 0);
    check_text(now(whole).state, "awaiting_approval");
    check_books();
}

/* ---- by a person's word ---- */

static void
a_person_settles_what_is_unknown_after_an_hour(void **state)
{
    struct who  agent = person(ROLE_AGENT, "254733000031", false);
    const char *id = ask(to_phone(1000)), *other = ask(to_phone(2000));

    (void)state;
    for (int i = 0; i < 2; i++) {
        approve(i ? other : id);
        sent(i ? other : id);
    }
    assert_int_equal(payout_resolve(w.db, mem, &w.owner, id, false, NULL, "x"), ERR_CONFLICT);
    raw("UPDATE mpesa_request SET state = 'unknown', sent_at = unixepoch() - 3000, next_check_at = unixepoch() + 60");
    assert_int_equal(payout_resolve(w.db, mem, &w.owner, id, false, NULL, "x"), ERR_CONFLICT);
    raw("UPDATE mpesa_request SET sent_at = unixepoch() - 3700");
    assert_int_equal(payout_resolve(w.db, mem, &agent, id, false, NULL, "x"), ERR_FORBIDDEN);
    check_ok(payout_resolve(w.db, mem, &w.owner, id, true, "UKR0000001", "Seen"));
    check_text(now(id).result_receipt, "UKR0000001");
    assert_int_equal(payout_resolve(w.db, mem, &w.owner, other, true, "UKR0000001", "Seen"), ERR_CONFLICT);
    check_text(now(other).state, "unknown");
    raw("UPDATE mpesa_request SET sent_at = unixepoch(), next_check_at = NULL");
    check_ok(payout_resolve(w.db, mem, &w.owner, other, false, NULL, "Not in the list"));
    check_text(now(other).state, "failed");
    assert_int_equal(raw_int("SELECT count(*) FROM money_out"), 1);
}

static int
begin(void **state)
{
    int failed = world_begin(state);

    if (!failed)
        raw("UPDATE receiving_account SET payout_shortcode = '" BULK "'");
    return failed;
}
#define payout_test(f) cmocka_unit_test_setup_teardown(f, begin, world_end)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        payout_test(each_refusal_writes_nothing),   payout_test(without_a_number_the_answer_says_what_to_set_up),
        payout_test(judging_alone_writes_nothing),  payout_test(a_key_is_one_request),
        payout_test(what_was_asked_never_changes),  payout_test(rights_are_those_of_the_table),
        payout_test(alone_takes_the_second_factor), payout_test(a_stranger_finds_nothing),
        payout_test(credit_is_set_aside_and_freed), payout_test(a_success_after_a_failure_is_posted_once),
        payout_test(a_deposit_is_returned_once),    payout_test(a_person_settles_what_is_unknown_after_an_hour),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
