/*
 * payout.h - one payment out, as a landlord's people and the operator see it, shown (payout_decide.h decides it). `who`
 * acts for its landlord; `base` is where its pages are: "landlord/money-out" or "operator/payouts".
 */
#ifndef PAGE_LANDLORD_PAYOUT_H
#define PAGE_LANDLORD_PAYOUT_H

#include "rent/payout.h"
#include "web/view.h"

struct payout_page {
    const struct who    *who;
    const char          *base;
    struct mpesa_request r;
    enum payout_right    right;
    bool                 asks_password, asks_code, lacks_code, resolvable;
};

/* ERR_NOT_FOUND: no such payment out of his. */
MUST_CHECK enum err
payout_page_load(struct app *app, struct request *rq, const struct who *who, const char *base, struct payout_page *p);

MUST_CHECK enum err payout_page_show(struct app *app, struct request *rq, struct response *rs, struct payout_page *p);
MUST_CHECK enum err payout_page_part(struct app *app, struct request *rq, struct response *rs, struct payout_page *p);
MUST_CHECK enum err
payout_page_receipt(struct app *app, struct request *rq, struct response *rs, struct payout_page *p);
/* The page with what was typed; wait_s: too many wrong passwords or codes. */
MUST_CHECK enum err payout_page_form(struct app *app, struct request *rq, struct response *rs, struct payout_page *p,
                                     const struct form *f, int64_t wait_s, int status);

#endif
