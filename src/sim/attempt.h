/*
 * attempt.h - one try at delivering something to a business, kept for whoever asks afterwards.
 */
#ifndef SIM_ATTEMPT_H
#define SIM_ATTEMPT_H

#include <stdint.h>

#include "base/json.h"

struct attempt {
    struct attempt *next;
    const char     *url;
    int64_t         at_ms, took_ms;
    long            status; /* 0: none came; see error */
    const char     *error;
    const char     *reply; /* what came back, where that was wanted; only while `done` runs */
};

/* Puts a copy at the end of the list. */
void attempt_add(struct arena *mem, struct attempt **list, const struct attempt *made);

/* Writes "key":[...] into the object that is open. */
void attempts_write(struct json_writer *w, const char *key, const struct attempt *list);

/* "HTTP 200", or why there was no answer; "" when nothing was tried. */
const char *attempts_last(struct arena *mem, const struct attempt *list);

#endif
