/*
 * charge_rows.h - recurring charges as a landlord's pages list them: all of them, or those of one lease.
 */
#ifndef PAGE_LANDLORD_CHARGE_ROWS_H
#define PAGE_LANDLORD_CHARGE_ROWS_H

#include "rent/charge.h"
#include "web/view.h"

/* One of them. */
void charge_row(struct view *row, const struct charge *c);

/* `charges` and has_charges, as templates/landlord/charge_rows.html reads them. */
void charge_rows(struct view *v, const struct charge *rows, size_t count);

#endif
