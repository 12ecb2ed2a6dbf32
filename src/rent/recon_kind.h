/*
 * recon_kind.h - the kinds of things that may not agree between M-Pesa and the books: what finds each, what is said of
 * it, and what to do next.
 *
 * Sentences are English with holes (base/fill.h), marked for translation: {ours} and {theirs} are amounts, {gap} what
 * lies between them, {code} M-Pesa's code or our reference, {day} when, {number} the paybill or till, {about} one more
 * word.
 */
#ifndef RENT_RECON_KIND_H
#define RENT_RECON_KIND_H

#include "queries.h"

struct recon_kind {
    const char *name;     /* as stored, and as the API says it */
    int         finds;    /* the query that finds it; -1: rent/recon_balance.c does */
    const char *title;    /* a few words */
    const char *sentence; /* what does not agree */
    const char *next;     /* what to do */
};

extern const struct recon_kind recon_kinds[]; /* ended by a NULL name */

/* NULL: there is none of that name. */
const struct recon_kind *recon_kind(const char *name);

/* Where to look, from a difference's target: "landlord/transactions/ID"; NULL: there is no page for it. */
struct arena;
const char *recon_place(struct arena *mem, const char *target, const char *id);

#endif
