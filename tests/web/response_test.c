#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/response.h"

static struct arena *mem;

static int
begin(void **state)
{
    (void)state;
    mem = arena_new(64 << 20);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const struct request get = {.method = METHOD_GET};

static const char *
wire(struct response *rs, const struct request *rq)
{
    struct buf out = response_wire(rs, rq, false);

    assert_true(buf_ok(&out));
    assert_int_equal(strlen(out.bytes), out.len);
    return out.bytes;
}

static void
assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("no \"%s\" in:\n%s", part, text);
}

static void
assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("\"%s\" in:\n%s", part, text);
}

static void
every_answer_is_complete_and_guarded(void **state)
{
    static const char *const parts[] = {
        "Status: 200 OK\r\n",
        "\r\nContent-Security-Policy: default-src 'none'; ",
        "; manifest-src 'self'; ",
        "; frame-ancestors 'none'\r\n",
        "\r\nX-Content-Type-Options: nosniff\r\n",
        "\r\nReferrer-Policy: no-referrer\r\n",
        "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
        "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        "\r\nPermissions-Policy: ",
        "\r\nCache-Control: no-store\r\n",
        "\r\nContent-Type: text/html; charset=utf-8\r\n",
        "\r\nContent-Length: 5\r\n\r\nHello",
    };
    struct response rs = response_new(mem);

    (void)state;
    buf_str(&rs.body, "Hello");
    const char *text = wire(&rs, &get);
    assert_int_equal(strncmp(text, "Status: ", 8), 0);
    for (size_t i = 0; i < COUNT(parts); i++)
        assert_holds(text, parts[i]);
    assert_lacks(text, "Strict-Transport-Security");
}

static void
only_https_promises_https(void **state)
{
    struct response rs = response_new(mem);

    (void)state;
    struct buf out = response_wire(&rs, &get, true);
    assert_holds(out.bytes, "\r\nStrict-Transport-Security: max-age=31536000; includeSubDomains\r\n");
}

static void
a_charset_is_named_for_text_and_json_only(void **state)
{
    static const char *const cases[][2] = {
        {"application/json", "Content-Type: application/json; charset=utf-8\r\n"},
        {"text/plain", "Content-Type: text/plain; charset=utf-8\r\n"},
        {"text/csv; charset=utf-8", "Content-Type: text/csv; charset=utf-8\r\n"},
        {"application/pdf", "Content-Type: application/pdf\r\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct response rs = response_new(mem);
        rs.content_type = cases[i][0];
        assert_holds(wire(&rs, &get), cases[i][1]);
    }
}

static void
a_tag_that_the_browser_holds_makes_a_304(void **state)
{
    static const struct {
        const char *header;
        bool        same;
    } cases[] = {
        {"\"v1\"", true},
        {"\"v1-gzip\"", true},
        {"W/\"v1\"", true},
        {"\"v0\", \"v1\"", true},
        {"\"v0\",W/\"v1-gzip\"", true},
        {"*", true},
        {"\"v2\"", false},
        {"\"v1-gz\"", false},
        {"\"v11\"", false},
        {"\"v\"", false},
        {"v1", false},
        {"", false},
        {"\"", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct response rs = response_new(mem);
        struct request  rq = {.method = METHOD_GET, .if_none_match = cases[i].header};
        rs.etag = "v1";
        buf_str(&rs.body, "Hello");
        const char *text = wire(&rs, &rq);
        assert_holds(text, "\r\nETag: \"v1\"\r\n");
        if (cases[i].same) {
            assert_holds(text, "Status: 304 Not Modified\r\n");
            assert_lacks(text, "Hello");
            assert_lacks(text, "Content-Length");
        } else {
            assert_holds(text, "Status: 200 OK\r\n");
            assert_holds(text, "Hello");
        }
    }
}

static void
a_tag_changes_no_post_and_no_problem(void **state)
{
    struct response rs = response_new(mem);
    struct request  post = {.method = METHOD_POST, .if_none_match = "\"v1\""};

    (void)state;
    rs.etag = "v1";
    assert_holds(wire(&rs, &post), "Status: 200 OK\r\n");
    post.method = METHOD_GET;
    rs.status = 404;
    assert_holds(wire(&rs, &post), "Status: 404 Not Found\r\n");
}

static void
a_head_tells_the_length_and_sends_nothing(void **state)
{
    struct response rs = response_new(mem);
    struct request  head = {.method = METHOD_GET, .head = true};

    (void)state;
    buf_str(&rs.body, "Hello");
    const char *text = wire(&rs, &head);
    assert_holds(text, "\r\nContent-Length: 5\r\n");
    assert_string_equal(text + strlen(text) - 4, "\r\n\r\n");
}

static void
caching_is_asked_for(void **state)
{
    struct response rs = response_new(mem);

    (void)state;
    rs.cacheable = true;
    assert_holds(wire(&rs, &get), "\r\nCache-Control: private, no-cache\r\n");
    response_header(&rs, "Cache-Control", "public, max-age=60");
    const char *text = wire(&rs, &get);
    assert_holds(text, "\r\nCache-Control: public, max-age=60\r\n");
    assert_lacks(text, "no-cache");
}

static void
no_value_breaks_out_of_its_header(void **state)
{
    struct response rs = response_new(mem);

    (void)state;
    response_header(&rs, "X-Name", "a\r\nSet-Cookie: sid=evil");
    response_header(&rs, "X-Name", "a\nb");
    response_header(&rs, "X-Name", "a\x7f");
    response_header(&rs, "X-Good", "Wanjiku \u00e9");
    response_cookie(&rs, false, "lang", "sw; Domain=evil", -1);
    response_redirect(&rs, "/a\r\nX: y");
    const char *text = wire(&rs, &get);
    assert_lacks(text, "evil");
    assert_lacks(text, "X-Name");
    assert_lacks(text, "X: y");
    assert_holds(text, "\r\nX-Good: Wanjiku \u00e9\r\n");
    assert_holds(text, "\r\nLocation: /\r\n");
}

static void
a_redirect_stays_here(void **state)
{
    static const char *const cases[][2] = {
        {"/tenant", "\r\nLocation: /tenant\r\n"},
        {"//evil.example", "\r\nLocation: /\r\n"},
        {"https://evil.example", "\r\nLocation: /\r\n"},
        {NULL, "\r\nLocation: /\r\n"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct response rs = response_new(mem);
        response_redirect(&rs, cases[i][0]);
        const char *text = wire(&rs, &get);
        assert_holds(text, "Status: 303 See Other\r\n");
        assert_holds(text, cases[i][1]);
    }
}

static void
cookies_are_written_as_promised(void **state)
{
    struct response rs = response_new(mem);

    (void)state;
    response_cookie(&rs, true, "sid", "abc", 60);
    response_cookie(&rs, false, "vid", "def", -1);
    response_cookie(&rs, true, "lang", "", 0);
    const char *text = wire(&rs, &get);
    assert_holds(text, "\r\nSet-Cookie: __Host-sid=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure\r\n");
    assert_holds(text, "\r\nSet-Cookie: vid=def; Path=/; HttpOnly; SameSite=Lax\r\n");
    assert_holds(text, "\r\nSet-Cookie: __Host-lang=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure\r\n");
}

static void
starting_over_keeps_cookies_and_the_time_to_wait(void **state)
{
    struct response rs = response_new(mem);

    (void)state;
    rs.status = 202;
    rs.etag = "v1";
    rs.cacheable = true;
    rs.content_type = "application/json";
    buf_str(&rs.body, "half a page");
    response_header(&rs, "X-Half", "yes");
    response_header(&rs, "Retry-After", "7");
    response_cookie(&rs, false, "vid", "def", -1);
    response_reset(&rs);
    const char *text = wire(&rs, &get);
    assert_holds(text, "Status: 200 OK\r\n");
    assert_holds(text, "\r\nRetry-After: 7\r\n");
    assert_holds(text, "\r\nSet-Cookie: vid=def;");
    assert_holds(text, "\r\nCache-Control: no-store\r\n");
    assert_holds(text, "\r\nContent-Type: text/html; charset=utf-8\r\n");
    assert_lacks(text, "half");
    assert_lacks(text, "X-Half");
    assert_lacks(text, "ETag");
}

static void
a_page_above_the_ceiling_becomes_a_500(void **state)
{
    static char     block[64 * 1024];
    struct response rs = response_new(mem);

    (void)state;
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 65; i++)
        buf_add(&rs.body, block, sizeof block);
    const char *text = wire(&rs, &get);
    assert_holds(text, "Status: 500 Internal Server Error\r\n");
    assert_lacks(text, "xxxxxxxx");
}

static void
a_page_just_below_the_ceiling_is_sent(void **state)
{
    static char     block[64 * 1024];
    struct response rs = response_new(mem);

    (void)state;
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 64; i++)
        buf_add(&rs.body, block, sizeof block);
    assert_holds(wire(&rs, &get), "\r\nContent-Length: 4194304\r\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_answer_is_complete_and_guarded),
        cmocka_unit_test(only_https_promises_https),
        cmocka_unit_test(a_charset_is_named_for_text_and_json_only),
        cmocka_unit_test(a_tag_that_the_browser_holds_makes_a_304),
        cmocka_unit_test(a_tag_changes_no_post_and_no_problem),
        cmocka_unit_test(a_head_tells_the_length_and_sends_nothing),
        cmocka_unit_test(caching_is_asked_for),
        cmocka_unit_test(no_value_breaks_out_of_its_header),
        cmocka_unit_test(a_redirect_stays_here),
        cmocka_unit_test(cookies_are_written_as_promised),
        cmocka_unit_test(starting_over_keeps_cookies_and_the_time_to_wait),
        cmocka_unit_test(a_page_above_the_ceiling_becomes_a_500),
        cmocka_unit_test(a_page_just_below_the_ceiling_is_sent),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
