/*
 * simswap.h - was the SIM card of a phone changed of late (daraja.md 15)? Asked before a payout. A commercial service.
 */
#ifndef DARAJA_SIMSWAP_H
#define DARAJA_SIMSWAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "daraja/answer.h"

#define SIMSWAP_PATH "/imsi/v2/checkATI"

const char *simswap_body(struct arena *mem, const char *phone);

enum sim_swapped {
    SIM_NOT_KNOWN, /* nothing readable was said: never to be taken for "no" */
    SIM_KEPT,      /* no change in the last three months */
    SIM_SWAPPED,   /* at `swapped_at` */
};

/* ACCEPTED: answered, *swapped says what; *swapped_at is UTC, 0 unless SIM_SWAPPED. */
struct answer
answer_to_simswap(struct arena *mem, const struct reply *r, enum sim_swapped *swapped, int64_t *swapped_at);

#endif
