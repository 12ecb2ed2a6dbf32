/*
 * telling.h - what a payer is told about a payment: one place for the page, the API and the receipt's absence.
 *
 * Never "failed" while nothing is known, and "no money has left your M-Pesa" only when Daraja has said so.
 */
#ifndef DARAJA_TELLING_H
#define DARAJA_TELLING_H

#include "rent/payment.h"

struct telling {
    const char *status;   /* the contract's word: pending, processing, success, failed, cancelled, timeout, reversed */
    const char *headline; /* English, marked for translation: "Check your phone" */
    const char *message;  /* the same: a sentence or two, with what to do */
    const char *money;    /* the same: what happened to the money, or NULL */
    int         money_moved; /* 1, 0, -1: not known */
    bool        can_retry;
    int64_t     retry_after_s; /* from now; 0: at once */
    bool        settled;       /* nothing further is expected: polling can stop */
};

/* `gap_s`: the configured pause between two prompts to one phone (contract.md 2); retry_after_s counts it in. */
struct telling telling_of(const struct payment *p, int64_t now, int64_t gap_s);

#endif
