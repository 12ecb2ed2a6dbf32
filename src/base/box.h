/*
 * box.h - secrets at rest, and passwords (threat-model.md 7 and 9).
 *
 * Secrets: AES-256-GCM with a random 96-bit nonce. `aad` names the place, "table|row|field", so that a value moved to
 * another row does not open. Passwords: argon2id by libsodium, three passes over 64 MiB.
 *
 * A web worker holds no key that opens a landlord's secrets; its own (keys/web.key) seals second factors. What a
 * landlord types into a form is put into an envelope for the gateway's public key (libsodium's sealed box); only the
 * gateway can open it, and re-seals it into its own row.
 */
#ifndef BASE_BOX_H
#define BASE_BOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum { BOX_KEY_LEN = 32 };

struct box_key {
    unsigned char bytes[BOX_KEY_LEN];
};

/* version | nonce | ciphertext | tag, as lower-case hex in the arena. */
char *box_seal(struct arena *mem, const struct box_key *key, const char *aad, const char *secret);

/* The secret as text in the arena; NULL when the key, the place or the bytes are not those it was sealed with. */
char *box_open(struct arena *mem, const struct box_key *key, const char *aad, const char *sealed_hex);

/* The public half of a key file's key, and envelopes to it. All hex text, in the arena. */
char *box_public(struct arena *mem, const struct box_key *key);
char *box_envelope(struct arena *mem, const char *public_hex, const char *secret);
char *box_envelope_open(struct arena *mem, const struct box_key *key, const char *envelope_hex);

/* Reads the 32 bytes of a key file. With `make`, an absent file is made first, mode 0600. ERR_NOT_FOUND, ERR_INPUT
 * (not 32 bytes, or readable by others) or ERR_INTERNAL, logged with the path. */
MUST_CHECK enum err box_key_file(const char *path, bool make, struct box_key *out);

/* argon2id's own text form, in the arena; NULL when memory for it is not to be had. */
char *password_hash(struct arena *mem, const char *password);
bool  password_verify(const char *hash, const char *password);

/* Takes as long as a real verification, for names that nobody has. */
void password_verify_nobody(const char *password);

#endif
