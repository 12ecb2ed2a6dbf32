#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/route.h"

static handler nothing;

static enum err
nothing(struct app *app, struct request *rq, struct response *rs)
{
    (void)app;
    (void)rq;
    (void)rs;
    return ERR_OK;
}

static const struct route table[] = {
    {METHOD_GET, "/", nothing, WHO_ANYONE, NO_TOKEN},
    {METHOD_GET, "/bills/:id", nothing, WHO_ANYONE, NO_TOKEN},
    {METHOD_POST, "/bills/:id", nothing, WHO_ANYONE, TOKEN},
    {METHOD_GET, "/bills/new", nothing, WHO_ANYONE, NO_TOKEN},
    {METHOD_POST, "/bills/:id/lines/:line", nothing, WHO_ANYONE, TOKEN},
    {METHOD_GET, "/receipts/:number", nothing, WHO_ANYONE, NO_TOKEN},
    {METHOD_GET, "/receipts/:number.pdf", nothing, WHO_ANYONE, NO_TOKEN},
    {METHOD_DELETE, "/session", nothing, WHO_ANYONE, NO_TOKEN},
    {0},
};

static void
a_path_finds_the_route_that_fits_it_closest(void **state)
{
    static const struct {
        enum method method;
        const char *path, *pattern, *first, *second;
    } cases[] = {
        {METHOD_GET, "/", "/", NULL, NULL},
        {METHOD_GET, "/bills/k3", "/bills/:id", "k3", NULL},
        {METHOD_GET, "/bills/new", "/bills/new", NULL, NULL},
        {METHOD_POST, "/bills/new", "/bills/:id", "new", NULL},
        {METHOD_POST, "/bills/k3/lines/7", "/bills/:id/lines/:line", "k3", "7"},
        {METHOD_GET, "/receipts/R-1", "/receipts/:number", "R-1", NULL},
        {METHOD_GET, "/receipts/R-1.pdf", "/receipts/:number.pdf", "R-1", NULL},
        {METHOD_GET, "/receipts/.pdf", "/receipts/:number", ".pdf", NULL},
        {METHOD_DELETE, "/session", "/session", NULL, NULL},
    };
    struct arena *mem = arena_new(1 << 16);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request      rq = {.mem = mem, .method = cases[i].method, .path = cases[i].path};
        const struct route *found = NULL;
        const char         *allow = NULL;
        assert_int_equal(route_find(table, &rq, &found, &allow), ERR_OK);
        assert_string_equal(found->path, cases[i].pattern);
        assert_int_equal(found->method, cases[i].method);
        assert_int_equal(rq.args[0] == NULL, cases[i].first == NULL);
        if (cases[i].first)
            assert_string_equal(rq.args[0], cases[i].first);
        if (cases[i].second)
            assert_string_equal(rq.args[1], cases[i].second);
    }
    arena_free(mem);
}

static void
a_path_in_no_table_is_not_found(void **state)
{
    static const char *const paths[] = {"",          "bills",     "/bill",      "/bills",          "/bills/",
                                        "//",        "/bills//x", "/bills/k3/", "/bills/k3/lines", "/receipts",
                                        "/session/", "/Bills/k3", "//bills/k3"};
    struct arena            *mem = arena_new(1 << 16);

    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++) {
        struct request      rq = {.mem = mem, .method = METHOD_GET, .path = paths[i]};
        const struct route *found = NULL;
        const char         *allow = NULL;
        assert_int_equal(route_find(table, &rq, &found, &allow), ERR_NOT_FOUND);
    }
    arena_free(mem);
}

static void
another_method_is_told_what_would_do(void **state)
{
    static const struct {
        enum method method;
        const char *path, *allow;
    } cases[] = {
        {METHOD_POST, "/", "GET, HEAD"},
        {METHOD_DELETE, "/bills/k3", "GET, HEAD, POST"},
        {METHOD_OTHER, "/bills/k3", "GET, HEAD, POST"},
        {METHOD_GET, "/session", "DELETE"},
    };
    struct arena *mem = arena_new(1 << 16);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct request      rq = {.mem = mem, .method = cases[i].method, .path = cases[i].path};
        const struct route *found = NULL;
        const char         *allow = NULL;
        assert_int_equal(route_find(table, &rq, &found, &allow), ERR_METHOD);
        assert_string_equal(allow, cases[i].allow);
    }
    arena_free(mem);
}

/* One line a rule, one letter a role, in the order of enum role: nobody, tenant, caretaker, accountant,
 * agent, owner, operator. */
static void
each_door_opens_for_those_it_names(void **state)
{
    static const char *const doors[WHO_COUNT] = {
        [WHO_ANYONE] = "yyyyyyy",   [WHO_SIGNED_IN] = "-yyyyyy",
        [WHO_TENANT] = "-y-----",   [WHO_PAYER] = "-yyyyy-",
        [WHO_LANDLORD] = "--yyyy-", [WHO_KEEPER] = "----yy-",
        [WHO_OWNER] = "-----y-",    [WHO_CASHIER] = "---y-y-",
        [WHO_PURSER] = "---yyy-",   [WHO_LANDLORD_OR_OPERATOR] = "--yyyyy",
        [WHO_AGENT] = "----y--",    [WHO_OPERATOR] = "------y",
        [WHO_AUDITOR] = "-----yy",
    };

    (void)state;
    for (enum who_may who = 0; who < WHO_COUNT; who++)
        for (enum role r = 0; r < ROLE_COUNT; r++)
            if (role_may_enter(r, who) != (doors[who][r] == 'y'))
                fail_msg("door %d, role %d", (int)who, (int)r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_finds_the_route_that_fits_it_closest),
        cmocka_unit_test(a_path_in_no_table_is_not_found),
        cmocka_unit_test(another_method_is_told_what_would_do),
        cmocka_unit_test(each_door_opens_for_those_it_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
