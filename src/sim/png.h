/*
 * png.h - a QR code as a PNG picture: black on white, one bit a pixel, stored without compression, so that no library
 * is needed.
 */
#ifndef SIM_PNG_H
#define SIM_PNG_H

#include <stddef.h>

#include "base/arena.h"
#include "sim/qr.h"

enum { PNG_SIDE_LEAST = 65, PNG_SIDE_MOST = 2000 };

/* A square of `side` pixels, with a quiet zone of at least four modules if they fit. *length is its size in bytes. */
const unsigned char *png_of_qr(struct arena *mem, const struct qr *qr, int side, size_t *length);

#endif
