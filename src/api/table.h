/*
 * table.h - a table that is sent as it is, as the body: CSV, or an Excel workbook (base/xlsx.h).
 */
#ifndef API_TABLE_H
#define API_TABLE_H

#include "web/request.h"
#include "web/response.h"

#define TABLE_XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* Does the request say that its body is one? */
bool table_is_body(const struct request *rq);

/* Answers that it cannot be read: `why`, marked for translation; NULL: it is no text. */
MUST_CHECK enum err table_refuse(struct request *rq, struct response *rs, const char *why);

#endif
