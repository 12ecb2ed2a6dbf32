/*
 * csrf.h - the form token: proof that a POST comes from a page that we gave to this very browser.
 *
 * HMAC(web key, session or visitor cookie), xored with a fresh mask each time it is written: pages are
 * compressed, and a text that never changes could be guessed from their lengths.
 */
#ifndef WEB_CSRF_H
#define WEB_CSRF_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/box.h"

/* 128 hex digits, in the arena. `sid` is what the browser sends back as a cookie. */
const char *csrf_token(struct arena *mem, const struct box_key *key, const char *sid);

/* False for NULLs; the comparison takes the same time wherever they differ. */
bool csrf_valid(const struct box_key *key, const char *sid, const char *token);

#endif
