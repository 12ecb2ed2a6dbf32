/*
 * question.h - a C2B validation has to be answered while Daraja waits: hooks asks the gateway over a Unix socket, with
 * one second's patience, and accepts when it gets no word (daraja.md 6.2; Daraja itself waits eight).
 *
 * One datagram there, one back: the SHA-256 of the address's secret and the body; the JSON to answer with. Nothing is
 * lost when one is: the answer is then "accept".
 */
#ifndef HOOK_QUESTION_H
#define HOOK_QUESTION_H

#include <stddef.h>

#include "base/arena.h"

enum { QUESTION_PATIENCE_MS = 1000, QUESTION_BODY_MOST = 8 * 1024 };

/* The gateway's words, in the arena; NULL when none came in time. Any thread. */
const char *
question_ask(struct arena *mem, const char *socket_path, const char *secret_hash, const char *body, size_t n);

/* Answers all that wait on a socket made by poke_listen: calls `answer` for each, and sends what it returns (NULL:
 * nothing). */
void question_serve(int fd, struct arena                                                                        *mem,
                    const char *(*answer)(void *arg, const char *secret_hash, const char *body, size_t n), void *arg);

#endif
