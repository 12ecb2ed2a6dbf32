/*
 * c2b.h - direct payments at a registered address: the confirmation, which is money, and the validation, which is a
 * question.
 */
#ifndef HOOK_C2B_H
#define HOOK_C2B_H

#include "hook/hook.h"

MUST_CHECK enum err hook_confirmation(struct db *db, struct arena *mem, const struct hook_rules *rules,
                                      const struct inbox_row *row, struct judgement *out);

/* A validation was answered when it came; here it is only kept, and never ledgered. */
MUST_CHECK enum err hook_validation(struct db *db, struct arena *mem, const struct hook_rules *rules,
                                    const struct inbox_row *row, struct judgement *out);

/* What to answer a validation: Daraja's code, "0" to accept. Anything that is not surely wrong is accepted: money
 * refused here is money that a tenant cannot pay. */
MUST_CHECK enum err hook_validate(struct db *db, struct arena *mem, const char *secret_hash, const char *body, size_t n,
                                  const char **answer);

#endif
