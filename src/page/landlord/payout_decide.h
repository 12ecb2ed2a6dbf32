/*
 * payout_decide.h - what people say to one payment out: yes, no, or what the M-Pesa portal says of it.
 */
#ifndef PAGE_LANDLORD_PAYOUT_DECIDE_H
#define PAGE_LANDLORD_PAYOUT_DECIDE_H

#include "page/landlord/payout.h"

/* One table for all the forms of the page, as each sends only its own fields. */
enum { DECIDE_PASSWORD, DECIDE_CODE, DECIDE_REASON, DECIDE_OUTCOME, DECIDE_RECEIPT, DECIDE_NOTE, DECIDE_FIELD_COUNT };
extern const struct field payout_decide_form[DECIDE_FIELD_COUNT];

MUST_CHECK enum err
payout_page_approve(struct app *app, struct request *rq, struct response *rs, struct payout_page *p);
MUST_CHECK enum err payout_page_reject(struct app *app, struct request *rq, struct response *rs, struct payout_page *p);
MUST_CHECK enum err
payout_page_resolve(struct app *app, struct request *rq, struct response *rs, struct payout_page *p);

#endif
