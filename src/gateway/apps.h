/*
 * apps.h - whose keys a request is sent with: the platform's, or the landlord's own.
 */
#ifndef GATEWAY_APPS_H
#define GATEWAY_APPS_H

#include "gateway/gateway.h"

struct keys {
    const char       *passkey;
    struct app_token *app;
};

/* ERR_NOT_FOUND: keys are missing or do not open; ERR_BUSY: too many apps at once. */
MUST_CHECK enum err
apps_keys(struct gateway *g, const char *receiving_account_id, const char *credentials, struct keys *out);

/* As whom requests are made that move money or ask about it (daraja.md 16). Both live as long as g->mem. */
struct initiator {
    const char *name, *credential; /* SecurityCredential, made anew from the password and Safaricom's certificate */
};
/* The landlord's own where he gave one; the platform's for numbers on the platform's app. ERR_NOT_FOUND: name, password
 * or certificate is missing or unusable. */
MUST_CHECK enum err
apps_initiator(struct gateway *g, const char *receiving_account_id, const char *credentials, struct initiator *out);

/* Opens the envelopes that the web left and seals what is in them into their rows. */
MUST_CHECK enum err apps_take_envelopes(struct gateway *g);

#endif
