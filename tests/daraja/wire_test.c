#include "support/check.h"

#include "daraja/wire.h"

static void
times_of_every_api_are_read_as_nairobi(void **state)
{
    enum { AT = 1793690115 }; /* 2026-11-03 10:15:15 in Nairobi */
    static const struct {
        const char *text;
        int64_t     utc; /* 0: refused */
    } cases[] = {
        {"20261103101515", AT},
        {"03.11.2026 10:15:15", AT},
        {"2026-11-03 10:15:15", AT},
        {"2026-11-03T10:15:15", AT},
        {"2026-11-03T10:15:15Z", AT},
        {"2026-11-03T10:15:15.123Z", AT},
        {"2026-11-03 10:15:15.0", AT},
        {"2026-11-03T10:15:15+03:00", AT},
        {"2026-11-03T07:15:15+00:00", AT},
        {"2026-11-03T07:15:15+0000", AT},
        {"2026-11-03T02:15:15-0500", AT},
        {"03-11-2026 10:15", AT - 15},
        {"2026-11-03 10:15", AT - 15},
        {"2026-11-03", AT - 10 * 3600 - 15 * 60 - 15},
        {"2026-11-03T10:15:15+3", 0},
        {"2026-11-03T10:15:15+99:00", 0},
        {"2026-11-03T10:15:15.Z", 0},
        {"2026-11-03T10:15:15ZZ", 0},
        {"31.02.2026 10:15:15", 0},
        {"2026110310151", 0},
        {"202611031015155", 0},
        {"01-01-1900 00:00", 0},
        {"03.11.2026", 0},
        {"", 0},
        {"tomorrow", 0},
        {NULL, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t utc = 0;
        assert_int_equal(wire_time(cases[i].text, &utc), cases[i].utc != 0);
        assert_int_equal(utc, cases[i].utc);
    }
}

static void
a_party_is_a_number_and_a_name(void **state)
{
    static const struct {
        const char *text, *number, *phone, *name;
    } cases[] = {
        {"254712345678 - JANE DOE", "254712345678", "254712345678", "JANE DOE"},
        {"0712345678 - JANE  WANJIRU DOE", "0712345678", "254712345678", "JANE WANJIRU DOE"},
        {"412873 -  EXAMPLE HOMES LTD", "412873", NULL, "EXAMPLE HOMES LTD"},
        {"412873-EXAMPLE", "412873", NULL, "EXAMPLE"},
        {"412873", "412873", NULL, NULL},
        {"412873 - ", "412873", NULL, NULL},
        {"2547***126 - JANE", "2547***126", NULL, "JANE"},
        {"JANE DOE", NULL, NULL, "JANE DOE"},
        {"4 SEASONS - HOTEL", NULL, NULL, "4 SEASONS - HOTEL"},
        {"0712345678 - MARY-ANN", "0712345678", "254712345678", "MARY-ANN"},
        {" - ", NULL, NULL, NULL},
        {"", NULL, NULL, NULL},
        {NULL, NULL, NULL, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wire_party p = wire_party(mem, cases[i].text);
        check_text(p.number, cases[i].number);
        check_text(p.phone, cases[i].phone);
        check_text(p.name, cases[i].name);
    }
}

static void
free_text_keeps_what_does_no_harm(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"Deposit refund", "Deposit refund"},
        {"A & B <c>", "A B c"},
        {"  x  y ", "x y"},
        {"Mũthoni", "Mthoni"},
        {"a_b-c.d", "a_b-c.d"},
        {"@#", "else"},
        {"x", "else"},
        {"", "else"},
        {NULL, "else"},
        {"1234567890123456", "12345678901234"},
        {"1234567890123 x", "1234567890123"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(wire_words(mem, cases[i].text, 14, "else"), cases[i].want);
}

static void
a_cut_falls_between_characters(void **state)
{
    (void)state;
    check_text(wire_cut(mem, "Mũthoni", 7), "Mũthon");
    check_text(wire_cut(mem, "Mũthoni", 2), "M");
    check_text(wire_cut(mem, "Mũthoni", 8), "Mũthoni");
    check_text(wire_cut(mem, NULL, 8), NULL);
}

static void
a_receipt_number_is_letters_and_digits(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"uk38m2qw0z", "UK38M2QW0Z"}, {"UK38M2QW0Z", "UK38M2QW0Z"},    {"UK38 M2QW0", NULL}, {"UK38", NULL},
        {"0000000000", NULL},         {"UK38M2QW0ZUK38M2QW0ZX", NULL}, {"", NULL},           {NULL, NULL},
        {"UK38M2QW0'", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(wire_receipt(mem, cases[i].text), cases[i].want);
}

static void
a_member_is_found_without_regard_to_case_and_blanks(void **state)
{
    static const char  body[] = "{\"Response Status\":\"1000\",\"status\":\"a\",\"Status\":\"b\",\"x\":{}}";
    const struct json *j;

    (void)state;
    check_ok(json_parse(mem, body, sizeof body - 1, &j, NULL));
    check_text(wire_member(j, "ResponseStatus"), "1000");
    check_text(wire_member(j, "responsestatus"), "1000");
    check_text(wire_member(j, "Status"), "b");
    check_text(wire_member(j, "status"), "a");
    check_text(wire_member(j, "STATUS"), "a");
    check_text(wire_member(j, "x"), NULL);
    assert_int_equal(json_kind(wire_get(j, "X")), JSON_OBJECT);
    check_text(wire_member(j, "Response"), NULL);
    check_text(wire_member(NULL, "Response"), NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_of_every_api_are_read_as_nairobi),
        cmocka_unit_test(a_party_is_a_number_and_a_name),
        cmocka_unit_test(free_text_keeps_what_does_no_harm),
        cmocka_unit_test(a_cut_falls_between_characters),
        cmocka_unit_test(a_receipt_number_is_letters_and_digits),
        cmocka_unit_test(a_member_is_found_without_regard_to_case_and_blanks),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
