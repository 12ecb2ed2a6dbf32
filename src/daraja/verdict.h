/*
 * verdict.h - one table: what a result code, or a refusal, of the APIs that people of the house use means: did money
 * move, may it be tried again, who has to act, and what they are told (daraja.md 17.1, 17.2).
 *
 * outcome.h is the same for a payer's prompt; the same number means other things here: 1 is our own lack of funds, 2001
 * our own initiator. A code that is not in the table is VERDICT_UNKNOWN: not success and no proven failure.
 */
#ifndef DARAJA_VERDICT_H
#define DARAJA_VERDICT_H

#include <stdbool.h>

#include "daraja/answer.h"
#include "daraja/result.h"

enum verdict_api {
    VERDICT_B2C,
    VERDICT_B2B, /* tax remittance too */
    VERDICT_REVERSAL,
    VERDICT_BALANCE,
    VERDICT_STATUS,
    VERDICT_RATIBA,
    VERDICT_EXPRESS,
    VERDICT_API_COUNT
};

enum verdict_kind {
    VERDICT_DONE,    /* it was done: money moved, or what was asked about is in the result */
    VERDICT_REFUSED, /* surely not done */
    VERDICT_UNKNOWN, /* ask by Transaction Status before anything else */
    VERDICT_KIND_COUNT
};

enum verdict_actor { ACTOR_NOBODY, ACTOR_PAYER, ACTOR_LANDLORD, ACTOR_OPERATOR, ACTOR_COUNT };

struct verdict {
    const char        *name; /* stable, to be stored: "own_funds_low" */
    enum verdict_kind  kind;
    int                money_moved; /* 1, 0, -1: not known. By this request: a query moves none */
    bool               can_retry;   /* as it is, or once the actor has done his part */
    int                retry_after_s;
    enum verdict_actor actor;
    const char        *sentence; /* English, marked for translation; for the landlord or operator */
};

/* Never NULL. `code` as text; NULL or "" is unknown. */
const struct verdict *verdict_of(enum verdict_api api, const char *code);

/* A whole result. One that is not final (ResultType other than 0), or that came to the request's timeout address, is
 * "timed_out" whatever its code: the 1 in there is no lack of funds (daraja.md 7). */
const struct verdict *verdict_of_result(enum verdict_api api, const struct daraja_result *r, bool at_timeout_address);

/* The answer to a request: NULL when it was accepted and the result is still to come. */
const struct verdict *verdict_of_answer(const struct answer *a);

/* By its stored name; NULL for NULL or a name that is not in the table. Holds also what no result says: "not_sent",
 * "unanswered", "request_refused", "urls_already_registered", … */
const struct verdict *verdict_named(const char *name);

#endif
