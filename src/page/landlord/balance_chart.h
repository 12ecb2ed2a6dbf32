/*
 * balance_chart.h - how the money in M-Pesa went up and down: a line drawn by us, and the same as a table.
 */
#ifndef PAGE_LANDLORD_BALANCE_CHART_H
#define PAGE_LANDLORD_BALANCE_CHART_H

#include "rent/balance.h"
#include "web/view.h"

/* `points`, oldest first: at least one. Sets has_line, line, end_y, highest, lowest, newest, since, until, points. */
void balance_chart(struct view *v, struct arena *mem, const struct balance_point *points, size_t count);

#endif
