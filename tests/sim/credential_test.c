/* credential_test.c - passwords sealed with the certificate, and who may do what with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <unistd.h>

#include "base/hash.h"
#include "sim/credential.h"
#include "sim/initiator.h"
#include "sim/organisation.h"
#include "sim/world.h"

static struct arena *mem;

static int
make_arena(void **state)
{
    (void)state;
    mem = arena_new(1 << 22);
    return 0;
}

static int
free_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const char *
seal(const struct credential *c, const char *password, int padding)
{
    BIO          *from = BIO_new_mem_buf(credential_pem(c), -1);
    X509         *x = PEM_read_bio_X509(from, NULL, NULL, NULL);
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(X509_get0_pubkey(x), NULL);
    unsigned char sealed[256];
    size_t        n = sizeof sealed;

    assert_int_equal(EVP_PKEY_encrypt_init(ctx), 1);
    assert_int_equal(EVP_PKEY_CTX_set_rsa_padding(ctx, padding), 1);
    assert_int_equal(EVP_PKEY_encrypt(ctx, sealed, &n, (const unsigned char *)password, strlen(password)), 1);
    EVP_PKEY_CTX_free(ctx);
    X509_free(x);
    BIO_free(from);
    assert_int_equal(n, 256);
    return base64_encode(mem, sealed, n);
}

static void
what_was_sealed_with_pkcs1_is_opened_and_nothing_else(void **state)
{
    struct credential *c = credential_new(NULL, false), *other = credential_new(NULL, false);

    (void)state;
    assert_string_equal(credential_open(c, mem, seal(c, "Safaricom999!", RSA_PKCS1_PADDING)), "Safaricom999!");
    static const char *const spoiled[] = {"", "x", "AAAA", "!!!!"};
    for (size_t i = 0; i < sizeof spoiled / sizeof *spoiled; i++)
        assert_null(credential_open(c, mem, spoiled[i]));
    const char *wrong[] = {seal(c, "Safaricom999!", RSA_PKCS1_OAEP_PADDING),
                           seal(other, "Safaricom999!", RSA_PKCS1_PADDING)};
    for (size_t i = 0; i < 2; i++) {
        const char *opened = credential_open(c, mem, wrong[i]);
        assert_true(!opened || strcmp(opened, "Safaricom999!") != 0);
    }
    credential_free(c);
    credential_free(other);
}

static void
an_expired_certificate_still_carries_its_key(void **state)
{
    struct credential *c = credential_new(NULL, true);
    BIO               *from = BIO_new_mem_buf(credential_pem(c), -1);
    X509              *x = PEM_read_bio_X509(from, NULL, NULL, NULL);

    (void)state;
    assert_true(X509_cmp_current_time(X509_get0_notAfter(x)) < 0);
    X509_free(x);
    BIO_free(from);
    assert_string_equal(credential_open(c, mem, seal(c, "p", RSA_PKCS1_PADDING)), "p");
    credential_free(c);
}

static void
a_key_that_is_kept_opens_what_was_sealed_before(void **state)
{
    char file[] = "/tmp/sim-key-XXXXXX";
    int  fd = mkstemp(file);

    (void)state;
    assert_true(fd >= 0);
    close(fd);
    assert_null(credential_new(file, false)); /* an empty file is no key */
    unlink(file);
    struct credential *c = credential_new(file, false);
    const char        *sealed = seal(c, "kept", RSA_PKCS1_PADDING);
    credential_free(c);
    c = credential_new(file, false);
    assert_string_equal(credential_open(c, mem, sealed), "kept");
    credential_free(c);
    unlink(file);
    assert_null(credential_new("/nonexistent/folder/key", false));
}

static void
three_wrong_passwords_lock_the_initiator(void **state)
{
    static const struct options options = {.name = "EXAMPLE HOMES", .passkey = "usual"};
    struct world                w = {.options = &options, .mem = mem, .flags = flags_default()};
    struct organisation        *o = organisation_use(&w, "600992", ORGANISATION_BULK);
    const char                 *good = seal(world_credential(&w), "Safaricom999!", RSA_PKCS1_PADDING);
    const char                 *bad = seal(world_credential(&w), "guess", RSA_PKCS1_PADDING);

    (void)state;
    assert_null(initiator_check(&w, o, "testapi", good, "b2c"));
    assert_string_equal(initiator_check(&w, o, "other", good, "b2c"), "2001");
    for (int i = 0; i < 2; i++)
        assert_string_equal(initiator_check(&w, o, "testapi", bad, "b2c"), "2001");
    assert_null(initiator_check(&w, o, "testapi", good, "b2c")); /* and the count begins anew */
    for (int i = 0; i < 3; i++)
        assert_string_equal(initiator_check(&w, o, "testapi", bad, "b2c"), "2001");
    assert_string_equal(initiator_check(&w, o, "testapi", good, "b2c"), "8006");
    credential_free(w.credential);
}

static void
a_role_is_a_whole_word(void **state)
{
    static const struct {
        const char *roles, *role, *code;
    } cases[] = {
        {NULL, "b2c", NULL}, {"b2c", "b2c", NULL},  {"b2b b2c", "b2c", NULL},  {"status b2c tax", "b2c", NULL},
        {"", "b2c", "21"},   {"b2cx", "b2c", "21"}, {"xb2c b2c", "b2c", NULL}, {"b2b status", "tax", "21"},
    };
    static const struct options options = {.name = "EXAMPLE HOMES", .passkey = "usual"};
    struct world                w = {.options = &options, .mem = mem, .flags = flags_default()};
    struct organisation        *o = organisation_use(&w, "600992", ORGANISATION_BULK);
    const char                 *good = seal(world_credential(&w), "Safaricom999!", RSA_PKCS1_PADDING);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        o->roles = cases[i].roles;
        const char *code = initiator_check(&w, o, "testapi", good, cases[i].role);
        if (cases[i].code ? !code || strcmp(code, cases[i].code) != 0 : code != NULL)
            fail_msg("roles %s, role %s: %s", cases[i].roles, cases[i].role, code);
    }
    credential_free(w.credential);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_was_sealed_with_pkcs1_is_opened_and_nothing_else),
        CASE(an_expired_certificate_still_carries_its_key),
        CASE(a_key_that_is_kept_opens_what_was_sealed_before),
        CASE(three_wrong_passwords_lock_the_initiator),
        CASE(a_role_is_a_whole_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
