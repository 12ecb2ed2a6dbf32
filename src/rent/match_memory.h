/*
 * match_memory.h - what people decided about payments, to know a payer again (db: match_memory).
 *
 * Per landlord: this payer, with what he typed, means this lease. A payer is the SHA-256 of his number, or what M-Pesa
 * shows of it together with his name. A new decision about the same ends the old one.
 */
#ifndef RENT_MATCH_MEMORY_H
#define RENT_MATCH_MEMORY_H

#include "rent/match.h"
#include "rent/who.h"

/* Under what a payment is remembered. payer "" when nothing is shown; typed "" when nothing telling was typed. */
struct match_key {
    const char *payer, *payer_name, *typed, *shown;
};
struct match_key match_key_of(struct arena *mem, const struct match_facts *f);

/* A person said that this money is the lease's: remembered, and what was remembered otherwise is ended. In the caller's
 * transaction. Money of which nothing can be known again is left. */
MUST_CHECK enum err
match_remember(struct db *db, struct arena *mem, const struct who *who, const char *money_in_id, const char *lease_id);
/* What was remembered because of this money was wrong. In the caller's transaction. */
MUST_CHECK enum err match_unlearn(struct db *db, const struct who *who, const char *money_in_id);

struct memory {
    const char *id, *lease_id, *shown, *payer_name, *typed, *by; /* shown, payer_name, typed: "" for none */
    const char *tenant_name, *unit_label;
    int64_t     made_at;
};
/* Newest first, 200 at most. lease_id NULL: all. */
MUST_CHECK enum err match_memories(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                   struct memory **out, size_t *count);
/* ERR_NOT_FOUND: none of his, or forgotten already. *lease_id: whose page showed it. */
MUST_CHECK enum err
match_forget(struct db *db, struct arena *mem, const struct who *who, const char *id, const char **lease_id);

#endif
