/*
 * request.h - what a browser or a program sent, judged for shape, with no FastCGI type in it.
 *
 * cgi-bin/web.c fills it from the server's variables; tests fill it by hand. All of it lives in `mem` and goes with it.
 */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "rent/who.h"
#include "web/lang.h"

enum method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_DELETE, METHOD_OTHER };
enum { REQUEST_BODY_MOST = 64 * 1024, REQUEST_ARGS_MOST = 4, REQUEST_FIELDS_MOST = 100, REQUEST_FILES_MOST = 4 };

struct field_pair {
    const char *name, *value;
};

struct field_list {
    struct field_pair *pairs;
    size_t             count;
};

/* A file that came with a form (web/upload.h). */
struct file {
    const char *field; /* the name of the form's field, not of the file */
    const char *bytes; /* a NUL follows, but there may be others among them */
    size_t      len;
};

struct file_list {
    struct file *items;
    size_t       count;
};

struct request {
    struct arena     *mem;
    const char       *id;     /* 16 characters, on every log line and error page */
    enum method       method; /* HEAD arrives as GET with `head` set */
    bool              head;
    const char       *path;       /* PATH_INFO: decoded, dots removed, always begins with '/' */
    const char       *query_text; /* raw QUERY_STRING, "" when none */
    struct field_list query;
    struct field_list form; /* parsed urlencoded body, or the text parts of an upload; empty for another content type */
    struct file_list  files;
    const char       *body; /* raw, NUL-terminated */
    size_t            body_len;
    const char       *content_type;   /* lower case, without parameters; "" when none */
    const char       *content_header; /* the same, as it came */

    /* headers; NULL when absent */
    const char *host, *origin, *fetch_site, *cookie, *authorization, *accept, *accept_language, *if_none_match;
    const char *idempotency_key, *user_agent;
    const char *remote_addr; /* the client's, behind a trusted proxy too */
    bool        https;
    enum err    fault; /* found while it was read: ERR_TOO_LARGE, ERR_INPUT; ERR_OK when it is fit */

    /* filled on the way in (web/app.c) */
    const char *args[REQUEST_ARGS_MOST]; /* the :names of the route, in order */
    struct who  who;
    enum lang   lang;
    const char *sid;        /* session or visitor cookie, which the form token is bound to; NULL when none */
    bool        sid_is_new; /* a visitor's, made just now: view_render sends it as a cookie */
    bool        is_api;
    const char *complaint; /* why the body is malformed, a sentence for the API's message; NULL: none */
};

/* Fills `query`, and `form` when the content type says there is one, from the raw texts. ERR_INPUT as below. */
MUST_CHECK enum err request_parse(struct request *rq);

/* METHOD_OTHER for one we do not know; HEAD counts as GET. */
enum method request_method(const char *name, bool *head);

/* Splits name=value&…: '+' is a space, %XX decoded. ERR_INPUT for NUL, invalid UTF-8, a broken escape or more than 100
 * fields. Of two equal names the first wins (request_field finds it). */
MUST_CHECK enum err request_parse_fields(struct arena *mem, const char *text, struct field_list *out);

/* The value, or NULL. */
const char *request_query(const struct request *rq, const char *name);
const char *request_field(const struct request *rq, const char *name);

/* The cookie of that name, or NULL. */
const char *request_cookie(const struct request *rq, const char *name);

#endif
