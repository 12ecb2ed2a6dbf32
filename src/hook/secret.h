/*
 * secret.h - the unguessable part of a callback address (threat-model.md 3.2).
 *
 * 16 random bytes and the first 8 bytes of their HMAC, in hex: 48 digits. Hex cannot spell any of the words that Daraja
 * refuses in an address (daraja.md 3.2). The mark lets `hooks` tell an address of ours from a made-up one without a
 * database; only the SHA-256 of the whole is stored.
 */
#ifndef HOOK_SECRET_H
#define HOOK_SECRET_H

#include <stdbool.h>

#include "base/box.h"

enum { SECRET_SIZE = 49 };

/* A fresh one. Returns out. */
char *secret_make(const struct box_key *key, char out[SECRET_SIZE]);

/* Does it bear our mark? */
bool secret_is_ours(const struct box_key *key, const char *text);

#endif
