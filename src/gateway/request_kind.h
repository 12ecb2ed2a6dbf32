/*
 * request_kind.h - one row for each API that request.c sends: its address, its body, how its answer is read.
 */
#ifndef GATEWAY_REQUEST_KIND_H
#define GATEWAY_REQUEST_KIND_H

#include "daraja/answer.h"
#include "daraja/request.h"
#include "gateway/gateway.h"
#include "rent/mpesa_request.h"

struct request_kind {
    const char *api;       /* a row of request_api */
    bool        initiator; /* goes in an initiator's name */
    bool        once;      /* never sent twice, and not asked about either: a person looks when nobody answers */
    bool        secret;    /* its answer may carry a secret: only a refusal is kept whole */
    const char *(*path)(const struct gateway *g, const struct mpesa_request *r);
    /* NULL: the row lacks what the API needs; it is then ended as "request_malformed". */
    const char *(*body)(struct gateway *g, const struct mpesa_request *r, const struct request_by *by);
    struct answer (*answer)(struct arena *mem, const struct reply *r);
    /* A header of its own (Bill Manager's appKey); NULL: none. */
    const char *(*app_key)(struct gateway *g, const struct mpesa_request *r);
    /* Where the accepted answer is all there is: acts on it. NULL: a result comes later. */
    enum err (*taken)(struct gateway *g, struct mpesa_request *r, const struct reply *reply, struct arena *mem);
};

/* NULL: no such API here. */
const struct request_kind *request_kind_of(const char *api);

#endif
