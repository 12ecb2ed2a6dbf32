/*
 * ask.h - STK queries: Daraja's own word on a payment, asked with growing pauses for 48 hours (daraja.md 5;
 * threat-model.md 3.9).
 *
 * Five a second at most over all payments; the pauses are 15 (RENTEASE_QUERY_AFTER_S), 30, 60, 120, 300 s, then every
 * 15 minutes. Without a CheckoutRequestID there is nothing to ask by: the callback is waited for.
 */
#ifndef GATEWAY_ASK_H
#define GATEWAY_ASK_H

#include "gateway/gateway.h"

MUST_CHECK enum err ask_due(struct gateway *g);

#endif
