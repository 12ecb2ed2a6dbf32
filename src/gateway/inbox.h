/*
 * inbox.h - bodies that `hooks` kept, judged in the order of their coming, many in one transaction.
 */
#ifndef GATEWAY_INBOX_H
#define GATEWAY_INBOX_H

#include "gateway/gateway.h"

/* Judges up to a batch; *more: there may be others. A body on which we fail ourselves gets the verdict "error" and is
 * shown to the operator: it does not hold up the rest. */
MUST_CHECK enum err inbox_judge(struct gateway *g, bool *more);

/* One of them. ERR_NOT_FOUND: it is not kept any more. */
MUST_CHECK enum err inbox_one(struct gateway *g, int64_t id, struct inbox_row *out);

/* Judges it and acts, in a savepoint of its own: a body that we fail on must not take others with it. */
MUST_CHECK enum err inbox_verdict(struct gateway *g, const struct inbox_row *row, struct judgement *out);

#endif
