/*
 * credential.h - SecurityCredential: an initiator's password, encrypted for Safaricom (daraja.md 16).
 *
 * The certificate is only the carrier of a public key. Those that Safaricom publishes have been out of date for years
 * and are the right ones all the same: its dates are told, never enforced. A wrong certificate shows as result 2001.
 */
#ifndef DARAJA_CREDENTIAL_H
#define DARAJA_CREDENTIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct credential_certificate {
    const char *subject;   /* its common name, or "" */
    const char *not_after; /* "2017-05-20", UTC */
    bool        expired;
    int         key_bits;
};

/* Looks at a certificate, PEM (with or without text before it) or DER. ERR_INPUT: unusable; *why is a sentence for the
 * operator, in English, marked for translation. `now` is UTC. */
MUST_CHECK enum err credential_certificate_read(struct arena *mem, const void *bytes, size_t n, int64_t now,
                                                struct credential_certificate *out, const char **why);

/* RSA, PKCS#1 v1.5, of the password's very bytes; base64 on one line. It differs each time and never runs out.
 * ERR_INPUT: the certificate as above, or a password that is empty or too long for the key. The password stays the
 * caller's to wipe. */
MUST_CHECK enum err credential_make(struct arena *mem, const void *certificate, size_t n, const char *password,
                                    const char **out, const char **why);

#endif
