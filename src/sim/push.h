/*
 * push.h - one STK push that Daraja accepted, from the prompt to its end and what was called back (daraja.md
 * 3-5).
 */
#ifndef SIM_PUSH_H
#define SIM_PUSH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "base/money.h"
#include "sim/attempt.h"
#include "sim/ids.h"
#include "sim/script.h"

enum push_state { PUSH_PENDING, PUSH_PAID, PUSH_FAILED, PUSH_STATE_COUNT };

struct world;

struct push {
    struct push         *next;
    struct handset      *handset;
    const struct script *script;
    struct query_script  query;
    /* As asked */
    struct money         amount;
    bool                 paybill;  /* CustomerPayBillOnline */
    struct organisation *receiver; /* NULL: such a till does not exist */
    const char          *shortcode, *party_b, *business, *reference, *description, *callback_url;
    /* As it went */
    char             merchant_id[GATEWAY_ID_SIZE], checkout_id[CHECKOUT_ID_SIZE];
    enum push_state  state;
    bool             prompted; /* a prompt was shown */
    const char      *doom;
    const char      *result, *result_desc, *receipt; /* NULL until it ended; receipt: until paid */
    int64_t          asked_ms, ended_ms;             /* wall clock; 0: not yet */
    int64_t          expires_ms;                     /* monotonic */
    const char      *body;                           /* of its last callback */
    struct attempt  *attempts;                       /* oldest first */
    int64_t          queries;
    struct movement *movement;
    struct timer    *timer;     /* the automatic customer, or the doom */
    struct timer    *expiry;    /* the end of the prompt's life */
    uint64_t         held_call; /* the push answer that waits for the callback; 0: none */
};

/* Makes a push of what is filled in and gives it ids. With `doom`, that result ends it in a moment, without a
 * prompt; else it waits for the customer (who sees nothing unless `prompt`) as long as a prompt lives. */
struct push *push_begin(struct world *w, const struct push *asked, bool prompt, const char *doom);

/* Ends it: money, message, and the callback as its script wants it. `description` NULL: the code's own words.
 * */
void push_finish(struct world *w, struct push *p, const char *result, const char *description);

/* Ends it again, otherwise: the late success. Calls back nothing. */
void push_overrule(struct world *w, struct push *p, const char *result);

struct push *push_find(struct world *w, const char *checkout_id);

/* "CustomerPayBillOnline" and so on; "pending" and so on. */
const char *push_type(const struct push *p);
const char *push_state_name(const struct push *p);

/* Milliseconds before the prompt goes away by itself. */
int64_t push_left_ms(const struct push *p);

/* Everything known, as one JSON object in the arena. */
const char *push_json(struct arena *mem, const struct push *p);

#endif
