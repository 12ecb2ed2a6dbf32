/*
 * handset.h - the customer's phone: a PIN, an M-PESA balance, messages, and at most one prompt at a time.
 */
#ifndef SIM_HANDSET_H
#define SIM_HANDSET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/money.h"
#include "base/phone.h"
#include "sim/script.h"

struct world;

struct message {
    struct message *next; /* the one before it */
    int64_t         at_ms;
    const char     *text;
};

/* A script and the pushes it is still for. */
struct scripted {
    struct script script;
    int64_t       left; /* -1: any number */
};

struct handset {
    struct handset  *next;
    struct world    *world;
    char             phone[PHONE_SIZE];
    const char      *pin;
    struct money     balance;
    bool             unregistered; /* not on M-PESA: receives no money */
    const char      *sim_swapped;  /* "15-10-2026 08:30"; NULL: never */
    struct message  *messages;     /* newest first */
    struct push     *prompt;       /* what it asks for now; NULL: nothing */
    struct scripted *script;       /* NULL: the default's turn */
    /* The last payment that ended, for "Rule limited." */
    int64_t last_cents, last_ms;
};

/* The handset with this number (254...); made, with its 100,000 shillings, when it is first heard of. */
struct handset *handset_get(struct world *w, const char *phone);

void handset_message(struct world *w, struct handset *h, const char *text);

/* What the person does with the prompt. False when there is none. */
bool handset_pin(struct world *w, struct handset *h, const char *pin);
bool handset_cancel(struct world *w, struct handset *h);

/* Takes the script for one push: the phone's own, else the default one, else how things are anyway. Never
 * NULL. */
const struct script *handset_take_script(struct world *w, struct handset *h);

#endif
