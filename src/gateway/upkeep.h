/*
 * upkeep.h - the gateway's clock: what is to be done now and then.
 */
#ifndef GATEWAY_UPKEEP_H
#define GATEWAY_UPKEEP_H

#include "gateway/gateway.h"

/* Ends waiting that is over, lets changed paybills take effect, opens envelopes; every second. Checkpoints every few
 * seconds, checks the invariants every minute: when one is broken nothing is sent any more. */
MUST_CHECK enum err upkeep(struct gateway *g);

/* The invariants, now. Logs each that is broken; sets g->sound. */
MUST_CHECK enum err upkeep_verify(struct gateway *g);

#endif
