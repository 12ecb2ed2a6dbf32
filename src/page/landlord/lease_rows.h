/*
 * lease_rows.h - a lease as a landlord's pages tell it: its facts, the rents that follow one another, and bills for
 * days after its end.
 */
#ifndef PAGE_LANDLORD_LEASE_ROWS_H
#define PAGE_LANDLORD_LEASE_ROWS_H

#include "rent/lease_terms.h"
#include "web/view.h"

void lease_facts(struct view *v, const struct lease *l);

/* Rents, charges, and what was billed beyond the end. */
MUST_CHECK enum err lease_terms_view(struct view *v, struct app *app, struct request *rq, const struct lease *l);

#endif
