/*
 * ledger.h - double entry, append-only.
 *
 * Debits are positive, credits negative, integer cents; the lines of a transaction sum to zero. Each account belongs to
 * one landlord and is made when first used:
 *
 *   mpesa/SHORTCODE      money that reached a paybill or till     receivable/LEASE   what a tenant owes
 *   income/KIND          rent and other income, by kind of bill   deposits/LEASE     deposits held: owed back
 *   test_income          the KES 1 of the wizard's test           unallocated        money that is nobody's rent yet
 *   expense/KIND         costs paid from here, M-Pesa's charges   drawings           what the owner took out
 *   cash, cheque         money in hand, cheques not yet banked     bank/NAME          money that reached a bank account
 *   opening              what was owed before RentEase
 *
 * Each transaction's hash is SHA-256 over the one before and its own contents, so that a book rewritten behind our back
 * shows (`rentease verify`).
 */
#ifndef RENT_LEDGER_H
#define RENT_LEDGER_H

#include "db/db.h"
#include "rent/who.h"

struct ledger_line {
    const char  *account; /* a row of account_kind: "mpesa", "receivable", "income", … */
    const char  *detail;  /* shortcode, lease id, kind of bill, or "" */
    struct money amount;  /* debit positive */
};

struct ledger_txn {
    const char *landlord_id;
    const char *kind; /* a row of ledger_kind: "bill", "receive", "assign", "payout", "reverse" */
    const char *bill_id, *money_in_id, *money_out_id; /* or NULL */
    int64_t     reverses;                             /* the transaction that this mirrors, or 0 */
    const char *memo;
    const char *day; /* for which it counts, "2026-11-05"; NULL: today. In a closed month: today, whatever is given */
};

/* Posts it in the caller's transaction. Lines that do not balance, or are zero, are a broken promise of ours: assert.
 */
MUST_CHECK enum err ledger_post(struct db *db, struct arena *mem, const struct ledger_txn *t,
                                const struct ledger_line *lines, size_t count);

/* The transaction posted last; in the transaction of the caller it is his. */
MUST_CHECK enum err ledger_newest(struct db *db, int64_t *id);

/* The mirror image of a transaction, once. ERR_CONFLICT: reversed already. */
MUST_CHECK enum err ledger_reverse(struct db *db, struct arena *mem, int64_t txn_id, const char *memo);

/* One line of a lease's statement. */
struct ledger_row {
    int64_t      id, at;
    const char  *day, *kind, *memo;
    struct money amount, balance; /* what it added to what the tenant owes; what he owed after it */
};
/* Oldest first; a tenant sees his own leases only. */
MUST_CHECK enum err ledger_statement(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                     struct ledger_row **out, size_t *count);

/* Recomputes the whole chain. ERR_CONFLICT: *bad is the first transaction that does not fit. */
MUST_CHECK enum err ledger_verify(struct db *db, struct arena *mem, int64_t *bad);

#endif
