/*
 * refuse.h - an error that says more than its status: a code to program against and a sentence to act on.
 *
 *   static const struct refusal name_taken = {.status = 409, .code = "name_taken", .message = N_("…")};
 *   return refuse(rq, rs, &name_taken);
 */
#ifndef API_REFUSE_H
#define API_REFUSE_H

#include "web/response.h"

struct refusal {
    int         status;
    const char *code;
    const char *message;       /* English, marked for translation */
    const char *field;         /* the member it is about, or NULL */
    const char *payment_id;    /* the attempt that stands in the way, or NULL */
    int64_t     retry_after_s; /* with 429; at least 1 is said */
};

/* Writes the whole answer; ERR_OK. */
enum err refuse(struct request *rq, struct response *rs, const struct refusal *r);

#endif
