/*
 * QR codes: one for each number, account and amount, who sees it, and its way to Daraja and back.
 */
#include "support/world.h"

#include "rent/qr.h"

static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1};

static struct qr_code
code_for(const struct who *who, const struct qr_want *want, bool *asked)
{
    struct qr_code c;

    check_ok(qr_codes(w.db, mem, who, want, 1, &c, asked));
    return c;
}

/* The code of the bill, asked for now or before. */
static struct qr_code
code_of_bill(const struct who *who)
{
    struct bill    b = bill_now(w.bill_id);
    struct qr_want want = qr_want_bill(&b);
    bool           asked;

    return code_for(who, &want, &asked);
}

static struct qr_code
code_of_unit(void)
{
    struct unit    u;
    struct qr_want want;
    bool           asked;

    check_ok(unit_load(w.db, mem, &w.owner, w.unit_id, &u));
    want = qr_want_unit(&u);
    return code_for(&w.owner, &want, &asked);
}

static enum err
load(const struct who *who, const char *id, size_t *len)
{
    struct qr_code c;
    const void    *bytes;

    return qr_load(w.db, mem, who, id, &c, &bytes, len);
}

static size_t
waiting(int64_t now)
{
    struct qr_sending *rows;
    size_t             count;

    check_ok(qr_to_send(w.db, mem, now, &rows, &count));
    return count;
}

static void
one_number_account_and_amount_are_one_code(void **state)
{
    struct qr_code bill = code_of_bill(&w.owner), again = code_of_bill(&w.tenant), unit = code_of_unit();

    (void)state;
    check_text(bill.state, "pending");
    check_text(bill.shortcode, "412873");
    check_text(bill.account, "B4");
    assert_false(bill.till);
    assert_int_equal(bill.amount.cents, 1500000);
    check_text(again.id, bill.id);
    check_text(unit.id, bill.id); /* the rent, and the bill for it */
    assert_int_equal(raw_int("SELECT count(*) FROM qr_code"), 1);
}

static void
only_the_first_look_asks(void **state)
{
    struct bill    b = bill_now(w.bill_id);
    struct qr_want want = qr_want_bill(&b);
    bool           asked;

    (void)state;
    code_for(&w.owner, &want, &asked);
    assert_true(asked);
    code_for(&w.owner, &want, &asked);
    assert_false(asked);
}

static void
another_amount_is_another_code(void **state)
{
    struct qr_code before = code_of_bill(&w.owner), after;

    (void)state;
    pay_paid(w.bill_id, 400000, "UKA0000001");
    after = code_of_bill(&w.owner);
    assert_string_not_equal(after.id, before.id);
    assert_int_equal(after.amount.cents, 1100000);
    pay_paid(w.bill_id, 1100000, "UKA0000002");
    assert_null(code_of_bill(&w.owner).state); /* paid: nothing to scan */
    check_books();
}

static void
an_amount_is_what_m_pesa_can_be_asked_for(void **state)
{
    static const struct {
        const char *status;
        int64_t     balance, asks;
    } cases[] = {
        {"unpaid", 100, 100},           {"unpaid", 101, 200},           {"unpaid", 1500050, 1500100},
        {"unpaid", 25000000, 25000000}, {"unpaid", 25000001, 25000000}, {"paid", 0, 0},
        {"part_paid", 50, 100},         {"void", 1500000, 0},           {"unpaid", -100, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bill b = {.status = cases[i].status, .balance = {cases[i].balance}, .account_ref = "B4"};
        assert_int_equal(qr_want_bill(&b).amount.cents, cases[i].asks);
    }
}

static void
the_account_number_of_all_payers_goes_before_the_units_own(void **state)
{
    raw("UPDATE receiving_account SET account_number = 'RENT'");
    (void)state;
    check_text(code_of_unit().account, "RENT");
}

static void
without_a_number_that_receives_there_is_none(void **state)
{
    struct who           peter = new_landlord("Peter", "254711000002");
    const struct qr_want want = {"B4", NULL, {100}};
    struct qr_code       c;
    bool                 asked;

    (void)state;
    assert_int_equal(qr_codes(w.db, mem, &peter, &want, 1, &c, &asked), ERR_NOT_FOUND);
    check_ok(receiving_deactivate(w.db, mem, &w.owner));
    assert_int_equal(qr_codes(w.db, mem, &w.owner, &want, 1, &c, &asked), ERR_NOT_FOUND);
    assert_int_equal(raw_int("SELECT count(*) FROM qr_code"), 0);
}

static void
a_busy_database_asks_for_nothing_and_fails_nothing(void **state)
{
    struct db     *other;
    struct qr_code c;

    (void)state;
    check_ok(db_open(&other, w.path));
    check_ok(db_begin(other));
    c = code_of_bill(&w.owner);
    check_text(c.state, "pending");
    assert_null(c.id);
    check_ok(db_end(other, ERR_OK));
    db_close(other);
    assert_non_null(code_of_bill(&w.owner).id);
}

static void
it_is_seen_by_those_whose_it_is(void **state)
{
    struct who     peter = new_landlord("Peter", "254711000002"), other = w.tenant;
    struct qr_code c = code_of_unit();
    bool           asked;
    size_t         len;

    (void)state;
    other.tenant_id = new_tenant(&w.owner, "Neighbour", "254722000003");
    check_ok(load(&w.owner, c.id, &len));
    assert_int_equal(load(&w.tenant, c.id, &len), ERR_NOT_FOUND); /* no bill of his shows it yet */
    code_of_bill(&w.owner);
    check_ok(load(&w.tenant, c.id, &len));
    check_ok(db_check(w.db)); /* SQLite 3.40 takes such a table WITHOUT ROWID for damaged */
    assert_int_equal(load(&other, c.id, &len), ERR_NOT_FOUND);
    assert_int_equal(load(&peter, c.id, &len), ERR_NOT_FOUND);
    assert_int_equal(qr_again(w.db, mem, &peter, c.id, &asked), ERR_NOT_FOUND);
    assert_int_equal(qr_again(w.db, mem, &other, c.id, &asked), ERR_NOT_FOUND);
}

static void
what_was_made_is_a_picture_of_some_size(void **state)
{
    struct qr_code       c = code_of_bill(&w.owner);
    const unsigned char *large = arena_alloc(mem, QR_PNG_MOST + 1);
    size_t               len;

    (void)state;
    assert_int_equal(waiting(clock_now()), 1);
    assert_int_equal(load(&w.owner, c.id, &len), ERR_OK);
    assert_int_equal(len, 0);
    check_ok(qr_mark_sending(w.db, c.id));
    assert_int_equal(waiting(clock_now()), 0);
    assert_int_equal(qr_made(w.db, c.id, large, QR_PNG_MOST + 1), ERR_CONFLICT);
    check_ok(qr_made(w.db, c.id, png, sizeof png));
    check_ok(load(&w.owner, c.id, &len));
    assert_int_equal(len, sizeof png);
    check_text(code_of_bill(&w.owner).state, "ready");
    check_ok(qr_failed(w.db, c.id, "refused", NULL, NULL)); /* too late to matter */
    check_text(code_of_bill(&w.owner).state, "ready");
}

static void
what_is_unclear_is_sent_three_times(void **state)
{
    static const char *const states[] = {"pending", "pending", "failed"};
    struct qr_code           c = code_of_bill(&w.owner);

    (void)state;
    for (size_t i = 0; i < COUNT(states); i++) {
        check_ok(qr_mark_sending(w.db, c.id));
        check_ok(qr_unclear(w.db, c.id, "no_answer", NULL, NULL));
        check_text(code_of_bill(&w.owner).state, states[i]);
        assert_int_equal(waiting(clock_now()), 0); /* a little later */
        assert_int_equal(waiting(clock_now() + 10), i < 2);
    }
    check_text(code_of_bill(&w.owner).reason, "no_answer");
}

static void
a_failure_can_be_asked_for_again_after_a_while(void **state)
{
    struct qr_code c = code_of_bill(&w.owner);
    bool           asked;

    (void)state;
    check_ok(qr_again(w.db, mem, &w.owner, c.id, &asked));
    assert_false(asked); /* under way */
    check_ok(qr_failed(w.db, c.id, "refused", "400.002.05", "Invalid Request Payload"));
    check_ok(qr_again(w.db, mem, &w.tenant, c.id, &asked));
    assert_false(asked);
    c = code_of_bill(&w.owner);
    check_text(c.reason, "refused");
    assert_true(c.again_at > clock_now() && c.again_at <= clock_now() + QR_AGAIN_S);
    raw_f("UPDATE qr_code SET ended_at = ended_at - %d", QR_AGAIN_S);
    check_ok(qr_again(w.db, mem, &w.tenant, c.id, &asked));
    assert_true(asked);
    check_text(code_of_bill(&w.owner).state, "pending");
    assert_int_equal(waiting(clock_now()), 1);
}

static void
a_restart_sends_again_what_was_on_its_way(void **state)
{
    struct qr_code c = code_of_bill(&w.owner);

    (void)state;
    check_ok(qr_mark_sending(w.db, c.id));
    check_ok(qr_recover(w.db));
    assert_int_equal(waiting(clock_now()), 1);
    check_ok(qr_mark_sending(w.db, c.id));
    check_ok(qr_made(w.db, c.id, png, sizeof png));
    check_ok(qr_recover(w.db));
    check_text(code_of_bill(&w.owner).state, "ready");
}

static void
few_are_under_way_at_a_time(void **state)
{
    enum { MANY = 20, AT_ONCE = 8 };
    struct qr_want     wants[MANY];
    struct qr_code     codes[MANY];
    struct qr_sending *rows;
    size_t             count;
    bool               asked;

    (void)state;
    for (int i = 0; i < MANY; i++)
        wants[i] = (struct qr_want){"B4", NULL, {100 * (i + 1)}};
    check_ok(qr_codes(w.db, mem, &w.owner, wants, MANY, codes, &asked));
    check_ok(qr_to_send(w.db, mem, clock_now(), &rows, &count));
    assert_int_equal(count, AT_ONCE);
    for (int i = 0; i < AT_ONCE; i++)
        check_ok(qr_mark_sending(w.db, rows[i].id));
    assert_int_equal(waiting(clock_now()), 0);
    check_ok(qr_made(w.db, rows[0].id, png, sizeof png));
    assert_int_equal(waiting(clock_now()), 1);
}

static void
old_ones_are_thrown_away(void **state)
{
    struct qr_code c = code_of_bill(&w.owner);
    struct query  *q;

    (void)state;
    for (int old = 0; old < 2; old++) {
        q = db_query(w.db, SQL_QR_PRUNE);
        query_int(q, ":now", clock_now());
        check_ok(query_run(q));
        assert_int_equal(raw_int("SELECT count(*) FROM qr_lease"), 1); /* under way, however old */
        raw("UPDATE qr_code SET asked_at = asked_at - 121 * 86400");
    }
    check_ok(qr_mark_sending(w.db, c.id));
    check_ok(qr_made(w.db, c.id, png, sizeof png));
    q = db_query(w.db, SQL_QR_PRUNE);
    query_int(q, ":now", clock_now());
    check_ok(query_run(q));
    assert_int_equal(raw_int("SELECT count(*) FROM qr_code"), 0);
    assert_int_equal(raw_int("SELECT count(*) FROM qr_lease"), 0);
    check_text(code_of_bill(&w.owner).state, "pending");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(one_number_account_and_amount_are_one_code),
        world_test(only_the_first_look_asks),
        world_test(another_amount_is_another_code),
        world_test(an_amount_is_what_m_pesa_can_be_asked_for),
        world_test(the_account_number_of_all_payers_goes_before_the_units_own),
        world_test(without_a_number_that_receives_there_is_none),
        world_test(a_busy_database_asks_for_nothing_and_fails_nothing),
        world_test(it_is_seen_by_those_whose_it_is),
        world_test(what_was_made_is_a_picture_of_some_size),
        world_test(what_is_unclear_is_sent_three_times),
        world_test(a_failure_can_be_asked_for_again_after_a_while),
        world_test(a_restart_sends_again_what_was_on_its_way),
        world_test(few_are_under_way_at_a_time),
        world_test(old_ones_are_thrown_away),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
