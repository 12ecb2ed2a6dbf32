/*
 * request_story.h - everything that was asked, answered and decided about one request in an initiator's name, put into
 * a view for landlord/request_story.
 */
#ifndef PAGE_LANDLORD_REQUEST_STORY_H
#define PAGE_LANDLORD_REQUEST_STORY_H

#include "rent/mpesa_request.h"
#include "web/view.h"

/* The word for a request's state, and the class of its badge. */
void request_state_view(struct view *row, const char *state);

MUST_CHECK enum err
request_story_fill(struct view *v, struct app *app, struct request *rq, const struct who *who, const char *id);

#endif
