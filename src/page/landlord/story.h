/*
 * story.h - one payment in full: what it is, what its payer is told, and everything that happened to it. The
 * same for the landlord and the operator (templates/landlord/story.html).
 */
#ifndef PAGE_LANDLORD_STORY_H
#define PAGE_LANDLORD_STORY_H

#include "rent/payment.h"
#include "web/view.h"

/* Loads payment `id` of who's landlord and fills `v` with it. ERR_NOT_FOUND: no such payment of his. */
MUST_CHECK enum err
story_fill(struct view *v, struct app *app, struct request *rq, const struct who *who, const char *id);

#endif
