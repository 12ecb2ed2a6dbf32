/*
 * deliver.h - a report or a receipt as a file in an answer, the same for pages and for the API.
 */
#ifndef REPORT_DELIVER_H
#define REPORT_DELIVER_H

#include "report/report.h"
#include "web/app.h"

enum file_format { FILE_CSV, FILE_PDF };

/* Makes it and puts it into `rs`, counted (report/export.h). Errors as of report_make; ERR_LIMIT: Retry-After is set;
 * ERR_TOO_LARGE: more rows or bytes than a file may have. */
MUST_CHECK enum err deliver_report(struct app *app, struct request *rq, struct response *rs, const struct who *who,
                                   const char *name, const struct report_ask *ask, enum file_format format);

/* A receipt's PDF. Not counted: it is one page, and its tenant's. */
MUST_CHECK enum err
deliver_receipt(struct app *app, struct request *rq, struct response *rs, const struct who *who, const char *number);

#endif
