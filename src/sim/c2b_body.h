/*
 * c2b_body.h - the body of a C2B validation or confirmation (daraja.md 6.2 and 6.3). Pure.
 */
#ifndef SIM_C2B_BODY_H
#define SIM_C2B_BODY_H

#include <stdint.h>

#include "base/arena.h"
#include "sim/flags.h"

struct c2b_facts {
    const char *type, *receipt, *amount, *shortcode, *reference, *balance, *third_party;
    const char *time;   /* 14 digits, EAT */
    const char *msisdn; /* as it is shown */
    const char *phone;  /* 254...: whose names; NULL: an organisation, without names */
    int         names;  /* enum names_form */
};

/* The number as confirmations show it; never MSISDN_VERSION. */
const char *c2b_msisdn(struct arena *mem, const char *phone, enum msisdn_form form);

/* The JSON text, in the arena. */
const char *c2b_body(struct arena *mem, const struct c2b_facts *f);

#endif
