/*
 * qr.h - a QR code that the M-PESA app reads, with number, account and amount filled in (daraja.md 12).
 */
#ifndef DARAJA_QR_H
#define DARAJA_QR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/money.h"
#include "daraja/answer.h"

#define QR_PATH "/mpesa/qrcode/v1/generate"

struct qr_request {
    const char  *merchant_name;
    const char  *account; /* what the payer would type; for a till any reference */
    struct money amount;  /* whole shillings */
    bool         till;
    const char  *shortcode; /* paybill or till number */
    int          size_px;
};

const char *qr_body(struct arena *mem, const struct qr_request *q);

struct qr_image {
    const unsigned char *png;
    size_t               len;
    const char          *base64; /* the same, for a data: address */
    const char          *request_id;
};

/* ACCEPTED: there is a PNG in it; the codes beside it say nothing dependable. */
struct answer answer_to_qr(struct arena *mem, const struct reply *r, struct qr_image *out);

#endif
