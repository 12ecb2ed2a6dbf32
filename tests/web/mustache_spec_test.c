/*
 * Mustache's own cases (github.com/mustache/spec), every one of them, when their folder is at hand:
 * $MUSTACHE_SPEC or ../shared/mustache-spec.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "web/template.h"

enum { FILE_MOST = 1024 * 1024 };

static const char *folder;

/* What the engine leaves out by design. */
static const struct {
    const char *file, *why;
} skipped[] = {
    {"delimiters.json", "the delimiters are never changed in our templates"},
    {"~lambdas.json", "values are data, not code"},
    {"~dynamic-names.json", "which template is included must be known when it is compiled"},
};

static char *
read_whole(struct arena *mem, const char *path)
{
    FILE *f = fopen(path, "re");
    char *text = arena_alloc(mem, FILE_MOST);

    assert_non_null(f);
    size_t n = fread(text, 1, FILE_MOST - 1, f);
    fclose(f);
    assert_true(n > 0 && n < FILE_MOST - 1);
    return text;
}

static struct value *
to_value(struct arena *mem, const struct json *j)
{
    struct value *v;

    switch (json_kind(j)) {
    case JSON_BOOL: return value_bool(mem, json_true(j));
    case JSON_NUMBER:
    case JSON_STRING: return value_text(mem, json_text(j));
    case JSON_ARRAY:
        v = value_list(mem);
        for (const struct json *e = json_first(j); e; e = json_next(e))
            value_add(v, to_value(mem, e));
        return v;
    case JSON_OBJECT:
        v = value_object(mem);
        for (const struct json *e = json_first(j); e; e = json_next(e))
            value_put(v, json_key(e), to_value(mem, e));
        return v;
    case JSON_NONE:
    case JSON_NULL: break;
    }
    return value_bool(mem, false);
}

static const char *
why_skipped(const char *file)
{
    for (size_t i = 0; i < COUNT(skipped); i++) {
        if (strcmp(skipped[i].file, file) == 0)
            return skipped[i].why;
    }
    return NULL;
}

/* 1 when it went wrong. */
static int
run_case(struct arena *mem, const char *file, const struct json *test)
{
    const char   *name = json_string(json_get(test, "name"));
    const char   *expected = json_string(json_get(test, "expected"));
    struct value *partials = value_object(mem);
    struct buf    out = buf_new(mem, FILE_MOST);

    for (const struct json *p = json_first(json_get(test, "partials")); p; p = json_next(p))
        value_put(partials, json_key(p), value_text(mem, json_string(p)));
    enum err e = template_render_text(mem, json_string(json_get(test, "template")),
                                      to_value(mem, json_get(test, "data")), partials, true, &out);
    if (!e && strcmp(out.bytes, expected) == 0)
        return 0;
    print_error("%s: %s\n  template %s\n  expected <%s>\n  rendered <%s> (%s)\n", file, name,
                json_string(json_get(test, "template")), expected, out.bytes, err_name(e));
    return 1;
}

static void
run_file(struct arena *mem, const char *file, int *cases, int *wrong)
{
    const char        *text = read_whole(mem, arena_printf(mem, "%s/%s", folder, file));
    const struct json *all;
    const char        *why = why_skipped(file);

    if (why) {
        print_message("%s: skipped, %s\n", file, why);
        return;
    }
    if (json_parse(mem, text, strlen(text), &all, &why))
        fail_msg("%s: %s", file, why);
    for (const struct json *t = json_first(json_get(all, "tests")); t; t = json_next(t)) {
        ++*cases;
        *wrong += run_case(mem, file, t);
    }
}

static void
every_public_case_renders_as_expected(void **state)
{
    struct arena   *mem = arena_new(256 * 1024 * 1024);
    struct dirent **files;
    int             n = scandir(folder, &files, NULL, alphasort), cases = 0, wrong = 0;

    (void)state;
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        const char *name = files[i]->d_name;
        if (strlen(name) > 5 && strcmp(name + strlen(name) - 5, ".json") == 0)
            run_file(mem, name, &cases, &wrong);
        free(files[i]);
    }
    free(files);
    arena_free(mem);
    print_message("%d of %d cases\n", cases - wrong, cases);
    assert_true(cases > 0);
    assert_int_equal(wrong, 0);
}

int
main(void)
{
    folder = getenv("MUSTACHE_SPEC") ? getenv("MUSTACHE_SPEC") : "../shared/mustache-spec";
    DIR *there = opendir(folder);
    if (!there) {
        printf("skipped: no Mustache cases in %s\n", folder);
        return 0;
    }
    closedir(there);

    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_public_case_renders_as_expected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
