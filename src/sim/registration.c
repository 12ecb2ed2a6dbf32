#include "sim/registration.h"

#include <string.h>

#include "sim/organisation.h"
#include "sim/world.h"

struct registration *
registration_find(struct world *w, const char *shortcode)
{
    for (struct registration *r = w->registrations; r; r = r->next)
        if (strcmp(r->shortcode, shortcode) == 0)
            return r;
    return NULL;
}

struct registration *
registration_of(struct world *w, const struct organisation *o)
{
    struct registration *r = registration_find(w, o->number);

    return r || !o->store ? r : registration_find(w, o->store);
}

void
registration_put(struct world *w, const struct registration *from)
{
    struct registration *r = registration_find(w, from->shortcode);

    if (!r) {
        r = ARENA_NEW(w->mem, struct registration);
        r->next = w->registrations;
        w->registrations = r;
    }
    struct registration *next = r->next;
    *r = *from;
    r->next = next;
    r->shortcode = arena_strdup(w->mem, from->shortcode);
    r->confirmation = arena_strdup(w->mem, from->confirmation);
    r->validation = arena_strdup(w->mem, from->validation);
}
