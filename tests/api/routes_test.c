#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "web/route.h"

/* A call that is open by mistake looks like one that is open by design; so those meant are listed here. */
static void
only_these_calls_are_open_to_anyone(void **state)
{
    static const struct {
        enum method method;
        const char *path;
    } open[] = {
        {METHOD_GET, "/openapi.json"},
        {METHOD_POST, "/session"},
        {METHOD_POST, "/invites/accept"},
        {METHOD_POST, "/landlords"},
    };
    size_t found = 0;

    (void)state;
    for (const struct route *r = api_routes; r->path; r++) {
        if (r->who != WHO_ANYONE)
            continue;
        assert_true(found < COUNT(open));
        assert_int_equal(r->method, open[found].method);
        assert_string_equal(r->path, open[found].path);
        found++;
    }
    assert_int_equal(found, COUNT(open));
}

static void
nothing_of_the_landlord_s_books_is_changed_by_a_tenant_or_visitor(void **state)
{
    static const char *const by_tenants[] = {
        "/session",         "/payments/initiate",     "/mpesa/stk-push",
        "/bills/:id/claim", "/mpesa/standing-orders", "/mpesa/standing-orders/:id/end",
        "/mpesa/express",   "/readings/:id/dispute"};

    (void)state;
    for (const struct route *r = api_routes; r->path; r++) {
        bool allowed = r->method == METHOD_GET || r->who == WHO_ANYONE;
        for (size_t i = 0; i < COUNT(by_tenants); i++)
            allowed = allowed || strcmp(r->path, by_tenants[i]) == 0;
        if (!allowed) {
            assert_false(role_may_enter(ROLE_TENANT, r->who));
            assert_false(role_may_enter(ROLE_NONE, r->who));
        }
    }
}

static void
an_operator_may_call_everything(void **state)
{
    (void)state;
    for (const struct route *r = api_routes; r->path; r++)
        assert_true(role_may_enter(ROLE_OPERATOR, r->who));
}

static void
no_call_stands_twice(void **state)
{
    (void)state;
    for (const struct route *a = api_routes; a->path; a++)
        for (const struct route *b = a + 1; b->path; b++)
            assert_false(a->method == b->method && strcmp(a->path, b->path) == 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_these_calls_are_open_to_anyone),
        cmocka_unit_test(nothing_of_the_landlord_s_books_is_changed_by_a_tenant_or_visitor),
        cmocka_unit_test(an_operator_may_call_everything),
        cmocka_unit_test(no_call_stands_twice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
