/*
 * direct.h - money that a payer sent by himself to a paybill or till, and the tray where it waits when nobody knows
 * whose rent it is.
 *
 * It is posted at once, whatever it is for: to a lease when the account number names exactly one, to `unallocated`
 * otherwise. A prompt's own money that arrives by this door too is attached to its prompt (hook/evidence.c asks
 * direct_prompts first), and one receipt is one row whichever door it came by first.
 */
#ifndef RENT_DIRECT_H
#define RENT_DIRECT_H

#include "rent/collect.h"
#include "rent/who.h"

struct direct {
    const char  *channel; /* how it was told, a row of money_channel: "c2b", "pull", "status", "statement" */
    const char  *rail;    /* NULL: "mpesa"; "bank", where the shortcode is the account's name */
    const char  *ref;     /* what the bank calls it; NULL */
    const char  *landlord_id, *receiving_account_id;
    const char  *shortcode;  /* as the landlord configured it: a till's number, not its store's */
    const char  *receipt_no; /* upper case; NULL on another rail than M-Pesa's */
    const char  *bill_ref;   /* what the payer typed; NULL for a till */
    const char  *msisdn;     /* as shown: clear, masked or hashed; "" when missing */
    const char  *payer_name; /* NULL: not said */
    struct money amount;
    int64_t      paid_at, inbox_id;
    const char  *lease_id, *bill_id; /* somebody said whose it is, and it was judged believable; NULL: by bill_ref */
    const char  *how;                /* with lease_id: how it was found; NULL: "claim" */
    const char **money_in_id;        /* where the new row's id is told; NULL: nowhere */
};

enum direct_verdict {
    DIRECT_POSTED,  /* to the lease that its account number names */
    DIRECT_WAITING, /* posted, and in the tray: nobody knows whose it is */
    DIRECT_KNOWN,   /* this receipt is posted already */
    DIRECT_HELD     /* this receipt is posted already with another amount, or as another landlord's */
};

/* Posts it. In one transaction, or the caller's. */
MUST_CHECK enum err
direct_money(struct db *db, struct arena *mem, const struct direct *d, enum direct_verdict *verdict);

/* Is this receipt in the books? */
MUST_CHECK enum err direct_is_known(struct db *db, const char *receipt_no, bool *known);

/* Prompts of this number, for this amount, about the time it was paid, that wait for money or for their receipt. */
MUST_CHECK enum err
direct_prompts(struct db *db, struct arena *mem, const struct direct *d, struct pay **out, size_t *count);

/* Whose number is it to which a secret address belongs? */
struct direct_address {
    const char *landlord_id, *receiving_account_id, *shortcode, *store_number, *account_number;
    bool        strict;
};
MUST_CHECK enum err
direct_by_address(struct db *db, struct arena *mem, const char *secret_hash, struct direct_address *out);

/* ---- the tray ---- */

struct waiting {
    const char  *id, *receipt_no, *shortcode, *bill_ref, *payer_name, *msisdn; /* bill_ref and payer_name may be NULL */
    const char  *ref; /* what a bank calls it, which has no receipt_no; NULL */
    struct money amount;
    int64_t      paid_at;
};
/* Oldest first, 500 at most. */
MUST_CHECK enum err
waiting_list(struct db *db, struct arena *mem, const struct who *who, struct waiting **out, size_t *count);
MUST_CHECK enum err
waiting_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct waiting *out);
/* How many wait. Cheap when none does. */
MUST_CHECK enum err waiting_count(struct db *db, const struct who *who, int64_t *count);
/* ERR_NOT_FOUND: no such money or lease of his. ERR_CONFLICT: it has been assigned meanwhile. */
MUST_CHECK enum err
waiting_assign(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *lease_id);

/* How money found its lease. */
struct assigned {
    const char *how;    /* "account": by what the payer typed, "person", "prompt" */
    const char *person; /* who decided; NULL: RentEase itself */
    int64_t     at;
};
/* ERR_NOT_FOUND: no such money of his, or it is nobody's yet. */
MUST_CHECK enum err
direct_assigned(struct db *db, struct arena *mem, const struct who *who, const char *id, struct assigned *out);

#endif
