/*
 * badge.h - one or two words on how a bill or a payment stands, and their colour.
 */
#ifndef PAGE_TENANT_BADGE_H
#define PAGE_TENANT_BADGE_H

#include "rent/bill.h"
#include "web/view.h"

/* Each sets badge (a class of app.css) and badge_word. */
void badge_bill(struct view *v, const struct bill *b);

/* `status` is telling_of's. */
void badge_payment(struct view *v, const char *status);

#endif
