/* job_body_test.c - results as daraja.md 1.3 shows them: objects or arrays, numbers or texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sim/job_body.h"

static struct arena *mem;

static int
make_arena(void **state)
{
    (void)state;
    mem = arena_new(1 << 22);
    return 0;
}

static int
free_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static struct parameter_list
two(void)
{
    struct parameter_list list = {0};

    parameter_add(mem, &list, "Amount", "12500.00", false);
    parameter_add(mem, &list, "TransactionReason", NULL, false);
    return list;
}

static struct result_facts
facts(const struct parameter *parameters)
{
    return (struct result_facts){
        .code = "0",
        .desc = "ok",
        .originator = "o",
        .conversation = "c",
        .transaction = "t",
        .parameters = parameters,
    };
}

#define HEAD                                                                                                           \
    "{\"Result\":{\"ResultType\":0,\"ResultCode\":0,\"ResultDesc\":\"ok\",\"OriginatorConversationID\":\"o\","         \
    "\"ConversationID\":\"c\",\"TransactionID\":\"t\""

static void
several_parameters_are_an_array_and_one_is_an_object(void **state)
{
    struct parameter_list one = {0};
    struct result_facts   f = facts(two().first);

    (void)state;
    assert_string_equal(job_body(mem, &f), HEAD ",\"ResultParameters\":{\"ResultParameter\":[{\"Key\":\"Amount\","
                                                "\"Value\":12500.00},{\"Key\":\"TransactionReason\"}]}}}");
    parameter_add(mem, &one, "BOCompletedTime", "20261103120801", false);
    f = facts(one.first);
    assert_string_equal(job_body(mem, &f),
                        HEAD ",\"ResultParameters\":{\"ResultParameter\":{\"Key\":\"BOCompletedTime\","
                             "\"Value\":20261103120801}}}}");
}

static void
shapes_drop_them_take_the_first_or_lay_them_bare(void **state)
{
    struct result_facts f = facts(two().first);

    (void)state;
    f.shape = SHAPE_DROP;
    assert_string_equal(job_body(mem, &f), HEAD "}}");
    f.shape = SHAPE_SINGLE;
    assert_string_equal(job_body(mem, &f),
                        HEAD ",\"ResultParameters\":{\"ResultParameter\":{\"Key\":\"Amount\",\"Value\":12500.00}}}}");
    f.shape = SHAPE_BARE;
    assert_string_equal(job_body(mem, &f), HEAD ",\"ResultParameters\":[{\"Key\":\"Amount\",\"Value\":12500.00},"
                                                "{\"Key\":\"TransactionReason\"}]}}");
}

static void
codes_are_numbers_unless_they_cannot_be_or_are_not_to_be(void **state)
{
    static const struct {
        const char *code;
        bool        as_text;
        const char *part;
    } cases[] = {
        {"2001", false, "\"ResultType\":0,\"ResultCode\":2001,"},
        {"2001", true, "\"ResultType\":\"0\",\"ResultCode\":\"2001\","},
        {"SFC_IC0003", false, "\"ResultType\":0,\"ResultCode\":\"SFC_IC0003\","},
        {"R000002", false, "\"ResultCode\":\"R000002\","},
        {"01", false, "\"ResultCode\":\"01\","},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct result_facts f = {.code = cases[i].code, .desc = "x", .string_codes = cases[i].as_text};
        if (!strstr(job_body(mem, &f), cases[i].part))
            fail_msg("%s: %s", cases[i].code, job_body(mem, &f));
    }
}

static void
a_timeout_has_type_one_and_slashes_can_be_escaped(void **state)
{
    struct parameter_list list = {0};

    (void)state;
    parameter_add(mem, &list, "QueueTimeoutURL", "https://a/b", true);
    struct result_facts f = {
        .code = "1", .desc = "late", .timed_out = true, .references = list.first, .escaped_slashes = true};
    assert_string_equal(job_body(mem, &f),
                        "{\"Result\":{\"ResultType\":1,\"ResultCode\":1,\"ResultDesc\":\"late\","
                        "\"ReferenceData\":{\"ReferenceItem\":{\"Key\":\"QueueTimeoutURL\",\"Value\":"
                        "\"https:\\/\\/a\\/b\"}}}}");
}

static void
texts_that_look_like_numbers_can_stay_texts(void **state)
{
    static const struct {
        const char *value;
        bool        text;
        const char *part;
    } cases[] = {
        {"239.00", true, "\"Value\":\"239.00\""}, {"239.00", false, "\"Value\":239.00"},
        {"-120.0", false, "\"Value\":-120.0"},    {"007", false, "\"Value\":\"007\""},
        {"1.", false, "\"Value\":\"1.\""},        {"", false, "\"Value\":\"\""},
        {"-", false, "\"Value\":\"-\""},          {"A|KES|1.00", false, "\"Value\":\"A|KES|1.00\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parameter_list list = {0};
        parameter_add(mem, &list, "K", cases[i].value, cases[i].text);
        struct result_facts f = facts(list.first);
        if (!strstr(job_body(mem, &f), cases[i].part))
            fail_msg("%s: %s", cases[i].value, job_body(mem, &f));
    }
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(several_parameters_are_an_array_and_one_is_an_object),
        CASE(shapes_drop_them_take_the_first_or_lay_them_bare),
        CASE(codes_are_numbers_unless_they_cannot_be_or_are_not_to_be),
        CASE(a_timeout_has_type_one_and_slashes_can_be_escaped),
        CASE(texts_that_look_like_numbers_can_stay_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
