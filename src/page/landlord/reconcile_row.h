/*
 * reconcile_row.h - a difference put into a view, for the landlord's list and its own page.
 */
#ifndef PAGE_LANDLORD_RECONCILE_ROW_H
#define PAGE_LANDLORD_RECONCILE_ROW_H

#include "rent/recon.h"
#include "web/view.h"

/* id, title, said, next, where, is_open, badge, state, first_seen, …; `where` is empty where there is no page for it,
 * or none that this person may enter. */
void reconcile_row(struct view *row, struct request *rq, const struct recon_difference *d);

#endif
