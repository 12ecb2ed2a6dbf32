/*
 * audit_rows.h - the audit as a list with filters, for the owner's page and the operator's.
 */
#ifndef PAGE_LANDLORD_AUDIT_ROWS_H
#define PAGE_LANDLORD_AUDIT_ROWS_H

#include "rent/audit.h"
#include "web/view.h"

/* Reads the filters of the query. ERR_FIELD never: a filter that is none filters nothing. */
MUST_CHECK enum err audit_rows_filter(struct request *rq, struct form *f, struct audit_filter *out);

/* The rows, the choices of the filters, and the pager. */
MUST_CHECK enum err audit_rows_put(struct view *v, struct app *app, struct request *rq, const struct form *f,
                                   const struct audit_filter *filter);

#endif
