#include "hook/secret.h"

#include <string.h>

#include "base/hash.h"
#include "base/random.h"

enum { CHANCE = 16, MARK = 8 };
_Static_assert(2 * (CHANCE + MARK) + 1 == SECRET_SIZE, "hex of both and a NUL");

static void
mark(const struct box_key *key, const unsigned char chance[CHANCE], unsigned char out[SHA256_LEN])
{
    hmac_sha256(out, key->bytes, sizeof key->bytes, chance, CHANCE);
}

char *
secret_make(const struct box_key *key, char out[SECRET_SIZE])
{
    unsigned char raw[CHANCE + MARK], full[SHA256_LEN];

    random_bytes(raw, CHANCE);
    mark(key, raw, full);
    memcpy(raw + CHANCE, full, MARK);
    return hex_encode(out, raw, sizeof raw);
}

bool
secret_is_ours(const struct box_key *key, const char *text)
{
    unsigned char raw[CHANCE + MARK], full[SHA256_LEN];

    if (!hex_decode(text, raw, sizeof raw))
        return false;
    mark(key, raw, full);
    return bytes_equal(raw + CHANCE, full, MARK);
}
