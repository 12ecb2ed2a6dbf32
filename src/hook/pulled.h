/*
 * pulled.h - rows of a pulled list, judged: each is evidence like a confirmation (hook/evidence.h), for money that came
 * to the account that was asked about.
 */
#ifndef HOOK_PULLED_H
#define HOOK_PULLED_H

#include "daraja/pull.h"
#include "hook/hook.h"
#include "rent/pull.h"

struct pulled_tally {
    int64_t unseen; /* which this run had not listed before */
    int64_t fresh;  /* money that we had not heard of */
    int64_t odd;    /* held, not readable, or failed on: for a person */
};

/* Judges and keeps a page, each row by itself: one that we fail on does not take the others with it, and is judged
 * again when it is listed again. In the caller's transaction. */
MUST_CHECK enum err pulled_page(struct db *db, struct arena *mem, const struct pull_run *r,
                                const struct pull_rows *rows, struct pulled_tally *out);

#endif
