/*
 * control.h - the control API: everything a test can do to the simulated world (docs/simulator.md).
 */
#ifndef SIM_CONTROL_H
#define SIM_CONTROL_H

#include "sim/call.h"
#include "sim/world.h"

/* control_world.c */
void control_health(struct world *w, struct call *c);
void control_reset(struct world *w, struct call *c);
void control_flags_get(struct world *w, struct call *c);
void control_flags_put(struct world *w, struct call *c);
void control_tokens_expire(struct world *w, struct call *c);
void control_requests(struct world *w, struct call *c);
void control_app_put(struct world *w, struct call *c);
void control_organisations(struct world *w, struct call *c);
void control_organisation_put(struct world *w, struct call *c);

/* control_phone.c */
void control_phone_get(struct world *w, struct call *c);
void control_phone_put(struct world *w, struct call *c);
void control_phone_answer(struct world *w, struct call *c);
void control_phone_balance(struct world *w, struct call *c);
void control_phone_sim(struct world *w, struct call *c);
void control_phone_registered(struct world *w, struct call *c);
void control_phone_pin(struct world *w, struct call *c);

/* control_c2b.c */
void control_c2b(struct world *w, struct call *c);
void control_c2b_put(struct world *w, struct call *c);
void control_c2b_list(struct world *w, struct call *c);
void control_c2b_resend(struct world *w, struct call *c);

/* control_chaos.c */
void control_chaos_get(struct world *w, struct call *c);
void control_chaos_put(struct world *w, struct call *c);

/* control_ratiba.c */
void control_ratiba_list(struct world *w, struct call *c);
void control_ratiba_pay(struct world *w, struct call *c);

/* control_books.c */
void control_movements(struct world *w, struct call *c);
void control_ledger(struct world *w, struct call *c);
void control_reversal(struct world *w, struct call *c);
void control_certificate(struct world *w, struct call *c);

/* control_job.c */
void control_script_put(struct world *w, struct call *c);
void control_jobs(struct world *w, struct call *c);
void control_job_resend(struct world *w, struct call *c);

/* control_push.c */
void control_transactions(struct world *w, struct call *c);
void control_resend(struct world *w, struct call *c);
void control_complete(struct world *w, struct call *c);
void control_query_put(struct world *w, struct call *c);
void control_callback(struct world *w, struct call *c);

#endif
