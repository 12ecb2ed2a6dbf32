#include "base/totp.h"

#include <inttypes.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/random.h"

enum { SHA1_LEN = 20, COUNTER_LEN = 8, DRIFT_STEPS = 1, BITS_A_DIGIT = 5 };
static const uint32_t modulus = 1000000; /* ten to the TOTP_DIGITS */
static const char     alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

char *
base32_encode(struct arena *mem, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    char                *out = arena_alloc(mem, (n * 8 + BITS_A_DIGIT - 1) / BITS_A_DIGIT + 1), *at = out;
    uint32_t             held = 0;
    unsigned             bits = 0;

    for (size_t i = 0; i < n; i++) {
        held = held << 8 | p[i];
        for (bits += 8; bits >= BITS_A_DIGIT; bits -= BITS_A_DIGIT)
            *at++ = alphabet[held >> (bits - BITS_A_DIGIT) & 31];
    }
    if (bits)
        *at++ = alphabet[held << (BITS_A_DIGIT - bits) & 31];
    return out;
}

bool
base32_decode(const char *text, void *out, size_t n)
{
    unsigned char *to = out;
    uint32_t       held = 0;
    unsigned       bits = 0;
    size_t         filled = 0;

    if (strlen(text) != (n * 8 + BITS_A_DIGIT - 1) / BITS_A_DIGIT)
        return false;
    for (; *text; text++) {
        const char *digit = strchr(alphabet, *text);
        if (!digit)
            return false;
        held = held << BITS_A_DIGIT | (uint32_t)(digit - alphabet);
        bits += BITS_A_DIGIT;
        if (bits >= 8 && filled < n)
            to[filled++] = (unsigned char)(held >> (bits -= 8));
    }
    return (held & ((1U << bits) - 1)) == 0; /* what is left over is padding */
}

char *
totp_seed_new(struct arena *mem)
{
    unsigned char bytes[TOTP_SEED_LEN];

    random_bytes(bytes, sizeof bytes);
    char *text = base32_encode(mem, bytes, sizeof bytes);
    OPENSSL_cleanse(bytes, sizeof bytes);
    return text;
}

/* RFC 4226, 5.3: the last four bits say where the 31 bits are read from. */
static uint32_t
truncated(const unsigned char mac[SHA1_LEN])
{
    const unsigned char *p = mac + (mac[SHA1_LEN - 1] & 15);

    return ((uint32_t)p[0] & 127) << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

char *
totp_code(char out[TOTP_CODE_SIZE], const char *seed, int64_t step)
{
    unsigned char key[TOTP_SEED_LEN], counter[COUNTER_LEN], mac[SHA1_LEN];

    if (!base32_decode(seed, key, sizeof key))
        return NULL;
    for (unsigned i = 0; i < COUNTER_LEN; i++)
        counter[i] = (unsigned char)((uint64_t)step >> (8 * (COUNTER_LEN - 1 - i)));
    HMAC(EVP_sha1(), key, sizeof key, counter, sizeof counter, mac, NULL);
    OPENSSL_cleanse(key, sizeof key);
    snprintf(out, TOTP_CODE_SIZE, "%0*" PRIu32, TOTP_DIGITS, truncated(mac) % modulus);
    return out;
}

bool
totp_fits(const char *seed, const char *code, int64_t now, int64_t after, int64_t *step)
{
    int64_t at = now / TOTP_STEP_S;
    char    right[TOTP_CODE_SIZE];
    bool    fits = false;

    if (strlen(code) != TOTP_DIGITS)
        return false;
    for (int64_t s = at - DRIFT_STEPS; s <= at + DRIFT_STEPS; s++) {
        if (!totp_code(right, seed, s) || !bytes_equal(right, code, TOTP_DIGITS) || s <= after || fits)
            continue;
        fits = true;
        *step = s;
    }
    OPENSSL_cleanse(right, sizeof right);
    return fits;
}
