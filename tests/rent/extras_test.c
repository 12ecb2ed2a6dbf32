/*
 * Services with a contract of their own: what may be asked for, how often, by whom, and what is remembered of it.
 */
#include "support/world.h"

#include "rent/bill_manager.h"
#include "rent/extra.h"
#include "rent/settle.h"
#include "rent/sim_check.h"
#include "rent/standing_order.h"
#include "rent/till_push.h"

static const char *
day(int64_t plus)
{
    return date_text(arena_alloc(mem, DATE_SIZE), date_from_days(date_days(today_eat()) + plus));
}

static struct mpesa_request
loaded(const char *id)
{
    struct mpesa_request r;

    check_ok(mpesa_by_id(w.db, mem, id, &r));
    return r;
}

/* As the gateway does it: sent, and then answered for good. */
static void
ends(const char *id, const char *state, const char *verdict)
{
    struct mpesa_request r = loaded(id);
    struct mpesa_outcome o = {.state = state, .cause = "result", .verdict = verdict, .code = "0"};
    bool                 moved;

    check_ok(mpesa_sending(w.db, &r, random_hex(mem, 32), clock_now() + 60));
    check_ok(mpesa_accepted(w.db, &r, random_hex(mem, 8), NULL, clock_now() + 60));
    check_ok(settle(w.db, mem, &r, &o, &moved));
    assert_true(moved);
}

/* ---- standing orders ---- */

static enum standing_answer
order(const struct standing_ask *a, const char **id)
{
    enum standing_answer answer;

    check_ok(standing_order_ask(w.db, mem, &w.tenant, a, &answer, id));
    return answer;
}

static struct standing_ask
usual(void)
{
    return (struct standing_ask){.lease_id = w.lease_id, .start_date = day(3), .end_date = day(200)};
}

static void
a_standing_order_is_judged(void **state)
{
    struct {
        const char          *start, *end;
        int64_t              cents;
        enum standing_answer answer;
    } tries[] = {
        {day(0), day(30), 0, STANDING_BAD_DATES},    {day(-1), day(30), 0, STANDING_BAD_DATES},
        {day(5), day(5), 0, STANDING_BAD_DATES},     {day(5), day(4), 0, STANDING_BAD_DATES},
        {day(5), day(1500), 0, STANDING_BAD_DATES},  {"soon", day(30), 0, STANDING_BAD_DATES},
        {day(1), day(30), 150, STANDING_BAD_AMOUNT}, {day(1), day(30), 25000100, STANDING_BAD_AMOUNT},
        {day(1), day(2), 25000000, STANDING_ASKED},
    };
    const char *id;

    (void)state;
    for (size_t i = 0; i < COUNT(tries); i++) {
        struct standing_ask a = {
            .lease_id = w.lease_id, .start_date = tries[i].start, .end_date = tries[i].end, .amount = {tries[i].cents}};
        assert_int_equal(order(&a, &id), tries[i].answer);
        assert_int_equal(standing_refusal(tries[i].answer) == NULL, tries[i].answer == STANDING_ASKED);
    }
    check_text(loaded(id).party_kind, "phone");
    check_text(loaded(id).state, "pending");
}

static void
there_is_one_at_a_time_until_it_is_ended(void **state)
{
    struct standing_ask   a = usual();
    struct standing_order s;
    const char           *id, *second;

    (void)state;
    assert_int_equal(order(&a, &id), STANDING_ASKED);
    assert_int_equal(order(&a, &second), STANDING_IS_THERE);
    check_text(second, id);
    assert_int_equal(standing_order_end(w.db, mem, &w.tenant, w.lease_id), ERR_NOT_FOUND);
    ends(id, "success", "standing_order_made");
    check_ok(standing_order_newest(w.db, mem, &w.owner, w.lease_id, &s));
    assert_true(s.running);
    assert_int_equal(s.request.amount.cents, 1500000);
    assert_int_equal(order(&a, &second), STANDING_IS_THERE);
    check_ok(standing_order_end(w.db, mem, &w.tenant, w.lease_id));
    assert_int_equal(standing_order_end(w.db, mem, &w.tenant, w.lease_id), ERR_NOT_FOUND);
    assert_int_equal(order(&a, &second), STANDING_ASKED);
}

static void
a_late_success_counts_though_another_was_tried(void **state)
{
    struct standing_ask   a = usual();
    struct standing_order s;
    const char           *first, *second;
    bool                  moved;

    (void)state;
    assert_int_equal(order(&a, &first), STANDING_ASKED);
    ends(first, "unknown", "unanswered");
    assert_int_equal(order(&a, &second), STANDING_ASKED);
    ends(second, "failed", "payer_cancelled");
    struct mpesa_request r = loaded(first);
    struct mpesa_outcome o = {.state = "success", .cause = "result", .verdict = "standing_order_made", .code = "0"};
    check_ok(settle(w.db, mem, &r, &o, &moved));
    check_ok(standing_order_newest(w.db, mem, &w.tenant, w.lease_id, &s));
    check_text(s.request.id, first);
    assert_int_equal(order(&a, &second), STANDING_IS_THERE);
}

static void
the_same_key_is_the_same_order(void **state)
{
    struct standing_ask a = usual();
    const char         *id, *again;

    (void)state;
    a.key = "0123456789abcdef";
    assert_int_equal(order(&a, &id), STANDING_ASKED);
    assert_int_equal(order(&a, &again), STANDING_AGAIN);
    check_text(again, id);
    a.amount.cents = 100;
    assert_int_equal(order(&a, &again), STANDING_KEY_REUSED);
}

static void
an_order_is_seen_by_its_own_tenant_and_landlord_alone(void **state)
{
    struct who            peter = new_landlord("Peter", "254711000002");
    struct who            neighbour = w.tenant;
    struct standing_ask   a = usual();
    struct standing_order s, *all;
    enum standing_answer  answer;
    size_t                count;
    const char           *id, *stolen;

    (void)state;
    neighbour.tenant_id = "0123456789abcdef";
    assert_int_equal(order(&a, &id), STANDING_ASKED);
    check_ok(standing_order_load(w.db, mem, &w.tenant, id, &s));
    check_ok(standing_order_list(w.db, mem, &w.owner, NULL, &all, &count));
    assert_int_equal(count, 1);
    const struct who *strangers[] = {&peter, &neighbour};
    for (size_t i = 0; i < COUNT(strangers); i++) {
        assert_int_equal(standing_order_load(w.db, mem, strangers[i], id, &s), ERR_NOT_FOUND);
        assert_int_equal(standing_order_newest(w.db, mem, strangers[i], w.lease_id, &s), ERR_NOT_FOUND);
        assert_int_equal(standing_order_ask(w.db, mem, strangers[i], &a, &answer, &stolen), ERR_NOT_FOUND);
        check_ok(standing_order_list(w.db, mem, strangers[i], NULL, &all, &count));
        assert_int_equal(count, 0);
    }
}

static bool
fits(int64_t cents, int64_t at)
{
    bool yes;

    check_ok(standing_order_fits(w.db, mem, &w.tenant, w.lease_id, (struct money){cents}, at, &yes));
    return yes;
}

static void
a_payment_fits_an_order_by_amount_and_day(void **state)
{
    struct standing_ask a = usual();
    const char         *id;
    int64_t             now = clock_now(), later = now + 10 * 86400;

    (void)state;
    assert_int_equal(order(&a, &id), STANDING_ASKED);
    assert_false(fits(1500000, later));
    ends(id, "success", "standing_order_made");
    assert_true(fits(1500000, later));
    assert_false(fits(1499900, later));
    assert_false(fits(1500000, now));
    assert_false(fits(1500000, now + (int64_t)400 * 86400));
    check_ok(standing_order_end(w.db, mem, &w.tenant, w.lease_id));
    assert_false(fits(1500000, later));
}

/* ---- prompts to a till ---- */

static enum till_push_answer
push(const char *till, const char **id)
{
    enum till_push_answer answer;

    check_ok(till_push_ask(w.db, mem, &w.tenant, w.bill_id, till, &answer, id));
    return answer;
}

static void
a_till_is_asked_for_what_is_left_once_at_a_time(void **state)
{
    struct mpesa_request  r;
    struct who            peter = new_landlord("Peter", "254711000002");
    const char           *id, *second;
    enum till_push_answer answer;

    (void)state;
    assert_int_equal(till_push_newest(w.db, mem, &w.tenant, w.bill_id, &r), ERR_NOT_FOUND);
    assert_int_equal(push("412873", &id), TILL_PUSH_NO_TILL);
    assert_int_equal(push("555123", &id), TILL_PUSH_ASKED);
    assert_int_equal(push("555124", &second), TILL_PUSH_UNDER_WAY);
    check_text(second, id);
    assert_int_equal(loaded(id).amount.cents, 1500000);
    ends(id, "failed", "payer_cancelled");
    assert_int_equal(push("555124", &second), TILL_PUSH_ASKED);
    check_ok(till_push_newest(w.db, mem, &w.tenant, w.bill_id, &r));
    check_text(r.id, second);
    assert_int_equal(till_push_ask(w.db, mem, &peter, w.bill_id, "555123", &answer, &id), ERR_NOT_FOUND);
}

static void
a_till_is_never_asked_for_more_than_mpesa_takes(void **state)
{
    const char *id;

    (void)state;
    const struct bill_new huge = {
        .lease_id = w.lease_id, .period = "2026-12", .kind = "other", .due_date = "2026-12-05", .amount = {25000050}};
    enum till_push_answer answer;
    const char           *bill;
    check_ok(bill_add(w.db, mem, &w.owner, &huge, &bill));
    check_ok(till_push_ask(w.db, mem, &w.tenant, bill, "555123", &answer, &id));
    assert_int_equal(answer, TILL_PUSH_ASKED);
    assert_int_equal(loaded(id).amount.cents, 25000000);
}

/* ---- Bill Manager ---- */

static const char *
opted_in(void)
{
    const char *id;

    check_ok(bill_manager_opt_in(w.db, mem, &w.owner, "jane@example.co.ke", "254722000111", true, &id));
    return id;
}

static void
bill_manager_is_on_once_it_gave_a_key(void **state)
{
    struct bill_manager b;
    const char         *first, *again, *request, *sealed;

    (void)state;
    check_ok(bill_manager_state(w.db, mem, &w.owner, &b));
    assert_null(b.opt_in.id);
    assert_false(b.on);
    first = opted_in();
    assert_int_equal(bill_manager_opt_in(w.db, mem, &w.owner, "a@b.ke", "254722000111", true, &again), ERR_CONFLICT);
    ends(first, "failed", "request_refused");
    check_ok(bill_manager_state(w.db, mem, &w.owner, &b));
    assert_false(b.on);
    first = opted_in();
    ends(first, "success", "answered");
    struct mpesa_request r = loaded(first);
    check_ok(bill_manager_keep_key(w.db, &r, "sealed"));
    check_ok(bill_manager_state(w.db, mem, &w.owner, &b));
    assert_true(b.on && b.reminders);
    check_text(b.email, "jane@example.co.ke");
    check_ok(bill_manager_key(w.db, mem, r.receiving_account_id, &request, &sealed));
    check_text(request, first);
    check_text(sealed, "sealed");
}

static void
an_invoice_is_sent_once_and_a_refused_cancel_leaves_it_standing(void **state)
{
    const char *id, *again, *back;

    (void)state;
    assert_int_equal(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, false, &id), ERR_CONFLICT);
    id = opted_in();
    ends(id, "success", "answered");
    struct mpesa_request r = loaded(id);
    check_ok(bill_manager_keep_key(w.db, &r, "sealed"));
    assert_int_equal(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, true, &id), ERR_CONFLICT);
    check_ok(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, false, &id));
    ends(id, "success", "answered");
    check_ok(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, false, &again));
    check_text(again, id);
    check_ok(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, true, &back));
    ends(back, "failed", "request_refused");
    check_ok(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, false, &again));
    check_text(again, id);
    check_ok(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, true, &back));
    ends(back, "success", "answered");
    assert_int_equal(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, true, &back), ERR_CONFLICT);
    check_ok(bill_manager_invoice(w.db, mem, &w.owner, w.bill_id, false, &again));
    assert_string_not_equal(again, id);
}

static void
a_payment_is_acknowledged_once(void **state)
{
    struct mpesa_request r = loaded(opted_in());

    (void)state;
    check_ok(bill_manager_acknowledge(w.db, mem, &r, "UKA0000001", (struct money){100}));
    check_ok(bill_manager_acknowledge(w.db, mem, &r, "UKA0000001", (struct money){100}));
    check_ok(bill_manager_acknowledge(w.db, mem, &r, "UKA0000002", (struct money){100}));
    assert_int_equal(raw_int("SELECT count(*) FROM mpesa_request WHERE command = 'acknowledge'"), 2);
}

/* ---- SIM checks ---- */

static void
a_payout_goes_only_when_its_check_says_so(void **state)
{
    int64_t now = clock_now();
    struct {
        const char   *state;
        int           swapped;
        int64_t       at;
        enum sim_gate gate;
    } tries[] = {
        {"success", 0, 0, SIM_GATE_OPEN},
        {"success", 1, now - 8 * 86400, SIM_GATE_OPEN},
        {"success", 1, now - 6 * 86400, SIM_GATE_SWAPPED},
        {"success", -1, 0, SIM_GATE_UNKNOWN},
        {"failed", -1, 0, SIM_GATE_UNKNOWN},
        {"unknown", -1, 0, SIM_GATE_WAIT},
    };
    enum sim_gate gate;

    (void)state;
    for (size_t i = 0; i < COUNT(tries); i++) {
        const char *about, *id;
        check_ok(sim_check_ask(w.db, mem, &w.owner, "254712000111", &about)); /* stands in for a payout */
        struct mpesa_request payout = loaded(about);
        check_ok(sim_check_gate(w.db, mem, &payout, now, &gate));
        assert_int_equal(gate, SIM_GATE_WAIT);
        check_ok(sim_check_gate(w.db, mem, &payout, now, &gate));
        assert_int_equal(gate, SIM_GATE_WAIT);
        assert_int_equal(raw_int_f("SELECT count(*) FROM mpesa_request WHERE about_request_id = '%s'", about), 1);
        id = raw_text_f("SELECT id FROM mpesa_request WHERE about_request_id = '%s'", about);
        ends(id, tries[i].state, "answered");
        struct mpesa_request r = loaded(id);
        if (strcmp(tries[i].state, "success") == 0)
            check_ok(sim_check_keep(w.db, &r, tries[i].swapped, tries[i].at));
        check_ok(sim_check_gate(w.db, mem, &payout, now, &gate));
        assert_int_equal(gate, tries[i].gate);
    }
}

static void
a_check_tells_not_known_from_no(void **state)
{
    struct who       peter = new_landlord("Peter", "254711000002");
    struct sim_check s;
    const char      *id;

    (void)state;
    check_ok(sim_check_ask(w.db, mem, &w.owner, "254712000111", &id));
    check_ok(sim_check_load(w.db, mem, &w.owner, id, &s));
    assert_int_equal(s.swapped, -1);
    struct mpesa_request r = loaded(id);
    check_ok(sim_check_keep(w.db, &r, 0, 0));
    check_ok(sim_check_load(w.db, mem, &w.owner, id, &s));
    assert_int_equal(s.swapped, 0);
    check_text(s.phone, "254712000111");
    assert_int_equal(sim_check_load(w.db, mem, &peter, id, &s), ERR_NOT_FOUND);
    assert_int_equal(sim_check_ask(w.db, mem, &peter, "254712000111", &id), ERR_NOT_FOUND);
}

/* ---- for the operator ---- */

static void
the_operator_alone_sees_the_last_five_of_each(void **state)
{
    struct extra_use *all;
    size_t            count;
    const char       *id;

    (void)state;
    for (int i = 0; i < 7; i++)
        check_ok(sim_check_ask(w.db, mem, &w.owner, arena_printf(mem, "25471200010%d", i), &id));
    assert_int_equal(push("555123", &id), TILL_PUSH_ASKED);
    check_ok(extra_use_list(w.db, mem, &w.operator, & all, &count));
    assert_int_equal(count, 6);
    check_text(all[0].api, "express");
    assert_int_equal(all[0].times, 1);
    check_text(all[1].api, "simswap");
    assert_int_equal(all[1].times, 7);
    assert_int_equal(all[1].landlords, 1);
    assert_int_equal(extra_use_list(w.db, mem, &w.owner, &all, &count), ERR_FORBIDDEN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        world_test(a_standing_order_is_judged),
        world_test(there_is_one_at_a_time_until_it_is_ended),
        world_test(a_late_success_counts_though_another_was_tried),
        world_test(the_same_key_is_the_same_order),
        world_test(an_order_is_seen_by_its_own_tenant_and_landlord_alone),
        world_test(a_payment_fits_an_order_by_amount_and_day),
        world_test(a_till_is_asked_for_what_is_left_once_at_a_time),
        world_test(a_till_is_never_asked_for_more_than_mpesa_takes),
        world_test(bill_manager_is_on_once_it_gave_a_key),
        world_test(an_invoice_is_sent_once_and_a_refused_cancel_leaves_it_standing),
        world_test(a_payment_is_acknowledged_once),
        world_test(a_payout_goes_only_when_its_check_says_so),
        world_test(a_check_tells_not_known_from_no),
        world_test(the_operator_alone_sees_the_last_five_of_each),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
