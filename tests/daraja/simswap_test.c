#include "daraja/reply.h"

#include "daraja/simswap.h"

static void
asking_is_this_byte_by_byte(void **state)
{
    (void)state;
    check_text(simswap_body(mem, "254712345678"), "{\"customerNumber\":\"254712345678\"}");
}

static void
what_is_not_said_is_not_known(void **state)
{
    static const struct {
        const char      *body;
        enum answer_kind kind;
        enum sim_swapped swapped;
        int64_t          at;
    } cases[] = {
        {"{\"requestRefID\":\"1\",\"responseCode\":\"200\",\"responseDesc\":\"Success\",\"lastSwapDate\":\"01-01-1900 "
         "00:00\"}",
         ANSWER_ACCEPTED, SIM_KEPT, 0},
        {"{\"responseCode\":200,\"lastSwapDate\":\"03-11-2026 10:15\"}", ANSWER_ACCEPTED, SIM_SWAPPED, 1793690100},
        {"{\"responseCode\":\"200\",\"lastSwapDate\":\"03-11-2026 10:15:00\"}", ANSWER_ACCEPTED, SIM_SWAPPED,
         1793690100},
        {"{\"responseCode\":\"200\",\"lastSwapDate\":\"last week\"}", ANSWER_ACCEPTED, SIM_NOT_KNOWN, 0},
        {"{\"responseCode\":\"200\",\"lastSwapDate\":\"\"}", ANSWER_ACCEPTED, SIM_NOT_KNOWN, 0},
        {"{\"responseCode\":\"200\"}", ANSWER_UNKNOWN, SIM_NOT_KNOWN, 0},
        {"{\"responseCode\":\"500\",\"lastSwapDate\":\"01-01-1900 00:00\"}", ANSWER_UNKNOWN, SIM_NOT_KNOWN, 0},
    };
    enum sim_swapped swapped;
    int64_t          at;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply r = said(200, cases[i].body);
        assert_int_equal(answer_to_simswap(mem, &r, &swapped, &at).kind, cases[i].kind);
        assert_int_equal(swapped, cases[i].swapped);
        assert_int_equal(at, cases[i].at);
    }
    for (size_t i = 0; i < COUNT(endings); i++) {
        assert_int_equal(answer_to_simswap(mem, &endings[i].reply, &swapped, &at).kind, endings[i].kind);
        assert_int_equal(swapped, SIM_NOT_KNOWN);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asking_is_this_byte_by_byte),
        cmocka_unit_test(what_is_not_said_is_not_known),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
