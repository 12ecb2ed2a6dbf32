#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/err.h"
#include "web/lang.h"
#include "web/template.h"

static const char po[] = "msgid \"\"\n"
                         "msgstr \"\"\n"
                         "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                         "\"Language: sw\\n\"\n"
                         "msgid \"Pay rent\"\n"
                         "msgstr \"Lipa kodi\"\n"
                         "msgid \"You owe {{amount}} to {{business}}\"\n"
                         "msgstr \"Unadaiwa na {{business}} {{amount}} – asante\"\n";

static struct arena *mem;
static const char   *dir;

static void
write_file(const char *name, const char *text)
{
    FILE *f = fopen(arena_printf(mem, "%s/%s", dir, name), "we");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* A folder with a small translation. */
static int
setup(void **state)
{
    char *made = (char[]){"/tmp/lang_test.XXXXXX"};

    (void)state;
    mem = arena_new(16 * 1024 * 1024);
    dir = arena_strdup(mem, mkdtemp(made));
    assert_non_null(dir);
    mkdir(arena_printf(mem, "%s/sw", dir), 0700);
    mkdir(arena_printf(mem, "%s/sw/LC_MESSAGES", dir), 0700);
    mkdir(arena_printf(mem, "%s/templates", dir), 0700);
    write_file("sw.po", po);
    return system(arena_printf(mem, "cd '%s' && msgfmt -o sw/LC_MESSAGES/rentease.mo sw.po", dir));
}

static int
teardown(void **state)
{
    (void)state;
    int rc = system(arena_printf(mem, "rm -r '%s'", dir));
    arena_free(mem);
    return rc;
}

static void
without_a_translation_everything_is_english(void **state)
{
    (void)state;
    lang_init("/nonexistent");
    assert_string_equal(lang_text(LANG_SW, "Pay rent"), "Pay rent");
}

static void
texts_are_translated_for_the_language_asked_for(void **state)
{
    static const struct {
        enum lang   l;
        const char *english, *want;
    } cases[] = {
        {LANG_EN, "Pay rent", "Pay rent"},
        {LANG_SW, "Pay rent", "Lipa kodi"},
        {LANG_EN, "Pay rent", "Pay rent"},
        {LANG_SW, "Not known", "Not known"},
        {LANG_SW, "", ""}, /* not the head of the .mo file */
    };

    (void)state;
    lang_init(dir);
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(lang_text(cases[i].l, cases[i].english), cases[i].want);
}

static void
a_template_is_compiled_in_each_language(void **state)
{
    static const char *const want[LANG_COUNT] = {
        [LANG_EN] = "<h1>Pay rent</h1>\n<p title=\"Pay rent\">You owe 10 to A&amp;B</p>\n",
        [LANG_SW] = "<h1>Lipa kodi</h1>\n<p title=\"Lipa kodi\">Unadaiwa na A&amp;B 10 – asante</p>\n",
    };
    struct templates *t = NULL;
    struct value     *o = value_object(mem);

    (void)state;
    lang_init(dir);
    write_file("templates/a.html", "<h1>{{#t}}Pay rent{{/t}}</h1>\n<p title=\"{{#t}}Pay\n rent{{/t}}\">"
                                   "{{#t}}\n"
                                   "  You owe {{amount}}\n  to {{business}}\n{{/t}}</p>\n");
    assert_int_equal(templates_load(&t, arena_printf(mem, "%s/templates", dir)), ERR_OK);
    value_put(o, "amount", value_text(mem, "10"));
    value_put(o, "business", value_text(mem, "A&B"));
    for (enum lang l = LANG_EN; l < LANG_COUNT; l++) {
        struct buf out = buf_new(mem, 4096);
        assert_int_equal(template_render(t, l, "a", o, &out), ERR_OK);
        assert_string_equal(out.bytes, want[l]);
    }
    templates_free(t);
}

static void
codes_name_languages(void **state)
{
    (void)state;
    assert_string_equal(lang_code(LANG_EN), "en");
    assert_string_equal(lang_code(LANG_SW), "sw");
    assert_int_equal(lang_from("sw"), LANG_SW);
    assert_int_equal(lang_from("en"), LANG_EN);
    assert_int_equal(lang_from("fr"), LANG_EN);
    assert_int_equal(lang_from(NULL), LANG_EN);
}

static void
the_language_that_a_browser_likes_best_is_taken(void **state)
{
    static const struct {
        const char *header;
        enum lang   otherwise, want;
    } cases[] = {
        {"sw", LANG_EN, LANG_SW},
        {"en-GB,en;q=0.9,sw;q=0.8", LANG_SW, LANG_EN},
        {"en;q=0.3, SW-KE;q=0.31", LANG_EN, LANG_SW},
        {"fr-FR, sw;q=0.1", LANG_EN, LANG_SW},
        {"sw, en", LANG_EN, LANG_SW},
        {"en ; q=0.5 , sw ; q=1.0", LANG_EN, LANG_SW},
        {"sw;q=0", LANG_EN, LANG_EN},
        {"fr, *;q=0.5", LANG_SW, LANG_SW},
        {"swg, eng", LANG_SW, LANG_SW},
        {"", LANG_SW, LANG_SW},
        {NULL, LANG_SW, LANG_SW},
        {",;q=,sw;q=", LANG_EN, LANG_EN},
        {" \t", LANG_EN, LANG_EN},
        {"sw;q=0.", LANG_EN, LANG_EN},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(lang_accept(cases[i].header, cases[i].otherwise), cases[i].want);
}

static void
dates_are_written_as_people_write_them(void **state)
{
    static const struct {
        const char *date, *en, *sw;
    } dates[] = {
        {"2026-11-20", "20 Nov 2026", "20 Nov 2026"},
        {"2026-01-05", "5 Jan 2026", "5 Jan 2026"},
        {"2026-05-31", "31 May 2026", "31 Mei 2026"},
        {"2026-08-01", "1 Aug 2026", "1 Ago 2026"},
        {"2026-10-01", "1 Oct 2026", "1 Okt 2026"},
        {"2026-12-01", "1 Dec 2026", "1 Des 2026"},
        {"2026-02-30", "", ""},
        {NULL, "", ""},
    };
    static const struct {
        const char *period, *en, *sw;
    } periods[] = {
        {"2026-11", "November 2026", "Novemba 2026"},
        {"2026-03", "March 2026", "Machi 2026"},
        {"2026-13", "", ""},
        {NULL, "", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(dates); i++) {
        assert_string_equal(lang_date(mem, LANG_EN, dates[i].date), dates[i].en);
        assert_string_equal(lang_date(mem, LANG_SW, dates[i].date), dates[i].sw);
    }
    for (size_t i = 0; i < COUNT(periods); i++) {
        assert_string_equal(lang_period(mem, LANG_EN, periods[i].period), periods[i].en);
        assert_string_equal(lang_period(mem, LANG_SW, periods[i].period), periods[i].sw);
    }
}

static void
times_are_those_of_east_africa(void **state)
{
    static const struct {
        int         hour, minute;
        const char *en, *sw;
    } cases[] = {
        {20, 20, "20 Nov 2026, 8:20 pm", "20 Nov 2026, 20:20"}, {0, 5, "20 Nov 2026, 12:05 am", "20 Nov 2026, 00:05"},
        {12, 0, "20 Nov 2026, 12:00 pm", "20 Nov 2026, 12:00"}, {11, 59, "20 Nov 2026, 11:59 am", "20 Nov 2026, 11:59"},
        {13, 0, "20 Nov 2026, 1:00 pm", "20 Nov 2026, 13:00"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t utc = eat_to_utc((struct eat){{2026, 11, 20}, cases[i].hour, cases[i].minute, 0});
        assert_string_equal(lang_time(mem, LANG_EN, utc), cases[i].en);
        assert_string_equal(lang_time(mem, LANG_SW, utc), cases[i].sw);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_translation_everything_is_english),
        cmocka_unit_test(texts_are_translated_for_the_language_asked_for),
        cmocka_unit_test(a_template_is_compiled_in_each_language),
        cmocka_unit_test(codes_name_languages),
        cmocka_unit_test(the_language_that_a_browser_likes_best_is_taken),
        cmocka_unit_test(dates_are_written_as_people_write_them),
        cmocka_unit_test(times_are_those_of_east_africa),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
