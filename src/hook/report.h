/*
 * report.h - what the files report*.c and result_status.c share: one transaction, as Daraja reports it.
 */
#ifndef HOOK_REPORT_H
#define HOOK_REPORT_H

#include "daraja/status.h"
#include "hook/result_private.h"
#include "rent/direct.h"

struct reported {
    struct result_hearing *h;
    struct status_report   s;
    const char            *finding; /* what we made of it: a name of rent/enquiry.h */
};

/* The money that it tells of; its receipt, amount and payer's phone are there. */
struct direct report_money(const struct reported *t);

/* The account number in a confirmation's body; NULL: none. */
const char *report_account(const struct reported *t, const char *body);

/* Counts it for the bill that a tenant named, where that is believable; sets the finding. */
MUST_CHECK enum err report_claim(struct reported *t);

#endif
