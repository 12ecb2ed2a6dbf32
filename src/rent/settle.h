/*
 * settle.h - a request's outcome and what follows from it for the books, in one transaction: the only way to end a
 * request.
 */
#ifndef RENT_SETTLE_H
#define RENT_SETTLE_H

#include "rent/mpesa_send.h"

/* Ends r as `o` says (mpesa_end) and, by API: money out is posted, or what was set aside for it is free again; a
 * payment given back is mirrored; a tenant's question that got no answer is told so. *moved false: it was settled
 * before, and nothing changed. */
MUST_CHECK enum err
settle(struct db *db, struct arena *mem, struct mpesa_request *r, const struct mpesa_outcome *o, bool *moved);

#endif
