/*
 * api.h - the JSON API's envelope (contract.md 3): {"success":true,"data":…} or {"success":false,"error":…}.
 *
 *   struct json_writer w = json_writer_new(rq->mem);
 *   json_open(&w, NULL, '{');
 *   json_put_text(&w, "id", id);
 *   json_close(&w);
 *   return api_ok(rs, 201, &w);
 *
 * The calls answer, and so return ERR_OK. A handler that returns any other err and has answered nothing gets
 * that err's own sentence (problem.c). Messages are shown as they are: translate with lang_text(rq->lang,
 * N_("…")).
 */
#ifndef WEB_API_H
#define WEB_API_H

#include "base/json.h"
#include "web/form.h"
#include "web/response.h"

/* `data` is closed to its end. ERR_INTERNAL when it outgrew its ceiling. */
MUST_CHECK enum err api_ok(struct response *rs, int status, struct json_writer *data);

/* `code` is snake_case; `message` a sentence a person can act on. */
MUST_CHECK enum err api_error(struct response *rs, int status, const char *code, const char *message);

/* The same with one more text in the error: the id of the payment that is in the way. NULL value: null. */
MUST_CHECK enum err api_error_with(struct response *rs, int status, const char *code, const char *message,
                                   const char *key, const char *value);

/* 422 invalid_fields, with a sentence for each wrong field. */
MUST_CHECK enum err api_form_error(struct response *rs, const struct form *f);

/* Before api_error(…429 or 503…), or before returning ERR_LIMIT or ERR_BUSY. At least 1. Pages may use it
 * too. */
void api_retry_after(struct response *rs, int64_t seconds);

#endif
