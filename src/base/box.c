#include "base/box.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/random.h"

enum { NONCE = 12, TAG = 16, VERSION = 1, HEAD = 1 + NONCE };
enum { ARGON_PASSES = 3, ARGON_BYTES = 64 * 1024 * 1024 };

static bool
gcm(bool encrypt, const struct box_key *key, const unsigned char *nonce, const char *aad, const unsigned char *in,
    size_t n, unsigned char *out, unsigned char *tag)
{
    EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
    int             len, end;
    bool            ok = c && EVP_CipherInit_ex(c, EVP_aes_256_gcm(), NULL, key->bytes, nonce, encrypt) == 1 &&
              EVP_CipherUpdate(c, NULL, &len, (const unsigned char *)aad, (int)strlen(aad)) == 1 &&
              EVP_CipherUpdate(c, out, &len, in, (int)n) == 1;

    if (ok && !encrypt)
        ok = EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, TAG, tag) == 1;
    ok = ok && EVP_CipherFinal_ex(c, out + len, &end) == 1;
    if (ok && encrypt)
        ok = EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, TAG, tag) == 1;
    EVP_CIPHER_CTX_free(c);
    return ok;
}

char *
box_seal(struct arena *mem, const struct box_key *key, const char *aad, const char *secret)
{
    size_t         n = strlen(secret), total = HEAD + n + TAG;
    unsigned char *raw = arena_alloc(mem, total);

    raw[0] = VERSION;
    random_bytes(raw + 1, NONCE);
    if (!gcm(true, key, raw + 1, aad, (const unsigned char *)secret, n, raw + HEAD, raw + HEAD + n))
        return NULL;
    return hex_encode(arena_alloc(mem, 2 * total + 1), raw, total);
}

char *
box_open(struct arena *mem, const struct box_key *key, const char *aad, const char *sealed_hex)
{
    size_t         total = strlen(sealed_hex) / 2;
    unsigned char *raw = arena_alloc(mem, total + 1);

    if (total < HEAD + TAG || !hex_decode(sealed_hex, raw, total) || raw[0] != VERSION)
        return NULL;
    size_t n = total - HEAD - TAG;
    char  *secret = arena_alloc(mem, n + 1);
    if (!gcm(false, key, raw + 1, aad, raw + HEAD, n, (unsigned char *)secret, raw + HEAD + n))
        return NULL;
    return secret;
}

static void
curve_pair(const struct box_key *key, unsigned char public[32], unsigned char secret[32])
{
    static const char purpose[] = "rentease envelope";

    /* A key of its own for this use, so that one file serves both without one use weakening the other. */
    hmac_sha256(secret, key->bytes, BOX_KEY_LEN, purpose, sizeof purpose - 1);
    crypto_scalarmult_base(public, secret);
}

char *
box_public(struct arena *mem, const struct box_key *key)
{
    unsigned char public[32], secret[32];

    curve_pair(key, public, secret);
    OPENSSL_cleanse(secret, sizeof secret);
    return hex_encode(arena_alloc(mem, 65), public, 32);
}

char *
box_envelope(struct arena *mem, const char *public_hex, const char *secret)
{
    unsigned char public[32];
    size_t         n = strlen(secret), total = n + crypto_box_SEALBYTES;
    unsigned char *raw = arena_alloc(mem, total);

    if (!hex_decode(public_hex, public, 32) || crypto_box_seal(raw, (const unsigned char *)secret, n, public) != 0)
        return NULL;
    return hex_encode(arena_alloc(mem, 2 * total + 1), raw, total);
}

char *
box_envelope_open(struct arena *mem, const struct box_key *key, const char *envelope_hex)
{
    unsigned char public[32], secret[32];
    size_t         total = strlen(envelope_hex) / 2;
    unsigned char *raw = arena_alloc(mem, total + 1);

    if (total < crypto_box_SEALBYTES || !hex_decode(envelope_hex, raw, total))
        return NULL;
    char *text = arena_alloc(mem, total - crypto_box_SEALBYTES + 1);
    curve_pair(key, public, secret);
    int failed = crypto_box_seal_open((unsigned char *)text, raw, total, public, secret);
    OPENSSL_cleanse(secret, sizeof secret);
    return failed ? NULL : text;
}

static enum err
key_make(const char *path)
{
    struct box_key key;
    int            fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0)
        return errno == EEXIST ? ERR_OK : ERR_INTERNAL;
    random_bytes(key.bytes, sizeof key.bytes);
    bool ok = write(fd, key.bytes, sizeof key.bytes) == (ssize_t)sizeof key.bytes && fsync(fd) == 0;
    close(fd);
    OPENSSL_cleanse(&key, sizeof key);
    return ok ? ERR_OK : ERR_INTERNAL;
}

enum err
box_key_file(const char *path, bool make, struct box_key *out)
{
    struct stat   st;
    unsigned char bytes[BOX_KEY_LEN + 1];

    if (make && access(path, F_OK) != 0 && key_make(path) != ERR_OK) {
        log_event(LOG_ERR, "key.cannot_make", "path", path, "why", strerror(errno), NULL);
        return ERR_INTERNAL;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        log_event(LOG_ERR, "key.cannot_open", "path", path, "why", strerror(errno), NULL);
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_INTERNAL;
    }
    bool    open_to_others = fstat(fd, &st) != 0 || (st.st_mode & 0077) != 0;
    ssize_t got = read(fd, bytes, sizeof bytes);
    close(fd);
    if (open_to_others || got != BOX_KEY_LEN) {
        log_event(LOG_ERR, "key.unfit", "path", path, "why",
                  open_to_others ? "others may read it; chmod 0600" : "not exactly 32 bytes", NULL);
        return ERR_INPUT;
    }
    memcpy(out->bytes, bytes, BOX_KEY_LEN);
    OPENSSL_cleanse(bytes, sizeof bytes);
    return ERR_OK;
}

char *
password_hash(struct arena *mem, const char *password)
{
    char *out = arena_alloc(mem, crypto_pwhash_STRBYTES);

    if (crypto_pwhash_str(out, password, strlen(password), ARGON_PASSES, ARGON_BYTES) != 0)
        return NULL;
    return out;
}

bool
password_verify(const char *hash, const char *password)
{
    return crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}

void
password_verify_nobody(const char *password)
{
    unsigned char              key[32];
    static const unsigned char salt[crypto_pwhash_SALTBYTES];

    int ignored = crypto_pwhash(key, sizeof key, password, strlen(password), salt, ARGON_PASSES, ARGON_BYTES,
                                crypto_pwhash_ALG_ARGON2ID13);
    (void)ignored;
}
