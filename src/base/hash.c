#include "base/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

void
sha256(unsigned char out[SHA256_LEN], const void *bytes, size_t n)
{
    EVP_Digest(bytes, n, out, NULL, EVP_sha256(), NULL);
}

char *
sha256_hex(char out[SHA256_HEX_SIZE], const void *bytes, size_t n)
{
    unsigned char raw[SHA256_LEN];

    sha256(raw, bytes, n);
    return hex_encode(out, raw, sizeof raw);
}

void
hmac_sha256(unsigned char out[SHA256_LEN], const void *key, size_t key_len, const void *bytes, size_t n)
{
    HMAC(EVP_sha256(), key, (int)key_len, bytes, n, out, NULL);
}

bool
bytes_equal(const void *a, const void *b, size_t n)
{
    return CRYPTO_memcmp(a, b, n) == 0;
}

char *
hex_encode(char *out, const void *bytes, size_t n)
{
    static const char    digits[] = "0123456789abcdef";
    const unsigned char *p = bytes;

    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[p[i] >> 4];
        out[2 * i + 1] = digits[p[i] & 15];
    }
    out[2 * n] = '\0';
    return out;
}

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool
hex_decode(const char *text, void *out, size_t n)
{
    unsigned char *p = out;

    if (strlen(text) != 2 * n)
        return false;
    for (size_t i = 0; i < n; i++) {
        int high = hex_value(text[2 * i]), low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        p[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

char *
base64_encode(struct arena *mem, const void *bytes, size_t n)
{
    char *out = arena_alloc(mem, (n + 2) / 3 * 4 + 1);

    EVP_EncodeBlock((unsigned char *)out, bytes, (int)n);
    return out;
}

unsigned char *
base64_decode(struct arena *mem, const char *text, size_t *n)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t            len = strlen(text), pad = 0;
    unsigned char    *out = arena_alloc(mem, len / 4 * 3 + 1);

    while (pad < 2 && pad < len && text[len - 1 - pad] == '=')
        pad++;
    if (len % 4 != 0 || strspn(text, alphabet) != len - pad) /* EVP_DecodeBlock skips blanks and takes "====" */
        return NULL;
    int got = EVP_DecodeBlock(out, (const unsigned char *)text, (int)len);
    if (got < 0)
        return NULL;
    *n = (size_t)got - pad;
    out[*n] = '\0';
    return out;
}
