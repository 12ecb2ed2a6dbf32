/*
 * api.h - the Daraja APIs that are simulated, one file each.
 */
#ifndef SIM_API_H
#define SIM_API_H

#include "sim/call.h"
#include "sim/field.h"
#include "sim/world.h"

/* oauth.c: daraja.md 2 */
void oauth_generate(struct world *w, struct call *c);

/* stkpush.c: daraja.md 3 */
extern const struct field stkpush_fields[];
void                      stkpush_process(struct world *w, struct call *c);

/* stkquery.c: daraja.md 5 */
extern const struct field stkquery_fields[];
void                      stkquery_answer(struct world *w, struct call *c);

#endif
