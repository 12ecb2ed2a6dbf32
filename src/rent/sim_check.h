/*
 * sim_check.h - was the SIM card of a phone changed of late (daraja.md 15)? Whoever has taken over a number by a new
 * card would be paid in its owner's place. Off unless DARAJA_EXTRAS names "simswap"; then every payout to a phone is
 * checked first.
 */
#ifndef RENT_SIM_CHECK_H
#define RENT_SIM_CHECK_H

#include "rent/mpesa_send.h"

struct sim_check {
    struct mpesa_request request;
    const char          *phone;
    int                  swapped; /* 1, 0, -1: not known */
    int64_t              swapped_at;
};

/* Asks for a person. ERR_NOT_FOUND: no number in use, by whose app to ask. */
MUST_CHECK enum err
sim_check_ask(struct db *db, struct arena *mem, const struct who *who, const char *phone, const char **id);
MUST_CHECK enum err
sim_check_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct sim_check *out);

/* ---- for the gateway ---- */

MUST_CHECK enum err sim_check_keep(struct db *db, const struct mpesa_request *r, int swapped, int64_t swapped_at);

/* May this payout go? */
enum sim_gate {
    SIM_GATE_OPEN,    /* checked within a day: the card is the old one */
    SIM_GATE_WAIT,    /* being checked; a check has been asked for where none was */
    SIM_GATE_SWAPPED, /* the card was changed within the last week */
    SIM_GATE_UNKNOWN  /* the check failed */
};
MUST_CHECK enum err
sim_check_gate(struct db *db, struct arena *mem, const struct mpesa_request *payout, int64_t now, enum sim_gate *gate);

#endif
