#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/net.h"

static void
an_address_is_found_in_its_network_and_nowhere_else(void **state)
{
    static const struct {
        const char *list, *addr;
        bool        has;
    } cases[] = {
        {"127.0.0.1", "127.0.0.1", true},
        {"127.0.0.1", "127.0.0.2", false},
        {"10.0.0.0/8", "10.255.1.2", true},
        {"10.0.0.0/8", "11.0.0.1", false},
        {"192.168.4.0/23", "192.168.5.255", true},
        {"192.168.4.0/23", "192.168.6.0", false},
        {"196.201.214.200/32", "196.201.214.200", true},
        {"0.0.0.0/0", "8.8.8.8", true},
        {"0.0.0.0/0", "2001:db8::1", false},
        {"::1", "::1", true},
        {"2001:db8::/33", "2001:db8:7fff::1", true},
        {"2001:db8::/33", "2001:db8:8000::1", false},
        {"10.0.0.0/8", "::ffff:10.1.2.3", true},
        {"::ffff:10.0.0.0/104", "10.1.2.3", true},
        {"10.0.0.0/8 127.0.0.1 ::1", "::1", true},
        {"10.0.0.0/8,\t127.0.0.1 , ::1", "127.0.0.1", true},
        {"", "127.0.0.1", false},
        {"nonsense 127.0.0.1", "127.0.0.1", true},
        {"127.0.0.1/33", "127.0.0.1", false},
        {"127.0.0.1/-1", "127.0.0.1", false},
        {"127.0.0.1/", "127.0.0.1", false},
        {"127.0.0.1", "127.0.0.1:80", false},
        {"127.0.0.1", "", false},
        {"127.0.0.1", "0127.0.0.1", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        if (net_list_has(cases[i].list, cases[i].addr) != cases[i].has)
            fail_msg("\"%s\" has %s: want %d", cases[i].list, cases[i].addr, cases[i].has);
    assert_false(net_list_has(NULL, "127.0.0.1"));
    assert_false(net_list_has("127.0.0.1", NULL));
}

static void
a_fault_in_a_list_is_named(void **state)
{
    struct arena *mem = arena_new(1 << 16);

    (void)state;
    assert_null(net_list_fault(mem, ""));
    assert_null(net_list_fault(mem, "10.0.0.0/8, ::1 196.201.214.200"));
    assert_string_equal(net_list_fault(mem, "10.0.0.0/8, 10.0.0.0/40 ::1"), "10.0.0.0/40");
    assert_string_equal(net_list_fault(mem, "proxy.example"), "proxy.example");
    arena_free(mem);
}

static void
the_client_is_the_last_address_that_no_trusted_proxy_has(void **state)
{
    static const struct {
        const char *trusted, *peer, *forwarded, *client;
    } cases[] = {
        {"", "5.5.5.5", "1.1.1.1", "5.5.5.5"},
        {"10.0.0.0/8", "5.5.5.5", "1.1.1.1", "5.5.5.5"},
        {"10.0.0.0/8", "10.0.0.1", NULL, "10.0.0.1"},
        {"10.0.0.0/8", "10.0.0.1", "", "10.0.0.1"},
        {"10.0.0.0/8", "10.0.0.1", "1.1.1.1", "1.1.1.1"},
        {"10.0.0.0/8", "10.0.0.1", "9.9.9.9, 1.1.1.1", "1.1.1.1"},
        {"10.0.0.0/8", "10.0.0.1", "9.9.9.9, 1.1.1.1,10.0.0.2", "1.1.1.1"},
        {"10.0.0.0/8", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"},
        {"10.0.0.0/8", "10.0.0.1", "9.9.9.9, unknown", "10.0.0.1"},
        {"10.0.0.0/8", "10.0.0.1", "9.9.9.9,", "10.0.0.1"},
        {"10.0.0.0/8", "10.0.0.1", " 2001:db8::7 ", "2001:db8::7"},
        {"10.0.0.0/8", "::ffff:10.0.0.1", "1.1.1.1", "1.1.1.1"},
    };
    struct arena *mem = arena_new(1 << 16);

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(net_client(mem, cases[i].trusted, cases[i].peer, cases[i].forwarded), cases[i].client);
    arena_free(mem);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_found_in_its_network_and_nowhere_else),
        cmocka_unit_test(a_fault_in_a_list_is_named),
        cmocka_unit_test(the_client_is_the_last_address_that_no_trusted_proxy_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
