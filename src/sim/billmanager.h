/*
 * billmanager.h - Bill Manager: invoices that Safaricom sends by SMS, and news of their payment (daraja.md 14.2).
 */
#ifndef SIM_BILLMANAGER_H
#define SIM_BILLMANAGER_H

#include <stdbool.h>

#include "base/money.h"

struct call;
struct movement;
struct world;

struct bill {
    struct bill *next;
    const char  *external, *reference, *phone, *name;
    struct money amount, paid;
    bool         cancelled;
};

/* A shortcode that has opted in. */
struct bill_client {
    struct bill_client  *next;
    struct organisation *organisation;
    const char          *app_key, *url;
    struct bill         *bills; /* newest first */
};

/* The client whose appKey the request carries; without one, the only client there is. NULL after answering. */
struct bill_client *bill_client_of(struct world *w, struct call *c);
struct bill        *bill_find(const struct bill_client *client, const char *external);

/* Money came in: if it pays an invoice, its client hears of it, again and again until it says 200, five times at
 * most. */
void billmanager_paid(struct world *w, const struct movement *m);

/* {"resmsg":..., "rescode":...}, the answer of all these addresses. */
void billmanager_say(struct call *c, const char *code, const char *message);

#endif
