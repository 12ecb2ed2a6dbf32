/*
 * hats.h - the other sides on which the same person can act, for templates/part/hats.html.
 */
#ifndef PAGE_PUBLIC_HATS_H
#define PAGE_PUBLIC_HATS_H

#include "web/view.h"

/* `hats`: {landlord_id, name, is_operators}; not the one that is worn. */
MUST_CHECK enum err hats_view(struct view *v, struct app *app, struct request *rq);

#endif
