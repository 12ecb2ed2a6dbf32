/*
 * who.h - on whose behalf something is done.
 *
 * Made from the session on every request (rent/session.h) and handed to everything in src/rent that reads or changes a
 * landlord's rows: the landlord's id comes from here and from nowhere else, so that no page can forget it.
 */
#ifndef RENT_WHO_H
#define RENT_WHO_H

#include <stdbool.h>
#include <stdint.h>

enum role {
    ROLE_NONE,
    ROLE_TENANT,
    ROLE_CARETAKER,
    ROLE_ACCOUNTANT,
    ROLE_AGENT,
    ROLE_OWNER,
    ROLE_OPERATOR,
    ROLE_COUNT
};

struct who {
    enum role   role;
    const char *person_id;
    const char *name;
    const char *locale;      /* "en", "sw" or NULL: never chosen */
    const char *landlord_id; /* NULL for nobody, and for an operator who has not chosen a landlord */
    const char *tenant_id;   /* for ROLE_TENANT */
    const char *session;     /* the session's token hash; NULL when nobody is signed in */
    int64_t     fresh_at;    /* when the password was last typed */
    bool        limited;     /* a caretaker of some properties alone: rent/scope.h keeps him to them */
};

/* "owner", "tenant", …; "" for ROLE_NONE. */
const char *role_name(enum role r);

/* ROLE_NONE for an unknown name. */
enum role role_from(const char *name);

/* Caretaker, accountant, agent or owner: someone of the landlord's side. */
bool role_is_landlord_side(enum role r);

#endif
