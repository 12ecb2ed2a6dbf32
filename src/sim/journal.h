/*
 * journal.h - the last requests to Daraja's addresses, for GET /control/requests.
 *
 * Passwords and tokens never enter it.
 */
#ifndef SIM_JOURNAL_H
#define SIM_JOURNAL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/json.h"

struct answer;
struct call;
struct journal;

struct journal *journal_new(void);
void            journal_free(struct journal *j);
void            journal_clear(struct journal *j);

/* Notes that the request came; it has no status until journal_answered. */
void journal_came(struct journal *j, struct call *c);

/* Notes the fields of its body, and how far its Timestamp is from now. */
void journal_fields(struct journal *j, const struct call *c);
void journal_answered(struct journal *j, const struct call *c);

/* {"requests":[...]}, oldest first; only those to `path` unless it is NULL. */
const char *journal_json(const struct journal *j, struct arena *mem, const char *path);

#endif
