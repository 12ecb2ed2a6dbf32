#include "support/check.h"

#include "base/utf8.h"

static void
text_is_valid_utf8_without_nul(void **state)
{
    static const struct {
        const char *bytes;
        size_t      n;
        bool        valid;
    } cases[] = {
        {"", 0, true},
        {"Njeri", 5, true},
        {"é€😀", 9, true},
        {"\xf4\x8f\xbf\xbf", 4, true},
        {"a\0b", 3, false},
        {"\x80", 1, false},
        {"\xc3", 1, false},
        {"\xe2\x82", 2, false},
        {"\xc0\x80", 2, false},         /* overlong */
        {"\xe0\x80\xaf", 3, false},     /* overlong */
        {"\xed\xa0\x80", 3, false},     /* a surrogate */
        {"\xf4\x90\x80\x80", 4, false}, /* above U+10FFFF */
        {"\xff", 1, false},
        {"ok\xfe", 3, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (utf8_valid(cases[i].bytes, cases[i].n) != cases[i].valid)
            fail_msg("case %zu", i);
}

static void
length_counts_what_people_count(void **state)
{
    (void)state;
    assert_int_equal(utf8_length(""), 0);
    assert_int_equal(utf8_length("Mũthoni"), 7);
    assert_int_equal(utf8_length("😀é"), 2);
}

static void
a_name_has_one_spelling(void **state)
{
    static const char *const pairs[][2] = {
        {"  Jane   Wanjiku ", "Jane Wanjiku"},
        {"Jane\r\n\tWanjiku", "Jane Wanjiku"},
        {"\x01Jane\x7f", "Jane"},
        {"Mu\xcc\x83thoni", "M\xc5\xa9thoni"}, /* composed */
        {"   ", ""},
        {"", ""},
        {"a b", "a b"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        check_text(utf8_tidy(mem, pairs[i][0]), pairs[i][1]);
        check_text(utf8_tidy(mem, pairs[i][1]), pairs[i][1]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_valid_utf8_without_nul),
        cmocka_unit_test(length_counts_what_people_count),
        cmocka_unit_test(a_name_has_one_spelling),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
