/*
 * deposit.h - a tenant's deposit: what is held of it, and what becomes of it when he moves out.
 *
 * A deposit is owed back from the day it is paid. Settling it is a draft of lines first, unpaid bills that it pays and
 * deductions with their words; then it is final, once for each lease, and posted in one transaction:
 *
 *   unpaid bills   money on the rail "deposits", allocated to just that bill     deposits/LEASE -> receivable/LEASE
 *   deductions     what the landlord keeps                                       deposits/LEASE -> income/damage
 *   the rest       by M-Pesa a payout like any other, approved and sent as such (payout.h); by hand at once
 *                                                                                deposits/LEASE -> cash, bank/NAME,
 * drawings
 */
#ifndef RENT_DEPOSIT_H
#define RENT_DEPOSIT_H

#include "db/db.h"
#include "rent/who.h"

#define DEPOSIT_KINDS   "bill|repairs|cleaning|other"
#define DEPOSIT_RETURNS "mpesa|cash|bank|cheque|owner"

enum { DEPOSIT_ITEMS_MOST = 30 };

struct deposit_item {
    int64_t      place;
    const char  *kind, *words; /* words: "" for a bill */
    struct money amount;
    const char  *bill_id, *bill_kind, *bill_period; /* NULL where it is no bill */
    struct money open;                              /* what is left to pay of that bill now */
    const char  *receipt_number;                    /* for the bill that it paid; NULL before */
};

struct deposit {
    struct money held; /* now; never below 0 */
    const char  *id;   /* of its settlement; NULL: none yet. The rest is about it */
    bool         final;
    const char  *note, *made_name, *final_name;
    int64_t      made_at, final_at;
    struct money was_held, deducted, rest; /* was_held: when it became final, or now; rest: what is left to return */
    const char  *returned_by, *returned_from, *returned_ref;                   /* NULL: nothing was left */
    const char  *request_id, *request_state, *request_receipt, *request_party; /* of the payout; NULL */
    struct deposit_item *items;
    size_t               item_count;
};

/* ERR_NOT_FOUND: no such lease of his. A tenant sees his own; no draft. */
MUST_CHECK enum err
deposit_load(struct db *db, struct arena *mem, const struct who *who, const char *lease_id, struct deposit *out);

/* Why something was not done; *why is NULL when it was. */
struct deposit_refusal {
    const char *code;
    int         status;
    const char *field; /* of the API; NULL */
    const char *message;
};

struct deposit_line {
    const char  *kind, *words, *bill_id;
    struct money amount; /* 0 with a bill: all that is left to pay of it */
};
/* Adds a line to the draft, which is begun where there is none. ERR_NOT_FOUND: no such lease of his. */
MUST_CHECK enum err deposit_deduct(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                   const struct deposit_line *line, const struct deposit_refusal **why);
/* Takes one off again. */
MUST_CHECK enum err deposit_drop(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                 int64_t place, const struct deposit_refusal **why);

struct deposit_end {
    const char *by;              /* one of DEPOSIT_RETURNS; NULL where nothing is left to return */
    const char *phone;           /* mpesa: NULL: the tenant's own */
    const char *bank_account_id; /* bank, cheque */
    const char *ref;             /* bank, cheque: its reference or number */
    const char *note;            /* for the tenant; NULL */
};
/* Makes it final and posts it. Judged anew: what was paid meanwhile, and what is held now. */
MUST_CHECK enum err deposit_finish(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                   const struct deposit_end *end, const struct deposit_refusal **why);

#endif
