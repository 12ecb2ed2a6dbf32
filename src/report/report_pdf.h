/*
 * report_pdf.h - a report on A4 pages, upright or across as its columns need it.
 *
 * Header rows are repeated on each page, pages are numbered "2 / 5", long names wrap, sums are bold. Amounts in the
 * table are without KSh, which stands above it. Some milliseconds for a page; 2,000 rows take less than half a second.
 */
#ifndef REPORT_REPORT_PDF_H
#define REPORT_REPORT_PDF_H

#include "base/buf.h"
#include "report/report.h"

/* Into `out`. ERR_TOO_LARGE: it does not fit in there. */
MUST_CHECK enum err report_pdf(const struct report *r, struct buf *out);

#endif
