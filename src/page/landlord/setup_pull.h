/*
 * setup_pull.h - the part of /setup/direct about missed payments (templates/landlord/setup_pull.html).
 */
#ifndef PAGE_LANDLORD_SETUP_PULL_H
#define PAGE_LANDLORD_SETUP_PULL_H

#include "web/view.h"

/* For the number in use. Fills the phone in where `f` lacks one. *busy: an answer is awaited, so the page looks again
 * by itself. */
MUST_CHECK enum err setup_pull_put(struct app *app, struct request *rq, struct view *v, struct form *f, bool *busy);

#endif
