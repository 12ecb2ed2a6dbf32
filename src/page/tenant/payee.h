/*
 * payee.h - to whom a tenant pays, and how to do it by hand.
 */
#ifndef PAGE_TENANT_PAYEE_H
#define PAGE_TENANT_PAYEE_H

#include "web/view.h"

struct payee {
    const char *business;  /* as M-Pesa knows it, else as the landlord calls himself */
    bool        receiving; /* an active paybill or till; what follows is NULL without one */
    bool        is_till;
    const char *shortcode;
    const char *account; /* what all payers type; NULL: each unit's own */
};

MUST_CHECK enum err payee_load(struct db *db, struct arena *mem, const struct who *who, struct payee *out);

/* Fills the holes of templates/tenant/by_hand.html; `account_ref` is the unit's own. */
void payee_view(struct view *v, const struct payee *p, const char *account_ref);

#endif
