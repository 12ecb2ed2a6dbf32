/*
 * request.h - requests in an initiator's name: out, answered, and asked about (rent/mpesa_send.h).
 *
 * What differs between the APIs stands in request_kind.c; what is the same for all is here.
 */
#ifndef GATEWAY_REQUEST_H
#define GATEWAY_REQUEST_H

#include "gateway/gateway.h"

/* Sends those that may go. */
MUST_CHECK enum err request_waiting(struct gateway *g);

/* Looks after those without a result: asks Daraja by Transaction Status, or gives a question up. */
MUST_CHECK enum err request_due(struct gateway *g);

#endif
