#include "sim/credential.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/log.h"

enum { KEY_BITS = 2048, YEAR_S = 31536000 };

struct credential {
    EVP_PKEY *key;
    char     *pem;
};

static bool
failed(const char *what, const char *file)
{
    log_event(LOG_ERR, "credential.failed", "what", what, "file", file, NULL);
    return false;
}

/* A file that others may not read. */
static FILE *
open_private(const char *file)
{
    int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    return fd < 0 ? NULL : fdopen(fd, "w");
}

static EVP_PKEY *
read_key(const char *file)
{
    FILE     *from = file ? fopen(file, "re") : NULL;
    EVP_PKEY *key = from ? PEM_read_PrivateKey(from, NULL, NULL, NULL) : NULL;

    if (from)
        fclose(from);
    return key;
}

static bool
keep_key(EVP_PKEY *key, const char *file)
{
    FILE *to = file ? open_private(file) : NULL;
    bool  written = to && PEM_write_PrivateKey(to, key, NULL, NULL, 0, NULL, NULL);

    if (to && fclose(to) != 0)
        written = false;
    return !file || written || failed("cannot write the key", file);
}

static bool
have_key(struct credential *c, const char *file)
{
    c->key = read_key(file);
    if (c->key)
        return EVP_PKEY_get_base_id(c->key) == EVP_PKEY_RSA || failed("not an RSA key", file);
    if (file && access(file, F_OK) == 0)
        return failed("not a key", file);
    c->key = EVP_RSA_gen(KEY_BITS);
    return c->key ? keep_key(c->key, file) : failed("cannot make a key", NULL);
}

/* Safaricom's own certificates ended years ago and are used all the same. */
static X509 *
make_certificate(EVP_PKEY *key, bool expired)
{
    X509      *x = X509_new();
    X509_NAME *name = X509_NAME_new();
    bool       made =
        x && name &&
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"apicrypt.daraja-sim", -1, -1, 0) &&
        X509_set_version(x, X509_VERSION_3) && ASN1_INTEGER_set(X509_get_serialNumber(x), 1) &&
        X509_gmtime_adj(X509_getm_notBefore(x), expired ? -4L * YEAR_S : -86400L) &&
        X509_gmtime_adj(X509_getm_notAfter(x), expired ? -2L * YEAR_S : 10L * YEAR_S) &&
        X509_set_subject_name(x, name) && X509_set_issuer_name(x, name) && X509_set_pubkey(x, key) &&
        X509_sign(x, key, EVP_sha256());

    X509_NAME_free(name);
    if (made)
        return x;
    X509_free(x);
    return NULL;
}

static bool
have_certificate(struct credential *c, bool expired)
{
    X509 *x = make_certificate(c->key, expired);
    BIO  *out = BIO_new(BIO_s_mem());
    char *bytes;
    bool  written = x && out && PEM_write_bio_X509(out, x);
    long  n = written ? BIO_get_mem_data(out, &bytes) : 0;

    if (written)
        c->pem = strndup(bytes, (size_t)n);
    BIO_free(out);
    X509_free(x);
    return c->pem || failed("cannot make a certificate", NULL);
}

struct credential *
credential_new(const char *key_file, bool expired)
{
    struct credential *c = calloc(1, sizeof *c);

    if (!c)
        abort();
    if (have_key(c, key_file) && have_certificate(c, expired))
        return c;
    credential_free(c);
    return NULL;
}

void
credential_free(struct credential *c)
{
    if (!c)
        return;
    EVP_PKEY_free(c->key);
    free(c->pem);
    free(c);
}

const char *
credential_pem(const struct credential *c)
{
    return c->pem;
}

bool
credential_write_pem(const struct credential *c, const char *file)
{
    FILE *to = fopen(file, "we");
    bool  written = to && fputs(c->pem, to) >= 0;

    if (to && fclose(to) != 0)
        written = false;
    return written || failed("cannot write the certificate", file);
}

const char *
credential_open(const struct credential *c, struct arena *mem, const char *sealed)
{
    size_t         n = 0, room = (size_t)EVP_PKEY_get_size(c->key);
    unsigned char *bytes = base64_decode(mem, sealed, &n);
    char          *plain = arena_alloc(mem, room + 1);
    EVP_PKEY_CTX  *ctx = bytes && n == room ? EVP_PKEY_CTX_new(c->key, NULL) : NULL;
    bool opened = ctx && EVP_PKEY_decrypt_init(ctx) > 0 && EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_PADDING) > 0 &&
                  EVP_PKEY_decrypt(ctx, (unsigned char *)plain, &room, bytes, n) > 0;

    EVP_PKEY_CTX_free(ctx);
    if (!opened)
        return NULL;
    plain[room] = '\0';
    return plain;
}
