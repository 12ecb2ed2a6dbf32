#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api/put.h"
#include "api/start.h"
#include "base/random.h"

static void
an_idempotency_key_is_1_to_255_visible_ascii(void **state)
{
    struct arena *mem = arena_new(1024 * 1024);
    char          long_key[257];
    const char   *out;

    (void)state;
    memset(long_key, 'x', sizeof long_key - 1);
    long_key[256] = '\0';
    const struct {
        const char *key;
        enum err    want;
    } cases[] = {
        {NULL, ERR_NOT_FOUND},      {"", ERR_NOT_FOUND},   {"k", ERR_OK},
        {long_key + 1, ERR_OK},     {long_key, ERR_INPUT}, {"two words", ERR_INPUT},
        {"tab\there", ERR_INPUT},   {"!~", ERR_OK},        {"\x7f", ERR_INPUT},
        {"caf\xc3\xa9", ERR_INPUT},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = {.mem = mem, .idempotency_key = cases[i].key};
        assert_int_equal(start_key(&rq, &out), cases[i].want);
    }
    arena_free(mem);
}

static void
where_a_key_may_be_left_out_a_new_one_is_made_each_time(void **state)
{
    struct arena  *mem = arena_new(1024 * 1024);
    struct request rq = {.mem = mem};
    const char    *a, *b;

    (void)state;
    assert_int_equal(start_key_or_new(&rq, &a), ERR_OK);
    assert_int_equal(start_key_or_new(&rq, &b), ERR_OK);
    assert_int_equal(strlen(a), ID_LEN);
    assert_string_not_equal(a, b);
    rq.idempotency_key = "mine";
    assert_int_equal(start_key_or_new(&rq, &a), ERR_OK);
    assert_string_equal(a, "mine");
    rq.idempotency_key = "not mine";
    assert_int_equal(start_key_or_new(&rq, &a), ERR_INPUT);
    arena_free(mem);
}

static void
money_time_and_what_is_not_known_are_spelt_as_the_contract_says(void **state)
{
    struct arena      *mem = arena_new(4 * 1024 * 1024);
    struct json_writer w = json_writer_new(mem);

    (void)state;
    json_open(&w, NULL, '{');
    put_money(&w, "whole", (struct money){1500000});
    put_money(&w, "cents", (struct money){125050});
    put_money(&w, "credit", (struct money){-20000});
    put_time(&w, "at", 1795164764);
    put_time(&w, "never", 0);
    put_maybe(&w, "yes", 1);
    put_maybe(&w, "no", 0);
    put_maybe(&w, "unknown", -1);
    json_close(&w);
    assert_string_equal(json_done(&w), "{\"whole\":15000,\"cents\":1250.50,\"credit\":-200,"
                                       "\"at\":\"2026-11-20T08:52:44Z\",\"never\":null,"
                                       "\"yes\":true,\"no\":false,\"unknown\":null}");
    arena_free(mem);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_idempotency_key_is_1_to_255_visible_ascii),
        cmocka_unit_test(where_a_key_may_be_left_out_a_new_one_is_made_each_time),
        cmocka_unit_test(money_time_and_what_is_not_known_are_spelt_as_the_contract_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
