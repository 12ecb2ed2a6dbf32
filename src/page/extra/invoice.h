/*
 * invoice.h - Bill Manager's and the till's part of a bill's page.
 */
#ifndef PAGE_EXTRA_INVOICE_H
#define PAGE_EXTRA_INVOICE_H

#include "rent/bill.h"
#include "web/view.h"

/* invoicing and invoice {…}, invoice_waits, till_on: for templates/extra/invoice.html. */
MUST_CHECK enum err invoice_view(struct app *app, struct request *rq, struct view *v, const struct bill *b);

#endif
