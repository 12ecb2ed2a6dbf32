/*
 * qr_correct.h - Reed-Solomon correction codewords over GF(256), as QR codes use them.
 */
#ifndef SIM_QR_CORRECT_H
#define SIM_QR_CORRECT_H

#include <stdint.h>

enum { QR_CORRECTION_MOST = 26 };

/* Writes `count` codewords for `n` bytes of data. */
void qr_correction(const uint8_t *data, int n, uint8_t *out, int count);

#endif
