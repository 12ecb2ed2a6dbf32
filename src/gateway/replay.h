/*
 * replay.h - bodies that an operator wants judged once more (rent/inbox.h).
 */
#ifndef GATEWAY_REPLAY_H
#define GATEWAY_REPLAY_H

#include "gateway/gateway.h"

/* Judges what waits, by today's rules, each in a transaction with its verdict. */
MUST_CHECK enum err replay_waiting(struct gateway *g);

#endif
