/*
 * cookie.h - the three cookies there are. Written by response_cookie, read back here.
 *
 * Under https each carries the prefix __Host-, with which a browser takes it from nobody but this very host.
 */
#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include "web/request.h"

#define COOKIE_SESSION "sid" /* the session's token */
#define COOKIE_VISITOR "vid" /* what form tokens of someone not signed in are bound to */
#define COOKIE_LANG    "lang"
#define COOKIE_HOST    "__Host-"

enum { COOKIE_VALUE_MOST = 256, COOKIE_LANG_AGE_S = 365 * 24 * 3600 };

/* Its value; NULL when absent, empty or absurdly long. */
const char *cookie_read(const struct request *rq, bool secure, const char *name);

#endif
