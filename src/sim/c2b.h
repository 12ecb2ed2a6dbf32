/*
 * c2b.h - a customer, or another business, pays a paybill or a till by himself: validation, money, confirmation
 * (daraja.md 6).
 *
 * An STK payment that succeeded is told through here too where its shortcode has registered URLs; its money has
 * moved by then.
 */
#ifndef SIM_C2B_H
#define SIM_C2B_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/attempt.h"
#include "sim/c2b_script.h"
#include "sim/movement.h"
#include "sim/registration.h"

enum c2b_state { C2B_VALIDATING, C2B_PAID, C2B_REJECTED, C2B_ABANDONED, C2B_STATE_COUNT };

struct c2b {
    struct c2b   *next;
    struct world *world;
    /* As asked */
    struct handset      *payer;        /* NULL: an organisation's transfer */
    const char          *payer_number; /* its shortcode then */
    struct organisation *organisation;
    const char          *reference; /* as typed */
    const char          *type;      /* TransactionType; NULL: what is usual for the organisation */
    struct money         amount;
    struct c2b_script    script;
    /* As it went */
    struct movement     *movement;
    struct registration *registration; /* NULL: nobody is told */
    enum c2b_state       state;
    const char          *rejection; /* the code that validation answered with */
    const char          *third_party;
    const char          *body; /* of the first confirmation */
    struct attempt      *validations, *confirmations;
    uint64_t             held_call; /* the control request that waits for the end; 0: none */
};

/* Why nothing can come of it: a sentence for the payer; NULL when it can. */
const char *c2b_obstacle(const struct c2b *asked);

/* Takes what is filled in. With validation enabled the money moves later, or never. */
struct c2b *c2b_begin(struct world *w, const struct c2b *asked);

/* Tells of money that has moved already. Does nothing where no URL is registered. */
void c2b_tell(struct world *w, struct movement *m, const struct c2b_script *s);

struct c2b *c2b_find(struct world *w, const char *receipt);
const char *c2b_state_name(const struct c2b *p);
const char *c2b_json(struct arena *mem, const struct c2b *p);

/* The first confirmation once more; `c` is held until it was delivered. False: there is none. */
struct call;
bool c2b_again(struct world *w, struct c2b *p, struct call *c);

#endif
