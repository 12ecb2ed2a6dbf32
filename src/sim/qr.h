/*
 * qr.h - a QR code (ISO 18004) of a short text: byte mode, error correction level M, versions 1 to 10.
 */
#ifndef SIM_QR_H
#define SIM_QR_H

#include <stdbool.h>
#include <stddef.h>

enum { QR_SIDE_MOST = 57, QR_TEXT_MOST = 213 };

struct qr {
    int  side;
    bool dark[QR_SIDE_MOST][QR_SIDE_MOST]; /* [row][column] */
};

/* False when the text is longer than QR_TEXT_MOST bytes. */
bool qr_encode(struct qr *out, const char *text);

#endif
