/*
 * random.h - chance that nobody can guess, from the kernel (getrandom). Ends the process when there is none.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { ID_LEN = 16, ID_SIZE = ID_LEN + 1 };

void random_bytes(void *out, size_t n);

/* 0 … below-1, evenly. */
uint32_t random_below(uint32_t below);

/* An opaque public id: 16 characters of Crockford's base32 in lower case, 80 bits. Returns out. */
char *random_id(char out[ID_SIZE]);

/* 2n hex digits for n random bytes, in the arena. */
char *random_hex(struct arena *mem, size_t n);

/* A version 4 UUID (RFC 9562), in the arena. */
char *random_uuid(struct arena *mem);

#endif
