/*
 * setup_direct.h - the page /setup/direct: being told of direct payments (setup_direct.c), and asking for those that
 * were missed (setup_pull.h).
 */
#ifndef PAGE_LANDLORD_SETUP_DIRECT_H
#define PAGE_LANDLORD_SETUP_DIRECT_H

#include "web/view.h"

/* One page, two forms, and each sends only its own field; the page shows both. */
enum { DIRECT_VERSION, DIRECT_PHONE, DIRECT_FIELD_COUNT };

/* The whole page: with `f` as it was typed, or NULL to show it first. */
MUST_CHECK enum err
setup_direct_show(struct app *app, struct request *rq, struct response *rs, struct form *f, int status);

#endif
