/*
 * job.h - one request that is acknowledged at once and done later: B2C, B2B, reversal, balance, status, tax
 * (daraja.md 1.3).
 *
 * Each such API says what it is in a struct job_kind; the rest is the same for all: the acknowledgement, the
 * initiator, the wait, the result and all that can happen to it.
 */
#ifndef SIM_JOB_H
#define SIM_JOB_H

#include <stdint.h>

#include "base/json.h"
#include "sim/answer.h"
#include "sim/api_script.h"
#include "sim/attempt.h"
#include "sim/ids.h"
#include "sim/job_body.h"
#include "sim/movement.h"

struct call;
struct job;

struct job_kind {
    const char *name;         /* "b2c" */
    const char *role;         /* what the initiator must be allowed */
    const char *queue;        /* "b2cresults": in the internal QueueTimeoutURL of its results; NULL: they have none */
    const char *initiator;    /* the member that names the initiator: InitiatorName or Initiator */
    const char *party;        /* the member with our shortcode: PartyA or ReceiverParty */
    int         enrols_as;    /* enum organisation_kind: what a new shortcode is taken for */
    bool        string_codes; /* its successes carry their codes as strings */
    /* Does it. Returns the result code; adds result parameters; sets movement or transaction where there is one. */
    const char *(*run)(struct world *w, struct job *j);
    /* Begins the movement of money, before anything else; NULL: none moves. */
    void (*begin)(struct world *w, struct job *j);
    /* Parameters of a failed result; NULL: none. */
    void (*fail)(struct world *w, struct job *j);
    /* Where the API has words of its own: the member with the address of the result (NULL: ResultURL), the
     * acknowledgement, the body of the result (NULL: as everybody's). Without `initiator` nobody has to be one. */
    const char *url;
    struct answer (*ack)(struct arena *mem, const struct job *j);
    const char *(*body)(struct world *w, struct job *j);
};

enum job_state { JOB_WAITING, JOB_DONE, JOB_FAILED, JOB_TIMED_OUT, JOB_STATE_COUNT };

struct job {
    struct job              *next;
    struct world            *world;
    const struct job_kind   *kind;
    const struct json       *json; /* the request, in w->mem */
    const struct api_script *script;
    struct organisation     *organisation; /* ours; NULL: there is no such */
    const char              *originator, *conversation;
    const char              *result_url, *timeout_url, *shortcode;
    /* As it went */
    enum job_state        state;
    struct movement      *movement;
    const char           *transaction; /* TransactionID of the result; NULL: a placeholder */
    const char           *code, *desc;
    struct parameter_list parameters, references;
    const char           *body;
    struct attempt       *attempts;
    int64_t               asked_ms, ended_ms;
    uint64_t              held_call;
};

/* Takes the request and sets c->answer to the acknowledgement. `originator` NULL: Daraja makes one. */
struct job *job_begin(struct world *w, struct call *c, const struct job_kind *kind, const char *originator);

/* A member of the request as text; "" when it is not there. */
const char *job_text(const struct job *j, const char *name);

/* The member "Amount". */
struct money job_amount(const struct job *j);

/* Adds a result parameter that looks like what it is: numbers as numbers. */
void job_put(struct job *j, const char *key, const char *value);
void job_put_text(struct job *j, const char *key, const char *value); /* a string in any case */

/* "{Amount={CurrencyCode=KES, MinimumAmount=618683, BasicAmount=6186.83}}" */
const char *job_braces(struct job *j, struct money m);

/* "Working Account|KES|346568.83|346568.83|0.00|0.00" */
const char *job_pipes(struct job *j, enum account a);

/* "20261103120717", now. */
const char *job_time(struct job *j);

struct job *job_find(struct world *w, const char *conversation);
const char *job_state_name(const struct job *j);
const char *job_json(struct arena *mem, const struct job *j);

/* The last result once more; `c` is held until it was delivered. False: there is none yet. */
bool job_again(struct job *j, struct call *c);

#endif
