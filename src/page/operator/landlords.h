/*
 * landlords.h - the landlords to choose from, in the filters of the operator's lists.
 */
#ifndef PAGE_OPERATOR_LANDLORDS_H
#define PAGE_OPERATOR_LANDLORDS_H

#include "web/view.h"

/* `landlords`: {landlord, name, selected}. */
MUST_CHECK enum err landlords_choices(struct view *v, struct app *app, struct request *rq, const char *chosen);

#endif
