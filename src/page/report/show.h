/*
 * show.h - a report put into a view, for templates/report/table.html. It knows nothing of which report it is.
 */
#ifndef PAGE_REPORT_SHOW_H
#define PAGE_REPORT_SHOW_H

#include "report/report.h"
#include "web/view.h"

/* A page of more rows than this is no help on a phone; the files have them all, and the sums count them all. */
enum { SHOW_ROWS_MOST = 500 };

/* NULL: there is no report to show, only its filters. */
void show_report(struct view *v, const struct report *r);

#endif
