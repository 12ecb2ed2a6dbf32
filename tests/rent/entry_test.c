/*
 * Entries by hand: who records, who decides, what is posted, cheques, what is taken back; and money that is moved.
 */
#include "support/world.h"

#include "rent/entry.h"
#include "rent/give_back.h"
#include "rent/place.h"
#include "rent/receipt.h"

static int keys;

static int64_t
balance(const char *kind, const char *detail)
{
    return raw_int_f("SELECT coalesce(sum(balance_cents), 0) FROM account WHERE kind = '%s' AND detail = '%s'", kind,
                     detail);
}

static const char *
day(int days_ago)
{
    char out[DATE_SIZE];

    return arena_strdup(mem, date_text(out, date_from_days(date_days(today_eat()) - days_ago)));
}

/* Another person of the landlord's. */
static struct who
person(enum role role, const char *phone)
{
    struct who own = new_landlord("Mary", phone), who = own;

    raw_f("UPDATE member SET landlord_id = '%s', role = '%s' WHERE person_id = '%s'", w.owner.landlord_id,
          role_name(role), own.person_id);
    who.role = role;
    who.landlord_id = w.owner.landlord_id;
    return who;
}

static const char *
account(const char *name)
{
    const char *id;

    check_ok(bank_account_add(w.db, mem, &w.owner, name, "0123456789", &id));
    return id;
}

static struct entry_new
cash(int64_t cents)
{
    return (struct entry_new){
        .lease_id = w.lease_id, .rail = "cash", .amount = {cents}, .key = arena_printf(mem, "key %d", ++keys)};
}

static struct entry_new
cheque(int64_t cents)
{
    struct entry_new in = cash(cents);

    in.rail = "cheque";
    in.ref = "000123";
    in.cheque_bank = "KCB";
    in.cheque_date = day(1);
    return in;
}

static enum entry_answer
try(const struct who *who, struct entry_new in, const char **id)
{
    enum entry_answer answer;

    check_ok(entry_add(w.db, mem, who, &in, &answer, id));
    return answer;
}

static const char *
record(const struct who *who, struct entry_new in)
{
    const char *id;

    assert_int_equal(try(who, in, &id), ENTRY_MADE);
    return id;
}

static struct entry
now(const char *id)
{
    struct entry n;

    check_ok(entry_load(w.db, mem, &w.owner, id, &n));
    return n;
}

static void
an_owners_cash_counts_at_once(void **state)
{
    struct receipt r;
    const char    *id = record(&w.owner, cash(1250050));

    (void)state;
    check_text(now(id).status, "approved");
    assert_int_equal(balance("cash", ""), 1250050);
    assert_int_equal(balance("receivable", w.lease_id), 249950);
    assert_int_equal(bill_now(w.bill_id).paid.cents, 1250050);
    check_ok(receipt_load(w.db, mem, &w.tenant, now(id).receipt_number, &r));
    check_text(r.type, "manual");
    check_text(r.business_type, "cash");
    assert_null(r.mpesa_code);
    check_text(raw_text("SELECT made_by FROM assignment"), w.owner.person_id);
    check_books();
}

static void
a_caretakers_waits_and_is_in_no_book(void **state)
{
    struct who   mary = person(ROLE_CARETAKER, "254733000010"), other = person(ROLE_CARETAKER, "254733000011");
    const char  *id = record(&mary, cash(500000));
    int64_t      waiting;
    struct entry n;

    (void)state;
    check_text(now(id).status, "waiting");
    check_text(now(id).made_role, "caretaker");
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 0);
    check_ok(entry_waiting(w.db, &w.owner, &waiting));
    assert_int_equal(waiting, 1);
    check_ok(entry_waiting(w.db, &mary, &waiting));
    assert_int_equal(waiting, 0);
    assert_int_equal(entry_load(w.db, mem, &other, id, &n), ERR_NOT_FOUND);
    assert_int_equal(entry_approve(w.db, mem, &other, id), ERR_NOT_FOUND);
    assert_int_equal(entry_approve(w.db, mem, &mary, id), ERR_FORBIDDEN);
    assert_int_equal(entry_approve(w.db, mem, &w.tenant, id), ERR_FORBIDDEN);
    check_books();

    check_ok(entry_approve(w.db, mem, &w.owner, id));
    assert_int_equal(balance("cash", ""), 500000);
    check_text(now(id).decided_name, "Wanjiku");
    assert_int_equal(entry_approve(w.db, mem, &w.owner, id), ERR_CONFLICT);
    assert_int_equal(entry_reject(w.db, mem, &w.owner, id, "Late"), ERR_CONFLICT);
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 1);
    check_books();
}

static void
it_is_rejected_with_a_reason_or_withdrawn(void **state)
{
    struct who  mary = person(ROLE_CARETAKER, "254733000010"), kim = person(ROLE_ACCOUNTANT, "254733000012");
    const char *id = record(&mary, cash(500000));

    (void)state;
    assert_int_equal(entry_reject(w.db, mem, &kim, id, "No"), ERR_FORBIDDEN);
    check_ok(entry_reject(w.db, mem, &w.owner, id, "No such money was handed over"));
    check_text(now(id).status, "rejected");
    check_text(now(id).reason, "No such money was handed over");
    assert_int_equal(entry_approve(w.db, mem, &w.owner, id), ERR_CONFLICT);
    id = record(&kim, cash(500000));
    check_text(now(id).status, "waiting");
    check_ok(entry_reject(w.db, mem, &kim, id, NULL));
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 0);
    check_books();
}

static void
what_is_recorded_is_judged(void **state)
{
    struct entry_new in = cash(100);
    struct who       kamau = new_landlord("Kamau", "254733000003");
    const char      *id, *water = new_bill(&w.owner, w.lease_id, "2026-12", "water", 45000);
    const char      *other_lease = new_lease(&w.owner, w.tenant_id, new_unit(&w.owner, w.property_id, "B5"));

    (void)state;
    in.received_on = day(-1);
    assert_int_equal(try(&w.owner, in, &id), ENTRY_NO_DAY);
    in.received_on = day(401);
    assert_int_equal(try(&w.owner, in, &id), ENTRY_NO_DAY);
    in.received_on = "2026-02-30";
    assert_int_equal(try(&w.owner, in, &id), ENTRY_NO_DAY);
    in.received_on = "2025-12-31";
    assert_int_equal(try(&w.owner, in, &id), ENTRY_BEFORE_LEASE);
    in = cash(INT64_C(1000000001));
    assert_int_equal(try(&w.owner, in, &id), ENTRY_TOO_MUCH);
    in = cash(100);
    in.rail = "bank";
    assert_int_equal(try(&w.owner, in, &id), ENTRY_NO_ACCOUNT);
    in.bank_account_id = "aaaaaaaaaaaaaaaa";
    assert_int_equal(try(&w.owner, in, &id), ENTRY_NO_ACCOUNT);
    in = cheque(100);
    in.ref = NULL;
    assert_int_equal(try(&w.owner, in, &id), ENTRY_NO_REF);
    in = cash(100);
    in.bill_id = water;
    in.lease_id = other_lease;
    assert_int_equal(try(&w.owner, in, &id), ENTRY_NO_BILL);
    enum entry_answer answer;
    in = cash(100);
    assert_int_equal(entry_add(w.db, mem, &kamau, &in, &answer, &id), ERR_NOT_FOUND);
    assert_int_equal(raw_int("SELECT count(*) FROM entry"), 0);
    for (int a = ENTRY_LIKELY_DOUBLE; a < ENTRY_ANSWER_COUNT; a++)
        assert_non_null(entry_refusal((enum entry_answer)a));

    in = cash(45000); /* the bill that was meant, though the rent fell due before it */
    in.bill_id = water;
    record(&w.owner, in);
    check_text(bill_now(water).status, "paid");
    assert_int_equal(bill_now(w.bill_id).paid.cents, 0);
    in = cash(10);
    in.bill_id = water;
    assert_int_equal(try(&w.owner, in, &id), ENTRY_NO_BILL);
    check_books();
}

static void
pressed_twice_is_recorded_once(void **state)
{
    struct entry_new in = cash(300000), later = cash(300000);
    const char      *first = record(&w.owner, in), *id;

    (void)state;
    assert_int_equal(try(&w.owner, in, &id), ENTRY_AGAIN);
    check_text(id, first);
    in.amount.cents++;
    assert_int_equal(try(&w.owner, in, &id), ENTRY_KEY_REUSED);
    later.received_on = day(2);
    assert_int_equal(try(&w.owner, later, &id), ENTRY_LIKELY_DOUBLE);
    check_text(id, first);
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 1);
    later.sure = true;
    record(&w.owner, later);
    later = cash(300000);
    later.received_on = day(6);
    record(&w.owner, later);
    assert_int_equal(raw_int("SELECT count(*) FROM money_in"), 3);
    check_books();
}

static void
money_counts_for_the_day_it_was_received_on(void **state)
{
    struct entry_new in = cash(100000);

    (void)state;
    in.received_on = day(20);
    record(&w.owner, in);
    check_text(raw_text("SELECT day FROM ledger_txn WHERE kind = 'receive'"), day(20));
}

static void
a_bank_deposit_stands_in_its_account(void **state)
{
    struct entry_new in = cash(100000);

    (void)state;
    in.rail = "bank";
    in.bank_account_id = account("Equity");
    in.ref = "FT2611";
    record(&w.owner, in);
    assert_int_equal(balance("bank", "Equity"), 100000);
    check_text(raw_text("SELECT ref FROM money_in"), "FT2611");
    const char *id;
    assert_int_equal(bank_account_add(w.db, mem, &w.owner, "Equity", NULL, &id), ERR_CONFLICT);
    check_books();
}

static void
a_cheque_is_in_hand_until_it_is_cleared(void **state)
{
    const char *id = record(&w.owner, cheque(1500000)), *bank = account("KCB");
    struct who  mary = person(ROLE_CARETAKER, "254733000010"), kim = person(ROLE_ACCOUNTANT, "254733000012");

    (void)state;
    assert_int_equal(balance("cheque", ""), 1500000);
    assert_int_equal(entry_clear(w.db, mem, &mary, id, bank), ERR_NOT_FOUND);
    assert_int_equal(entry_clear(w.db, mem, &kim, id, bank), ERR_FORBIDDEN);
    assert_int_equal(entry_clear(w.db, mem, &w.owner, id, "aaaaaaaaaaaaaaaa"), ERR_FIELD);
    check_ok(entry_clear(w.db, mem, &w.owner, id, bank));
    assert_int_equal(entry_clear(w.db, mem, &w.owner, id, bank), ERR_CONFLICT);
    assert_int_equal(balance("cheque", ""), 0);
    assert_int_equal(balance("bank", "KCB"), 1500000);
    check_text(bill_now(w.bill_id).status, "paid");
    check_books();
}

static void
a_cheque_that_bounces_opens_its_bill_again(void **state)
{
    (void)state;
    for (int cleared = 0; cleared < 2; cleared++) {
        struct entry_new in = cheque(1500000);
        const char      *id = record(&w.owner, in);
        if (cleared)
            check_ok(entry_clear(w.db, mem, &w.owner, id, account("KCB")));
        check_ok(entry_bounce(w.db, mem, &w.owner, id, "Refer to drawer", (struct money){cleared ? 50000 : 0}));
        check_text(now(id).status, "bounced");
        assert_int_equal(balance("cheque", "") + balance("bank", "KCB"), 0);
        assert_int_equal(bill_now(w.bill_id).paid.cents, 0);
        assert_int_equal(entry_bounce(w.db, mem, &w.owner, id, "Again", (struct money){0}), ERR_CONFLICT);
        assert_int_equal(entry_undo(w.db, mem, &w.owner, id, "Again"), ERR_CONFLICT);
        struct receipt r;
        check_ok(receipt_load(w.db, mem, &w.tenant, now(id).receipt_number, &r));
        assert_true(r.reversed);
        assert_int_equal(now(id).charge_bill_id != NULL, cleared);
    }
    assert_int_equal(raw_int("SELECT due_cents FROM bill WHERE kind = 'other'"), 50000);
    assert_int_equal(entry_bounce(w.db, mem, &w.owner, record(&w.owner, cash(100)), "Cash", (struct money){0}),
                     ERR_CONFLICT);
    check_books();
}

static void
the_owner_takes_back_what_was_wrong(void **state)
{
    struct who  agent = person(ROLE_AGENT, "254733000013");
    const char *wrong = record(&agent, cash(1500000)), *right = record(&w.owner, cash(2000000));

    (void)state;
    check_text(now(wrong).status, "approved");
    assert_int_equal(entry_undo(w.db, mem, &agent, wrong, "Wrong"), ERR_FORBIDDEN);
    check_ok(entry_undo(w.db, mem, &w.owner, wrong, "It was for another house"));
    check_text(now(wrong).status, "undone");
    check_text(now(wrong).ended_reason, "It was for another house");
    assert_int_equal(balance("cash", ""), 2000000);
    assert_int_equal(bill_now(w.bill_id).paid.cents, 1500000); /* by the credit of the right one */
    assert_int_equal(entry_undo(w.db, mem, &w.owner, wrong, "Again"), ERR_CONFLICT);
    check_text(now(right).status, "approved");
    check_books();
}

static void
m_pesa_gives_back_only_its_own(void **state)
{
    struct returnable m;
    const char       *id = record(&w.owner, cash(100000));

    (void)state;
    assert_int_equal(give_back_load(w.db, mem, &w.owner, now(id).money_in_id, &m), ERR_NOT_FOUND);
}

static void
a_landlord_sees_his_own(void **state)
{
    struct who          kamau = new_landlord("Kamau", "254733000003");
    const char         *id = record(&w.owner, cash(100000)), *next, *bank = account("KCB");
    struct entry        n, *rows;
    struct bank_account a;
    size_t              count;

    (void)state;
    assert_int_equal(entry_load(w.db, mem, &kamau, id, &n), ERR_NOT_FOUND);
    assert_int_equal(entry_approve(w.db, mem, &kamau, id), ERR_NOT_FOUND);
    assert_int_equal(entry_undo(w.db, mem, &kamau, id, "x"), ERR_NOT_FOUND);
    assert_int_equal(entry_reject(w.db, mem, &kamau, id, "x"), ERR_NOT_FOUND);
    assert_int_equal(bank_account_load(w.db, mem, &kamau, bank, &a), ERR_NOT_FOUND);
    check_ok(entry_list(w.db, mem, &kamau, &(struct entry_filter){0}, &rows, &count, &next));
    assert_int_equal(count, 0);
    check_ok(entry_list(w.db, mem, &w.owner, &(struct entry_filter){.rail = "cash"}, &rows, &count, &next));
    assert_int_equal(count, 1);
    check_ok(entry_list(w.db, mem, &w.owner, &(struct entry_filter){.status = "waiting"}, &rows, &count, &next));
    assert_int_equal(count, 0);
}

static enum transfer_answer
move(const char *from, const char *to, int64_t cents, const char *key, const char **id)
{
    enum transfer_answer      answer;
    const struct transfer_new in = {.from = from, .to = to, .amount = {cents}, .note = "Handed over", .key = key};

    check_ok(transfer_add(w.db, mem, &w.owner, &in, &answer, id));
    return answer;
}

static void
cash_is_handed_over(void **state)
{
    const char     *id, *again, *bank = account("KCB");
    struct transfer x;
    struct in_hand  hand;

    (void)state;
    record(&w.owner, cash(1000000));
    assert_int_equal(move("cash", bank, 1000001, "a", &id), TRANSFER_TOO_MUCH);
    assert_int_equal(move("cash", "cash", 100, "a", &id), TRANSFER_SAME);
    assert_int_equal(move("pocket", "cash", 100, "a", &id), TRANSFER_NO_FROM);
    assert_int_equal(move("cash", "aaaaaaaaaaaaaaaa", 100, "a", &id), TRANSFER_NO_TO);
    assert_int_equal(move("cash", bank, 600000, "a", &id), TRANSFER_MADE);
    assert_int_equal(move("cash", bank, 600000, "a", &again), TRANSFER_AGAIN);
    check_text(again, id);
    assert_int_equal(move("cash", bank, 600001, "a", &again), TRANSFER_KEY_REUSED);
    assert_int_equal(move("cash", "owner", 400000, "b", &again), TRANSFER_MADE);
    assert_int_equal(balance("bank", "KCB"), 600000);
    assert_int_equal(balance("drawings", ""), 400000);
    check_ok(place_in_hand(w.db, &w.owner, &hand));
    assert_int_equal(hand.cash.cents, 0);
    check_ok(transfer_load(w.db, mem, &w.owner, id, &x));
    check_text(x.to_detail, "KCB");
    check_text(x.note, "Handed over");
    check_books();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(an_owners_cash_counts_at_once),
        world_test(a_caretakers_waits_and_is_in_no_book),
        world_test(it_is_rejected_with_a_reason_or_withdrawn),
        world_test(what_is_recorded_is_judged),
        world_test(pressed_twice_is_recorded_once),
        world_test(money_counts_for_the_day_it_was_received_on),
        world_test(a_bank_deposit_stands_in_its_account),
        world_test(a_cheque_is_in_hand_until_it_is_cleared),
        world_test(a_cheque_that_bounces_opens_its_bill_again),
        world_test(the_owner_takes_back_what_was_wrong),
        world_test(m_pesa_gives_back_only_its_own),
        world_test(a_landlord_sees_his_own),
        world_test(cash_is_handed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
