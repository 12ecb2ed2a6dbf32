/*
 * upload.h - forms that carry files: multipart/form-data, read with GMime 3, which only this file's source knows.
 *
 * Only routes marked UPLOAD take such a form, and only after it is known who sends it (web/app.c). Text parts land in
 * rq->form, so that form_read, the form token and everything else work as for any other form; files land in
 * rq->files. What the sender calls a file, and what he says is in it, is not kept: look at the bytes.
 */
#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "web/request.h"

enum {
    UPLOAD_FILE_MOST = 5 * 1024 * 1024,
    UPLOAD_BODY_MOST = UPLOAD_FILE_MOST + 64 * 1024, /* below lighttpd's server.max-request-size, so that we answer */
    UPLOAD_PARTS_MOST = 48,                          /* fields and files together */
    UPLOAD_HEAD_MOST = 2048,                         /* bytes of one part's headers */
};

/* Does the request say that it is such a form? */
bool upload_is(const struct request *rq);

/* Fills `form` and `files`. ERR_INPUT: no boundary, no end, a part within a part, too many parts, headers out of all
 * proportion, a field that is no text. ERR_TOO_LARGE: a file above its limit, or more than REQUEST_FILES_MOST. A file
 * field that was left empty is absent. */
MUST_CHECK enum err upload_parse(struct request *rq);

/* The file sent in that field, or NULL; the first of several. */
const struct file *request_file(const struct request *rq, const char *name);

#endif
