/*
 * till_push.h - B2B express: a tenant who is a business pays his bill from his till; the person on the till's nominated
 * phone approves (daraja.md 15). Off unless DARAJA_EXTRAS names it.
 */
#ifndef RENT_TILL_PUSH_H
#define RENT_TILL_PUSH_H

#include "rent/mpesa_request.h"

enum till_push_answer {
    TILL_PUSH_ASKED,
    TILL_PUSH_NO_NUMBER, /* no paybill or till in use */
    TILL_PUSH_NO_TILL,   /* field till: that is our own number */
    TILL_PUSH_PAID,      /* nothing is open of the bill */
    TILL_PUSH_UNDER_WAY, /* *id: wait for it */
    TILL_PUSH_ANSWER_COUNT
};
struct till_push_refusal {
    const char *code;
    int         status;
    const char *field, *message;
};
const struct till_push_refusal *till_push_refusal(enum till_push_answer a);

/* Asks for all that is open of the bill, rounded up to a shilling, 250,000 at most. ERR_NOT_FOUND: no such bill of his.
 */
MUST_CHECK enum err till_push_ask(struct db *db, struct arena *mem, const struct who *who, const char *bill_id,
                                  const char *till, enum till_push_answer *answer, const char **id);

/* The newest of a bill, which the caller has loaded for the same person. ERR_NOT_FOUND: none. */
MUST_CHECK enum err till_push_newest(struct db *db, struct arena *mem, const struct who *who, const char *bill_id,
                                     struct mpesa_request *out);

#endif
