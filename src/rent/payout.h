/*
 * payout.h - money out: to a phone (B2C), to a paybill or till (B2B), to the tax authority (daraja.md 7, 8, 15).
 *
 * One person asks, another approves; what was asked cannot be changed in between. A landlord with nobody else approves
 * alone by his second factor. Then it is sent once, whatever happens (mpesa_send.h), and posted when M-Pesa says that
 * it was paid:
 *
 *   refund    a tenant's credit      receivable/LEASE    salary, promotion, expense, utility, supplier, tax   expense/…
 *   deposit   a deposit returned     deposits            owner    to the owner himself                        drawings
 *                                                        top_up   to our own bulk shortcode                   mpesa/…
 *
 * The credit that a refund gives back is set aside from the moment it is asked for, so that no bill takes it meanwhile.
 */
#ifndef RENT_PAYOUT_H
#define RENT_PAYOUT_H

#include "rent/mpesa_send.h"

struct payout_ask {
    const char  *api;         /* "b2c", "b2b" or "tax" */
    const char  *purpose;     /* above; NULL: what `command` and lease_id say */
    const char  *command;     /* b2c: "BusinessPayment", "SalaryPayment", "PromotionPayment"; NULL: by purpose */
    const char  *party;       /* 254…, or the paybill's or till's number; NULL for tax and top_up */
    const char  *party_kind;  /* "phone", "paybill", "till" */
    const char  *account_ref; /* paybill: what its owner wants to see, at most 13; tax: KRA's PRN */
    struct money amount;
    const char  *remarks, *occasion; /* occasion may be NULL */
    const char  *lease_id;           /* refund and deposit */
    const char  *key;                /* idempotency key; NULL: none */
    bool         only_judged;        /* nothing is written: *answer is what it would be, *id is NULL but for AGAIN */
};

enum payout_answer {
    PAYOUT_ASKED,
    PAYOUT_AGAIN,           /* same key, same request: *id is that one */
    PAYOUT_KEY_REUSED,      /* same key, another request */
    PAYOUT_NO_NUMBER,       /* no paybill or till in use */
    PAYOUT_NO_BULK,         /* b2c and top_up: no payout shortcode set up */
    PAYOUT_NO_SUCH_PURPOSE, /* field purpose */
    PAYOUT_NEEDS_LEASE,     /* field leaseId: missing, or no such lease */
    PAYOUT_NEEDS_ACCOUNT,   /* field accountReference: a paybill wants one */
    PAYOUT_NO_ACCOUNT,      /* field accountReference: a till takes none */
    PAYOUT_OWN_NUMBER,      /* field receiverShortCode: that is ours */
    PAYOUT_NOT_WHOLE,       /* field amount: M-Pesa sends whole shillings */
    PAYOUT_TOO_SMALL,       /* field amount: below 10 to a phone, below 1 */
    PAYOUT_TOO_LARGE,       /* field amount: above 250,000 */
    PAYOUT_ABOVE_CREDIT,    /* field amount: more than the tenant's credit that is free */
    PAYOUT_ABOVE_DEPOSIT,   /* field amount: more than the deposit held */
    PAYOUT_ANSWER_COUNT
};

struct payout_refusal {
    const char *code;
    int         status;
    const char *field; /* of the API; NULL */
    const char *message;
};
/* NULL for ASKED and AGAIN. */
const struct payout_refusal *payout_refusal(enum payout_answer a);

/* Writes the request, awaiting approval. ERR_OK with *answer; *id for ASKED and AGAIN. */
MUST_CHECK enum err payout_ask(struct db *db, struct arena *mem, const struct who *who, const struct payout_ask *ask,
                               enum payout_answer *answer, const char **id);

/* How much of a lease's money may be refunded, and of its deposit returned, right now; never below 0. ERR_NOT_FOUND: no
 * such lease. */
struct payout_limits {
    struct money credit, deposit;
};
MUST_CHECK enum err
payout_limits(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct payout_limits *out);

/* ---- deciding ---- */

enum payout_right {
    PAYOUT_MAY,         /* approve or reject */
    PAYOUT_MAY_ALONE,   /* his own, and nobody else is there: by the second factor */
    PAYOUT_NOT_HIS_OWN, /* his own: another person approves; he may withdraw it */
    PAYOUT_MAY_NOT,     /* agents, caretakers, accountants without the right */
    PAYOUT_OVER         /* decided already */
};
MUST_CHECK enum err payout_right(struct db *db, struct arena *mem, const struct who *who, const struct mpesa_request *r,
                                 enum payout_right *right);

/* How many wait for this person's word: none where he may not decide. */
MUST_CHECK enum err payout_waiting(struct db *db, const struct who *who, int64_t *count);

/* awaiting_approval -> pending. `second_factor`: the caller has checked it just now. ERR_FORBIDDEN: payout_right says
 * no (or ALONE without the factor). ERR_CONFLICT: decided meanwhile. ERR_NOT_FOUND. */
MUST_CHECK enum err
payout_approve(struct db *db, struct arena *mem, const struct who *who, const char *id, bool second_factor);

/* awaiting_approval -> rejected, by an approver or by whoever asked. Errors as above. */
MUST_CHECK enum err
payout_reject(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *note);

/* May he settle it by his word? The owner or an operator, of money out (reversals too) whose state is unknown, once an
 * hour has passed or nothing is left to ask. */
bool payout_resolvable(const struct who *who, const struct mpesa_request *r, int64_t now);

/* A person has looked into the M-Pesa portal: what nobody could tell is settled by his word, with the receipt if it was
 * paid. ERR_FORBIDDEN: neither owner nor operator. ERR_CONFLICT: not to be settled so, or not yet, or the receipt is
 * taken. */
MUST_CHECK enum err payout_resolve(struct db *db, struct arena *mem, const struct who *who, const char *id, bool paid,
                                   const char *receipt_no, const char *note);

/* For the operator: what waits over all landlords, oldest first, and whose a request is. */
struct payout_waiting_row {
    struct mpesa_request it;
    const char          *business_name;
};
MUST_CHECK enum err payout_waiting_all(struct db *db, struct arena *mem, const struct who *operator,
                                       struct payout_waiting_row ** out, size_t *count);
MUST_CHECK enum err payout_landlord(struct db *db, struct arena *mem, const struct who *operator, const char * id,
                                    const char **landlord_id);

/* ---- consequences; settle.h calls them ---- */

MUST_CHECK enum err
payout_done(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o);
MUST_CHECK enum err
payout_not_done(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o);

#endif
