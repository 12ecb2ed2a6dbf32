/*
 * agreement.h - what an agent earns for running a landlord's houses, as the owner has accepted it.
 *
 * The owner sets one, or the agent proposes one and the owner accepts. It holds from a month on, until a later one
 * does. Terms never change; a new agreement says new ones.
 */
#ifndef RENT_AGREEMENT_H
#define RENT_AGREEMENT_H

#include "db/db.h"
#include "rent/who.h"

struct agreement {
    const char *id, *agent_id, *agent; /* agent: his name */
    const char *kind;                  /* "percent", "fixed", "unit" */
    int64_t     rate;                  /* percent: hundredths of a per cent; otherwise cents a month */
    bool        vat;                   /* 16 % on top */
    const char *bill_kinds;            /* that a percentage counts, apart by blanks */
    const char *collects;              /* whose number the rent goes to: "owner", "agent" */
    const char *from_month;            /* "2026-11" */
    const char *state;                 /* "proposed", "accepted", "declined" */
    const char *proposed_by;           /* a name */
    int64_t     proposed_at, decided_at;
};

enum agreement_answer {
    AGREEMENT_DONE,
    AGREEMENT_NO_AGENT,    /* field agentId: no agent of this landlord */
    AGREEMENT_NO_KINDS,    /* field billKinds: none, or one that is none */
    AGREEMENT_TOO_MUCH,    /* field rate: more than 100 % */
    AGREEMENT_STATED,      /* field fromMonth: that month is in a statement already */
    AGREEMENT_ANSWER_COUNT /* one from that very month: ERR_CONFLICT */
};
const char *agreement_refusal(enum agreement_answer a); /* English, marked for translation */

/* An owner's is accepted at once; an agent's, for himself alone, waits. ERR_CONFLICT: an accepted one begins with that
 * month. */
MUST_CHECK enum err agreement_add(struct db *db, struct arena *mem, const struct who *who, const struct agreement *in,
                                  enum agreement_answer *answer, const char **id);

/* The owner's word on one that waits. ERR_NOT_FOUND; ERR_CONFLICT: decided already, or as above. */
MUST_CHECK enum err
agreement_decide(struct db *db, struct arena *mem, const struct who *who, const char *id, bool accept);

/* Newest first; an agent sees his own. */
MUST_CHECK enum err
agreement_list(struct db *db, struct arena *mem, const struct who *who, struct agreement **out, size_t *count);

/* The one that holds in a month. ERR_NOT_FOUND: none. */
MUST_CHECK enum err agreement_in(struct db *db, struct arena *mem, const struct who *who, const char *agent_id,
                                 const char *month, struct agreement *out);

#endif
