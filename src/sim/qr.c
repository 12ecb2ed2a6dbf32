#include "sim/qr.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sim/qr_correct.h"

enum { VERSION_MOST = 10, CODEWORDS_MOST = 346 };

/* Level M: how many blocks, how many data codewords in the first of them (later ones may have one more), how many
 * correction codewords in each, and where the alignment patterns stand. */
static const struct version {
    int blocks, data, correction, total_data;
    int align[3];
} versions[VERSION_MOST + 1] = {
    {0, 0, 0, 0, {0}},
    {1, 16, 10, 16, {0}},
    {1, 28, 16, 28, {6, 18}},
    {1, 44, 26, 44, {6, 22}},
    {2, 32, 18, 64, {6, 26}},
    {2, 43, 24, 86, {6, 30}},
    {4, 27, 16, 108, {6, 34}},
    {4, 31, 18, 124, {6, 22, 38}},
    {4, 38, 22, 154, {6, 24, 42}},
    {5, 36, 22, 182, {6, 26, 46}},
    {5, 43, 26, 216, {6, 28, 50}},
};

/* While it is drawn: which modules are patterns, and so not data. */
struct drawing {
    struct qr *qr;
    bool       fixed[QR_SIDE_MOST][QR_SIDE_MOST];
};

static void
set(struct drawing *d, int row, int column, bool dark)
{
    d->qr->dark[row][column] = dark;
    d->fixed[row][column] = true;
}

/* A finder with its white border, as far as that lies inside. */
static void
draw_finder(struct drawing *d, int row, int column)
{
    for (int r = -4; r <= 4; r++)
        for (int c = -4; c <= 4; c++) {
            int ring = abs(r) > abs(c) ? abs(r) : abs(c), y = row + r, x = column + c;
            if (y >= 0 && y < d->qr->side && x >= 0 && x < d->qr->side)
                set(d, y, x, ring != 2 && ring != 4);
        }
}

static void
draw_alignment(struct drawing *d, int row, int column)
{
    for (int r = -2; r <= 2; r++)
        for (int c = -2; c <= 2; c++)
            set(d, row + r, column + c, (abs(r) > abs(c) ? abs(r) : abs(c)) != 1);
}

static void
draw_alignments(struct drawing *d, const int at[3])
{
    int count = at[2] ? 3 : at[0] ? 2 : 0;

    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++) {
            bool on_finder = (i == 0 && j == 0) || (i == 0 && j == count - 1) || (i == count - 1 && j == 0);
            if (!on_finder)
                draw_alignment(d, at[i], at[j]);
        }
}

/* Fifteen bits: level M is 00, the mask 000; so both the data and their BCH remainder are nothing but the XOR mask. */
static void
draw_format(struct drawing *d)
{
    const unsigned bits = 0x5412;
    int            side = d->qr->side;

    for (int i = 0; i < 15; i++) {
        bool dark = bits >> i & 1;
        if (i < 6)
            set(d, i, 8, dark);
        else if (i < 8)
            set(d, i + 1, 8, dark);
        else if (i == 8)
            set(d, 8, 7, dark);
        else
            set(d, 8, 14 - i, dark);
        if (i < 8)
            set(d, 8, side - 1 - i, dark);
        else
            set(d, side - 15 + i, 8, dark);
    }
    set(d, side - 8, 8, true);
}

static void
draw_version(struct drawing *d, int version)
{
    unsigned rest = (unsigned)version;

    if (version < 7)
        return;
    for (int i = 0; i < 12; i++)
        rest = rest << 1 ^ (rest >> 11) * 0x1f25;
    unsigned bits = (unsigned)version << 12 | rest;
    for (int i = 0; i < 18; i++) {
        int far = d->qr->side - 11 + i % 3, near = i / 3;
        set(d, near, far, bits >> i & 1);
        set(d, far, near, bits >> i & 1);
    }
}

static void
draw_patterns(struct drawing *d, int version)
{
    int side = d->qr->side;

    for (int i = 0; i < side; i++) {
        set(d, 6, i, i % 2 == 0);
        set(d, i, 6, i % 2 == 0);
    }
    draw_finder(d, 3, 3);
    draw_finder(d, 3, side - 4);
    draw_finder(d, side - 4, 3);
    draw_alignments(d, versions[version].align);
    draw_format(d);
    draw_version(d, version);
}

/* Two columns at a time from the right, up and down in turn; mask 0 turns over every other module. */
static void
draw_data(struct drawing *d, const uint8_t *bytes, int count)
{
    int side = d->qr->side, bit = 0;

    for (int right = side - 1; right >= 1; right -= 2) {
        if (right == 6)
            right = 5;
        for (int step = 0; step < side; step++)
            for (int j = 0; j < 2; j++) {
                bool upwards = ((right + 1) & 2) == 0;
                int  row = upwards ? side - 1 - step : step, column = right - j;
                if (d->fixed[row][column])
                    continue;
                bool dark = bit < count * 8 && (bytes[bit / 8] >> (7 - bit % 8) & 1);
                d->qr->dark[row][column] = dark != ((row + column) % 2 == 0);
                bit++;
            }
    }
}

struct bits {
    uint8_t bytes[CODEWORDS_MOST];
    int     count;
};

static void
put_bits(struct bits *b, unsigned value, int n)
{
    while (n-- > 0) {
        b->bytes[b->count / 8] |= (uint8_t)((value >> n & 1) << (7 - b->count % 8));
        b->count++;
    }
}

static void
put_text(struct bits *b, int version, const char *text, int room)
{
    size_t len = strlen(text);

    put_bits(b, 4, 4);
    put_bits(b, (unsigned)len, version < 10 ? 8 : 16);
    for (size_t i = 0; i < len; i++)
        put_bits(b, (unsigned char)text[i], 8);
    put_bits(b, 0, room * 8 - b->count < 4 ? room * 8 - b->count : 4);
    b->count = (b->count + 7) / 8 * 8;
    for (unsigned pad = 0xec; b->count < room * 8; pad ^= 0xec ^ 0x11)
        put_bits(b, pad, 8);
}

/* Data codewords of all blocks in turn, then correction codewords of all blocks in turn. */
static int
interleave(const struct version *v, const uint8_t *data, uint8_t out[CODEWORDS_MOST])
{
    uint8_t correction[5][QR_CORRECTION_MOST];
    int     starts[6] = {0}, n = 0, long_from = v->blocks - v->total_data % v->blocks;

    for (int b = 0; b < v->blocks; b++) {
        int length = v->data + (b >= long_from);
        starts[b + 1] = starts[b] + length;
        qr_correction(data + starts[b], length, correction[b], v->correction);
    }
    for (int i = 0; i <= v->data; i++)
        for (int b = 0; b < v->blocks; b++)
            if (starts[b] + i < starts[b + 1])
                out[n++] = data[starts[b] + i];
    for (int i = 0; i < v->correction; i++)
        for (int b = 0; b < v->blocks; b++)
            out[n++] = correction[b][i];
    return n;
}

static int
version_for(size_t len)
{
    for (int v = 1; v <= VERSION_MOST; v++)
        if ((int)len + (v < 10 ? 2 : 3) <= versions[v].total_data)
            return v;
    return 0;
}

bool
qr_encode(struct qr *out, const char *text)
{
    int            version = version_for(strlen(text));
    struct drawing d = {.qr = out};
    struct bits    bits = {0};
    uint8_t        codewords[CODEWORDS_MOST];

    if (!version)
        return false;
    *out = (struct qr){.side = 17 + 4 * version};
    put_text(&bits, version, text, versions[version].total_data);
    draw_patterns(&d, version);
    draw_data(&d, codewords, interleave(&versions[version], bits.bytes, codewords));
    return true;
}
