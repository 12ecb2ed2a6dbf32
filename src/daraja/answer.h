/*
 * answer.h - what Daraja's answer to a request of ours means (daraja.md 1.1, 1.2, 17.2, 17.3).
 *
 * Judged by the body first and the HTTP status second, from one table. What is not understood is unknown, never refused:
 * for a request that may have charged somebody the difference is everything.
 */
#ifndef DARAJA_ANSWER_H
#define DARAJA_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum answer_kind {
    ANSWER_ACCEPTED,  /* taken: queued, not paid */
    ANSWER_REJECTED,  /* surely not processed, and the same request never will be */
    ANSWER_TOKEN,     /* surely not processed: our token was refused; fetch another, send once more */
    ANSWER_BUSY,      /* surely not processed: too many at once; the same may be sent later */
    ANSWER_NOT_SENT,  /* no byte left this machine */
    ANSWER_UNKNOWN,   /* it may have been processed: ask, never send again */
    ANSWER_RESULT,    /* a query's: finished, with result_code */
    ANSWER_PENDING,   /* a query's: the prompt is still open */
    ANSWER_NO_WORD,   /* a query's: no conclusion */
    ANSWER_KIND_COUNT
};

/* How the transport ended. */
enum transport { TRANSPORT_ANSWERED, TRANSPORT_NOT_SENT, TRANSPORT_LOST };

struct reply {
    enum transport transport;
    int            http_status; /* 0 unless answered */
    const char    *body;        /* "" unless answered */
    size_t         len;
};

struct answer {
    enum answer_kind kind;
    const char      *code;    /* errorCode, fault code or ResponseCode as text; NULL */
    const char      *message; /* errorMessage, with a token in it cut out; NULL */
    const char      *outcome; /* REJECTED: a name of daraja/outcome.h */
    const char      *merchant_id, *checkout_id;
    const char      *result_code, *result_desc;
};

const char *answer_kind_name(enum answer_kind k);

struct answer answer_to_push(struct arena *mem, const struct reply *r);
struct answer answer_to_query(struct arena *mem, const struct reply *r);

/* OAuth (daraja.md 2). ACCEPTED: *token (and how long it lives; 3599 when that cannot be read). REJECTED: wrong key or
 * secret, or those of the other environment. UNKNOWN: anything else; try later. */
struct answer answer_to_oauth(struct arena *mem, const struct reply *r, const char **token, int *lifetime_s);

#endif
