/*
 * movement.h - money on its way from one party to another, by whatever API: what Transaction Status finds, what
 * Reversal undoes, and what GET /control/ledger adds up.
 *
 * It is begun before anything moves, so that a request in between finds it; completing it moves the money.
 */
#ifndef SIM_MOVEMENT_H
#define SIM_MOVEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "base/money.h"
#include "sim/organisation.h"

enum movement_kind {
    MOVEMENT_STK,
    MOVEMENT_C2B,
    MOVEMENT_B2C,
    MOVEMENT_B2B,
    MOVEMENT_TAX,
    MOVEMENT_REVERSAL,
    MOVEMENT_KIND_COUNT
};

enum movement_state {
    MOVEMENT_INITIATED,
    MOVEMENT_COMPLETED,
    MOVEMENT_CANCELLED,
    MOVEMENT_DECLINED,
    MOVEMENT_EXPIRED,
    MOVEMENT_STATE_COUNT
};

/* A phone, an organisation's account, or neither: somebody the simulator keeps no account for. */
struct party {
    struct handset      *handset;
    struct organisation *organisation;
    enum account         account;
    const char          *shown; /* "412873 - EXAMPLE HOMES", for somebody else */
};

struct movement {
    struct movement    *next;
    enum movement_kind  kind;
    enum movement_state state;
    const char         *type;      /* "Pay Bill", "BusinessPayment" */
    const char         *reason;    /* "Pay Bill Online" */
    const char         *receipt;   /* may be given at the start; NULL: until it completes */
    const char         *reference; /* account number, or NULL */
    const char         *originator, *conversation;
    struct party        from, to;
    struct money        amount, charge;     /* the charge is the sender's */
    int64_t             begun_ms, ended_ms; /* wall clock; ended 0: not yet */
    struct movement    *reverses, *reversed_by;
};

struct world;

/* Texts in `m` are kept by pointer and must live in w->mem. */
struct movement *movement_begin(struct world *w, const struct movement *m);

/* Moves the money, and gives it a receipt if it has none. A phone never goes below nothing. */
void movement_complete(struct world *w, struct movement *m);

/* Ends it without moving anything. */
void movement_end(struct movement *m, enum movement_state how);

struct movement *movement_by_receipt(struct world *w, const char *receipt);

/* By ConversationID or OriginatorConversationID. */
struct movement *movement_by_conversation(struct world *w, const char *id);

const char *movement_kind_name(const struct movement *m);
const char *movement_state_name(const struct movement *m); /* as Transaction Status says it */

/* "0712345678 - JANE WANJIRU DOE" (local), "254712345678 - JANE WANJIRU DOE", or "412873 - EXAMPLE HOMES". */
const char *party_name(struct arena *mem, const struct world *w, const struct party *p, bool local);

/* {"movements":[...]}; only those an organisation takes part in unless `number` is NULL. NULL when there are too many.
 */
const char *movement_list(struct arena *mem, const struct world *w, const char *number);

#endif
