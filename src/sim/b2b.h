/*
 * b2b.h - what results of payments between businesses say; the tax API's are the same (daraja.md 8, 15).
 */
#ifndef SIM_B2B_H
#define SIM_B2B_H

#include "sim/job.h"

void b2b_put_parameters(struct world *w, struct job *j, const char *charged_for);
void b2b_put_failure(struct world *w, struct job *j);

#endif
