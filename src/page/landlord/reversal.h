/*
 * reversal.h - the page of one reversal, for the landlord's side and for the operator: how it stands, what it is about,
 * its story for owners, and the word of a person where M-Pesa gives none.
 */
#ifndef PAGE_LANDLORD_REVERSAL_H
#define PAGE_LANDLORD_REVERSAL_H

#include "web/app.h"

/* `who` acts for the landlord whose it is. ERR_NOT_FOUND: no such reversal of his. */
MUST_CHECK enum err reversal_page(struct app *app, struct request *rq, struct response *rs, const struct who *who);

/* A person says what became of it (payout_resolve). */
MUST_CHECK enum err reversal_resolve(struct app *app, struct request *rq, struct response *rs, const struct who *who);

#endif
