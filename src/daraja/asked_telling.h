/*
 * asked_telling.h - how a reversal, or the question for a balance, stands, in words (daraja.md 9, 10): what telling.h
 * is for a payer's prompt.
 */
#ifndef DARAJA_ASKED_TELLING_H
#define DARAJA_ASKED_TELLING_H

#include "rent/mpesa_request.h"

struct asked_telling {
    const char *status;             /* "pending", "success", "failed", "unknown": contract.md 3 */
    const char *headline, *message; /* English, marked for translation */
    const char *next;               /* who has to do something first; NULL: nobody */
    int         money_moved;        /* 1, 0, -1: not known */
    bool        can_retry;          /* it makes sense to ask once more */
    bool        settled;            /* nothing will change by itself any more */
};

struct asked_telling telling_of_reversal(const struct mpesa_request *r);

/* A question: it touches no money, whatever becomes of it. */
struct asked_telling telling_of_balance(const struct mpesa_request *r);

#endif
