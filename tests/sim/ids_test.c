/* ids_test.c - the forms of daraja.md 1.4, and that nothing is given out twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/err.h"
#include "sim/chance.h"
#include "sim/ids.h"

enum { MANY = 20000 };

static int64_t
noon(int year, int month, int day)
{
    return eat_to_utc((struct eat){.date = {year, month, day}, .hour = 12});
}

static void
a_receipt_begins_with_its_date(void **state)
{
    static const struct {
        int         year, month, day;
        const char *first;
    } cases[] = {
        {2019, 1, 1, "NA1"}, {2025, 12, 31, "TLV"}, {2026, 11, 3, "UK3"}, {2026, 11, 20, "UKK"}, {2027, 2, 10, "VBA"},
    };
    char receipt[RECEIPT_SIZE];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ids_receipt(receipt, noon(cases[i].year, cases[i].month, cases[i].day));
        assert_int_equal(strlen(receipt), 10);
        assert_memory_equal(receipt, cases[i].first, 3);
        assert_int_equal(strspn(receipt, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 10);
    }
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void
no_receipt_comes_twice(void **state)
{
    char(*all)[RECEIPT_SIZE] = calloc(MANY, RECEIPT_SIZE);

    (void)state;
    assert_non_null(all);
    for (size_t i = 0; i < MANY; i++)
        ids_receipt(all[i], noon(2026, 11, 20));
    qsort(all, MANY, RECEIPT_SIZE, by_text);
    for (size_t i = 1; i < MANY; i++)
        assert_string_not_equal(all[i - 1], all[i]);
    free(all);
}

static void
a_checkout_id_holds_the_time_in_east_africa_and_the_last_nine_digits(void **state)
{
    int64_t utc = eat_to_utc((struct eat){.date = {2026, 11, 3}, .hour = 10, .minute = 15, .second = 2});
    char    id[CHECKOUT_ID_SIZE];

    (void)state;
    assert_string_equal(ids_checkout(id, utc * 1000 + 338, "254712345678"), "ws_CO_03112026101502338712345678");
    assert_string_equal(ids_checkout(id, utc * 1000 + 7, "254112345678"), "ws_CO_031120261015027112345678");
}

static void
a_gateway_id_is_four_groups_of_hex(void **state)
{
    char a[GATEWAY_ID_SIZE], b[GATEWAY_ID_SIZE];

    (void)state;
    ids_gateway(a);
    ids_gateway(b);
    assert_string_not_equal(a, b);
    assert_int_equal(strspn(a, "0123456789abcdef-"), strlen(a));
    assert_true(a[4] == '-' && a[9] == '-' && a[14] == '-' && strlen(a) >= 28);
}

static void
a_token_is_28_letters_and_digits(void **state)
{
    char token[TOKEN_SIZE];

    (void)state;
    assert_int_equal(strlen(ids_token(token)), 28);
    assert_int_equal(strcspn(token, "-_+/= "), 28);
}

static void
the_same_seed_makes_the_same_tokens(void **state)
{
    char a[TOKEN_SIZE], b[TOKEN_SIZE];

    (void)state;
    chance_seed(42);
    ids_token(a);
    chance_seed(42);
    assert_string_equal(ids_token(b), a);
    chance_seed(43);
    assert_string_not_equal(ids_token(b), a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_receipt_begins_with_its_date),
        cmocka_unit_test(no_receipt_comes_twice),
        cmocka_unit_test(a_checkout_id_holds_the_time_in_east_africa_and_the_last_nine_digits),
        cmocka_unit_test(a_gateway_id_is_four_groups_of_hex),
        cmocka_unit_test(a_token_is_28_letters_and_digits),
        cmocka_unit_test(the_same_seed_makes_the_same_tokens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
