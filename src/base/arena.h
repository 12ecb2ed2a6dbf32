/*
 * arena.h - memory that is given back all at once.
 *
 * A worker keeps one arena and resets it after each request; whatever a request made is gone together, and no error
 * path has to free. An arena never moves what it gave out. Running past its ceiling, or out of memory, ends the
 * process: the supervisor starts another, and the request that asked for so much is the one that is lost.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/* An empty arena that will hold `ceiling` bytes at most. */
struct arena *arena_new(size_t ceiling);

/* Gives everything back; a first block stays, so that a quiet worker does not call malloc at all. */
void arena_reset(struct arena *a);

void arena_free(struct arena *a);

/* Zeroed, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* `count` zeroed elements of `size`; the product may not overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* Copies: text with its NUL, or `n` bytes with a NUL put after them. NULL text gives NULL. */
char *arena_strdup(struct arena *a, const char *text);
char *arena_strndup(struct arena *a, const char *bytes, size_t n);

/* The formatted text. */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))

#endif
