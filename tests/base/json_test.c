#include "support/check.h"

#include <inttypes.h>

#include "base/json.h"
#include "base/json_pretty.h"

static const struct json *
read_json(const char *text)
{
    const struct json *j = NULL;
    const char        *why = NULL;

    if (json_parse(mem, text, strlen(text), &j, &why) != ERR_OK)
        fail_msg("%s: %s", text, why);
    return j;
}

/* Why a text is refused; NULL when it is not. */
static const char *
refused(const char *bytes, size_t n)
{
    const struct json *j = NULL;
    const char        *why = NULL;
    enum err           e = json_parse(mem, bytes, n, &j, &why);

    assert_true(e == ERR_OK || e == ERR_INPUT);
    assert_true((e == ERR_OK) == (why == NULL) && (e == ERR_OK) == (j != NULL));
    return why;
}

static void
every_kind_of_value_is_read(void **state)
{
    const struct json *j = read_json(
        "{\"text\":\"a\\u00e9\\n\\\"\",\"n\":-12.5,\"t\":true,\"f\":false,\"z\":null,\"a\":[1,\"x\",[]],\"o\":{}}");

    (void)state;
    check_text(json_string(json_get(j, "text")), "aé\n\"");
    check_text(json_text(json_get(j, "n")), "-12.5");
    assert_true(json_true(json_get(j, "t")));
    assert_false(json_true(json_get(j, "f")));
    assert_int_equal(json_kind(json_get(j, "z")), JSON_NULL);
    assert_int_equal(json_kind(json_get(j, "a")), JSON_ARRAY);
    assert_int_equal(json_kind(json_get(j, "o")), JSON_OBJECT);
    const struct json *e = json_first(json_get(j, "a"));
    check_text(json_text(e), "1");
    check_text(json_text(json_next(e)), "x");
    assert_null(json_key(e));
    check_text(json_key(json_first(j)), "text");
    assert_null(json_next(json_next(json_next(e))));
    assert_null(json_first(json_get(j, "o")));
}

static void
a_path_that_leads_nowhere_finds_nothing(void **state)
{
    const struct json *j = read_json("{\"a\":{\"b\":\"\"},\"list\":[{\"a\":1}]}");
    int64_t            n;

    (void)state;
    check_text(json_text(json_get(json_get(j, "a"), "b")), "");
    assert_null(json_text(json_get(json_get(json_get(j, "x"), "y"), "z")));
    assert_null(json_get(json_get(j, "list"), "a"));
    assert_null(json_get(j, "A")); /* keys are case-sensitive */
    assert_null(json_string(NULL));
    assert_null(json_first(NULL));
    assert_false(json_true(NULL));
    assert_false(json_int(NULL, &n));
    assert_int_equal(json_kind(NULL), JSON_NONE);
}

static void
what_the_guard_refuses_is_named(void **state)
{
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"", "it is empty"},
        {"{\"a\":\"\\u0000\"}", "it holds a NUL character"},
        {"{\"a\\u0000b\":1}", "it holds a NUL character"},
        {"\"\xff\"", "it is not UTF-8 text"},
        {"\"\xc0\xaf\"", "it is not UTF-8 text"},
        {"\"\xed\xa0\x80\"", "it is not UTF-8 text"},
        {"{\"a\":1,\"a\":2}", "the key \"a\" stands twice"},
        {"{\"x\":{\"a\":1,\"b\":2,\"a\":1}}", "the key \"a\" stands twice"},
        {"{\"a\":1,\"\\u0061\":2}", "the key \"a\" stands twice"},
        {"1e400", "a number is too large"},
        {"[-1e999]", "a number is too large"},
        {"00", "a number is not written as JSON writes it"},
        {"-012", "a number is not written as JSON writes it"},
        {"1.", "a number is not written as JSON writes it"},
        {"[\"0\",{\"1\":2},1.e5]", "a number is not written as JSON writes it"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(refused(cases[i].text, strlen(cases[i].text)), cases[i].why);
    assert_null(refused("{\"a\":1,\"A\":2}", 13));
    assert_null(refused("{\"a\":\"\\\\u0000\"}", 15)); /* a backslash and four zeros, no NUL */
    check_text(refused("{}\0", 3), "it is not UTF-8 text");
}

static void
what_is_not_one_whole_document_is_refused(void **state)
{
    static const char *const cases[] = {
        "{",     "}",       "{}{}",        "{} x",       "[1,]",      "{\"a\":}", "{\"a\"}", "{a:1}", "'x'",
        "nul",   "True",    "NaN",         "Infinity",   "-",         "+1",       ".5",      "1 2",   "[1 2]",
        "\"abc", "\"\\x\"", "\"\\ud800\"", "\"\\u12\"",  "{\"a\":1]", "[1",       "// x\n1", "1e",    "1e+",
        "0x10",  "<html>",  "   ",         "{\"a\":1,}", "--1",       "1-",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (!refused(cases[i], strlen(cases[i])))
            fail_msg("%s", cases[i]);
}

static void
sixteen_levels_are_enough(void **state)
{
    char text[64];

    (void)state;
    for (int depth = 15; depth <= 18; depth++) {
        memset(text, '[', (size_t)depth);
        memset(text + depth, ']', (size_t)depth);
        const char *why = refused(text, (size_t)depth * 2);
        check_text(why, depth <= 16 ? NULL : "it is nested too deeply");
    }
    assert_null(refused("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"", 30)); /* brackets in a text are no levels */
}

static void
a_million_open_brackets_are_refused_and_not_descended(void **state)
{
    size_t n = 1 << 20;
    char  *text = malloc(n);

    (void)state;
    memset(text, '[', n);
    check_text(refused(text, n), "it is nested too deeply");
    free(text);
}

static void
a_document_cut_anywhere_is_refused(void **state)
{
    static const char text[] =
        "{\"Body\":{\"stkCallback\":{\"ResultCode\":0,\"Item\":[{\"Name\":\"é\",\"Value\":1.5}]}}}";

    (void)state;
    assert_null(refused(text, sizeof text - 1));
    for (size_t n = 0; n < sizeof text - 1; n++)
        assert_non_null(refused(text, n));
}

static void
numbers_are_told_in_their_shortest_decimal_text(void **state)
{
    static const char *const pairs[][2] = {
        {"12500.00", "12500"},
        {"12500.5", "12500.5"},
        {"1.25e4", "12500"},
        {"254712345678", "254712345678"},
        {"20261103101529", "20261103101529"},
        {"2147483648", "2147483648"},
        {"8959269.6", "8959269.6"},
        {"-1", "-1"},
        {"9007199254740991", "9007199254740991"},
        {"0.05", "0.05"},
        {"0", "0"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        check_text(json_text(read_json(pairs[i][0])), pairs[i][1]);
}

static void
no_zero_but_the_token_0_reads_as_0(void **state)
{
    static const char *const cases[] = {"0.0", "0.00", "-0", "0e0", "0E5", "-0.0", "1e-400", "0.0e-1", "2e-324"};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(json_text(read_json(cases[i])), cases[i]);
}

static void
whole_numbers_are_exact_or_refused(void **state)
{
    static const struct {
        const char *text;
        bool        whole;
        int64_t     want;
    } cases[] = {
        {"0", true, 0},
        {"-7", true, -7},
        {"1e3", true, 1000},
        {"12.0", true, 12},
        {"9007199254740991", true, 9007199254740991},
        {"-9007199254740991", true, -9007199254740991},
        {"9007199254740993", false, 0}, /* a double would make it …992 */
        {"9007199254740992", false, 0},
        {"1e300", false, 0},
        {"1.5", false, 0},
        {"\"1\"", false, 0},
        {"true", false, 0},
        {"null", false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t n = 99;
        if (json_int(read_json(cases[i].text), &n) != cases[i].whole)
            fail_msg("%s", cases[i].text);
        assert_int_equal(n, cases[i].whole ? cases[i].want : 99);
    }
}

static void
any_amount_in_cents_survives_the_way_through_json(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int i = 0; i < 50000; i++) {
        uint64_t cents = (uint64_t)chance(&seed) * (chance(&seed) % 2000);
        char     text[40], want[40];
        snprintf(text, sizeof text, "%" PRIu64 ".%02" PRIu64, cents / 100, cents % 100);
        snprintf(want, sizeof want, cents % 100 ? "%" PRIu64 ".%02" PRIu64 : "%" PRIu64, cents / 100, cents % 100);
        if (cents % 100 && cents % 10 == 0)
            want[strlen(want) - 1] = '\0';
        if (cents > 0)
            check_text(json_text(read_json(text)), want);
        arena_reset(mem);
    }
}

static void
the_writer_writes_what_the_reader_reads(void **state)
{
    static const char  hostile[] = "\"\\\n\t\x01\x1f</script>é\u2028\x7f";
    struct json_writer w = json_writer_new(mem);

    (void)state;
    json_open(&w, NULL, '{');
    json_put_text(&w, "a\"b", hostile);
    json_put_text(&w, "nothing", NULL);
    json_put_int(&w, "n", INT64_MIN);
    json_put_bool(&w, "yes", true);
    json_open(&w, "list", '[');
    json_put_raw(&w, NULL, "12.50");
    json_put_null(&w, NULL);
    json_close(&w);
    json_open(&w, "empty", '{');
    json_close(&w);
    json_close(&w);
    const char        *text = json_done(&w);
    const struct json *j = read_json(text);
    check_text(json_string(json_get(j, "a\"b")), hostile);
    assert_int_equal(json_kind(json_get(j, "nothing")), JSON_NULL);
    assert_true(json_true(json_get(j, "yes")));
    assert_non_null(strstr(text, "\"n\":-9223372036854775808,"));
    assert_non_null(strstr(text, "\"list\":[12.50,null],\"empty\":{}}"));
    assert_null(strchr(text, '\n'));
}

static void
the_writer_ends_at_its_ceiling(void **state)
{
    struct json_writer w = json_writer_new(mem);
    char              *long_text = malloc(1024 * 1024);

    (void)state;
    memset(long_text, 'x', 1024 * 1024 - 1);
    long_text[1024 * 1024 - 1] = '\0';
    json_open(&w, NULL, '[');
    json_put_text(&w, NULL, long_text);
    json_close(&w);
    assert_null(json_done(&w));
    free(long_text);
}

static void
a_text_is_laid_out_and_not_changed(void **state)
{
    static const struct {
        const char *text, *pretty;
    } texts[] = {
        {"{\"a\":[1,{ } ,\"x{,}\\\"\"],\"b\" : 1.50}",
         "{\n  \"a\": [\n    1,\n    {},\n    \"x{,}\\\"\"\n  ],\n  \"b\": 1.50\n}"},
        {" [ ] ", "[]"},
        {"\"one\"", "\"one\""},
        {"{\"a\":", NULL},
        {"ResultCode=0&a=b", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        check_text(json_pretty(mem, texts[i].text), texts[i].pretty);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_is_read),
        cmocka_unit_test(a_path_that_leads_nowhere_finds_nothing),
        cmocka_unit_test(what_the_guard_refuses_is_named),
        cmocka_unit_test(what_is_not_one_whole_document_is_refused),
        cmocka_unit_test(sixteen_levels_are_enough),
        cmocka_unit_test(a_million_open_brackets_are_refused_and_not_descended),
        cmocka_unit_test(a_document_cut_anywhere_is_refused),
        cmocka_unit_test(numbers_are_told_in_their_shortest_decimal_text),
        cmocka_unit_test(no_zero_but_the_token_0_reads_as_0),
        cmocka_unit_test(whole_numbers_are_exact_or_refused),
        cmocka_unit_test(any_amount_in_cents_survives_the_way_through_json),
        cmocka_unit_test(the_writer_writes_what_the_reader_reads),
        cmocka_unit_test(the_writer_ends_at_its_ceiling),
        cmocka_unit_test(a_text_is_laid_out_and_not_changed),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
