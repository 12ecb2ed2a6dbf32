#include "support/check.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "base/hash.h"
#include "daraja/credential.h"

enum { NOW = 1793690100 }; /* November 2026 */

static EVP_PKEY *key; /* Safaricom's, so to speak */

struct bytes {
    const char *at;
    size_t      n;
};

static struct bytes
taken(BIO *bio)
{
    char        *data;
    long         n = BIO_get_mem_data(bio, &data);
    struct bytes b = {arena_strndup(mem, data, (size_t)n), (size_t)n};

    BIO_free(bio);
    return b;
}

/* A certificate of `k` that ends at `not_after`, as PEM or DER. */
static struct bytes
certificate(EVP_PKEY *k, int64_t not_after, bool pem)
{
    X509      *x = X509_new();
    X509_NAME *name = X509_get_subject_name(x);
    BIO       *bio = BIO_new(BIO_s_mem());

    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    ASN1_TIME_set(X509_getm_notBefore(x), not_after - 86400);
    ASN1_TIME_set(X509_getm_notAfter(x), not_after);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"apicrypt.example.co.ke", -1, -1, 0);
    X509_set_issuer_name(x, name);
    X509_set_pubkey(x, k);
    assert_true(X509_sign(x, k, EVP_sha256()) > 0);
    assert_int_equal(pem ? PEM_write_bio_X509(bio, x) : i2d_X509_bio(bio, x), 1);
    X509_free(x);
    return taken(bio);
}

static const char *
opened(const char *credential)
{
    size_t         n, out_n = 512;
    unsigned char *sealed = base64_decode(mem, credential, &n), *out = arena_alloc(mem, out_n);
    EVP_PKEY_CTX  *ctx = EVP_PKEY_CTX_new(key, NULL);

    assert_non_null(sealed);
    assert_int_equal(EVP_PKEY_decrypt_init(ctx), 1);
    assert_int_equal(EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING), 1);
    assert_int_equal(EVP_PKEY_decrypt(ctx, out, &out_n, sealed, n), 1);
    EVP_PKEY_CTX_free(ctx);
    return arena_strndup(mem, (const char *)out, out_n);
}

static const char *
made(struct bytes c, const char *password)
{
    const char *out = NULL, *why = NULL;

    check_ok(credential_make(mem, c.at, c.n, password, &out, &why));
    return out;
}

static void
what_is_encrypted_is_the_password_itself(void **state)
{
    struct bytes pem = certificate(key, NOW + 86400, true), der = certificate(key, NOW + 86400, false);

    (void)state;
    const char *one = made(pem, "Safaricom999!*!"), *other = made(pem, "Safaricom999!*!");
    assert_int_equal(strlen(one), 344);
    assert_null(strchr(one, '\n'));
    assert_string_not_equal(one, other);
    check_text(opened(one), "Safaricom999!*!");
    check_text(opened(other), "Safaricom999!*!");
    check_text(opened(made(der, "p@ss#w%rd$")), "p@ss#w%rd$");
    check_text(opened(made(der, "Mũthoni")), "Mũthoni");
}

static void
a_certificate_may_have_text_around_it(void **state)
{
    struct bytes pem = certificate(key, NOW + 86400, true);
    const char  *forms[] = {
         arena_printf(mem, "Bag Attributes\n  friendlyName: x\n%s", pem.at),
         arena_printf(mem, "\xef\xbb\xbf%s", pem.at),
         arena_printf(mem, "%s\n\ntrailing", pem.at),
    };

    (void)state;
    for (size_t i = 0; i < COUNT(forms); i++)
        check_text(opened(made((struct bytes){forms[i], strlen(forms[i])}, "secret")), "secret");
}

static void
an_expired_certificate_serves_and_is_told(void **state)
{
    struct credential_certificate c;
    const char                   *why = NULL;
    struct bytes                  old = certificate(key, 1495238400, true); /* 2017-05-20 */
    struct bytes                  fresh = certificate(key, NOW + 86400, true);

    (void)state;
    check_ok(credential_certificate_read(mem, old.at, old.n, NOW, &c, &why));
    assert_true(c.expired);
    check_text(c.not_after, "2017-05-20");
    check_text(c.subject, "apicrypt.example.co.ke");
    assert_int_equal(c.key_bits, 2048);
    check_text(opened(made(old, "secret")), "secret");
    check_ok(credential_certificate_read(mem, fresh.at, fresh.n, NOW, &c, &why));
    assert_false(c.expired);
}

static void
what_is_no_certificate_is_refused_in_plain_words(void **state)
{
    EVP_PKEY    *curve = EVP_EC_gen("P-256"), *small = EVP_RSA_gen(512);
    struct bytes pem = certificate(key, NOW, true), der = certificate(key, NOW, false);
    struct bytes ec = certificate(curve, NOW, true), weak = certificate(small, NOW, true);
    BIO         *bio = BIO_new(BIO_s_mem());

    (void)state;
    PEM_write_bio_PUBKEY(bio, key);
    const struct bytes cases[] = {
        {"", 0},
        {"x", 1},
        {"<html>not found</html>", 22},
        {pem.at, pem.n / 2},
        {der.at, der.n / 2},
        {der.at, 10},
        ec,
        weak,
        taken(bio),
        {"-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n", 57},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct credential_certificate c;
        const char                   *out = NULL, *why = NULL;
        assert_int_equal(credential_certificate_read(mem, cases[i].at, cases[i].n, NOW, &c, &why), ERR_INPUT);
        assert_non_null(why);
        why = NULL;
        assert_int_equal(credential_make(mem, cases[i].at, cases[i].n, "secret", &out, &why), ERR_INPUT);
        assert_non_null(why);
        assert_null(out);
    }
    EVP_PKEY_free(curve);
    EVP_PKEY_free(small);
}

static void
a_password_fits_the_key(void **state)
{
    struct bytes pem = certificate(key, NOW, true);
    char         password[247];
    const char  *out = NULL, *why = NULL;

    (void)state;
    memset(password, 'x', sizeof password);
    password[246] = '\0';
    assert_int_equal(credential_make(mem, pem.at, pem.n, password, &out, &why), ERR_INPUT);
    assert_non_null(why);
    password[245] = '\0';
    check_text(opened(made(pem, password)), password);
    assert_int_equal(credential_make(mem, pem.at, pem.n, "", &out, &why), ERR_INPUT);
}

static int
begin(void **state)
{
    key = EVP_RSA_gen(2048);
    return mem_begin(state);
}

static int
end(void **state)
{
    EVP_PKEY_free(key);
    return mem_end(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_encrypted_is_the_password_itself),
        cmocka_unit_test(a_certificate_may_have_text_around_it),
        cmocka_unit_test(an_expired_certificate_serves_and_is_told),
        cmocka_unit_test(what_is_no_certificate_is_refused_in_plain_words),
        cmocka_unit_test(a_password_fits_the_key),
    };

    return cmocka_run_group_tests(tests, begin, end);
}
