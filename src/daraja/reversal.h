/*
 * reversal.h - giving a customer's payment back (daraja.md 9). Only what came to us by C2B or STK can be; not what went
 * out.
 */
#ifndef DARAJA_REVERSAL_H
#define DARAJA_REVERSAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/money.h"
#include "daraja/request.h"
#include "daraja/result.h"

#define REVERSAL_PATH "/mpesa/reversal/v1/request"

struct reversal_request {
    struct request_by by;
    const char       *receipt_no; /* of the payment */
    struct money      amount;     /* of the payment: all of it */
    const char       *shortcode;  /* that received it */
};

const char *reversal_body(struct arena *mem, const struct reversal_request *q);

struct reversal_done {
    const char  *receipt_no;          /* the reversal's own; NULL: not said */
    const char  *original_receipt_no; /* NULL: not said. A success without parameters exists */
    bool         has_amount, has_charge;
    struct money amount, charge;
    struct {
        const char *phone, *name;
    } refunded;           /* NULL: not said */
    int64_t completed_at; /* UTC; 0: not said */
};

/* What a result that is a success says; nothing of it need be there. */
struct reversal_done reversal_done_read(struct arena *mem, const struct daraja_result *r);

#endif
