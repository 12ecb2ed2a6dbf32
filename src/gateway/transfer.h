/*
 * transfer.h - one HTTP exchange with Daraja, begun now and ended by a call back from the loop.
 *
 * TLS verified, no redirects, connect 5 s, total 30 s, answer at most 64 KiB (threat-model.md 3.10). Whether a byte
 * left this machine is known and told: it decides between "send again" and "never again".
 */
#ifndef GATEWAY_TRANSFER_H
#define GATEWAY_TRANSFER_H

#include "daraja/answer.h"
#include "gateway/gateway.h"

struct transfer;

/* Ends a transfer. `job` is the transfer's copy of what the caller gave; it and `mem` are good until this returns. */
typedef void transfer_done(struct gateway *g, void *job, const struct reply *r, int64_t ms, struct arena *mem);

struct exchange {
    const char    *path;                     /* "/mpesa/stkpush/v1/processrequest", below the base address */
    const char    *body;                     /* JSON; NULL: GET */
    const char    *bearer;                   /* access token; NULL */
    const char    *basic_key, *basic_secret; /* for OAuth; NULL */
    const char    *app_key;                  /* Bill Manager's own header; NULL */
    bool           once;                     /* it must not arrive twice, whatever happens */
    transfer_done *done;
    const void    *job; /* copied, job_size bytes */
    size_t         job_size;
};

/* Copies what it needs. ERR_BUSY when FLIGHTS_MOST are under way. */
MUST_CHECK enum err transfer_begin(struct gateway *g, const struct exchange *x);

/* Lets curl work for at most `wait_ms`, wakes early for pokes, and ends what has ended. */
void transfer_turn(struct gateway *g, int wait_ms);

/* At the end of the process: whatever is under way is broken off without a word. */
void transfer_abandon_all(struct gateway *g);

#endif
