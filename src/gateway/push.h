/*
 * push.h - payments out to Daraja, and what its answers make of them (threat-model.md 3.1-3.3).
 */
#ifndef GATEWAY_PUSH_H
#define GATEWAY_PUSH_H

#include "gateway/gateway.h"

/* Sends what waits and may go: each is marked, with its secret address, in one commit before the first byte leaves. */
MUST_CHECK enum err push_waiting(struct gateway *g);

/* Daraja asked us to slow down: nothing is sent for a while, longer each time in a row. */
void push_pause(struct gateway *g);

#endif
