/*
 * keep.h - bodies made durable, many in one commit.
 *
 * A thread that has read a body hands it over and sleeps; one committing thread takes all that wait, inserts them in
 * one transaction, commits (and so syncs) once, and wakes them. Only then may a 200 be written (threat-model.md 4).
 */
#ifndef HOOK_KEEP_H
#define HOOK_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct keep;

struct kept {
    int64_t     received_at_ms;
    const char *kind, *secret_hash, *remote_addr, *body; /* secret_hash NULL: a claim */
    size_t      body_len;
    bool        genuine, listed;
};

/* Opens inbox.db and starts the committing thread, which pokes `gateway_socket` after each commit. */
MUST_CHECK enum err keep_open(struct keep **out, const char *path, const char *gateway_socket);

/* Returns once the body is on disk. ERR_BUSY or ERR_INTERNAL: it is not. Any thread. */
MUST_CHECK enum err keep_body(struct keep *k, const struct kept *b);

/* Ends the thread after what waits is committed. Nobody may call keep_body any more. */
void keep_close(struct keep *k);

#endif
