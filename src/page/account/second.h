/*
 * second.h - what the pages of the second step share: their form, and how too many wrong codes are told.
 */
#ifndef PAGE_ACCOUNT_SECOND_H
#define PAGE_ACCOUNT_SECOND_H

#include "web/view.h"

enum { SECOND_PASSWORD, SECOND_CODE, SECOND_FIELD_COUNT };
extern const struct field second_form[SECOND_FIELD_COUNT];

/* The form, `too_often` with the time to wait, and Retry-After. */
void second_put(struct view *v, struct request *rq, struct response *rs, const struct form *f, int64_t wait_s);

#endif
