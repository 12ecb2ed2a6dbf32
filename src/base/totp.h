/*
 * totp.h - one-time codes of an authenticator app (TOTP, RFC 6238): HMAC-SHA-1, six digits, a new one every 30 seconds.
 *
 * The seed is 20 random bytes, written as 32 characters of base32 (RFC 4648), as apps and people take it.
 */
#ifndef BASE_TOTP_H
#define BASE_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { TOTP_SEED_LEN = 20, TOTP_SEED_TEXT = 32, TOTP_STEP_S = 30, TOTP_DIGITS = 6, TOTP_CODE_SIZE = TOTP_DIGITS + 1 };

/* A new seed as text, in the arena. */
char *totp_seed_new(struct arena *mem);

/* The code of one step, that is of Unix time / 30. Returns out; NULL when `seed` is no seed. */
char *totp_code(char out[TOTP_CODE_SIZE], const char *seed, int64_t step);

/* Is `code` that of the step at `now`, or of one step before or after, as clocks differ? Only steps later than `after`
 * count, so that a code taken once is not taken again; *step is the one that fitted. */
bool totp_fits(const char *seed, const char *code, int64_t now, int64_t after, int64_t *step);

/* Base32 in capitals, without padding; in the arena. */
char *base32_encode(struct arena *mem, const void *bytes, size_t n);

/* False when `text` is not exactly what base32_encode makes of n bytes. */
bool base32_decode(const char *text, void *out, size_t n);

#endif
