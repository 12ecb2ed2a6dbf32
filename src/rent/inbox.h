/*
 * inbox.h - what came in and what was made of it, as the operator looks at it, and judging a body once more.
 *
 * A first verdict is never rewritten: each replay is a row of its own, asked for by a person with a reason, judged by
 * the gateway. One receipt is one posting whichever judgement brings it, so a replay can do no more than today's rules
 * would.
 */
#ifndef RENT_INBOX_H
#define RENT_INBOX_H

#include "db/db.h"
#include "rent/collect.h"
#include "rent/who.h"

struct inbox_item {
    int64_t     id, received_at, judged_at;
    const char *kind, *remote_addr;
    int         listed;           /* 1, 0, -1: not kept then */
    const char *verdict, *reason; /* the first one */
    const char *landlord_id, *business_name, *payment_id, *reference, *request_id, *result_code,
        *receipt_no;          /* or NULL */
    const char *judged_again; /* the newest replay's verdict; NULL: none */
    bool        waits;        /* a replay waits for the gateway */
};

struct inbox_filter {
    const char *verdict, *kind, *landlord_id, *from, *to; /* dates, EAT, both inclusive; NULL: any */
    const char *about;                                    /* a receipt, a payment's id or reference, a request's id */
    int64_t     limit;
    const char *cursor;
};
/* Newest first. */
MUST_CHECK enum err
inbox_list(struct db *db, struct arena *mem, const struct who *operator, const struct inbox_filter * f,
           struct inbox_item **out, size_t *count, const char **next);

struct inbox_replay {
    const char *asked_by, *note;
    int64_t     asked_at, judged_at; /* judged_at 0: not yet */
    bool        sender_checked;
    const char *verdict, *reason, *payment_id, *request_id, *receipt_no, *result_code;
};
/* `id` as text, from an address. ERR_NOT_FOUND: no such body. Replays oldest first. */
MUST_CHECK enum err inbox_load(struct db *db, struct arena *mem, const struct who *operator, const char * id,
                               struct inbox_item *out, struct inbox_replay **replays, size_t *count);

/* The body itself. It names people and numbers, so each look is a line in the audit. */
MUST_CHECK enum err
inbox_read(struct db *db, struct arena *mem, const struct who *operator, int64_t id, const char **body);

/* Asks for another judgement. `sender_checked`: the operator has made sure of the sender, who then counts as listed
 * this once. ERR_CONFLICT: one waits already. */
MUST_CHECK enum err inbox_ask(struct db *db, struct arena *mem, const struct who *operator, int64_t id,
                              const char *note, bool sender_checked);

/* ---- for the gateway ---- */

struct replay {
    int64_t id, inbox_id;
    bool    sender_checked;
};
MUST_CHECK enum err replay_next(struct db *db, struct arena *mem, int64_t most, struct replay **out, size_t *count);

/* Of `r`, the verdict and what it names are read. */
MUST_CHECK enum err replay_judged(struct db *db, int64_t id, const struct hook_record *r);

#endif
