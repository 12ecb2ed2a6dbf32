/*
 * evidence.h - money that M-Pesa tells of by its receipt: in a confirmation, in a list that was pulled, or in the
 * answer to a question about one transaction. Whichever way it was told, it is posted by this one.
 *
 * A receipt that is in the books is known, and nothing is guessed about it. Else it is the money of the one prompt that
 * it fits, or money that a payer sent by himself. The caller has judged that M-Pesa itself says so.
 */
#ifndef HOOK_EVIDENCE_H
#define HOOK_EVIDENCE_H

#include "hook/hook.h"
#include "rent/direct.h"

/* Posts, attaches or holds it. Sets verdict and reason, landlord, receipt, and the payment when it is a prompt's. In
 * one transaction, or the caller's. */
MUST_CHECK enum err evidence_take(struct db *db, struct arena *mem, const struct direct *d, struct judgement *out);

/* The one prompt whose money this is; NULL: none, or more than one could be. */
MUST_CHECK enum err evidence_prompt(struct db *db, struct arena *mem, const struct direct *d, const struct pay **out);

#endif
