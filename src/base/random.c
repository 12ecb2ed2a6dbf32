#include "base/random.h"

#include <stdlib.h>
#include <sys/random.h>

#include "base/hash.h"
#include "base/log.h"

void
random_bytes(void *out, size_t n)
{
    unsigned char *p = out;

    while (n) {
        ssize_t got = getrandom(p, n, 0);
        if (got <= 0) {
            log_event(LOG_ERR, "random.failed", NULL);
            abort();
        }
        p += got;
        n -= (size_t)got;
    }
}

uint32_t
random_below(uint32_t below)
{
    uint32_t most = UINT32_MAX - UINT32_MAX % below, value;

    do
        random_bytes(&value, sizeof value);
    while (value >= most);
    return value % below;
}

char *
random_id(char out[ID_SIZE])
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    unsigned char     bytes[ID_LEN];

    random_bytes(bytes, sizeof bytes);
    for (size_t i = 0; i < ID_LEN; i++)
        out[i] = alphabet[bytes[i] & 31];
    out[ID_LEN] = '\0';
    return out;
}

char *
random_hex(struct arena *mem, size_t n)
{
    unsigned char *bytes = arena_alloc(mem, n);
    char          *out = arena_alloc(mem, 2 * n + 1);

    random_bytes(bytes, n);
    return hex_encode(out, bytes, n);
}

char *
random_uuid(struct arena *mem)
{
    char *x = random_hex(mem, 16);

    x[12] = '4';
    x[16] = "89ab"[random_below(4)];
    return arena_printf(mem, "%.8s-%.4s-%.4s-%.4s-%s", x, x + 8, x + 12, x + 16, x + 20);
}
