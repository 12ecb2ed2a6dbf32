/*
 * callback.h - the body that Daraja posts to a CallBackURL (daraja.md 4.1 and 4.2). Pure.
 */
#ifndef SIM_CALLBACK_H
#define SIM_CALLBACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct callback_facts {
    const char *merchant_id, *checkout_id; /* NULL: left out */
    const char *result;                    /* digits become a number, others a string */
    const char *description;
    bool        string_code; /* a string in any case */
    /* Only for result "0", else not looked at: */
    const char *amount;  /* "12500.00": a number if it is one, else a string */
    const char *receipt; /* NULL: left out */
    const char *phone;   /* likewise a number if it is one; NULL: left out */
    int64_t     paid_utc;
};

/* The JSON text, in the arena. */
const char *callback_body(struct arena *mem, const struct callback_facts *f);

#endif
