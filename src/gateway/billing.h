/*
 * billing.h - months billed by themselves, for landlords who want it so (rent/billing.h). A little in each turn of the
 * loop, so that a landlord with thousands of leases holds nobody up.
 */
#ifndef GATEWAY_BILLING_H
#define GATEWAY_BILLING_H

#include "gateway/gateway.h"

/* *more is set when something is left to bill at once, and otherwise as it was. */
MUST_CHECK enum err billing_waiting(struct gateway *g, bool *more);

#endif
