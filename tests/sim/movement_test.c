/* movement_test.c - money between parties: what is completed moves once, and what is reversed comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sim/handset.h"
#include "sim/reversal.h"
#include "sim/world.h"

static struct world        *w;
static struct handset      *jane;
static struct organisation *homes;

static int
make_world(void **state)
{
    static const struct options options = {
        .name = "EXAMPLE HOMES", .passkey = "usual", .consumer_key = "k", .consumer_secret = "s"};

    (void)state;
    w = world_new(&options);
    jane = handset_get(w, "254712345678");
    homes = organisation_use(w, "412873", ORGANISATION_PAYBILL);
    return 0;
}

static int
free_world(void **state)
{
    (void)state;
    world_free(w);
    return 0;
}

static struct movement *
rent(int64_t cents)
{
    return movement_begin(w, &(struct movement){
                                 .kind = MOVEMENT_C2B,
                                 .type = "Pay Bill",
                                 .originator = "o-1",
                                 .conversation = "c-1",
                                 .from = {.handset = jane},
                                 .to = {.organisation = homes, .account = ACCOUNT_UTILITY},
                                 .amount = {cents},
                             });
}

static void
nothing_moves_before_it_is_completed(void **state)
{
    struct movement *m = rent(98050);

    (void)state;
    assert_int_equal(jane->balance.cents, 10000000);
    assert_null(m->receipt);
    assert_string_equal(movement_state_name(m), "Initiated");
    movement_complete(w, m);
    assert_int_equal(jane->balance.cents, 10000000 - 98050);
    assert_int_equal(homes->accounts[ACCOUNT_UTILITY].cents, 100000000 + 98050);
    assert_ptr_equal(movement_by_receipt(w, m->receipt), m);
    assert_ptr_equal(movement_by_conversation(w, "o-1"), m);
    assert_ptr_equal(movement_by_conversation(w, "c-1"), m);
    assert_null(movement_by_receipt(w, "UK38M5TR2A"));
}

static void
what_was_ended_has_moved_nothing(void **state)
{
    struct movement *m = rent(100);

    (void)state;
    movement_end(m, MOVEMENT_DECLINED);
    assert_int_equal(jane->balance.cents, 10000000);
    assert_string_equal(movement_state_name(m), "Declined");
    assert_string_equal(reversal_obstacle(m), "R000002");
}

static void
a_reversal_brings_it_back_once(void **state)
{
    struct movement *m = rent(1250000);

    (void)state;
    assert_string_equal(reversal_obstacle(m), "R000002");
    movement_complete(w, m);
    assert_null(reversal_obstacle(m));
    struct movement *back = reversal_begin(w, m, NULL, NULL);
    reversal_complete(w, back);
    assert_int_equal(jane->balance.cents, 10000000);
    assert_int_equal(homes->accounts[ACCOUNT_UTILITY].cents, 100000000);
    assert_string_equal(reversal_obstacle(m), "R000001");
    assert_string_equal(reversal_obstacle(back), "R000002");
}

static void
what_has_been_spent_cannot_be_reversed(void **state)
{
    struct movement *m = rent(1250000);

    (void)state;
    movement_complete(w, m);
    homes->accounts[ACCOUNT_UTILITY].cents = 1249999;
    assert_string_equal(reversal_obstacle(m), "1");
}

static void
parties_are_named_as_daraja_names_them(void **state)
{
    struct party person = {.handset = jane}, business = {.organisation = homes}, other = {.shown = "888880 - X"};

    (void)state;
    assert_memory_equal(party_name(w->mem, w, &person, false), "254712345678 - ", 15);
    assert_memory_equal(party_name(w->mem, w, &person, true), "0712345678 - ", 13);
    assert_string_equal(party_name(w->mem, w, &business, false), "412873 - EXAMPLE HOMES");
    assert_string_equal(party_name(w->mem, w, &other, true), "888880 - X");
}

static void
what_is_put_into_an_account_was_there_before(void **state)
{
    struct organisation changed = *homes;

    (void)state;
    movement_complete(w, rent(500));
    changed = *homes;
    changed.accounts[ACCOUNT_UTILITY].cents = 700;
    organisation_put(w, &changed);
    assert_int_equal(homes->accounts[ACCOUNT_UTILITY].cents, 700);
    assert_int_equal(homes->opening[ACCOUNT_UTILITY].cents, 200); /* and the 500 that came in */
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_world, free_world)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(nothing_moves_before_it_is_completed),   CASE(what_was_ended_has_moved_nothing),
        CASE(a_reversal_brings_it_back_once),         CASE(what_has_been_spent_cannot_be_reversed),
        CASE(parties_are_named_as_daraja_names_them), CASE(what_is_put_into_an_account_was_there_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
