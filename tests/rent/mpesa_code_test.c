/*
 * The code in what people type: small letters, blanks, the whole message in either language, and what is none.
 */
#include "support/check.h"

#include "base/date.h"
#include "rent/mpesa_code.h"

static const struct {
    const char *typed, *code;
} codes[] = {
    {"UKL3A7XK2P", "UKL3A7XK2P"},
    {"ukl3a7xk2p", "UKL3A7XK2P"},
    {"  ukl3 a7xk 2p ", "UKL3A7XK2P"},
    {"UKL-3A7-XK2P.", "UKL3A7XK2P"},
    {"UKLABCDEFG", "UKLABCDEFG"}, /* a code may have no digit */
    {"uklabcdefg", "UKLABCDEFG"},
    {"U1L3A7XK2P", "UIL3A7XK2P"}, /* a month is a letter */
    {"UKL3A7XK2P Confirmed. Ksh12,500.00 sent to SUNRISE HOMES for account B4 on 21/11/26 at 10:15 AM. New M-PESA "
     "balance is Ksh320.00. Transaction cost, Ksh34.00.",
     "UKL3A7XK2P"},
    {"UKL3A7XK2P Imethibitishwa. Ksh12,500.00 zimetumwa kwa SUNRISE HOMES tarehe 21/11/26.", "UKL3A7XK2P"},
    {"my code is ukl3a7xk2p thank you", "UKL3A7XK2P"},
    {"Paid with UKLABCDEFG today", "UKLABCDEFG"},
    {"Fwd: 254712345678 0712345678 UKL3A7XK2P Confirmed.", "UKL3A7XK2P"},
    {"", NULL},
    {"0712345678", NULL}, /* a phone number */
    {"1234567890", NULL},
    {"UKL3A7XK2", NULL},   /* nine */
    {"UKL3A7XK2P9", NULL}, /* eleven */
    {"UZL3A7XK2P", NULL},  /* no such month */
    {"UKZ3A7XK2P", NULL},  /* no such day */
    {"I paid the rent yesterday evening", NULL},
    {"hello there", NULL},
    {"elementary school fees", NULL}, /* ten letters, and no code */
    {"AG_20261103_2010364430d9bbda0001", NULL},
    {"ÜKL3A7XK2P", NULL},
    {"'; DROP TABLE bill; --", NULL},
};

static void
the_code_is_taken_out_of_what_was_typed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        print_message("%s\n", codes[i].typed);
        check_text(mpesa_code_read(mem, codes[i].typed), codes[i].code);
    }
}

static void
a_conversation_id_is_taken_as_it_stands(void **state)
{
    static const struct {
        const char *typed, *id;
    } ids[] = {
        {" AG_20261103_2010364430d9bbda0001 ", "AG_20261103_2010364430d9bbda0001"},
        {"rentease-0123456789abcdef", "rentease-0123456789abcdef"},
        {"3e1c-4c36-8408-ee2f032ee36b11", "3e1c-4c36-8408-ee2f032ee36b11"},
        {"UKL3A7XK2P", NULL},
        {"0123456789abcdef0123", NULL},
        {"AG_2026<script>alert</script>", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(ids); i++)
        check_text(mpesa_conversation_read(mem, ids[i].typed), ids[i].id);
    char *endless = arena_alloc(mem, 300);
    memset(endless, '-', 299);
    endless[299] = '\0';
    check_text(mpesa_conversation_read(mem, endless), NULL);
}

/* One in ten has none: such a code, in small letters and in parts, was once turned away. */
static void
a_code_without_a_digit_is_known_by_its_year(void **state)
{
    char       *typed = arena_strdup(mem, "?kla bcdefg");
    const char *code;

    (void)state;
    typed[0] = (char)('a' + (today_eat().year - 2006) % 26);
    code = mpesa_code_read(mem, typed);
    assert_non_null(code);
    assert_string_equal(code + 1, "KLABCDEFG");
    typed[0] = (char)('a' + (today_eat().year - 2006 + 3) % 26);
    assert_null(mpesa_code_read(mem, typed));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_without_a_digit_is_known_by_its_year),
        cmocka_unit_test(the_code_is_taken_out_of_what_was_typed),
        cmocka_unit_test(a_conversation_id_is_taken_as_it_stands),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
