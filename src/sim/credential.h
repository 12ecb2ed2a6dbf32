/*
 * credential.h - what stands for Safaricom's certificate: a key pair of the simulator's own, and SecurityCredential
 * opened with it (daraja.md 16).
 */
#ifndef SIM_CREDENTIAL_H
#define SIM_CREDENTIAL_H

#include <stdbool.h>

#include "base/arena.h"

struct credential;

/* Reads the private key from `key_file`, or makes one and writes it there; NULL: a key of this process alone. The
 * certificate's dates have passed if `expired`. NULL, after logging why, when that does not work. */
struct credential *credential_new(const char *key_file, bool expired);
void               credential_free(struct credential *c); /* NULL is none */

/* The certificate, PEM. */
const char *credential_pem(const struct credential *c);
bool        credential_write_pem(const struct credential *c, const char *file);

/* The password that was encrypted, in the arena; NULL when `sealed` is not base64(RSA PKCS#1 v1.5 of something). */
const char *credential_open(const struct credential *c, struct arena *mem, const char *sealed);

#endif
