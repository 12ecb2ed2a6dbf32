#include "support/check.h"

#include "daraja/address.h"

static void
an_address_that_daraja_would_not_call_is_refused_here(void **state)
{
    static const struct {
        const char *url;
        bool        sandbox, live; /* good for it */
    } cases[] = {
        {"https://rent.example.co.ke/hooks/7d1f0c2e9b/confirmation", true, true},
        {"https://rent.example.co.ke:8443/hooks/7d1f/result", true, true},
        {"http://rent.example.co.ke/hooks/7d1f/result", true, false},
        {"http://127.0.0.1:8080/hooks/7d1f/result", true, false},
        {"https://localhost/hooks/7d1f/result", true, false},
        {"https://192.168.1.2/hooks/7d1f/result", true, false},
        {"https://a1b2.ngrok.io/hooks/7d1f/result", true, false},
        {"https://rent.example.co.ke/mpesa/7d1f", false, false},
        {"https://rent.example.co.ke/M-PESA/7d1f", false, false},
        {"https://safaricom.example.co.ke/x", false, false},
        {"https://rent.example.co.ke/execute", false, false},
        {"https://rent.example.co.ke/cmd", false, false},
        {"https://rent.example.co.ke/MySQL", false, false},
        {"https://rent.example.co.ke/jquery", false, false},
        {"https://rent.example.co.ke/a b", false, false},
        {"https://rent.example.co.ke/<x>", false, false},
        {"https://rent.example.co.ke/\xc5\xa9", false, false},
        {"https://Rent.example.co.ke/x", false, false},
        {"https://rent.example.co.ke/X", true, true},
        {"https://", false, false},
        {"https:///x", false, false},
        {"ftp://rent.example.co.ke/", false, false},
        {"rent.example.co.ke", false, false},
        {"", false, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(address_fault(cases[i].url, false) == NULL, cases[i].sandbox);
        assert_int_equal(address_fault(cases[i].url, true) == NULL, cases[i].live);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_address_that_daraja_would_not_call_is_refused_here)};

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
