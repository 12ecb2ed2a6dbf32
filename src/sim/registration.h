/*
 * registration.h - the URLs that a shortcode has registered for C2B (daraja.md 6.1).
 */
#ifndef SIM_REGISTRATION_H
#define SIM_REGISTRATION_H

#include <stdbool.h>

struct organisation;
struct world;

struct registration {
    struct registration *next;
    const char          *shortcode;
    bool                 v1;        /* by v1 of the API: another form of MSISDN */
    bool                 completes; /* ResponseType: a payment goes on when validation is silent */
    const char          *confirmation, *validation;
};

struct registration *registration_find(struct world *w, const char *shortcode);

/* That of its number; of a till also that of its store. NULL: none. */
struct registration *registration_of(struct world *w, const struct organisation *o);

/* Makes or replaces one; texts are copied. */
void registration_put(struct world *w, const struct registration *from);

#endif
