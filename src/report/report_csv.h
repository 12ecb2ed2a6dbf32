/*
 * report_csv.h - a report as a table for spreadsheets (base/csv.h).
 *
 * One head row, then one row for each of the report's: money as 12500.00, dates as 2026-11-05, per cents as 93.5. The
 * group stands in the first column. Sums are left out, as a spreadsheet adds up by itself, and would add them, too.
 */
#ifndef REPORT_REPORT_CSV_H
#define REPORT_REPORT_CSV_H

#include "report/report.h"

enum { REPORT_CSV_CEILING = 3 * 1024 * 1024 };

/* NULL when it grew past its ceiling. */
const char *report_csv(const struct report *r);

#endif
