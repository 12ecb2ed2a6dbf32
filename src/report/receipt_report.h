/*
 * receipt_report.h - a receipt as a report, for its PDF.
 */
#ifndef REPORT_RECEIPT_REPORT_H
#define REPORT_RECEIPT_REPORT_H

#include "rent/receipt.h"
#include "report/report.h"

struct report *receipt_report(struct arena *mem, enum lang lang, const struct receipt *rc);

#endif
