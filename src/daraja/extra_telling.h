/*
 * extra_telling.h - what people are told about a standing order, a prompt to a till, an invoice of Bill Manager or a
 * SIM check: one place for the pages and the API. Their sentences name the next step, and never say "refused" while
 * nobody knows.
 */
#ifndef DARAJA_EXTRA_TELLING_H
#define DARAJA_EXTRA_TELLING_H

#include "rent/mpesa_request.h"

struct extra_telling {
    const char *status;   /* "pending", "processing" (the phone is asked), "success", "failed", "unknown" */
    const char *headline; /* English, marked for translation */
    const char *message;  /* the same: a sentence or two, with what to do */
    bool        settled;  /* nothing further is expected */
};

/* For requests to "ratiba", "express", "billmanager" and "simswap". */
struct extra_telling extra_telling_of(const struct mpesa_request *r);

#endif
