#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "web/template.h"

enum { ROOM = 256 * 1024 };

static struct arena *mem;

static int
setup(void **state)
{
    (void)state;
    mem = arena_new(64 * 1024 * 1024);
    return 0;
}

static int
teardown(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

/* What is logged from begin to end. */
static int log_kept;

static void
log_begin(void)
{
    FILE *f = tmpfile();

    assert_non_null(f);
    log_kept = dup(STDERR_FILENO);
    dup2(fileno(f), STDERR_FILENO);
    fclose(f);
}

static const char *
log_end(void)
{
    char *text = arena_alloc(mem, 8192);

    assert_true(pread(STDERR_FILENO, text, 8191, 0) >= 0);
    dup2(log_kept, STDERR_FILENO);
    close(log_kept);
    return text;
}

static void
assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("<%s> is not in <%s>", part, text);
}

static enum err
render(const char *text, const struct value *values, const char **out)
{
    struct buf b = buf_new(mem, ROOM);
    enum err   e = template_render_text(mem, text, values, NULL, false, &b);

    *out = b.bytes;
    return e;
}

static struct value *
one(const char *key, struct value *v)
{
    struct value *o = value_object(mem);

    value_put(o, key, v);
    return o;
}

static struct value *
some_values(void)
{
    struct value *o = value_object(mem), *rows = value_list(mem), *who = value_object(mem);

    value_put(o, "x", value_text(mem, "<a href=\"'&'\">"));
    value_put(o, "plain", value_text(mem, "plain"));
    value_put(o, "empty", value_text(mem, NULL));
    value_put(o, "html", value_html(mem, "<b>\"</b>"));
    value_put(o, "yes", value_bool(mem, true));
    value_put(o, "no", value_bool(mem, false));
    value_put(o, "none", value_list(mem));
    value_put(who, "name", value_text(mem, "Wanjiku"));
    value_put(o, "who", who);
    for (const char *c = "ab"; *c; c++)
        value_add(rows, one("c", value_text(mem, arena_printf(mem, "%c", *c))));
    value_put(o, "rows", rows);
    return o;
}

static void
strict_templates_render(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"{{x}}", "&lt;a href=&quot;&#39;&amp;&#39;&quot;&gt;"},
        {"<p>{{html}}</p>", "<p><b>\"</b></p>"},
        {"<p title=\"{{html}}\">", "<p title=\"&lt;b&gt;&quot;&lt;/b&gt;\">"},
        {"<title>{{html}}</title>{{html}}", "<title>&lt;b&gt;&quot;&lt;/b&gt;</title><b>\"</b>"},
        {"<textarea rows='2'>{{html}}</textarea>", "<textarea rows='2'>&lt;b&gt;&quot;&lt;/b&gt;</textarea>"},
        {"{{#yes}}y{{/yes}}{{^yes}}n{{/yes}}{{#no}}y{{/no}}{{^no}}n{{/no}}", "yn"},
        {"{{#empty}}y{{/empty}}{{^empty}}n{{/empty}}{{#plain}}{{.}}{{/plain}}", "nplain"},
        {"{{#rows}}{{c}}{{plain}} {{/rows}}{{#none}}y{{/none}}{{^none}}n{{/none}}", "aplain bplain n"},
        {"{{who.name}} {{#who}}{{name}}{{/who}}", "Wanjiku Wanjiku"},
        {"{{#t}}\n  Pay   {{plain}}\n now {{/t}}!", "Pay plain now!"},
        {"<input value=\"{{plain}}\"{{#yes}} checked{{/yes}}{{#no}} disabled{{/no}}>",
         "<input value=\"plain\" checked>"},
        {"<input {{#yes}}checked{{/yes}} {{^no}}id='{{plain}}-error'{{/no}}/>", "<input checked id='plain-error'/>"},
        {"<p class=\"a{{#yes}} b{{/yes}} {{plain}}\">", "<p class=\"a b plain\">"},
        {"<a href=\"{{#yes}}/a/{{plain}}{{/yes}}{{^yes}}/b/{{plain}}{{/yes}}?x={{plain}}\">",
         "<a href=\"/a/plain?x=plain\">"},
        {"<a HREF='?q={{plain}}'><a href='#{{plain}}'><a href='tel:+{{plain}}'><a href='mailto:{{plain}}'><a "
         "href='otpauth:{{plain}}'>",
         "<a HREF='?q=plain'><a href='#plain'><a href='tel:+plain'><a href='mailto:plain'><a href='otpauth:plain'>"},
        {"<a href=\"/{{plain}}\"><a href=\"/{{empty}}\"><a href='/{{plain}}?a={{plain}}'>",
         "<a href=\"/plain\"><a href=\"/\"><a href='/plain?a=plain'>"},
        {"<script src=\"/static/{{plain}}\"></script><p>{{plain}}</p>",
         "<script src=\"/static/plain\"></script><p>plain</p>"},
        {"<script>if (a < b && '</scrip') {}</script>{{plain}}", "<script>if (a < b && '</scrip') {}</script>plain"},
        {"<!-- a -- b -->{{plain}}<!---->{{plain}}<!-->{{plain}}", "<!-- a -- b -->plain<!---->plain<!-->plain"},
        {"1 < 2 {{plain}} </ {{plain}}", "1 < 2 plain </ plain"},
        {"{{! a\n comment }}\n  {{#yes}}\n  y\n  {{/yes}}\n", "  y\n"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got;
        assert_int_equal(render(cases[i].text, some_values(), &got), ERR_OK);
        assert_string_equal(got, cases[i].want);
    }
}

static void
holes_where_escaping_is_not_enough_are_refused(void **state)
{
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"<script>{{x}}</script>", "script or style"},
        {"<STYLE>{{x}}</STYLE>", "script or style"},
        {"<script>var a = '</scripx>{{x}}'</script>", "script or style"},
        {"<!-- {{x}} -->", "comment"},
        {"<!-- > -> {{x}} -->", "comment"},
        {"<!doctype {{x}}>", "declaration"},
        {"<p class={{x}}>", "unquoted"},
        {"<p class=a{{x}}>", "unquoted"},
        {"<p {{x}}>", "outside a quoted value"},
        {"<p a=\"b\" {{x}}>", "outside a quoted value"},
        {"<p {{x}}=\"b\">", "outside a quoted value"},
        {"<p data-{{x}}=\"b\">", "attribute's name"},
        {"<{{x}}>", "tag's name"},
        {"</{{x}}>", "tag's name"},
        {"<h{{x}}>", "tag's name"},
        {"<p onclick=\"f({{x}})\">", "code"},
        {"<p ONCLICK = 'f({{x}})'>", "code"},
        {"<p style=\"color: {{x}}\">", "code"},
        {"<iframe srcdoc=\"{{x}}\">", "code"},
        {"<a href=\"{{x}}\">", "address"},
        {"<a href=\" /{{x}}\">", "address"},
        {"<a href=\"//{{x}}\">", "address"},
        {"<a href=\"/\\{{x}}\">", "address"},
        {"<a href=\"https://{{x}}\">", "address"},
        {"<a href=\"javascript:{{x}}\">", "address"},
        {"<a href=\"{{#yes}}/a{{/yes}}{{x}}\">", "address"},
        {"<a href=\"{{#yes}}/{{/yes}}/{{x}}\">", "address"},
        {"<a href=\"/{{plain}}/{{x}}\">", "address"}, /* the first may be empty */
        {"<img src='{{x}}'>", "address"},
        {"<form action='{{x}}'>", "address"},
        {"<button formaction='{{x}}'>", "address"},
        {"{{#yes}}<script>{{/yes}}{{x}}{{#yes}}</script>{{/yes}}", "not ended"},
        {"<p class=\"a{{#yes}}\" id=\"{{/yes}}\">", "not ended"},
        {"<p {{#yes}}data-{{/yes}}onclick=\"{{x}}\">", "white space is missing"},
        {"<p title=\"a\"{{#yes}}id=\"b\"{{/yes}}>", "white space is missing"},
        {"<p title={{#yes}}\"a\"{{/yes}}>", "unquoted"},
        {"{{#yes}}<p{{/yes}}>", "not ended"},
        {"<p", "ends inside"},
        {"<title>a", "ends inside"},
        {"<p {{$a}}{{/a}}>", "a block in a tag"},
        {"<a href='/a{{$a}}{{/a}}'>", "a block in a tag, an address"},
        {"<script>{{$a}}{{/a}}</script>", "a block in a tag"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got;
        log_begin();
        enum err    e = render(cases[i].text, some_values(), &got);
        const char *logged = log_end();
        if (e != ERR_INPUT)
            fail_msg("%s was not refused", cases[i].text);
        assert_has(logged, cases[i].why);
    }
}

static void
templates_that_do_not_compile_tell_the_line(void **state)
{
    static const struct {
        const char *text, *line, *why;
    } cases[] = {
        {"\n\n{{#a}}\n\n", "line=3", "no end"},
        {"\n{{/a}}", "line=2", "no beginning"},
        {"{{#a}}\n\n{{/b}}{{/a}}", "line=3", "no beginning"},
        {"\n{{a", "line=2", "not closed"},
        {"{{! a\nb }}\n{{}}", "line=3", "name"},
        {"{{#t}}a\nb{{/t}}\n{{a b}}", "line=3", "name"},
        {"a\n{{=<% %>=}}", "line=2", "name"},
        {"a\n{{{a}}}", "line=2", "value_html"},
        {"a\n{{&a}}", "line=2", "value_html"},
        {"a\n{{#t}}a", "line=2", "no {{/t}}"},
        {"a\n{{! as in\n{{a}} }}", "line=2", "within a comment"},
        {"a\n{{#t}}a{{#t}}b{{/t}}{{/t}}", "line=2", "within"},
        {"a\n{{>part/none}}", "line=2", "no such template"},
        {"a\n{{<none}}{{/none}}", "line=2", "no such template"},
        {"<p>\n<a\nhref='{{x}}'></a>", "line=3", "address"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got;
        log_begin();
        enum err    e = render(cases[i].text, some_values(), &got);
        const char *logged = log_end();
        assert_int_equal(e, ERR_INPUT);
        assert_has(logged, "template.compile file=text");
        assert_has(logged, cases[i].line);
        assert_has(logged, cases[i].why);
    }
}

static void
a_hole_or_section_without_a_value_is_an_error(void **state)
{
    static const struct {
        const char *text, *logged;
    } cases[] = {
        {"a\n{{missing}}", "line=2 name=missing"},
        {"{{#missing}}{{/missing}}", "line=1 name=missing"},
        {"{{^missing}}{{/missing}}", "line=1 name=missing"},
        {"{{who.missing}}", "name=who.missing"},
        {"{{plain.name}}", "name=plain.name"},
        {"{{who}}", "name=who"}, /* no text */
        {"{{yes}}", "name=yes"},
        {"{{rows}}", "name=rows"},
        {"{{.}}", "name=."},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got;
        log_begin();
        enum err    e = render(cases[i].text, some_values(), &got);
        const char *logged = log_end();
        assert_int_equal(e, ERR_INTERNAL);
        assert_has(logged, "<3>");
        assert_has(logged, "template.hole file=text");
        assert_has(logged, cases[i].logged);
    }
}

static void
a_value_that_leads_to_another_host_is_an_error(void **state)
{
    static const char *const values[] = {"/elsewhere", "\\elsewhere", "\t/elsewhere", " /elsewhere"};

    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        const char *got;
        log_begin();
        enum err    e = render("<a href=\"/{{path}}\">", one("path", value_text(mem, values[i])), &got);
        const char *logged = log_end();
        assert_int_equal(e, ERR_INTERNAL);
        assert_has(logged, "template.address file=text line=1 name=path");
    }
}

static void
a_template_that_includes_itself_for_ever_ends(void **state)
{
    struct value *partials = one("a", value_text(mem, "{{#yes}}{{>a}}{{/yes}}"));
    struct buf    out = buf_new(mem, ROOM);

    (void)state;
    log_begin();
    enum err    e = template_render_text(mem, "{{>a}}", some_values(), partials, false, &out);
    const char *logged = log_end();
    assert_int_equal(e, ERR_INTERNAL);
    assert_has(logged, "template.depth");
}

static void
a_text_larger_than_its_buffer_is_an_error(void **state)
{
    struct buf out = buf_new(mem, 4);

    (void)state;
    log_begin();
    enum err    e = template_render_text(mem, "12345", some_values(), NULL, false, &out);
    const char *logged = log_end();
    assert_int_equal(e, ERR_INTERNAL);
    assert_has(logged, "template.too_large");
}

static void
a_later_value_replaces_an_earlier_one(void **state)
{
    struct value *o = some_values();
    const char   *got;

    (void)state;
    value_put(o, "plain", value_text(mem, "later"));
    assert_int_equal(render("{{plain}}", o, &got), ERR_OK);
    assert_string_equal(got, "later");
}

static void
an_overridden_block_is_checked_and_rendered(void **state)
{
    static const struct {
        const char *page, *want; /* NULL: does not compile */
    } cases[] = {
        {"{{<layout}}{{$title}}T{{/title}}{{/layout}}", "<title>T</title><p class=\"c\">main {{plain}}</p>"},
        {"{{<layout}}\n{{$main}}m {{plain}}{{/main}}\n{{/layout}}\n", "<title>t</title><p class=\"c\">m plain</p>"},
        {"{{<layout}}{{$title}}{{html}}{{/title}}{{$class}}{{html}}{{/class}}{{$main}}{{html}}{{/main}}"
         "{{/layout}}",
         "<title>&lt;b&gt;&quot;&lt;/b&gt;</title><p class=\"&lt;b&gt;&quot;&lt;/b&gt;\"><b>\"</b></p>"},
        {"{{<layout}}{{$tilte}}T{{/tilte}}{{/layout}}", NULL},
        {"{{<layout}}text{{/layout}}", NULL},
        {"{{<layout}}{{x}}{{/layout}}", NULL},
        {"{{<layout}}{{$main}}<p{{/main}}{{/layout}}", NULL},
        {"<p {{<layout}}{{/layout}}>", NULL},
    };
    struct value *o = some_values();
    struct value *partials = one("layout", value_text(mem, "<title>{{$title}}t{{/title}}</title>"
                                                           "<p class=\"{{$class}}c{{/class}}\">"
                                                           "{{$main}}main {{odd}}{{/main}}</p>"));

    (void)state;
    value_put(o, "odd", value_text(mem, "{{plain}}")); /* a value is never parsed */
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf out = buf_new(mem, ROOM);
        log_begin();
        enum err e = template_render_text(mem, cases[i].page, o, partials, false, &out);
        log_end();
        assert_int_equal(e, cases[i].want ? ERR_OK : ERR_INPUT);
        if (cases[i].want)
            assert_string_equal(out.bytes, cases[i].want);
    }
}

/* ---- whole folders ---- */

static void
write_file(const char *dir, const char *name, const char *text)
{
    FILE *f = fopen(arena_printf(mem, "%s/%s", dir, name), "we");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static const char *
folder(void)
{
    char *dir = arena_strdup(mem, "/tmp/template_test.XXXXXX");

    assert_non_null(mkdtemp(dir));
    mkdir(arena_printf(mem, "%s/part", dir), 0700);
    mkdir(arena_printf(mem, "%s/tenant", dir), 0700);
    write_file(dir, "layout.html", "<main>{{$main}}{{default}}{{/main}}</main>{{>part/foot}}");
    write_file(dir, "part/foot.html", "<p>{{foot}}{{#links}}{{url}}{{>part/foot}}{{/links}}</p>");
    write_file(dir, "tenant/pay.html", "{{<layout}}\n{{$main}}\n<b>{{who.name}}</b>\n{{/main}}\n{{/layout}}\n");
    write_file(dir, "notes.txt", "{{#not read}}");
    return dir;
}

static void
remove_folder(const char *dir)
{
    assert_int_equal(system(arena_printf(mem, "rm -r '%s'", dir)), 0);
}

static void
a_folder_of_templates_is_loaded_and_rendered(void **state)
{
    const char       *dir = folder();
    struct templates *t = NULL;
    struct value     *o = some_values();
    struct buf        out = buf_new(mem, ROOM);

    (void)state;
    assert_int_equal(templates_load(&t, dir), ERR_OK);
    value_put(o, "foot", value_text(mem, "f"));
    value_put(o, "links", value_list(mem));
    assert_int_equal(template_render(t, LANG_SW, "tenant/pay", o, &out), ERR_OK);
    assert_string_equal(out.bytes, "<main><b>Wanjiku</b>\n</main><p>f</p>");
    log_begin();
    enum err    e = template_render(t, LANG_EN, "tenant/none", o, &out);
    const char *logged = log_end();
    assert_int_equal(e, ERR_NOT_FOUND);
    assert_has(logged, "template.unknown name=tenant/none");
    templates_free(t);
    remove_folder(dir);
}

static void
a_folder_with_a_broken_template_is_not_loaded(void **state)
{
    const char       *dir = folder();
    struct templates *t = NULL;

    (void)state;
    write_file(dir, "part/foot.html", "\n{{#a}}");
    log_begin();
    enum err    e = templates_load(&t, dir);
    const char *logged = log_end();
    assert_int_equal(e, ERR_INPUT);
    assert_null(t);
    assert_has(logged, arena_printf(mem, "file=%s/part/foot.html line=2", dir));

    write_file(dir, "part/foot.html", "\xff");
    log_begin();
    e = templates_load(&t, dir);
    logged = log_end();
    assert_int_equal(e, ERR_INPUT);
    assert_has(logged, "not UTF-8");
    remove_folder(dir);

    log_begin();
    e = templates_load(&t, "/nonexistent");
    log_end();
    assert_int_equal(e, ERR_INPUT);
}

static void
see_name(void *arg, const char *file, int line, const char *hole)
{
    buf_printf(arg, "%s:%d:%s ", strrchr(file, '/') + 1, line, hole);
}

static void
see_use(void *arg, const char *name, const char *user)
{
    buf_printf(arg, "%s<%s ", name, user ? user : "");
}

static void
names_are_those_that_rendering_would_read(void **state)
{
    const char       *dir = folder();
    struct templates *t = NULL;
    struct buf        names = buf_new(mem, ROOM), uses = buf_new(mem, ROOM);

    (void)state;
    assert_int_equal(templates_load(&t, dir), ERR_OK);
    template_names(t, "tenant/pay", see_name, &names);
    assert_string_equal(names.bytes, "pay.html:3:who.name foot.html:1:foot foot.html:1:links foot.html:1:url ");
    template_list(t, see_use, &uses);
    assert_string_equal(uses.bytes, "layout< part/foot< tenant/pay< part/foot<layout part/foot<part/foot "
                                    "layout<tenant/pay ");
    templates_free(t);
    remove_folder(dir);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(strict_templates_render, setup, teardown),
        cmocka_unit_test_setup_teardown(holes_where_escaping_is_not_enough_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(templates_that_do_not_compile_tell_the_line, setup, teardown),
        cmocka_unit_test_setup_teardown(a_hole_or_section_without_a_value_is_an_error, setup, teardown),
        cmocka_unit_test_setup_teardown(a_value_that_leads_to_another_host_is_an_error, setup, teardown),
        cmocka_unit_test_setup_teardown(a_template_that_includes_itself_for_ever_ends, setup, teardown),
        cmocka_unit_test_setup_teardown(a_text_larger_than_its_buffer_is_an_error, setup, teardown),
        cmocka_unit_test_setup_teardown(a_later_value_replaces_an_earlier_one, setup, teardown),
        cmocka_unit_test_setup_teardown(an_overridden_block_is_checked_and_rendered, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_of_templates_is_loaded_and_rendered, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_with_a_broken_template_is_not_loaded, setup, teardown),
        cmocka_unit_test_setup_teardown(names_are_those_that_rendering_would_read, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
