/*
 * guard.h - what is checked before a handler runs, in Daraja's order: is it up, the method, the token, the
 * content type, the JSON, the fields (daraja.md 1, 17.2).
 */
#ifndef SIM_GUARD_H
#define SIM_GUARD_H

#include <stdbool.h>

#include "sim/call.h"

/* False when the call was answered (or is left without an answer) here. c->route may be NULL: nobody's
 * address. */
bool guard_admits(struct call *c, bool method_fits);

#endif
