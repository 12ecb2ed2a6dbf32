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

/* c2b_register.c: daraja.md 6.1 */
extern const struct field c2b_register_fields[];
void                      c2b_register_v1(struct world *w, struct call *c);
void                      c2b_register_v2(struct world *w, struct call *c);

/* c2b_simulate.c: daraja.md 6.4 */
extern const struct field c2b_simulate_fields[];
void                      c2b_simulate(struct world *w, struct call *c);

/* b2c.c: daraja.md 7 */
extern const struct field b2c_v1_fields[], b2c_v3_fields[], b2pochi_fields[];
void                      b2c_v1(struct world *w, struct call *c);
void                      b2c_v3(struct world *w, struct call *c);

/* b2b.c: daraja.md 8; tax.c: 15 */
extern const struct field b2b_fields[], tax_fields[];
void                      b2b_pay(struct world *w, struct call *c);
void                      tax_remit(struct world *w, struct call *c);

/* reversal.c: daraja.md 9 */
extern const struct field reversal_fields[];
void                      reversal_request(struct world *w, struct call *c);

/* balance.c: daraja.md 10 */
extern const struct field balance_fields[];
void                      balance_query(struct world *w, struct call *c);

/* status.c: daraja.md 11 */
extern const struct field status_fields[];
void                      status_query(struct world *w, struct call *c);

/* qrcode.c: daraja.md 12 */
extern const struct field qrcode_fields[];
void                      qrcode_generate(struct world *w, struct call *c);

/* pull.c: daraja.md 13 */
extern const struct field pull_register_fields[], pull_query_fields[];
void                      pull_register(struct world *w, struct call *c);
void                      pull_query(struct world *w, struct call *c);

/* ratiba.c: daraja.md 14.1 */
extern const struct field ratiba_fields[];
void                      ratiba_create(struct world *w, struct call *c);

/* billmanager_api.c: daraja.md 14.2. The bulk ones read arrays, and look at their fields themselves. */
extern const struct field bills_optin_fields[], bills_invoice_fields[], bills_reconcile_fields[], bills_cancel_fields[];
void                      bills_optin(struct world *w, struct call *c);
void                      bills_invoice(struct world *w, struct call *c);
void                      bills_bulk(struct world *w, struct call *c);
void                      bills_reconcile(struct world *w, struct call *c);
void                      bills_cancel(struct world *w, struct call *c);
void                      bills_cancel_bulk(struct world *w, struct call *c);

/* express.c, simswap.c: daraja.md 15 */
extern const struct field express_fields[], simswap_fields[];
void                      express_push(struct world *w, struct call *c);
void                      simswap_v1(struct world *w, struct call *c);
void                      simswap_v2(struct world *w, struct call *c);

#endif
