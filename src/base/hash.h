/*
 * hash.h - SHA-256, HMAC-SHA-256, hex and base64, over OpenSSL.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { SHA256_LEN = 32, SHA256_HEX_SIZE = 65 };

void sha256(unsigned char out[SHA256_LEN], const void *bytes, size_t n);

/* 64 lower-case hex digits: how tokens stand in the database. Returns out. */
char *sha256_hex(char out[SHA256_HEX_SIZE], const void *bytes, size_t n);

void hmac_sha256(unsigned char out[SHA256_LEN], const void *key, size_t key_len, const void *bytes, size_t n);

/* Equal, in time that tells nothing of where they differ. */
bool bytes_equal(const void *a, const void *b, size_t n);

/* 2n digits and a NUL. Returns out. */
char *hex_encode(char *out, const void *bytes, size_t n);

/* False when `text` is not exactly 2n hex digits. */
bool hex_decode(const char *text, void *out, size_t n);

/* Standard alphabet, padded, no line breaks; in the arena. */
char *base64_encode(struct arena *mem, const void *bytes, size_t n);

/* NULL when it is not base64; *n is the length. A NUL follows the bytes. */
unsigned char *base64_decode(struct arena *mem, const char *text, size_t *n);

#endif
