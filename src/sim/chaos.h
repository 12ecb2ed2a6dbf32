/*
 * chaos.h - faults at random, repeatable by a seed: PUT /control/chaos {"seed":7,"rate":0.2}.
 *
 * Only what happens to honest traffic: answers spoiled, callbacks lost, late, repeated or garbled, tokens refused,
 * customers who do not pay. No amount, receipt or phone is ever forged. What a script has said is left alone.
 */
#ifndef SIM_CHAOS_H
#define SIM_CHAOS_H

#include <stdbool.h>
#include <stdint.h>

struct api_script;
struct c2b_script;
struct query_script;
struct script;
struct world;

struct chaos {
    int64_t  percent; /* of chances that are taken; 0: none */
    uint64_t seed, state;
    int64_t  struck;
};

void chaos_begin(struct chaos *c, uint64_t seed, int64_t percent);

/* A number below `below`; the next of the seed's. */
uint64_t chaos_below(struct chaos *c, uint64_t below);

/* Spoils, perhaps, a script that is not used by anything yet. */
void chaos_push(struct chaos *c, struct script *s);
void chaos_api(struct chaos *c, struct api_script *s);
void chaos_c2b(struct chaos *c, struct c2b_script *s);
void chaos_query(struct chaos *c, struct query_script *s);

/* Is this good token refused? Then *form is how. */
bool chaos_refuses_token(struct chaos *c, int *form);

#endif
