#include "web/csrf.h"

#include <openssl/crypto.h>
#include <string.h>

#include "base/hash.h"
#include "base/random.h"

struct halves {
    unsigned char mask[SHA256_LEN], masked[SHA256_LEN];
};

/* Key and purpose first: the web key serves other uses as well, and none may forge for another. */
static void
proof(unsigned char out[SHA256_LEN], const struct box_key *key, const char *sid)
{
    static const char purpose[] = "rentease form token";
    unsigned char     derived[SHA256_LEN];

    hmac_sha256(derived, key->bytes, sizeof key->bytes, purpose, sizeof purpose - 1);
    hmac_sha256(out, derived, sizeof derived, sid, strlen(sid));
    OPENSSL_cleanse(derived, sizeof derived);
}

static void
mask_onto(unsigned char *out, const unsigned char *mask)
{
    for (size_t i = 0; i < SHA256_LEN; i++)
        out[i] ^= mask[i];
}

const char *
csrf_token(struct arena *mem, const struct box_key *key, const char *sid)
{
    struct halves h;

    random_bytes(h.mask, sizeof h.mask);
    proof(h.masked, key, sid);
    mask_onto(h.masked, h.mask);
    return hex_encode(arena_alloc(mem, 2 * sizeof h + 1), &h, sizeof h);
}

bool
csrf_valid(const struct box_key *key, const char *sid, const char *token)
{
    struct halves h;
    unsigned char expected[SHA256_LEN];

    if (!sid || !token || !hex_decode(token, &h, sizeof h))
        return false;
    proof(expected, key, sid);
    mask_onto(h.masked, h.mask);
    return bytes_equal(expected, h.masked, sizeof expected);
}
