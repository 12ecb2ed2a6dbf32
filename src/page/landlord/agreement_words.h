/*
 * agreement_words.h - what an agent earns, in words.
 */
#ifndef PAGE_LANDLORD_AGREEMENT_WORDS_H
#define PAGE_LANDLORD_AGREEMENT_WORDS_H

#include "rent/agreement.h"
#include "web/view.h"

/* is_percent, percent ("8.5"), is_fixed, is_unit, amount, with_vat, kinds (words, ", " between them), agent_collects,
 * from_month. */
void agreement_view(struct view *v, struct request *rq, const struct agreement *a);

#endif
