/*
 * The door: what app_answer lets in, and what it says to the rest. No database: nobody here is signed in. Run
 * from the root of the repository, for templates/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/log.h"
#include "web/api.h"
#include "web/app.h"
#include "web/csrf.h"
#include "web/guard.h"
#include "web/route.h"
#include "web/view.h"

static handler say_hello, fail_as_asked, take_form, show_form, say_data, limit;
static bool    ran;

static enum err
say_hello(struct app *app, struct request *rq, struct response *rs)
{
    (void)app;
    ran = true;
    buf_printf(&rs->body, "Hello %s", rq->args[0] ? rq->args[0] : "");
    return ERR_OK;
}

static enum err
fail_as_asked(struct app *app, struct request *rq, struct response *rs)
{
    (void)app;
    buf_str(&rs->body, "half a page");
    if (strcmp(rq->args[0], "busy") == 0)
        return ERR_BUSY;
    return strcmp(rq->args[0], "auth") == 0 ? ERR_AUTH : ERR_INTERNAL;
}

static const struct field phone_form[] = {{.name = "phone", .kind = FIELD_PHONE, .required = REQUIRED}};

static enum err
take_form(struct app *app, struct request *rq, struct response *rs)
{
    struct form f;
    enum err    e = form_read(&f, rq, phone_form, COUNT(phone_form));

    (void)app;
    ran = true;
    if (e == ERR_FIELD && rq->is_api)
        return api_form_error(rs, &f);
    buf_str(&rs->body, "taken");
    return e;
}

static enum err
show_form(struct app *app, struct request *rq, struct response *rs)
{
    struct view *v = view_new(app, rq, "problem");

    view_text(v, "title", "<b>");
    view_text(v, "explanation", "");
    view_text(v, "next_step", "");
    return view_render(v, rs, 200);
}

static enum err
say_data(struct app *app, struct request *rq, struct response *rs)
{
    struct json_writer w = json_writer_new(rq->mem);

    (void)app;
    json_open(&w, NULL, '{');
    json_put_text(&w, "id", rq->args[0]);
    json_close(&w);
    return api_ok(rs, 201, &w);
}

static enum err
limit(struct app *app, struct request *rq, struct response *rs)
{
    (void)app;
    (void)rq;
    api_retry_after(rs, 7);
    return ERR_LIMIT;
}

static const struct route pages[] = {
    {METHOD_GET, "/hello/:name", say_hello, WHO_ANYONE, NO_TOKEN},
    {METHOD_GET, "/fail/:how", fail_as_asked, WHO_ANYONE, NO_TOKEN},
    {METHOD_GET, "/form", show_form, WHO_ANYONE, NO_TOKEN},
    {METHOD_POST, "/form", take_form, WHO_ANYONE, TOKEN},
    {METHOD_GET, "/tenant", say_hello, WHO_TENANT, NO_TOKEN},
    {METHOD_POST, "/tenant", say_hello, WHO_TENANT, TOKEN},
    {0},
};

static const struct route api[] = {
    {METHOD_GET, "/things/:id", say_data, WHO_ANYONE, NO_TOKEN},
    {METHOD_POST, "/things", take_form, WHO_ANYONE, NO_TOKEN},
    {METHOD_GET, "/limited", limit, WHO_ANYONE, NO_TOKEN},
    {METHOD_GET, "/mine", say_data, WHO_TENANT, NO_TOKEN},
    {0},
};

static struct conf   conf = {.public_url = "https://rent.example.co.ke", .listen = "127.0.0.1:8080"};
static struct arena *mem;
static struct app    app = {
       .conf = &conf,
       .web_key = {{7}},
       .secure = true,
       .css = "app.1.css",
       .js = "app.1.js",
       .pages = pages,
       .api = api,
};

static int
begin(void **state)
{
    (void)state;
    mem = arena_new(64 << 20);
    log_level_set(LOG_ERR);
    return templates_load(&app.templates, "templates") == ERR_OK ? 0 : -1;
}

static int
end(void **state)
{
    (void)state;
    templates_free(app.templates);
    arena_free(mem);
    return 0;
}

static struct request
ask(enum method method, const char *path)
{
    ran = false;
    return (struct request){
        .mem = mem,
        .id = "0123456789abcdef",
        .method = method,
        .path = path,
        .query_text = "",
        .body = "",
        .content_type = "",
        .host = "rent.example.co.ke",
        .remote_addr = "127.0.0.1",
    };
}

static struct request
post(const char *path, const char *body)
{
    struct request rq = ask(METHOD_POST, path);

    rq.body = body;
    rq.body_len = strlen(body);
    rq.content_type = "application/x-www-form-urlencoded";
    return rq;
}

static struct response
answer(struct request *rq)
{
    struct response rs = response_new(mem);

    app_answer(&app, rq, &rs);
    return rs;
}

static void
assert_holds(const char *text, const char *part)
{
    if (!text || !strstr(text, part))
        fail_msg("no \"%s\" in:\n%s", part, text);
}

static void
only_our_own_names_are_answered(void **state)
{
    static const struct {
        const char *host;
        int         status;
    } cases[] = {
        {"rent.example.co.ke", 200},
        {"RENT.example.co.ke", 200},
        {"rent.example.co.ke:443", 200},
        {"127.0.0.1:8080", 200},
        {"localhost:8080", 200},
        {"[::1]:8080", 200},
        {"localhost", 404},
        {"localhost:80", 404},
        {"localhost:8080x", 404},
        {"evil.example", 404},
        {"rent.example.co.ke.evil", 404},
        {"rent.example.co.ke:80", 404},
        {"", 404},
        {NULL, 404},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = ask(METHOD_GET, "/hello/x");
        rq.host = cases[i].host;
        struct response rs = answer(&rq);
        if (rs.status != cases[i].status)
            fail_msg("%s: %d", cases[i].host, rs.status);
    }
}

static void
a_standard_port_goes_without_saying(void **state)
{
    struct conf plain = {.public_url = "http://rent.example", .listen = "0.0.0.0:80"};

    (void)state;
    assert_true(guard_host(&plain, "rent.example"));
    assert_true(guard_host(&plain, "rent.example:80"));
    assert_true(guard_host(&plain, "localhost"));
    assert_true(guard_host(&plain, "localhost:80"));
    assert_false(guard_host(&plain, "rent.example:443"));
    assert_false(guard_host(&plain, "rent.example:8080"));
}

static void
what_does_not_exist_or_fit_is_told_apart(void **state)
{
    static const struct {
        enum method method;
        const char *path, *allow;
        int         status;
    } cases[] = {
        {METHOD_GET, "/hello/x", NULL, 200},
        {METHOD_GET, "/nowhere", NULL, 404},
        {METHOD_POST, "/hello/x", "GET, HEAD", 405},
        {METHOD_OTHER, "/form", "GET, HEAD, POST", 405},
        {METHOD_OTHER, "/nowhere", "GET, HEAD, POST", 405},
        {METHOD_GET, "/fail/x", NULL, 500},
        {METHOD_GET, "/fail/busy", NULL, 503},
        {METHOD_GET, "//evil.example", NULL, 404},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request  rq = ask(cases[i].method, cases[i].path);
        struct response rs = answer(&rq);
        const char     *allow = response_header_get(&rs, "Allow");
        assert_int_equal(rs.status, cases[i].status);
        assert_null(strstr(rs.body.bytes, "half a page"));
        if (cases[i].allow)
            assert_string_equal(allow, cases[i].allow);
        else
            assert_null(allow);
        if (rs.status >= 400)
            assert_holds(rs.body.bytes, "0123456789abcdef");
        if (rs.status == 503)
            assert_non_null(response_header_get(&rs, "Retry-After"));
    }
}

static void
a_stranger_is_sent_to_sign_in_and_back(void **state)
{
    struct request rq = ask(METHOD_GET, "/tenant");

    (void)state;
    rq.query_text = "month=2026-11&x=%2F";
    struct response rs = answer(&rq);
    assert_int_equal(rs.status, 303);
    assert_false(ran);
    assert_string_equal(response_header_get(&rs, "Location"), "/sign-in?next=%2Ftenant%3Fmonth%3D2026-11%26x%3D%252F");
    rq = ask(METHOD_POST, "/tenant");
    rs = answer(&rq);
    assert_string_equal(response_header_get(&rs, "Location"), "/sign-in");
    rq = ask(METHOD_GET, "/fail/auth");
    rs = answer(&rq);
    assert_string_equal(response_header_get(&rs, "Location"), "/sign-in?next=%2Ffail%2Fauth");
    assert_int_equal(rs.body.len, 0);
}

static void
a_form_needs_the_token_of_its_cookie(void **state)
{
    const char *token = csrf_token(mem, &app.web_key, "visitor"), *other = csrf_token(mem, &app.web_key, "other");
    const struct {
        const char *cookie, *token;
        int         status;
    } cases[] = {
        {"__Host-vid=visitor", token, 200},
        {"__Host-vid=visitor", other, 403},
        {"__Host-vid=visitor", "", 403},
        {"vid=visitor", token, 403},
        {NULL, token, 403},
        {"__Host-vid=other", token, 403},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = post("/form", arena_printf(mem, "phone=0712345678&csrf=%s", cases[i].token));
        rq.cookie = cases[i].cookie;
        struct response rs = answer(&rq);
        assert_int_equal(rs.status, cases[i].status);
        assert_int_equal(ran, cases[i].status == 200);
        if (rs.status == 403)
            assert_holds(rs.body.bytes, "open too long");
    }
}

static void
a_form_from_another_site_is_refused(void **state)
{
    static const struct {
        const char *origin, *site, *host;
        bool        taken;
    } cases[] = {
        {NULL, NULL, NULL, true},
        {"https://rent.example.co.ke", NULL, NULL, true},
        {"https://rent.example.co.ke", "same-origin", NULL, true},
        {"null", "same-origin", NULL, true},
        {"null", NULL, NULL, true},
        {NULL, "none", NULL, true},
        {"http://localhost:8080", "same-origin", "localhost:8080", true},
        {"http://localhost:8080", NULL, NULL, false},
        {"http://rent.example.co.ke.evil", NULL, NULL, false},
        {"https://evil.example", "cross-site", NULL, false},
        {"https://evil.example", "same-origin", NULL, false},
        {"null", "cross-site", NULL, false},
        {"null", "same-site", NULL, false},
        {NULL, "cross-site", NULL, false},
    };
    const char *token = csrf_token(mem, &app.web_key, "visitor");

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = post("/form", arena_printf(mem, "phone=0712345678&csrf=%s", token));
        rq.cookie = "__Host-vid=visitor";
        rq.origin = cases[i].origin;
        rq.fetch_site = cases[i].site;
        rq.host = cases[i].host ? cases[i].host : rq.host;
        struct response rs = answer(&rq);
        if (ran != cases[i].taken || rs.status != (cases[i].taken ? 200 : 403))
            fail_msg("%zu: %d", i, rs.status);
    }
}

static void
a_visitors_page_brings_the_cookie_that_its_token_is_bound_to(void **state)
{
    struct request  rq = ask(METHOD_GET, "/form");
    struct response rs = answer(&rq);
    const char     *cookie = response_header_get(&rs, "Set-Cookie"), *field = strstr(rs.body.bytes, "name=\"csrf\"");

    (void)state;
    assert_holds(cookie, "__Host-vid=");
    assert_true(csrf_valid(&app.web_key, rq.sid, csrf_token(mem, &app.web_key, rq.sid)));
    assert_holds(cookie, rq.sid);
    assert_holds(rs.body.bytes, "&lt;b&gt;");
    assert_null(field); /* only who is signed in has a form in the frame */

    rq = ask(METHOD_GET, "/form");
    rq.cookie = "__Host-vid=visitor";
    rs = answer(&rq);
    assert_null(response_header_get(&rs, "Set-Cookie"));
}

static void
the_language_is_the_nearest_wish(void **state)
{
    static const struct {
        const char *query, *cookie, *accept, *lang;
        bool        kept;
    } cases[] = {
        {"", NULL, NULL, "en", false},
        {"", NULL, "sw-KE,sw;q=0.9,en;q=0.8", "sw", false},
        {"", "__Host-lang=en", "sw", "en", false},
        {"", "__Host-lang=xx", "sw", "sw", false},
        {"lang=sw", "__Host-lang=en", "en", "sw", true},
        {"lang=xx", "__Host-lang=sw", "en", "sw", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = ask(METHOD_GET, "/hello/x");
        rq.query_text = cases[i].query;
        rq.cookie = cases[i].cookie;
        rq.accept_language = cases[i].accept;
        struct response rs = answer(&rq);
        const char     *cookie = response_header_get(&rs, "Set-Cookie");
        assert_string_equal(lang_code(rq.lang), cases[i].lang);
        assert_int_equal(cookie != NULL, cases[i].kept);
    }
}

static void
the_switch_leads_to_the_same_page_in_the_other_language(void **state)
{
    struct request rq = ask(METHOD_GET, "/form");

    (void)state;
    rq.query_text = "q=a%26b%22&lang=en";
    struct response rs = answer(&rq);
    assert_holds(rs.body.bytes, "href=\"?q=a%26b%22&amp;lang=sw\"");
    assert_holds(rs.body.bytes, "/static/app.1.css");
}

static void
what_was_unfit_on_arrival_is_told(void **state)
{
    struct request rq = ask(METHOD_GET, "/hello/x");

    (void)state;
    rq.fault = ERR_TOO_LARGE;
    struct response rs = answer(&rq);
    assert_int_equal(rs.status, 413);
    rq = post("/form", "phone=%00");
    rs = answer(&rq);
    assert_int_equal(rs.status, 400);
    rq = ask(METHOD_GET, "/hello/x");
    rq.query_text = "a=%zz";
    rs = answer(&rq);
    assert_int_equal(rs.status, 400);
}

static void
the_api_answers_in_its_envelope(void **state)
{
    static const struct {
        enum method method;
        const char *path, *body, *type;
        int         status;
        const char *part;
    } cases[] = {
        {METHOD_GET, "/api/v1/things/k3", "", "", 201, "{\"success\":true,\"data\":{\"id\":\"k3\"}}"},
        {METHOD_GET, "/api/v1/nothing", "", "", 404,
         "{\"success\":false,\"error\":{\"code\":\"not_found\",\"message\":\""},
        {METHOD_DELETE, "/api/v1/things", "", "", 405, "\"code\":\"method_not_allowed\""},
        {METHOD_GET, "/api/v1/mine", "", "", 401, "\"code\":\"sign_in_required\""},
        {METHOD_GET, "/api/v1/limited", "", "", 429, "\"code\":\"too_many_requests\""},
        {METHOD_POST, "/api/v1/things", "{\"phone\":\"0712345678\"}", "application/json", 200, "taken"},
        {METHOD_POST, "/api/v1/things", "{", "application/json", 400, "near byte"},
        {METHOD_POST, "/api/v1/things", "phone=1", "text/plain", 415, "\"code\":\"unsupported_media_type\""},
        {METHOD_POST, "/api/v1/things", "{\"phone\":\"1\",\"x\":1}", "application/json", 422,
         "\"fields\":{\"phone\":\"Enter a phone number like 0712 345 678.\",\"x\":\"This call has no such "
         "field."},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request rq = ask(cases[i].method, cases[i].path);
        rq.body = cases[i].body;
        rq.body_len = strlen(cases[i].body);
        rq.content_type = cases[i].type;
        rq.origin = "https://app.elsewhere.example"; /* no cookie, so no matter */
        rq.cookie = "__Host-sid=ignored; sid=ignored";
        struct response rs = answer(&rq);
        assert_int_equal(rs.status, cases[i].status);
        assert_holds(rs.body.bytes, cases[i].part);
        assert_null(response_header_get(&rs, "Set-Cookie"));
        if (rs.status == 429)
            assert_string_equal(response_header_get(&rs, "Retry-After"), "7");
        if (rs.status == 401)
            assert_string_equal(response_header_get(&rs, "WWW-Authenticate"), "Bearer");
    }
}

static void
with_no_page_to_say_it_plain_text_does(void **state)
{
    struct templates *kept = app.templates;
    struct request    rq = ask(METHOD_GET, "/nowhere");

    (void)state;
    assert_int_equal(templates_load(&app.templates, "db"), ERR_OK);
    struct response rs = answer(&rq);
    templates_free(app.templates);
    app.templates = kept;
    assert_int_equal(rs.status, 404);
    assert_string_equal(rs.content_type, "text/plain; charset=utf-8");
    assert_holds(rs.body.bytes, "Page not found.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_our_own_names_are_answered),
        cmocka_unit_test(a_standard_port_goes_without_saying),
        cmocka_unit_test(what_does_not_exist_or_fit_is_told_apart),
        cmocka_unit_test(a_stranger_is_sent_to_sign_in_and_back),
        cmocka_unit_test(a_form_needs_the_token_of_its_cookie),
        cmocka_unit_test(a_form_from_another_site_is_refused),
        cmocka_unit_test(a_visitors_page_brings_the_cookie_that_its_token_is_bound_to),
        cmocka_unit_test(the_language_is_the_nearest_wish),
        cmocka_unit_test(the_switch_leads_to_the_same_page_in_the_other_language),
        cmocka_unit_test(what_was_unfit_on_arrival_is_told),
        cmocka_unit_test(the_api_answers_in_its_envelope),
        cmocka_unit_test(with_no_page_to_say_it_plain_text_does),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
