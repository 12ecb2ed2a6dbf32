/*
 * chance.h - random choices that --seed can make repeatable. Never for real secrets: this is a simulator.
 */
#ifndef SIM_CHANCE_H
#define SIM_CHANCE_H

#include <stddef.h>
#include <stdint.h>

/* From now on the same numbers follow the same seed. Without it the kernel's chance is used. */
void chance_seed(uint64_t seed);

/* 0 ... below-1. */
uint64_t chance_below(uint64_t below);

/* Fills `n` characters chosen from `alphabet` and ends them with a NUL. Returns out (n + 1 bytes). */
char *chance_text(char *out, size_t n, const char *alphabet);

#endif
