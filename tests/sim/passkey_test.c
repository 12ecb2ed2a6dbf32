/* passkey_test.c - the Password of daraja.md 3.1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "sim/passkey.h"

/* Safaricom's public sandbox passkey. */
#define PASSKEY "bfb279f9aa9bdbcf158e97dd71a467cd2e0c893059b10f78e6b72ada1ed2c919"

static void
the_password_is_base64_of_the_three_joined(void **state)
{
    struct arena *mem = arena_new(1 << 20);

    (void)state;
    assert_string_equal(passkey_password(mem, "174379", PASSKEY, "20261103101500"),
                        "MTc0Mzc5YmZiMjc5ZjlhYTliZGJjZjE1OGU5N2RkNzFhNDY3Y2QyZTBjODkzMDU5YjEwZjc4ZTZiNzJhZGExZWQyYzkx"
                        "OTIwMjYxMTAzMTAxNTAw");
    arena_free(mem);
}

static void
a_password_fits_only_its_own_shortcode_passkey_and_time(void **state)
{
    static const struct {
        const char *shortcode, *passkey, *timestamp;
        bool        fits;
    } cases[] = {
        {"174379", PASSKEY, "20261103101500", true},
        {"174378", PASSKEY, "20261103101500", false},
        {"174379", "other", "20261103101500", false},
        {"174379", PASSKEY, "20261103101501", false},
    };
    struct arena *mem = arena_new(1 << 20);
    const char   *password = passkey_password(mem, "174379", PASSKEY, "20261103101500");

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(passkey_fits(mem, password, cases[i].shortcode, cases[i].passkey, cases[i].timestamp),
                         cases[i].fits);
    assert_false(passkey_fits(mem, "", "174379", PASSKEY, "20261103101500"));
    arena_free(mem);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_password_is_base64_of_the_three_joined),
        cmocka_unit_test(a_password_fits_only_its_own_shortcode_passkey_and_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
