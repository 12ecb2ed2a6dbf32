/*
 * returnable.h - a payment that may be given back, or was, as the pages about that show it.
 */
#ifndef PAGE_LANDLORD_RETURNABLE_H
#define PAGE_LANDLORD_RETURNABLE_H

#include "rent/give_back.h"
#include "web/view.h"

/* What landlord/returnable_facts reads: the payment, its payer, and the bills that it pays. */
MUST_CHECK enum err
returnable_view(struct view *v, struct app *app, struct request *rq, const struct who *who, const struct returnable *m);

/* may_reverse, under_way, given_back, and the reversals to link to; all empty where there is no such money, or for who
 * may not ask. */
MUST_CHECK enum err returnable_links(struct view *v, struct app *app, struct request *rq, const char *payment_id);

#endif
