#include "daraja/credential.h"

#include <limits.h>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/text.h"

enum { PADDING_BYTES = 11, KEY_BITS_LEAST = 1024 };

/* NULL when the bytes hold no certificate. Nobody is there to type a passphrase. Editors of Windows put a mark before
 * the first line, which OpenSSL then does not know. */
static X509 *
load(const void *bytes, size_t n)
{
    static const unsigned char mark[] = {0xef, 0xbb, 0xbf};
    size_t                     skip = n > sizeof mark && memcmp(bytes, mark, sizeof mark) == 0 ? sizeof mark : 0;
    X509                      *x = NULL;
    BIO *bio = n && n < INT_MAX ? BIO_new_mem_buf((const char *)bytes + skip, (int)(n - skip)) : NULL;

    if (bio) {
        x = PEM_read_bio_X509(bio, NULL, NULL, "");
        if (!x && BIO_reset(bio) == 1)
            x = d2i_X509_bio(bio, NULL);
        BIO_free(bio);
    }
    ERR_clear_error();
    return x;
}

/* The certificate's RSA key, owned by the certificate; NULL, and *why, when there is none to use. */
static EVP_PKEY *
rsa_key(X509 *x, const char **why)
{
    EVP_PKEY *key = x ? X509_get0_pubkey(x) : NULL;

    ERR_clear_error();
    if (!x)
        *why = N_("This is not a certificate. Upload the .cer file from the Daraja portal.");
    else if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)
        *why = N_("This certificate holds no RSA key, so it is not Safaricom's. Upload the .cer file from the Daraja "
                  "portal.");
    else if (EVP_PKEY_get_bits(key) < KEY_BITS_LEAST)
        *why = N_("The key in this certificate is too short to be safe, so it is not Safaricom's.");
    else
        return key;
    return NULL;
}

static const char *
common_name(struct arena *mem, X509 *x)
{
    X509_NAME     *subject = X509_get_subject_name(x);
    int            at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    unsigned char *text = NULL;
    const char    *name = "";

    if (at >= 0) {
        int n = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
        if (n > 0)
            name = arena_strndup(mem, (const char *)text, (size_t)n);
        OPENSSL_free(text);
    }
    return name;
}

static void
read_end(struct arena *mem, X509 *x, int64_t now, struct credential_certificate *c)
{
    const ASN1_TIME *end = X509_get0_notAfter(x);
    time_t           at = (time_t)now;
    struct tm        tm;

    if (ASN1_TIME_to_tm(end, &tm) == 1)
        c->not_after = arena_printf(mem, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    c->expired = X509_cmp_time(end, &at) < 0;
}

enum err
credential_certificate_read(struct arena *mem, const void *bytes, size_t n, int64_t now,
                            struct credential_certificate *out, const char **why)
{
    X509     *x = load(bytes, n);
    EVP_PKEY *key = rsa_key(x, why);
    enum err  e = ERR_INPUT;

    if (key) {
        struct credential_certificate c = {.not_after = "", .key_bits = EVP_PKEY_get_bits(key)};
        c.subject = common_name(mem, x);
        read_end(mem, x, now, &c);
        *out = c;
        e = ERR_OK;
    }
    X509_free(x);
    ERR_clear_error();
    return e;
}

/* NULL when OpenSSL cannot. */
static const char *
encrypt(struct arena *mem, EVP_PKEY *key, const char *password)
{
    EVP_PKEY_CTX  *ctx = EVP_PKEY_CTX_new(key, NULL);
    size_t         room = (size_t)EVP_PKEY_get_size(key), n = room;
    unsigned char *sealed = arena_alloc(mem, room);
    bool ok = ctx && EVP_PKEY_encrypt_init(ctx) == 1 && EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) == 1 &&
              EVP_PKEY_encrypt(ctx, sealed, &n, (const unsigned char *)password, strlen(password)) == 1;

    EVP_PKEY_CTX_free(ctx);
    return ok ? base64_encode(mem, sealed, n) : NULL;
}

enum err
credential_make(struct arena *mem, const void *certificate, size_t n, const char *password, const char **out,
                const char **why)
{
    X509       *x = load(certificate, n);
    EVP_PKEY   *key = rsa_key(x, why);
    const char *text = NULL;

    if (key) {
        size_t room = (size_t)EVP_PKEY_get_size(key);
        if (!*password)
            *why = N_("The initiator's password is missing.");
        else if (strlen(password) + PADDING_BYTES > room)
            *why = N_("The initiator's password is too long for this certificate's key.");
        else if (!(text = encrypt(mem, key, password)))
            *why = N_("The key in this certificate cannot be used.");
    }
    X509_free(x);
    ERR_clear_error();
    if (!text)
        return ERR_INPUT;
    *out = text;
    return ERR_OK;
}
