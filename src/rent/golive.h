/*
 * golive.h - the way from the sandbox to real money, step by step: one table for the guide on the screen, the
 * landlord's and the operator's, and for `rentease doctor`.
 *
 * A step that a machine can judge is good, bad or not known yet, with the reason and the fix; any other is told by a
 * person with a tick, which is kept. What cannot be seen in the database is handed in (daraja/outside.h).
 */
#ifndef RENT_GOLIVE_H
#define RENT_GOLIVE_H

#include "db/db.h"
#include "rent/who.h"

/* What the configuration and the files say. Texts that a person reads are English, marked for translation. */
struct golive_outside {
    bool        production, simulator; /* simulator: DARAJA_BASE_URL is neither of Safaricom's */
    const char *public_url, *business_short_code, *callback_url;
    const char *address_fault;                 /* of the addresses that Daraja is given; NULL: none */
    bool        https, named;                  /* the public address: https, and a name of its own */
    bool        ips_safaricoms;                /* the callback list holds Safaricom's addresses */
    const char *certificate_fault;             /* NULL: it can be used */
    const char *certificate, *certificate_end; /* its name and last day; NULL without one */
    bool        certificate_expired;
};

enum golive_state { GOLIVE_GOOD, GOLIVE_BAD, GOLIVE_UNKNOWN, GOLIVE_TOLD };
/* "good", "bad", "unknown", "told". */
const char *golive_state_name(enum golive_state s);

struct golive_step {
    const char       *id;
    const char       *whose; /* "operator" or "landlord": whose guide it stands in */
    const char       *who;   /* who does it; marked for translation, as are the next four */
    const char       *title, *what;
    enum golive_state state;        /* GOLIVE_TOLD: only a person knows; see ticked_at */
    const char       *reason, *fix; /* NULL: nothing to say */
    const char       *detail;       /* a name or a number, not to be translated; NULL */
    const char       *href;         /* where it is done; NULL: elsewhere */
    int64_t           at;           /* when this was seen; 0: now */
    int64_t           ticked_at;
    const char       *ticked_by;
};

/* The operator's steps. `who` is an operator, or NULL for the administrator at the shell. */
MUST_CHECK enum err golive_platform(struct db *db, struct arena *mem, const struct golive_outside *o,
                                    struct golive_step **out, size_t *count);

/* The landlord's. */
MUST_CHECK enum err golive_landlord(struct db *db, struct arena *mem, const struct who *who,
                                    const struct golive_outside *o, struct golive_step **out, size_t *count);

/* Ticks a step that only a person can tell, or takes the tick away. ERR_NOT_FOUND: there is no such step of his. */
MUST_CHECK enum err golive_tick(struct db *db, struct arena *mem, const struct who *who, const char *step, bool done);

#endif
