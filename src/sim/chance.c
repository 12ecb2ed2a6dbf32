#include "sim/chance.h"

#include <stdbool.h>
#include <string.h>

#include "base/random.h"

static bool     seeded;
static uint64_t state;

void
chance_seed(uint64_t seed)
{
    seeded = true;
    state = seed;
}

/* splitmix64: small, and good enough to tell ids apart. */
static uint64_t
next_seeded(void)
{
    uint64_t z = (state += UINT64_C(0x9e3779b97f4a7c15));

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint64_t
chance_below(uint64_t below)
{
    uint64_t value;

    if (seeded)
        value = next_seeded();
    else
        random_bytes(&value, sizeof value);
    return value % below;
}

char *
chance_text(char *out, size_t n, const char *alphabet)
{
    size_t letters = strlen(alphabet);

    for (size_t i = 0; i < n; i++)
        out[i] = alphabet[chance_below(letters)];
    out[n] = '\0';
    return out;
}
