#include "support/check.h"

#include "base/hash.h"

/* The last one is daraja.md 6.3's own example. */
static void
sha256_is_the_published_one(void **state)
{
    char out[SHA256_HEX_SIZE];

    (void)state;
    check_text(sha256_hex(out, "", 0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_text(sha256_hex(out, "abc", 3), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_text(sha256_hex(out, "254712345678", 12), "7132104d6aae9c3fac82095a42c2817952bca48e09d98d5bf4ac08218982fb90");
}

static void
hmac_is_that_of_rfc_4231(void **state)
{
    unsigned char raw[SHA256_LEN];
    char          out[SHA256_HEX_SIZE];

    (void)state;
    hmac_sha256(raw, "Jefe", 4, "what do ya want for nothing?", 28);
    check_text(hex_encode(out, raw, sizeof raw), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

static void
hex_is_exactly_as_long_as_asked(void **state)
{
    static const char *const bad[] = {"", "0", "012", "0g12", "01 2", "01234", "0x12", "é12"};
    unsigned char            raw[2];
    char                     out[5];

    (void)state;
    assert_true(hex_decode("0aFf", raw, 2));
    assert_int_equal(raw[0] << 8 | raw[1], 0x0aff);
    check_text(hex_encode(out, raw, 2), "0aff");
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(hex_decode(bad[i], raw, 2));
    assert_true(hex_decode("", raw, 0));
}

static void
base64_is_that_of_rfc_4648(void **state)
{
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};

    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        size_t n = 99;
        check_text(base64_encode(mem, pairs[i][0], strlen(pairs[i][0])), pairs[i][1]);
        check_text((const char *)base64_decode(mem, pairs[i][1], &n), pairs[i][0]);
        assert_int_equal(n, strlen(pairs[i][0]));
    }
}

static void
what_is_not_base64_is_refused(void **state)
{
    static const char *const bad[] = {"Zg=",          "Zg",   "Z===",     "====", "Zm9v!A==", "Zm 9v",
                                      "Zm9v\n\n\n\n", "    ", "Zg==Zg==", "Zm-_", "=m9v",     "Zm=v"};

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        size_t n;
        if (base64_decode(mem, bad[i], &n))
            fail_msg("%s", bad[i]);
    }
}

static void
bytes_of_any_kind_come_back_from_base64_and_hex(void **state)
{
    uint64_t seed = 11;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        unsigned char bytes[64], back[64];
        size_t        n = chance(&seed) % sizeof bytes, got;
        for (size_t k = 0; k < n; k++)
            bytes[k] = (unsigned char)chance(&seed);
        unsigned char *decoded = base64_decode(mem, base64_encode(mem, bytes, n), &got);
        assert_int_equal(got, n);
        assert_memory_equal(decoded, bytes, n);
        assert_true(hex_decode(hex_encode(arena_alloc(mem, 2 * n + 1), bytes, n), back, n));
        assert_true(bytes_equal(back, bytes, n));
    }
}

static void
bytes_are_equal_or_not(void **state)
{
    (void)state;
    assert_true(bytes_equal("abc", "abc", 3));
    assert_false(bytes_equal("abc", "abd", 3));
    assert_false(bytes_equal("Abc", "abc", 3));
    assert_true(bytes_equal("abc", "xyz", 0));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_is_the_published_one),
        cmocka_unit_test(hmac_is_that_of_rfc_4231),
        cmocka_unit_test(hex_is_exactly_as_long_as_asked),
        cmocka_unit_test(base64_is_that_of_rfc_4648),
        cmocka_unit_test(what_is_not_base64_is_refused),
        cmocka_unit_test(bytes_of_any_kind_come_back_from_base64_and_hex),
        cmocka_unit_test(bytes_are_equal_or_not),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
