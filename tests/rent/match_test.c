/*
 * Whose unit a typed account number means: normalising by table, and that anything less than sure is nobody's.
 */
#include "support/world.h"

#include "rent/match.h"

static void
what_people_type_is_brought_to_one_form(void **state)
{
    static const struct {
        const char *typed, *want;
    } cases[] = {
        {"A4", "A4"},
        {"a4", "A4"},
        {" A 4 ", "A4"},
        {"a-4", "A4"},
        {"A/4", "A4"},
        {"a.4!", "A4"},
        {"A04", "A04"},
        {"AO4", "A04"},
        {"ao4", "A04"},
        {"AI", "A1"},
        {"ai", "A1"},
        {"House A4", "A4"},
        {"HSE NO. A4", "A4"},
        {"block b unit 7", "B7"},
        {"Blk-B/Rm 7", "B7"},
        {"Shop 3", "3"},
        {"No", ""},
        {"house", ""},
        {"", ""},
        {" -- ", ""},
        {"\xC3\xA9", ""},
        {"NOEL", "N0EL"}, /* a word only when it stands alone */
        {"Blocks 4", "BL0CKS4"},
        {"O", "0"},
        {"I", "1"},
    };
    char out[MATCH_TEXT_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(match_normalise(out, cases[i].typed), cases[i].want);
}

static void
a_text_that_is_too_long_is_cut_and_does_no_harm(void **state)
{
    char typed[400], out[MATCH_TEXT_SIZE];

    (void)state;
    memset(typed, 'a', sizeof typed - 1);
    typed[sizeof typed - 1] = '\0';
    assert_int_equal(strlen(match_normalise(out, typed)), MATCH_TEXT_SIZE - 1);
    for (size_t i = 1; i < sizeof typed - 1; i += 2)
        typed[i] = ' ';
    assert_int_equal(strlen(match_normalise(out, typed)), MATCH_TEXT_SIZE - 1);
}

static const char *
match(const char *typed)
{
    const char *lease_id;

    check_ok(match_lease(w.db, mem, w.owner.landlord_id, typed, &lease_id));
    return lease_id;
}

/* In a house of the world's landlord: the lease. */
static const char *
let(const char *property_id, const char *label, const char *phone)
{
    return new_lease(&w.owner, new_tenant(&w.owner, label, phone), new_unit(&w.owner, property_id, label));
}

static void
a_unit_answers_to_its_names(void **state)
{
    static const char *const b4[] = {"B4",    "b-4",  "House B4", "Sunrise B4", "SUNRISE VIEW B4",
                                     "SV B4", "svb4", "B 4",      "sunrise-b4"};
    static const char *const nobody[] = {"B", "4", "B44", "4B", "Sunrise", "SV", "", "house", "B4 B5", "B4 and more"};

    (void)state;
    for (size_t i = 0; i < COUNT(b4); i++)
        check_text(match(b4[i]), w.lease_id);
    for (size_t i = 0; i < COUNT(nobody); i++)
        check_text(match(nobody[i]), NULL);
}

static void
zero_and_one_stand_for_o_and_i(void **state)
{
    const char *lease = let(w.property_id, "A10", "254722000010");

    (void)state;
    check_text(match("AIO"), lease);
    check_text(match("a1o"), lease);
    check_text(match("A1"), NULL);
}

static void
one_label_in_two_houses_needs_the_house(void **state)
{
    const char *sunset = new_property(&w.owner, "Sunset"), *there = let(sunset, "B4", "254722000011");

    (void)state;
    /* The unit that came first has the bare label as its reference, and the other answers to the label as well. */
    check_text(match("B4"), NULL);
    check_text(match("Sunset B4"), there);
    check_text(match("sunrise b4"), w.lease_id);
}

static void
only_a_running_lease_counts(void **state)
{
    (void)state;
    raw("UPDATE lease SET end_date = '2026-01-31'");
    check_text(match("B4"), NULL);
    raw("UPDATE lease SET end_date = '2999-01-31'");
    check_text(match("B4"), w.lease_id);
    raw("UPDATE lease SET start_date = '2998-01-31'");
    check_text(match("B4"), NULL);
}

static void
another_landlords_unit_is_nobodys(void **state)
{
    struct who  peter = new_landlord("Peter", "254711000002");
    const char *lease_id;

    (void)state;
    check_ok(match_lease(w.db, mem, peter.landlord_id, "B4", &lease_id));
    assert_null(lease_id);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_type_is_brought_to_one_form),
        cmocka_unit_test(a_text_that_is_too_long_is_cut_and_does_no_harm),
        world_test(a_unit_answers_to_its_names),
        world_test(zero_and_one_stand_for_o_and_i),
        world_test(one_label_in_two_houses_needs_the_house),
        world_test(only_a_running_lease_counts),
        world_test(another_landlords_unit_is_nobodys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
