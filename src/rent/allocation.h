/*
 * allocation.h - which bill a piece of money pays.
 *
 * The bill that the payer chose first, then oldest due first; what no bill takes stays as the lease's credit and is
 * used when the next bill is made. Triggers refuse to spend money twice or to overpay a bill.
 */
#ifndef RENT_ALLOCATION_H
#define RENT_ALLOCATION_H

#include "db/db.h"
#include "rent/who.h"

/* Spreads `amount` of a money_in over the open bills of a lease. `chosen_bill_id` may be NULL. In the caller's
 * transaction. */
MUST_CHECK enum err allocation_spread(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                      const char *money_in_id, struct money amount, const char *chosen_bill_id);

/* Uses the lease's credit for its open bills. In the caller's transaction. */
MUST_CHECK enum err
allocation_use_credit(struct db *db, struct arena *mem, const struct who *who, const char *lease_id);

/* The lease's open bill that fell due first; *bill_id NULL: nothing is owed. */
MUST_CHECK enum err allocation_oldest_open(struct db *db, struct arena *mem, const struct who *who,
                                           const char *lease_id, const char **bill_id);

#endif
