/*
 * record.h - what is kept of each answer of Daraja's (rent/collect.h, struct daraja_record).
 */
#ifndef GATEWAY_RECORD_H
#define GATEWAY_RECORD_H

#include "daraja/answer.h"
#include "rent/collect.h"

/* Its verdict, its code (a query's result code where it has one), its body cut at 4 KiB, and when. Of a refused token
 * only the message is kept, from which the token is cut out. Whose call it was is the caller's to add. */
struct daraja_record
record_of(struct arena *mem, const char *api, const struct answer *a, const struct reply *r, int64_t ms);

/* The body alone, for answers whose verdict has other names. */
const char *record_body(struct arena *mem, const struct reply *r, bool token_refused, const char *message);

#endif
