#include "sim/png.h"

#include <stdint.h>
#include <string.h>

enum { QUIET = 4, STORED_MOST = 65535 };

/* Bytes that grow towards `at`; the caller has made room. */
struct sink {
    unsigned char *bytes;
    size_t         at;
};

static void
put(struct sink *s, const void *bytes, size_t n)
{
    memcpy(s->bytes + s->at, bytes, n);
    s->at += n;
}

static void
put_u32(struct sink *s, uint32_t n)
{
    unsigned char bytes[4] = {(unsigned char)(n >> 24), (unsigned char)(n >> 16), (unsigned char)(n >> 8),
                              (unsigned char)n};

    put(s, bytes, sizeof bytes);
}

static uint32_t
crc32(const unsigned char *bytes, size_t n)
{
    uint32_t crc = UINT32_MAX;

    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (UINT32_C(0xedb88320) & (0u - (crc & 1u)));
    }
    return ~crc;
}

static uint32_t
adler32(const unsigned char *bytes, size_t n)
{
    uint32_t a = 1, b = 0;

    for (size_t i = 0; i < n; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

static void
put_chunk(struct sink *s, const char type[4], const struct sink *data)
{
    size_t from = s->at + 4;

    put_u32(s, (uint32_t)data->at);
    put(s, type, 4);
    put(s, data->bytes, data->at);
    put_u32(s, crc32(s->bytes + from, s->at - from));
}

/* A zlib stream of stored blocks. */
static struct sink
stored(struct arena *mem, const unsigned char *bytes, size_t n)
{
    struct sink out = {arena_alloc(mem, n + 5 * (n / STORED_MOST + 1) + 6), 0};

    put(&out, "\x78\x01", 2);
    for (size_t at = 0; at < n;) {
        size_t        part = n - at < STORED_MOST ? n - at : STORED_MOST;
        unsigned char head[5] = {at + part == n, (unsigned char)part, (unsigned char)(part >> 8), (unsigned char)~part,
                                 (unsigned char)(~part >> 8)};
        put(&out, head, sizeof head);
        put(&out, bytes + at, part);
        at += part;
    }
    put_u32(&out, adler32(bytes, n));
    return out;
}

static bool
dark_at(const struct qr *qr, int side, int row, int column)
{
    int scale = side / (qr->side + 2 * QUIET) > 0 ? side / (qr->side + 2 * QUIET) : 1;
    int first = (side - scale * qr->side) / 2, y = row - first, x = column - first;

    return y >= 0 && x >= 0 && y / scale < qr->side && x / scale < qr->side && qr->dark[y / scale][x / scale];
}

/* Each row begins with the number of its filter: none. */
static struct sink
rows(struct arena *mem, const struct qr *qr, int side)
{
    size_t      width = ((size_t)side + 7) / 8 + 1;
    struct sink out = {arena_alloc(mem, width * (size_t)side), width * (size_t)side};

    for (int row = 0; row < side; row++)
        for (int column = 0; column < side; column++)
            if (!dark_at(qr, side, row, column))
                out.bytes[width * (size_t)row + 1 + (size_t)column / 8] |= (unsigned char)(0x80 >> column % 8);
    return out;
}

const unsigned char *
png_of_qr(struct arena *mem, const struct qr *qr, int side, size_t *length)
{
    struct sink pixels = rows(mem, qr, side);
    struct sink packed = stored(mem, pixels.bytes, pixels.at);
    struct sink head = {arena_alloc(mem, 13), 0}, none = {(unsigned char *)arena_alloc(mem, 1), 0};
    struct sink out = {arena_alloc(mem, packed.at + 100), 0};

    put_u32(&head, (uint32_t)side);
    put_u32(&head, (uint32_t)side);
    put(&head, "\x01\x00\x00\x00\x00", 5); /* one bit of grey */
    put(&out, "\x89PNG\r\n\x1a\n", 8);
    put_chunk(&out, "IHDR", &head);
    put_chunk(&out, "IDAT", &packed);
    put_chunk(&out, "IEND", &none);
    *length = out.at;
    return out.bytes;
}
