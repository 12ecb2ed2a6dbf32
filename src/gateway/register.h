/*
 * register.h - C2B addresses registered with Daraja (daraja.md 6.1; rent/registration.h).
 */
#ifndef GATEWAY_REGISTER_H
#define GATEWAY_REGISTER_H

#include "gateway/gateway.h"

MUST_CHECK enum err register_waiting(struct gateway *g);

#endif
