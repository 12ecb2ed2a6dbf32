/*
 * response.h - an answer, built whole before a byte leaves, so that a late failure can still become a proper 500.
 *
 * Security headers (threat-model.md 7) are put on every answer by response_wire, not by pages.
 */
#ifndef WEB_RESPONSE_H
#define WEB_RESPONSE_H

#include "base/buf.h"
#include "web/request.h"

enum { RESPONSE_HEADERS_MOST = 12, RESPONSE_CEILING = 4 * 1024 * 1024 };

struct response {
    struct arena     *mem;
    int               status;
    const char       *content_type;
    struct field_pair headers[RESPONSE_HEADERS_MOST];
    size_t            header_count;
    struct buf        body;
    bool              cacheable; /* without it: Cache-Control: no-store */
    const char       *etag;      /* sent quoted; a matching If-None-Match becomes 304 */
};

struct response response_new(struct arena *mem);

/* Starts over: status, headers and body as if new. Cookies set so far are kept, and so is Retry-After. */
void response_reset(struct response *rs);

/* A value with a line break or another control is not sent, but logged: no visitor writes our headers. */
void response_header(struct response *rs, const char *name, const char *value);

/* One set before, or NULL. */
const char *response_header_get(const struct response *rs, const char *name);

/* 303 to a path of ours ("/tenant"); the browser follows with GET. What is none (url_local) leads to "/". */
void response_redirect(struct response *rs, const char *path);

/* A cookie: HttpOnly, SameSite=Lax, Path=/, Secure and the __Host- prefix when `secure`. max_age 0 deletes it, -1 keeps
 * it for the browser's session. */
void response_cookie(struct response *rs, bool secure, const char *name, const char *value, int64_t max_age_s);

/* Head and body as the FastCGI server wants them ("Status: 200 OK\r\n…"); one text, ready to be written.
 * HSTS only for `https_origin`. A 304 and a HEAD carry no body. */
struct buf response_wire(struct response *rs, const struct request *rq, bool https_origin);

#endif
