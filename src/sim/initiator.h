/*
 * initiator.h - may this API operator do this? Looked at when the request runs, not when it is taken, as Daraja does
 * (daraja.md 16, 17.1).
 */
#ifndef SIM_INITIATOR_H
#define SIM_INITIATOR_H

struct organisation;
struct world;

/* NULL, or the result code: 2001 wrong name or credential, 8006 locked after three of those, 21 without the role. */
const char *
initiator_check(struct world *w, struct organisation *o, const char *name, const char *credential, const char *role);

#endif
