/*
 * setup.h - what the pages of the wizard share: the steps, and the account as every page shows it.
 */
#ifndef PAGE_LANDLORD_SETUP_H
#define PAGE_LANDLORD_SETUP_H

#include "rent/receiving.h"
#include "web/view.h"

enum setup_step { SETUP_TYPE, SETUP_DETAILS, SETUP_TEST, SETUP_ACTIVATE, SETUP_STEP_COUNT };

/* The wizard's progress, and whether another number is in use, which "stop changing" would keep. */
void setup_steps(struct view *v, struct app *app, struct request *rq, enum setup_step now);

/* What is being set up. ERR_NOT_FOUND: nothing is. */
MUST_CHECK enum err setup_draft(struct app *app, struct request *rq, struct receiving *out);

/* shortcode, is_till, business_name, … of one account. */
void setup_account(struct view *v, const struct receiving *r);

bool setup_is(const struct receiving *r, const char *state);
bool setup_passed(const struct receiving *r); /* its KES 1 prompt succeeded */
bool setup_own_keys(const struct receiving *r);

/* A text that may be missing: NULL and "" are both "". */
void setup_say(struct view *v, const char *key, const char *english);

#endif
