/*
 * trial.h - payments that the sandbox makes up for us (rent/trial.h; daraja.md 6.4).
 */
#ifndef GATEWAY_TRIAL_H
#define GATEWAY_TRIAL_H

#include "gateway/gateway.h"

/* In production nothing is sent: what waits is refused. */
MUST_CHECK enum err trial_waiting(struct gateway *g);

#endif
