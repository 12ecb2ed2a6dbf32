/*
 * stk.h - STK callbacks: at a payment's own secret address, and as claims without one.
 */
#ifndef HOOK_STK_H
#define HOOK_STK_H

#include "hook/hook.h"

MUST_CHECK enum err hook_stk(struct db *db, struct arena *mem, const struct hook_rules *rules,
                             const struct inbox_row *row, struct judgement *out);

/* No secret: whatever it says, it only makes us ask Daraja, at most five times a payment. */
MUST_CHECK enum err hook_stk_claim(struct db *db, struct arena *mem, const struct hook_rules *rules,
                                   const struct inbox_row *row, struct judgement *out);

#endif
