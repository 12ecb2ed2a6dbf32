/*
 * report.h - a report's page, for the landlord's side and for the tenant's own statement; and the words for a file that
 * could not be made.
 */
#ifndef PAGE_REPORT_REPORT_H
#define PAGE_REPORT_REPORT_H

#include "report/deliver.h"
#include "web/route.h"

MUST_CHECK enum err report_page(struct app *app, struct request *rq, struct response *rs, const char *name);
MUST_CHECK enum err
report_file(struct app *app, struct request *rq, struct response *rs, const char *name, enum file_format format);

#endif
