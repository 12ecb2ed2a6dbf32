/*
 * url.h - writing addresses, and telling ours from others'.
 */
#ifndef WEB_URL_H
#define WEB_URL_H

#include <stdbool.h>

#include "base/arena.h"

/* All but letters, digits and "-._~" as %XX: fit to be a value in a query. In the arena. */
char *url_encode(struct arena *mem, const char *text);

/* The same for a path: '/' stays. */
char *url_encode_path(struct arena *mem, const char *path);

/* A path on this very site, with perhaps a query: "/pay/k3…?x=1". Not "//other.example", which a browser
 * reads as another site, nor anything with a backslash, a blank or a control in it. False for NULL. */
bool url_local(const char *path);

#endif
