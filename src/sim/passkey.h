/*
 * passkey.h - the Password of STK push and query: base64(BusinessShortCode + Passkey + Timestamp) (daraja.md
 * 3.1).
 */
#ifndef SIM_PASSKEY_H
#define SIM_PASSKEY_H

#include <stdbool.h>

#include "base/arena.h"

const char *passkey_password(struct arena *mem, const char *shortcode, const char *passkey, const char *timestamp);

/* Is `password` exactly that? */
bool passkey_fits(struct arena *mem, const char *password, const char *shortcode, const char *passkey,
                  const char *timestamp);

#endif
