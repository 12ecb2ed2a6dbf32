/*
 * match.h - money that waits is weighed again, a little at a time, when something was learned (rent/match.h).
 */
#ifndef GATEWAY_MATCH_H
#define GATEWAY_MATCH_H

#include "gateway/gateway.h"

MUST_CHECK enum err match_waiting(struct gateway *g);

#endif
