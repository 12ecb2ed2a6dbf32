#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "web/cookie.h"
#include "web/request.h"
#include "web/url.h"

static struct arena *mem;

static int
begin(void **state)
{
    (void)state;
    mem = arena_new(1 << 20);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static void
fields_are_split_and_decoded(void **state)
{
    static const struct {
        const char *text, *name, *value;
        size_t      count;
    } cases[] = {
        {"", "a", NULL, 0},
        {"a=1", "a", "1", 1},
        {"a=1&b=2", "b", "2", 2},
        {"&&a=1&", "a", "1", 1},
        {"a", "a", "", 1},
        {"a=", "a", "", 1},
        {"=x", "", "x", 1},
        {"a=b=c", "a", "b=c", 1},
        {"a=Wanjiku+Kamau", "a", "Wanjiku Kamau", 1},
        {"a=%2B254%20712", "a", "+254 712", 1},
        {"na%6De=x", "name", "x", 1},
        {"a=%e2%82%ac", "a", "\u20ac", 1},
        {"a=%26%3D", "a", "&=", 1},
        {"a=first&a=second", "a", "first", 2},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = {.mem = mem};
        assert_int_equal(request_parse_fields(mem, cases[i].text, &rq.form), ERR_OK);
        assert_int_equal(rq.form.count, cases[i].count);
        if (cases[i].value)
            assert_string_equal(request_field(&rq, cases[i].name), cases[i].value);
        else
            assert_null(request_field(&rq, cases[i].name));
    }
}

static void
fields_that_are_no_text_are_refused(void **state)
{
    static const char *const cases[] = {
        "a=%00", "%00=a", "a=b%", "a=b%4", "a=%zz", "a=%4g", "a=%ff", "a=%c3", "a=%ed%a0%80", "a=\xff", "a=%c0%80",
    };
    struct field_list out;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(request_parse_fields(mem, cases[i], &out), ERR_INPUT);
}

static void
a_hundred_fields_are_taken_and_no_more(void **state)
{
    struct buf        text = buf_new(mem, 4096);
    struct field_list out;

    (void)state;
    for (int i = 0; i < 100; i++)
        buf_printf(&text, "f%d=%d&", i, i);
    assert_int_equal(request_parse_fields(mem, text.bytes, &out), ERR_OK);
    assert_int_equal(out.count, 100);
    buf_str(&text, "one=more");
    assert_int_equal(request_parse_fields(mem, text.bytes, &out), ERR_INPUT);
}

static void
a_body_is_read_as_a_form_only_when_it_says_so(void **state)
{
    struct request rq = {.mem = mem, .query_text = "x=1", .body = "a=1", .body_len = 3, .content_type = "text/plain"};

    (void)state;
    assert_int_equal(request_parse(&rq), ERR_OK);
    assert_string_equal(request_query(&rq, "x"), "1");
    assert_null(request_field(&rq, "a"));
    rq.content_type = "application/x-www-form-urlencoded";
    assert_int_equal(request_parse(&rq), ERR_OK);
    assert_string_equal(request_field(&rq, "a"), "1");
    rq.body = "a=1\0b=2";
    rq.body_len = 7;
    assert_int_equal(request_parse(&rq), ERR_INPUT);
}

static void
cookies_are_found_by_their_whole_name(void **state)
{
    static const struct {
        const char *header, *name, *value;
    } cases[] = {
        {"sid=abc", "sid", "abc"},
        {"lang=sw; sid=abc", "sid", "abc"},
        {"lang=sw;sid=abc ;x=y", "sid", "abc"},
        {"xsid=abc", "sid", NULL},
        {"sidx=abc", "sid", NULL},
        {"sid", "sid", NULL},
        {"sid=", "sid", ""},
        {"sid=one; sid=two", "sid", "one"},
        {"__Host-sid=abc", "sid", NULL},
        {";;; =; sid=abc", "sid", "abc"},
        {"a=sid=x", "sid", NULL},
        {"", "sid", NULL},
        {NULL, "sid", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = {.mem = mem, .cookie = cases[i].header};
        const char    *value = request_cookie(&rq, cases[i].name);
        if (cases[i].value)
            assert_string_equal(value, cases[i].value);
        else
            assert_null(value);
    }
}

static void
under_https_only_a_host_cookie_counts(void **state)
{
    struct request rq = {.mem = mem, .cookie = "sid=planted; __Host-sid=ours"};

    (void)state;
    assert_string_equal(cookie_read(&rq, true, COOKIE_SESSION), "ours");
    assert_string_equal(cookie_read(&rq, false, COOKIE_SESSION), "planted");
    assert_null(cookie_read(&rq, true, COOKIE_VISITOR));
    rq.cookie = "sid=";
    assert_null(cookie_read(&rq, false, COOKIE_SESSION));
    rq.cookie = arena_printf(mem, "sid=%0300d", 1);
    assert_null(cookie_read(&rq, false, COOKIE_SESSION));
}

static void
head_is_a_get_and_the_unknown_is_other(void **state)
{
    bool head;

    (void)state;
    assert_int_equal(request_method("HEAD", &head), METHOD_GET);
    assert_true(head);
    assert_int_equal(request_method("GET", &head), METHOD_GET);
    assert_false(head);
    assert_int_equal(request_method("POST", &head), METHOD_POST);
    assert_int_equal(request_method("TRACE", &head), METHOD_OTHER);
    assert_int_equal(request_method("get", &head), METHOD_OTHER);
    assert_int_equal(request_method("", &head), METHOD_OTHER);
}

static void
a_path_of_ours_is_told_from_another_site(void **state)
{
    static const struct {
        const char *path;
        bool        ours;
    } cases[] = {
        {"/", true},
        {"/pay/k3?x=1&y=%2F", true},
        {NULL, false},
        {"", false},
        {"tenant", false},
        {"//evil.example", false},
        {"/\\evil.example", false},
        {"/a\\b", false},
        {"https://evil.example", false},
        {"/a\r\nSet-Cookie: x=y", false},
        {"/a b", false},
        {"/\t/evil.example", false},
        {"/\u00e9", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(url_local(cases[i].path), cases[i].ours);
}

static void
addresses_are_encoded(void **state)
{
    (void)state;
    assert_string_equal(url_encode(mem, "/pay/k3?x=1 \u00e9"), "%2Fpay%2Fk3%3Fx%3D1%20%C3%A9");
    assert_string_equal(url_encode_path(mem, "/pay/a b?"), "/pay/a%20b%3F");
    assert_string_equal(url_encode(mem, "aZ09-._~"), "aZ09-._~");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_split_and_decoded),
        cmocka_unit_test(fields_that_are_no_text_are_refused),
        cmocka_unit_test(a_hundred_fields_are_taken_and_no_more),
        cmocka_unit_test(a_body_is_read_as_a_form_only_when_it_says_so),
        cmocka_unit_test(cookies_are_found_by_their_whole_name),
        cmocka_unit_test(under_https_only_a_host_cookie_counts),
        cmocka_unit_test(head_is_a_get_and_the_unknown_is_other),
        cmocka_unit_test(a_path_of_ours_is_told_from_another_site),
        cmocka_unit_test(addresses_are_encoded),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
