/* organisation_test.c - paybills and tills, used well and badly: the table of daraja.md 3.1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/err.h"
#include "sim/organisation.h"
#include "sim/world.h"

/* Paybill 412873, and till 555123 of store 600111. */
static struct world
town(void)
{
    static const struct options options = {.name = "EXAMPLE HOMES", .passkey = "usual"};
    struct world                w = {.options = &options, .mem = arena_new(1 << 20), .flags = flags_default()};

    organisation_put(&w, &(struct organisation){.number = "412873", .passkey = "own"});
    organisation_put(&w, &(struct organisation){.number = "555123", .kind = ORGANISATION_TILL, .store = "600111"});
    return w;
}

struct use {
    bool        paybill;
    const char *shortcode, *party_b;
    bool        exists, enrol;
    const char *result;
};

static void
check(struct world *w, const struct use *uses, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct use           *u = &uses[i];
        struct organisation_verdict v = organisation_judge(w, u->paybill, u->shortcode, u->party_b);
        bool same_result = v.result && u->result ? strcmp(v.result, u->result) == 0 : v.result == u->result;
        if (v.exists != u->exists || v.enrol != u->enrol || !same_result)
            fail_msg("row %zu: exists %d, enrol %d, result %s", i, v.exists, v.enrol, v.result ? v.result : "-");
    }
}

static void
numbers_are_good_for_what_they_are_and_nothing_else(void **state)
{
    static const struct use uses[] = {
        {true, "412873", "412873", true, false, NULL},
        {true, "412873", "412874", false, false, NULL}, /* a paybill pays itself */
        {true, "555123", "555123", false, false, NULL}, /* a till is no paybill */
        {true, "600111", "600111", false, false, NULL}, /* nor is a store */
        {false, "600111", "555123", true, false, NULL},
        {false, "600222", "555123", true, false, "SFC_IC0003"}, /* another's till */
        {false, "555123", "555123", true, false, "SFC_IC0003"}, /* the till in its store's place */
        {false, "412873", "412873", true, false, "2028"},
        {false, "600111", "412873", true, false, "2028"},
        {false, "600111", "999999", true, false, "SFC_IC0003"},
        {true, "999999", "999999", false, false, NULL},
    };
    struct world w = town();

    (void)state;
    check(&w, uses, COUNT(uses));
    arena_free(w.mem);
}

static void
a_new_number_is_enrolled_only_while_enrolment_is_open(void **state)
{
    static const struct use open[] = {
        {true, "700700", "700700", true, true, NULL},
        {false, "600222", "555999", true, true, NULL},
        {false, "600111", "555999", true, true, NULL},          /* a second till of a known store */
        {false, "700700", "700700", true, false, "SFC_IC0003"}, /* no store number: nothing to learn */
    };
    static const struct use closed[] = {
        {true, "700700", "700700", false, false, NULL},
        {false, "600222", "555999", false, false, NULL},
        {false, "600111", "555999", true, false, "SFC_IC0003"},
        {true, "412873", "412873", true, false, NULL},
    };
    struct world w = town();

    (void)state;
    check(&w, open, COUNT(open));
    w.flags.open_enrolment = false;
    check(&w, closed, COUNT(closed));
    arena_free(w.mem);
}

static void
what_was_enrolled_keeps_its_kind(void **state)
{
    static const struct use uses[] = {
        {true, "700700", "700700", true, false, NULL},
        {false, "700700", "555999", true, false, "2028"},
    };
    struct world w = town();

    (void)state;
    organisation_enrol(&w, true, "700700", "700700");
    check(&w, uses, COUNT(uses));
    arena_free(w.mem);
}

static void
a_passkey_is_the_organisations_own_or_the_usual(void **state)
{
    struct world w = town();

    (void)state;
    assert_string_equal(organisation_passkey(&w, "412873"), "own");
    assert_string_equal(organisation_passkey(&w, "600111"), "usual");
    organisation_put(&w, &(struct organisation){
                             .number = "555123", .kind = ORGANISATION_TILL, .store = "600111", .passkey = "tills"});
    assert_string_equal(organisation_passkey(&w, "600111"), "tills"); /* asked by its store number */
    assert_string_equal(organisation_passkey(&w, "700700"), "usual");
    arena_free(w.mem);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_good_for_what_they_are_and_nothing_else),
        cmocka_unit_test(a_new_number_is_enrolled_only_while_enrolment_is_open),
        cmocka_unit_test(what_was_enrolled_keeps_its_kind),
        cmocka_unit_test(a_passkey_is_the_organisations_own_or_the_usual),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
