/*
 * request_telling.h - what the landlord's side is told about money out: one place for the pages and the API.
 *
 * Never "failed" while nothing is known, and "no money has left" only when that is sure.
 */
#ifndef DARAJA_REQUEST_TELLING_H
#define DARAJA_REQUEST_TELLING_H

#include "rent/mpesa_request.h"
#include "rent/payment.h"

struct request_telling {
    const char *status;      /* the contract's word: awaiting_approval, pending, success, failed, rejected, unknown */
    const char *word;        /* English, marked for translation: a badge's one or two words */
    const char *badge;       /* its class */
    const char *headline;    /* the same: "M-Pesa is working on it" */
    const char *message;     /* the same: a sentence or two, with what to do */
    const char *money;       /* the same: what happened to the money, or NULL */
    int         money_moved; /* 1, 0, -1: not known */
    bool        settled;     /* nothing further is expected: polling can stop */
};

struct request_telling request_telling_of(const struct mpesa_request *r);

/* Of a row of payment_list that is money out: the same sentence. */
const char *request_telling_movement(const struct payment *p);

#endif
