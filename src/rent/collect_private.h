/*
 * collect_private.h - what the files collect_*.c share.
 */
#ifndef RENT_COLLECT_PRIVATE_H
#define RENT_COLLECT_PRIVATE_H

#include "rent/collect.h"

struct pay pay_row(struct query *q, struct arena *mem);

bool pay_is(const struct pay *p, const char *state);

/* One step, with its event. A step that allowed_step lacks is ERR_CONFLICT. p->state follows. */
MUST_CHECK enum err collect_step(struct db *db, struct pay *p, const char *to, const char *cause, const char *detail);

/* The wizard's test ended: success or failure goes onto the receiving account. */
MUST_CHECK enum err collect_note_test(struct db *db, const struct pay *p, const char *result);

struct result {
    const char *outcome, *code, *desc;
    int         money_moved; /* 1, 0, -1 */
    int64_t     check_at;    /* 0: nothing left to ask */
};
MUST_CHECK enum err collect_set_result(struct db *db, const struct pay *p, const struct result *r);

/* Later truth that fits settles what did not. */
MUST_CHECK enum err collect_clear_holds(struct db *db, const struct pay *p);

/* A person has counted this very money by itself, because it did not fit (hold.h): it is not counted again. */
MUST_CHECK enum err collect_counted_apart(struct db *db, const struct pay *p, const char *receipt_no, bool *counted);

/* Queries that take :id (a payment's) and return its row. */
MUST_CHECK enum err collect_one(struct db *db, struct arena *mem, enum sql which, const char *id, struct pay *out);

/* Gathers the rows of a query whose parameters are bound. */
MUST_CHECK enum err collect_many(struct query *q, struct arena *mem, struct pay **out, size_t *count);

#endif
