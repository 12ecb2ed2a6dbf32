/* script_test.c - what a test may put into a phone's script, and how mistakes are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/err.h"
#include "sim/flags.h"
#include "sim/script.h"

static struct arena *mem;

static int
make_arena(void **state)
{
    (void)state;
    mem = arena_new(1 << 20);
    return 0;
}

static int
free_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static bool
read_script(const char *text, struct script *s, const char **why)
{
    const struct json *j;

    *s = script_default();
    *why = NULL;
    assert_int_equal(json_parse(mem, text, strlen(text), &j, NULL), ERR_OK);
    return members_read(mem, j, script_members, s, why);
}

static void
an_empty_script_waits_for_a_person_and_calls_back_once(void **state)
{
    struct script s;
    const char   *why;

    (void)state;
    assert_true(read_script("{}", &s, &why));
    assert_int_equal(s.handset, HANDSET_MANUAL);
    assert_int_equal(s.handset_delay_ms, 1000);
    assert_int_equal(s.callback.copies, 1);
    assert_int_equal(s.answer.mode, MODE_OK);
    assert_int_equal(s.c2b.copies, 1);
    assert_int_equal(s.c2b.delay_ms, -1);
    assert_null(s.result);
}

static void
every_part_of_a_script_is_read(void **state)
{
    struct script s;
    const char   *why;

    (void)state;
    assert_true(read_script("{\"handset\":\"auto\",\"result\":1032,\"handsetDelayMs\":5,\"times\":2,"
                            "\"answer\":{\"mode\":\"cut\",\"delayMs\":7,\"promptAnyway\":false},"
                            "\"callback\":{\"lose\":true,\"phone\":null,\"amount\":\"1.00\",\"copies\":3},"
                            "\"query\":{\"mode\":\"pending4999\",\"firstN\":2,\"result\":\"\"}}",
                            &s, &why));
    assert_int_equal(s.handset, HANDSET_AUTO);
    assert_string_equal(s.result, "1032");
    assert_int_equal(s.times, 2);
    assert_int_equal(s.answer.mode, MODE_CUT);
    assert_int_equal(s.answer.prompt_anyway, MAYBE_NO);
    assert_true(s.callback.lose);
    assert_ptr_equal(s.callback.phone, member_null);
    assert_string_equal(s.callback.amount, "1.00");
    assert_int_equal(s.query.mode, QUERY_PENDING4999);
    assert_string_equal(s.query.result, "");
}

static void
a_mistake_is_refused_with_a_sentence(void **state)
{
    static const struct {
        const char *text, *part;
    } cases[] = {
        {"{\"handest\":\"auto\"}", "no such member: handest"},   {"{\"handset\":\"robot\"}", "handset"},
        {"{\"handsetDelayMs\":-1}", "handsetDelayMs"},           {"{\"handsetDelayMs\":\"5\"}", "handsetDelayMs"},
        {"{\"answer\":{\"mode\":\"explode\"}}", "answer: mode"}, {"{\"answer\":[]}", "answer: an object is wanted"},
        {"{\"callback\":{\"lose\":\"yes\"}}", "callback: lose"}, {"[]", "an object is wanted"},
    };
    struct script s;
    const char   *why;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_false(read_script(cases[i].text, &s, &why));
        if (!strstr(why, cases[i].part))
            fail_msg("%s gives: %s", cases[i].text, why);
    }
}

static void
a_refusal_shows_no_prompt_but_a_lost_answer_does(void **state)
{
    static const struct {
        int        mode;
        enum maybe said;
        bool       prompts;
    } cases[] = {
        {MODE_OK, MAYBE_UNSAID, true},    {MODE_HANG, MAYBE_UNSAID, true},   {MODE_CUT, MAYBE_UNSAID, true},
        {MODE_HTML, MAYBE_UNSAID, true},  {MODE_EMPTY, MAYBE_UNSAID, true},  {MODE_BLANK, MAYBE_UNSAID, true},
        {MODE_RESET, MAYBE_UNSAID, true}, {MODE_ERROR, MAYBE_UNSAID, false}, {MODE_FAULT429, MAYBE_UNSAID, false},
        {MODE_ERROR, MAYBE_YES, true},    {MODE_HANG, MAYBE_NO, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct answer_script a = {.mode = cases[i].mode, .prompt_anyway = cases[i].said};
        assert_int_equal(script_prompts(&a), cases[i].prompts);
    }
}

static const char *
written(const struct flags *f)
{
    struct json_writer w = json_writer_new(mem);

    json_open(&w, NULL, '{');
    members_write(&w, flags_members, f);
    json_close(&w);
    return json_done(&w);
}

static void
flags_are_written_as_they_are_read(void **state)
{
    static const char first[] = "{\"tokenLifetimeS\":3599,\"newTokenKillsOld\":true,\"tokenErrorForm\":\"404.001.03\",";
    struct flags      f = flags_default(), again = {0};
    const char       *text = written(&f), *why = NULL;
    const struct json *j;

    (void)state;
    assert_memory_equal(text, first, strlen(first));
    assert_int_equal(json_parse(mem, text, strlen(text), &j, NULL), ERR_OK);
    assert_true(members_read(mem, j, flags_members, &again, &why));
    assert_string_equal(written(&again), text);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(an_empty_script_waits_for_a_person_and_calls_back_once),
        CASE(every_part_of_a_script_is_read),
        CASE(a_mistake_is_refused_with_a_sentence),
        CASE(a_refusal_shows_no_prompt_but_a_lost_answer_does),
        CASE(flags_are_written_as_they_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
