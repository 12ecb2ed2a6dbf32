/*
 * "I have paid: here is my code": how often, what the books answer at once, and who is believed. The facts that decide
 * are a table, and each row is an attempt that somebody could make.
 */
#include "support/world.h"

#include "rent/claim.h"
#include "rent/direct.h"
#include "rent/posting.h"

enum { RENT = 1500000 };

static const char *own_phone = "254722000002", *neighbours_phone = "254722000003", *strangers_phone = "254799000099";

struct neighbour {
    const char *tenant_id, *lease_id, *bill_id;
};

/* Lives next door; rent 15,000 as everybody here. `owes` 0: no bill. */
static struct neighbour
neighbour(int64_t rent, int64_t owes)
{
    struct neighbour       n = {.tenant_id = new_tenant(&w.owner, "Akinyi", neighbours_phone)};
    const struct lease_new in = {.tenant_id = n.tenant_id,
                                 .unit_id = new_unit(&w.owner, w.property_id, "C1"),
                                 .start_date = "2026-01-01",
                                 .rent = {rent},
                                 .due_day = 5};

    check_ok(lease_add(w.db, mem, &w.owner, &in, &n.lease_id));
    if (owes)
        n.bill_id = new_bill(&w.owner, n.lease_id, "2026-11", "rent", owes);
    return n;
}

static struct claim_story
story(const char *phone, int64_t cents)
{
    return (struct claim_story){.landlord_id = w.owner.landlord_id,
                                .lease_id = w.lease_id,
                                .bill_id = w.bill_id,
                                .receipt_no = "UKL3A7XK2P",
                                .phone = phone,
                                .amount = {cents},
                                .paid_at = clock_now()};
}

static bool
believed(const struct claim_story *s)
{
    bool yes;

    check_ok(claim_believed(w.db, s, &yes));
    return yes;
}

static bool
believes(const char *phone, int64_t cents)
{
    struct claim_story s = story(phone, cents);

    return believed(&s);
}

static void
money_from_the_tenants_own_phone_is_his_whatever_it_is(void **state)
{
    (void)state;
    neighbour(RENT, RENT);
    assert_true(believes(own_phone, RENT));
    assert_true(believes(own_phone, 100));
    assert_true(believes(own_phone, 9999900));
}

static void
an_amount_that_only_he_could_mean_is_his_from_a_phone_that_nobody_has(void **state)
{
    (void)state;
    neighbour(1200000, 1200000);
    assert_true(believes(strangers_phone, RENT));
    assert_false(believes(strangers_phone, RENT - 100));
    new_bill(&w.owner, w.lease_id, "2026-12", "water", 70000);
    assert_true(believes(strangers_phone, RENT));         /* the bill */
    assert_true(believes(strangers_phone, RENT + 70000)); /* all that he owes */
    assert_false(believes(strangers_phone, 70000));       /* another bill than the one he named */
}

static void
a_neighbours_code_is_not_his_though_the_rents_are_equal(void **state)
{
    (void)state;
    neighbour(RENT, RENT);
    assert_false(believes(neighbours_phone, RENT)); /* from her phone */
    assert_false(believes(strangers_phone, RENT));  /* from her sister's */
}

static void
a_neighbour_who_owes_nothing_yet_may_have_paid_ahead(void **state)
{
    (void)state;
    neighbour(RENT, 0);
    assert_false(believes(strangers_phone, RENT));
}

static void
a_neighbour_with_another_rent_may_owe_that_amount_too(void **state)
{
    struct neighbour n = neighbour(2000000, RENT);

    (void)state;
    assert_false(believes(strangers_phone, RENT));
    pay_paid(n.bill_id, RENT, "UKA0000001");
    assert_true(believes(strangers_phone, RENT)); /* what she owed is paid */
    new_bill(&w.owner, n.lease_id, "2026-12", "water", 1000000);
    new_bill(&w.owner, n.lease_id, "2026-12", "penalty", 500000);
    assert_false(believes(strangers_phone, RENT)); /* all that she owes */
}

static void
another_tenants_phone_is_never_believed(void **state)
{
    (void)state;
    neighbour(1200000, 0);
    assert_false(believes(neighbours_phone, RENT));
    assert_false(believes(neighbours_phone, 100));
}

static void
a_balance_that_was_made_to_fit_is_not_believed(void **state)
{
    struct claim_story s = story(strangers_phone, 700000);

    (void)state;
    s.paid_at = clock_now() - 60;
    raw("UPDATE lease SET created_at = created_at - 3600");
    pay_paid(w.bill_id, 800000, "UKA0000001"); /* after he saw the code of 7,000 */
    assert_false(believed(&s));
    s.paid_at = clock_now() + 120;
    assert_true(believed(&s)); /* what was paid later fits what was left then */
}

static void
money_from_before_the_lease_was_in_the_books_is_for_the_landlord_to_count(void **state)
{
    struct claim_story s = story(own_phone, RENT);

    (void)state;
    s.paid_at = clock_now() - 86400;
    assert_false(believed(&s));
    s.paid_at = 0; /* nobody says when */
    assert_false(believed(&s));
}

static void
two_who_name_the_same_code_are_not_believed_for_its_amount(void **state)
{
    enum claim_answer answer;
    const char       *id, *number;
    int64_t           wait_s;
    struct neighbour  n = neighbour(1200000, 1200000);

    (void)state;
    assert_true(believes(strangers_phone, RENT));
    check_ok(claim_enter(w.db, mem, &w.owner, n.bill_id, "UKL3A7XK2P", &answer, &id, &number, &wait_s));
    assert_int_equal(answer, CLAIM_ASKED);
    assert_false(believes(strangers_phone, RENT));
    assert_true(believes(own_phone, RENT));
}

static void
another_landlords_tenants_are_no_rivals(void **state)
{
    struct who kamau = new_landlord("Kamau", "254733000003");

    (void)state;
    new_lease(&kamau, new_tenant(&kamau, "Njeri", neighbours_phone),
              new_unit(&kamau, new_property(&kamau, "Lakeview"), "B4"));
    assert_true(believes(neighbours_phone, RENT));
}

/* ---- entering ---- */

static enum claim_answer
enter(const struct who *who, const char *code, const char **id)
{
    enum claim_answer answer;
    const char       *number;
    int64_t           wait_s;

    check_ok(claim_enter(w.db, mem, who, w.bill_id, code, &answer, id, &number, &wait_s));
    assert_int_equal(answer == CLAIM_TOO_OFTEN, wait_s > 0);
    assert_int_equal(answer == CLAIM_YOURS, number != NULL);
    return answer;
}

static void
take(const char *receipt, const char *account, int64_t cents)
{
    struct direct       d = {.channel = "c2b",
                             .landlord_id = w.owner.landlord_id,
                             .shortcode = "412873",
                             .receipt_no = receipt,
                             .bill_ref = account,
                             .msisdn = "",
                             .amount = {cents},
                             .paid_at = clock_now()};
    enum direct_verdict v;

    check_ok(direct_money(w.db, mem, &d, &v));
}

static void
a_code_in_the_books_is_answered_at_once(void **state)
{
    const char *id;

    (void)state;
    neighbour(RENT, RENT);
    take("UKA0000001", "B4", 100);
    take("UKA0000002", "C1", 100);
    assert_int_equal(enter(&w.tenant, "UKA0000001", &id), CLAIM_YOURS);
    assert_int_equal(enter(&w.tenant, "UKA0000002", &id), CLAIM_USED);
    assert_null(id);
    assert_int_equal(raw_int("SELECT count(*) FROM mpesa_request"), 0);
}

static void
the_same_code_entered_twice_is_one_question(void **state)
{
    const char *first, *second;

    (void)state;
    for (int i = 0; i < 8; i++) {
        assert_int_equal(enter(&w.tenant, "UKL3A7XK2P", i ? &second : &first), CLAIM_ASKED);
        if (i)
            check_text(second, first);
    }
    assert_int_equal(raw_int("SELECT count(*) FROM mpesa_request"), 1);
}

static void
five_codes_an_hour_whatever_became_of_them(void **state)
{
    const char *id;

    (void)state;
    neighbour(RENT, RENT);
    take("UKA0000001", "C1", 100);
    for (int i = 0; i < 5; i++)
        assert_int_equal(enter(&w.tenant, i % 2 ? "UKA0000001" : arena_printf(mem, "UKL3A7XK2%d", i), &id),
                         i % 2 ? CLAIM_USED : CLAIM_ASKED);
    assert_int_equal(enter(&w.tenant, "UKL3A7XK2P", &id), CLAIM_TOO_OFTEN);
    assert_int_equal(enter(&w.tenant, "UKA0000001", &id), CLAIM_TOO_OFTEN);
    assert_int_equal(enter(&w.owner, "UKL3A7XK2P", &id), CLAIM_ASKED); /* another person */
    raw_drop_triggers("audit");
    raw("UPDATE audit SET at = at - 3600");
    assert_int_equal(enter(&w.tenant, "UKL3A7XK2Q", &id), CLAIM_ASKED);
}

static void
a_refused_initiator_is_not_asked_for_tenants(void **state)
{
    const char          *id;
    struct mpesa_request r;
    bool                 moved;
    struct mpesa_outcome o = {.state = "failed", .cause = "result", .verdict = "initiator_wrong"};

    (void)state;
    assert_int_equal(enter(&w.tenant, "UKL3A7XK2P", &id), CLAIM_ASKED);
    check_ok(mpesa_by_id(w.db, mem, id, &r));
    check_ok(mpesa_sending(w.db, &r, "hash", 0));
    check_ok(mpesa_end(w.db, &r, &o, &moved));
    assert_int_equal(enter(&w.tenant, "UKL3A7XK2Q", &id), CLAIM_CANNOT_ASK);
    assert_int_equal(raw_int("SELECT count(*) FROM mpesa_request"), 1);

    check_ok(enquiry_ask(w.db, mem, &w.owner, "UKL3A7XK2R", NULL, &id)); /* a person of the landlord's side may */
    check_ok(mpesa_by_id(w.db, mem, id, &r));
    check_ok(mpesa_sending(w.db, &r, "hash 2", 0));
    o = (struct mpesa_outcome){.state = "failed", .cause = "expiry", .verdict = "unanswered"};
    check_ok(mpesa_end(w.db, &r, &o, &moved));
    assert_int_equal(enter(&w.tenant, "UKL3A7XK2S", &id), CLAIM_CANNOT_ASK); /* silence proves nothing */
    o = (struct mpesa_outcome){.state = "success", .cause = "result", .verdict = "answered"};
    check_ok(mpesa_end(w.db, &r, &o, &moved));
    raw("UPDATE mpesa_request SET sent_at = sent_at + 1, completed_at = completed_at + 1 WHERE state = 'success'");
    assert_int_equal(enter(&w.tenant, "UKL3A7XK2T", &id), CLAIM_ASKED);
}

static void
nobody_claims_for_a_bill_that_is_not_his(void **state)
{
    struct who        kamau = new_landlord("Kamau", "254733000003"), akinyi = w.tenant;
    struct neighbour  n = neighbour(RENT, RENT);
    enum claim_answer answer;
    const char       *id, *number;
    int64_t           wait_s;
    struct enquiry    found;

    (void)state;
    akinyi.tenant_id = n.tenant_id;
    akinyi.person_id = "akinyi";
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            claim_enter(w.db, mem, i ? &kamau : &akinyi, w.bill_id, "UKL3A7XK2P", &answer, &id, &number, &wait_s),
            ERR_NOT_FOUND);
    assert_int_equal(enter(&w.tenant, "UKL3A7XK2P", &id), CLAIM_ASKED);
    check_ok(enquiry_load(w.db, mem, &w.tenant, id, &found));
    check_ok(enquiry_load(w.db, mem, &w.owner, id, &found));
    assert_int_equal(enquiry_load(w.db, mem, &akinyi, id, &found), ERR_NOT_FOUND);
    assert_int_equal(enquiry_load(w.db, mem, &kamau, id, &found), ERR_NOT_FOUND);
}

/* ---- what people are told ---- */

static void
every_finding_has_its_words_for_both(void **state)
{
    static const char *const names[] = {"credited", "known",         "tray", "unclear",   "used",       "foreign",
                                        "reversed", "not_completed", "open", "not_found", "cannot_ask", "no_answer"};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct finding *f = finding_named(names[i]);
        assert_non_null(f);
        check_text(f->name, names[i]);
        assert_true(strlen(f->tenant) > 20 && strlen(f->landlord) > 20);
        assert_int_equal(f->credited, i < 2);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(f->tenant, finding_named(names[j])->tenant);
    }
    assert_null(finding_named(NULL));
    assert_null(finding_named("paid"));
}

/* ---- confirmations that wait ---- */

static void
waits(int64_t inbox_id, const char *receipt)
{
    raw_f("INSERT INTO hook_verdict (inbox_id, judged_at, received_at, kind, verdict, landlord_id, receipt_no, body)"
          " VALUES (%lld, unixepoch(), unixepoch(), 'confirmation', 'waiting', '%s', '%s', '{}')",
          (long long)inbox_id, w.owner.landlord_id, receipt);
}

static int64_t
asks(int64_t at)
{
    int64_t count;

    check_ok(enquiry_confirm_waiting(w.db, mem, at, &count));
    return count;
}

static void
end_newest(const char *state, const char *verdict, const char *told)
{
    bool                 moved;
    struct mpesa_request r;
    struct mpesa_outcome o = {.state = state, .cause = "result", .verdict = verdict};

    check_ok(mpesa_by_id(w.db, mem, raw_text("SELECT id FROM mpesa_request ORDER BY rowid DESC LIMIT 1"), &r));
    check_ok(mpesa_sending(w.db, &r, r.id, 0));
    check_ok(mpesa_end(w.db, &r, &o, &moved));
    if (told) {
        struct enquiry e = {.state = told};
        check_ok(enquiry_keep(w.db, &r, &e));
    }
}

static void
a_confirmation_is_asked_about_until_there_is_a_final_word(void **state)
{
    int64_t now = clock_now();

    (void)state;
    waits(1, "UKA0000001");
    waits(2, "UKA0000001"); /* told twice */
    assert_int_equal(asks(now), 1);
    assert_int_equal(asks(now + 3600), 0); /* it is being asked about */
    end_newest("failed", "unanswered", "unknown");
    assert_int_equal(asks(now), 0); /* not at once */
    assert_int_equal(asks(now + 6), 1);
    end_newest("success", "answered", "open");
    assert_int_equal(asks(now + 6), 0);
    assert_int_equal(asks(now + 61), 1);
    end_newest("success", "answered", "declined");
    assert_int_equal(asks(now + 86400), 0);
    waits(3, "UKA0000002");
    take("UKA0000002", "B4", 100);
    assert_int_equal(asks(now), 0); /* known by another way */
    waits(4, "UKA0000003");
    assert_int_equal(asks(now + 3 * 86400), 0); /* too old */
}

static void
nobody_asks_by_himself_after_the_initiator_was_refused(void **state)
{
    int64_t now = clock_now();

    (void)state;
    waits(1, "UKA0000001");
    assert_int_equal(asks(now), 1);
    end_newest("failed", "initiator_missing", "unknown"); /* nothing left: nothing to fear */
    assert_int_equal(asks(now + 6), 1);
    end_newest("failed", "initiator_wrong", "unknown");
    for (int64_t at = now; at < now + 86400; at += 3600)
        assert_int_equal(asks(at), 0);
    raw("INSERT INTO credential (account_id, field, envelope, hint, set_at) SELECT id, 'initiator_password', 'x', "
        "'....',"
        " unixepoch() + 1 FROM receiving_account");
    assert_int_equal(asks(now + 3600), 1); /* a new password */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(money_from_the_tenants_own_phone_is_his_whatever_it_is),
        world_test(an_amount_that_only_he_could_mean_is_his_from_a_phone_that_nobody_has),
        world_test(a_neighbours_code_is_not_his_though_the_rents_are_equal),
        world_test(a_neighbour_who_owes_nothing_yet_may_have_paid_ahead),
        world_test(a_neighbour_with_another_rent_may_owe_that_amount_too),
        world_test(another_tenants_phone_is_never_believed),
        world_test(a_balance_that_was_made_to_fit_is_not_believed),
        world_test(money_from_before_the_lease_was_in_the_books_is_for_the_landlord_to_count),
        world_test(two_who_name_the_same_code_are_not_believed_for_its_amount),
        world_test(another_landlords_tenants_are_no_rivals),
        world_test(a_code_in_the_books_is_answered_at_once),
        world_test(the_same_code_entered_twice_is_one_question),
        world_test(five_codes_an_hour_whatever_became_of_them),
        world_test(a_refused_initiator_is_not_asked_for_tenants),
        world_test(nobody_claims_for_a_bill_that_is_not_his),
        world_test(every_finding_has_its_words_for_both),
        world_test(a_confirmation_is_asked_about_until_there_is_a_final_word),
        world_test(nobody_asks_by_himself_after_the_initiator_was_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
