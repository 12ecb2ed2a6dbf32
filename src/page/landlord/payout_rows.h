/*
 * payout_rows.h - money out as every page shows it.
 */
#ifndef PAGE_LANDLORD_PAYOUT_ROWS_H
#define PAGE_LANDLORD_PAYOUT_ROWS_H

#include "rent/mpesa_request.h"
#include "web/view.h"

/* id, link, word and badge of its state, purpose, receiver and account, amount, who asked, who decided, when. */
void rows_payout(struct view *row, const struct mpesa_request *r, const char *base);

/* `receiver` and to_phone, to_till, to_paybill. */
void rows_receiver(struct view *v, const char *party_kind, const char *party);

#endif
