/*
 * answer.h - what Daraja's answer to a request of ours means (daraja.md 1.1, 1.2, 17.2, 17.3).
 *
 * Judged by the body first and the HTTP status second, from one table. What is not understood is unknown, never
 * refused: for a request that may have charged somebody the difference is everything.
 */
#ifndef DARAJA_ANSWER_H
#define DARAJA_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum answer_kind {
    ANSWER_ACCEPTED, /* taken: queued, not paid */
    ANSWER_REJECTED, /* surely not processed, and the same request never will be */
    ANSWER_TOKEN,    /* surely not processed: our token was refused; fetch another, send once more */
    ANSWER_BUSY,     /* surely not processed: too many at once; the same may be sent later */
    ANSWER_NOT_SENT, /* no byte left this machine */
    ANSWER_UNKNOWN,  /* it may have been processed: ask, never send again */
    ANSWER_RESULT,   /* a query's: finished, with result_code */
    ANSWER_PENDING,  /* a query's: the prompt is still open */
    ANSWER_NO_WORD,  /* a query's: no conclusion */
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
    const char      *conversation_id, *originator_id; /* a request's in an initiator's name */
    bool             duplicate; /* UNKNOWN, because Daraja has had a request with this OriginatorConversationID */
};

struct json;

const char *answer_kind_name(enum answer_kind k);

struct answer answer_to_push(struct arena *mem, const struct reply *r);
struct answer answer_to_query(struct arena *mem, const struct reply *r);

/* B2C, B2B, tax, reversal, balance and transaction status (daraja.md 17.3). ACCEPTED is queued, not done: the result
 * comes later. Here, and in all that answer_settled settles, the outcome of a REJECTED is a name of daraja/verdict.h.
 */
struct answer answer_to_request(struct arena *mem, const struct reply *r);

/* What any answer may be instead of its own shape: lost, an error envelope, a fault, too many at once. True when that
 * settles it; otherwise *a is UNKNOWN and *body the object to read further, or NULL. */
bool answer_settled(struct arena *mem, const struct reply *r, struct answer *a, const struct json **body);
/* The same, with the outcomes of daraja/outcome.h. */
bool answer_judged(struct arena *mem, const struct reply *r, struct answer *a, const struct json **body);

/* OAuth (daraja.md 2). ACCEPTED: *token (and how long it lives; 3599 when that cannot be read). REJECTED: wrong key or
 * secret, or those of the other environment. UNKNOWN: anything else; try later. */
struct answer answer_to_oauth(struct arena *mem, const struct reply *r, const char **token, int *lifetime_s);

#endif
