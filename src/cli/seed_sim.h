/*
 * seed_sim.h - a word to the simulator's control (docs/simulator.md).
 */
#ifndef CLI_SEED_SIM_H
#define CLI_SEED_SIM_H

#include <stdbool.h>

/* PUT of a JSON body. False while the simulator does not answer, or says no. */
bool seed_sim_put(const char *url, const char *body);

#endif
