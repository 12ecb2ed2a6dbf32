/*
 * result.h - results of requests in an initiator's name (daraja.md 1.3, 7-11; rent/mpesa_request.h).
 *
 * A result counts when it came to the request's own secret address from a listed sender and fits what was asked: then
 * it ends the request (rent/settle.h). What came to its timeout address is no failure: Daraja is asked. What does not
 * fit is held or asked about; a success whose code is not the token 0 is none.
 */
#ifndef HOOK_RESULT_H
#define HOOK_RESULT_H

#include "hook/hook.h"

MUST_CHECK enum err hook_result(struct db *db, struct arena *mem, const struct hook_rules *rules,
                                const struct inbox_row *row, struct judgement *out);

/* To an address without a secret: it only makes us ask. */
MUST_CHECK enum err hook_result_claim(struct db *db, struct arena *mem, const struct hook_rules *rules,
                                      const struct inbox_row *row, struct judgement *out);

/* Is there a Result in it? */
bool hook_is_result(struct arena *mem, const char *body, size_t n);

#endif
