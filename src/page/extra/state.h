/*
 * state.h - how a request to one of the services with a contract of their own stands, put into a view.
 */
#ifndef PAGE_EXTRA_STATE_H
#define PAGE_EXTRA_STATE_H

#include "rent/mpesa_request.h"
#include "web/view.h"

/* has_request, headline, message, badge, waits (the page looks again by itself), good, unsure, bad, said (M-Pesa's own
 * words for a failure), answer_code. `r` NULL: none. For templates/extra/state.html. */
void state_view(struct view *v, const struct mpesa_request *r);

/* Is it under way, so that a new one must wait for it? NULL: no. */
bool state_waits(const struct mpesa_request *r);

#endif
