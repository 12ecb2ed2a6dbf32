/*
 * c2b_script.h - what a test wants to become of a customer's payment and of the news of it.
 */
#ifndef SIM_C2B_SCRIPT_H
#define SIM_C2B_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/member.h"

/* Texts that are NULL change nothing. */
struct c2b_script {
    int64_t     delay_ms; /* between the money and the confirmation; -1: as the flag says */
    bool        lose;
    int64_t     copies, gap_ms;
    const char *copy_amount; /* the copies after the first say this amount */
    bool        abandon;     /* the validation is accepted, and then the customer does not pay after all */
    int         msisdn;      /* enum msisdn_form, 0: as the flag says */
    int         names;       /* 1 + enum names_form, 0: as the flag says */
    /* What the confirmation says instead of the truth */
    const char *amount, *receipt, *reference, *shortcode, *type, *balance, *time, *phone;
    const char *body; /* instead of everything */
    const char *url;
};

extern const struct member c2b_script_members[];

struct c2b_script c2b_script_default(void);

/* A sentence about what cannot be; NULL when all is well. */
const char *c2b_script_complaint(const struct c2b_script *s);

/* PUT /control/c2b: for the next so many payments that customers make by themselves. */
struct c2b_scripted {
    struct c2b_script script;
    int64_t           left; /* -1: any number */
};

struct world;
struct c2b_script c2b_script_take(struct world *w);

#endif
