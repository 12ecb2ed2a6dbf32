/*
 * ask.h - what a report is asked for with, in the query of a page, a file or the API: the same names everywhere.
 */
#ifndef REPORT_ASK_H
#define REPORT_ASK_H

#include "report/report.h"
#include "web/form.h"

/* The first is the API's, which an operator needs (api/call.h); a page takes no notice of it. */
enum {
    ASK_LANDLORD,
    ASK_MONTH,
    ASK_FROM,
    ASK_TO,
    ASK_PROPERTY,
    ASK_LEASE,
    ASK_TENANT,
    ASK_SORT,
    ASK_TYPE,
    ASK_STATUS,
    ASK_PHONE,
    ASK_PERIOD,
    ASK_FIELD_COUNT
};
extern const struct field ask_fields[ASK_FIELD_COUNT];

/* What was typed, as a question; fields that this report does not take are left out. Adds the form's errors that only
 * the whole can show: an end before the beginning; and for a statement that is asked for by others than its tenant,
 * that of nobody. */
struct report_ask ask_from(struct form *f, const struct report_kind *k, const struct who *who);

/* The question as a query, "month=2026-11&propertyId=…", so that a file has the filters of the page. In the arena. */
const char *ask_query(struct arena *mem, const struct report_ask *ask);

#endif
