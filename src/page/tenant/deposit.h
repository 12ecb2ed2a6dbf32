/*
 * deposit.h - a deposit and its settlement, as both sides see it.
 */
#ifndef PAGE_TENANT_DEPOSIT_H
#define PAGE_TENANT_DEPOSIT_H

#include "rent/deposit.h"
#include "rent/tenant.h"
#include "web/view.h"

/* What tenant/deposit_paper reads, and whether it is settled. */
MUST_CHECK enum err
deposit_view(struct view *v, struct app *app, struct request *rq, const struct lease *l, const struct deposit *d);

#endif
