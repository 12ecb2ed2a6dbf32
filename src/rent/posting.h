/*
 * posting.h - money into the books: the row of the receipt, the ledger, whose rent it is, which bills it pays, and the
 * paper, all in the caller's transaction.
 *
 * For the gateway and for what a person decides about money that waited for him; nobody else posts.
 */
#ifndef RENT_POSTING_H
#define RENT_POSTING_H

#include "db/db.h"

struct posting {
    const char  *landlord_id;
    const char  *payment_id;            /* the prompt that brought it; NULL */
    const char  *channel;               /* a row of money_channel */
    const char  *rail;                  /* "cash", "cheque", "bank", "opening", "deposits"; NULL: "mpesa" */
    const char  *ref;                   /* what the bank or the cheque calls it; NULL */
    const char  *receipt_no;            /* M-Pesa's; NULL: to follow */
    const char  *shortcode;             /* the number, the bank account's name, the lease of a deposit, or "" */
    const char  *phone;                 /* as M-Pesa showed it; "" */
    const char  *bill_ref, *payer_name; /* of direct payments; NULL */
    struct money amount;
    int64_t      paid_at; /* 0: now */
    const char
        *credit; /* account for money that is no rent, "test_income" or "unallocated"; NULL: the lease's receivable */
    const char *lease_id;  /* NULL with `credit` */
    const char *bill_id;   /* the bill that the payer chose; NULL: oldest due first */
    const char *how;       /* how the lease was found: "prompt", "account", "person" */
    const char *person_id; /* who found it; NULL: RentEase itself */
};

/* Posts it. *id is the money_in. ERR_CONFLICT: that receipt, or that payment's money, is posted already. */
MUST_CHECK enum err posting_money(struct db *db, struct arena *mem, const struct posting *p, const char **id);

/* Money that waited in `unallocated` is this lease's rent: ledger, assignment, bills, receipt. `person_id` NULL:
 * matched by RentEase itself. */
MUST_CHECK enum err posting_assign(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id,
                                   const char *lease_id, const char *how, const char *person_id);

/* One lease's part of a piece of money. */
struct posting_part {
    const char  *lease_id;
    struct money amount;
};
enum { POSTING_PARTS_MOST = 12 };

/* How it was found, by whom, and why. */
struct posting_why {
    const char *how, *person_id, *reason; /* "person", "account", …; NULL: RentEase itself; NULL */
};

/* The same over several leases, each once. ERR_INPUT: the parts do not add up to the money. ERR_CONFLICT: it has a home
 * already. */
MUST_CHECK enum err posting_split(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id,
                                  const struct posting_part *parts, size_t count, const struct posting_why *why);

/* Money that counted for other leases is all this one's: ledger mirrored and posted anew, their bills open again. The
 * caller has judged that nothing of it was given back. */
MUST_CHECK enum err posting_move(struct db *db, struct arena *mem, const char *landlord_id, const char *money_in_id,
                                 const char *lease_id, const struct posting_why *why);

/* Money that was mirrored (below) counts after all: ledger, assignment and bills anew, under the row and the paper it
 * has. `p` as it was posted; its receipt, channel and payment are not read. */
MUST_CHECK enum err posting_restore(struct db *db, struct arena *mem, const struct posting *p, const char *money_in_id);

/* The mirror image of money received: ledger, and the ends of its allocations and assignment. */
MUST_CHECK enum err posting_mirror(struct db *db, struct arena *mem, const char *money_in_id, const char *memo);

#endif
