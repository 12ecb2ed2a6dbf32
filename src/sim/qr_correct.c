#include "sim/qr_correct.h"

#include <string.h>

/* Modulo x^8 + x^4 + x^3 + x^2 + 1. */
static uint8_t
multiply(uint8_t a, uint8_t b)
{
    unsigned product = 0;

    for (int i = 7; i >= 0; i--) {
        product = product << 1 ^ (product >> 7) * 0x11d;
        product ^= b >> i & 1 ? a : 0u;
    }
    return (uint8_t)product;
}

/* (x - 1)(x - 2)(x - 4)...: its coefficients without the leading one, highest first. */
static void
generator(uint8_t *out, int degree)
{
    uint8_t root = 1;

    memset(out, 0, (size_t)degree);
    out[degree - 1] = 1;
    for (int i = 0; i < degree; i++) {
        for (int j = 0; j < degree; j++) {
            out[j] = multiply(out[j], root);
            if (j + 1 < degree)
                out[j] ^= out[j + 1];
        }
        root = multiply(root, 2);
    }
}

void
qr_correction(const uint8_t *data, int n, uint8_t *out, int count)
{
    uint8_t divisor[QR_CORRECTION_MOST];

    generator(divisor, count);
    memset(out, 0, (size_t)count);
    for (int i = 0; i < n; i++) {
        uint8_t factor = data[i] ^ out[0];
        memmove(out, out + 1, (size_t)count - 1);
        out[count - 1] = 0;
        for (int j = 0; j < count; j++)
            out[j] ^= multiply(divisor[j], factor);
    }
}
