/*
 * payout_story.h - everything that happened to a payment out: steps, calls, results, questions
 * (templates/landlord/payout_story.html).
 */
#ifndef PAGE_LANDLORD_PAYOUT_STORY_H
#define PAGE_LANDLORD_PAYOUT_STORY_H

#include "page/landlord/payout.h"

MUST_CHECK enum err payout_story(struct view *v, struct app *app, struct request *rq, const struct payout_page *p);

#endif
