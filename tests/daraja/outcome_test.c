#include "support/check.h"

#include <stdlib.h>

#include "daraja/outcome.h"

static void
every_stk_code_means_what_the_reference_says(void **state)
{
    /* daraja.md 17.1, the rows of STK and of all */
    static const struct {
        const char       *code;
        enum outcome_kind kind;
        bool              can_retry;
        int               wait_at_least_s;
        bool              operators;
    } rows[] = {
        {"0", OUTCOME_PAID, false, 0, false},         {"1", OUTCOME_DECLINED, true, 0, false},
        {"2", OUTCOME_DECLINED, true, 0, false},      {"3", OUTCOME_DECLINED, true, 0, false},
        {"4", OUTCOME_DECLINED, true, 0, false},      {"8", OUTCOME_DECLINED, true, 0, false},
        {"17", OUTCOME_DECLINED, true, 120, false},   {"26", OUTCOME_DECLINED, true, 30, false},
        {"1001", OUTCOME_DECLINED, true, 60, false},  {"1019", OUTCOME_DECLINED, true, 0, false},
        {"1025", OUTCOME_DECLINED, true, 0, false},   {"9999", OUTCOME_DECLINED, true, 0, false},
        {"1031", OUTCOME_CANCELLED, true, 0, false},  {"1032", OUTCOME_CANCELLED, true, 0, false},
        {"1036", OUTCOME_DECLINED, true, 0, false},   {"1037", OUTCOME_DECLINED, true, 0, false},
        {"2001", OUTCOME_DECLINED, true, 0, false},   {"2028", OUTCOME_DECLINED, false, 0, true},
        {"8006", OUTCOME_DECLINED, false, 0, false},  {"SFC_IC0003", OUTCOME_DECLINED, false, 0, true},
        {"E3008", OUTCOME_DECLINED, false, 0, false},
    };
    static const enum daraja_api apis[] = {DARAJA_STK, DARAJA_STK_QUERY};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t k = 0; k < COUNT(apis); k++) {
            const struct outcome *o = outcome_of(apis[k], rows[i].code);
            if (o->kind != rows[i].kind || o->can_retry != rows[i].can_retry || o->operators != rows[i].operators ||
                o->retry_after_s < rows[i].wait_at_least_s)
                fail_msg("code %s is %s", rows[i].code, o->name);
        }
}

static void
still_open_is_a_word_of_the_query_alone(void **state)
{
    (void)state;
    assert_int_equal(outcome_of(DARAJA_STK_QUERY, "4999")->kind, OUTCOME_PENDING);
    assert_int_equal(outcome_of(DARAJA_STK, "4999")->kind, OUTCOME_UNKNOWN);
}

static void
what_is_not_in_the_table_is_unknown(void **state)
{
    static const char *const codes[] = {"",
                                        "00",
                                        "0 ",
                                        "-0",
                                        "0.0",
                                        "-1",
                                        "15",
                                        "1999",
                                        "1040",
                                        "E300",
                                        "SFC",
                                        "sfc_ic0003",
                                        "R000001",
                                        "C2B00012",
                                        "paid",
                                        "1032 ",
                                        "99999999999999999999"};

    (void)state;
    for (size_t i = 0; i < COUNT(codes); i++) {
        check_text(outcome_of(DARAJA_STK, codes[i])->name, "unknown_code");
        check_text(outcome_of(DARAJA_STK_QUERY, codes[i])->name, "unknown_code");
    }
}

static void
one_number_in_twenty_thousand_is_paid(void **state)
{
    (void)state;
    for (int i = -100; i < 20000; i++) {
        char code[12];
        snprintf(code, sizeof code, "%d", i);
        assert_int_equal(outcome_of(DARAJA_STK, code)->kind == OUTCOME_PAID, i == 0);
        assert_int_equal(outcome_of(DARAJA_STK_QUERY, code)->kind == OUTCOME_PAID, i == 0);
    }
}

static void
names_find_their_outcome_and_nothing_else(void **state)
{
    static const char *const names[] = {"paid",     "pending",        "cancelled",  "not_sent",     "unanswered",
                                        "rejected", "phone_rejected", "mpesa_busy", "contradicted", "unknown_code"};

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct outcome *o = outcome_named(names[i]);
        assert_non_null(o);
        check_text(o->name, names[i]);
        assert_true(strlen(o->sentence) > 10);
        assert_true(o->sentence[strlen(o->sentence) - 1] == '.');
    }
    assert_null(outcome_named(NULL));
    assert_null(outcome_named(""));
    assert_null(outcome_named("Paid"));
    assert_int_equal(outcome_named("unanswered")->kind, OUTCOME_UNKNOWN);
    assert_int_equal(outcome_named("contradicted")->kind, OUTCOME_UNKNOWN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stk_code_means_what_the_reference_says),
        cmocka_unit_test(still_open_is_a_word_of_the_query_alone),
        cmocka_unit_test(what_is_not_in_the_table_is_unknown),
        cmocka_unit_test(one_number_in_twenty_thousand_is_paid),
        cmocka_unit_test(names_find_their_outcome_and_nothing_else),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
