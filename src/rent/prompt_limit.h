/*
 * prompt_limit.h - how often a phone may be asked to pay (threat-model.md 8).
 *
 * Counted from the payments themselves, over all landlords, so that neither a restart nor another account forgives:
 * one a gap, the same amount one in two gaps, so many an hour and a day; half as many to a phone that is not on file,
 * and none for a day after two refusals from it.
 */
#ifndef RENT_PROMPT_LIMIT_H
#define RENT_PROMPT_LIMIT_H

#include "rent/payment.h"

/* Leaves *answer as it is, or sets PAYMENT_PHONE_WAIT or PAYMENT_PHONE_LIMIT and *wait_s. */
MUST_CHECK enum err prompt_limit(struct db *db, const struct payment_rules *rules, const char *phone, bool on_file,
                                 struct money amount, enum payment_answer *answer, int64_t *wait_s);

/* The same for a new landlord's KES 1 tests: PAYMENT_NEW_LANDLORD. */
MUST_CHECK enum err prompt_limit_tests(struct db *db, const struct who *who, const struct payment_rules *rules,
                                       enum payment_answer *answer, int64_t *wait_s);

#endif
