/*
 * bill_manager.h - Safaricom's own invoices by SMS, for landlords who want them (daraja.md 14.2). Off unless
 * DARAJA_EXTRAS names it. A payment that it tells of is the same money as its C2B confirmation: one receipt, one
 * posting.
 */
#ifndef RENT_BILL_MANAGER_H
#define RENT_BILL_MANAGER_H

#include "rent/mpesa_request.h"

/* Commands, as mpesa_request.command holds them. */
#define BILL_MANAGER_OPT_IN      "optin"
#define BILL_MANAGER_INVOICE     "invoice"
#define BILL_MANAGER_CANCEL      "cancel"
#define BILL_MANAGER_ACKNOWLEDGE "acknowledge"

struct bill_manager {
    struct mpesa_request opt_in; /* the newest; id NULL: never asked */
    const char          *email, *contact;
    bool                 reminders, on;
};
MUST_CHECK enum err
bill_manager_state(struct db *db, struct arena *mem, const struct who *who, struct bill_manager *out);

/* Opts in, or changes what was given then. ERR_NOT_FOUND: no number in use. ERR_CONFLICT: the last
 * time is not answered yet. */
MUST_CHECK enum err bill_manager_opt_in(struct db *db, struct arena *mem, const struct who *who, const char *email,
                                        const char *contact, bool reminders, const char **id);

/* Sends an invoice for a bill, or takes it back. ERR_NOT_FOUND: no such bill. ERR_CONFLICT: not opted in, the bill is
 * paid or void, or (cancel) no invoice was sent. Once for a bill: *id is the earlier one. */
MUST_CHECK enum err bill_manager_invoice(struct db *db, struct arena *mem, const struct who *who, const char *bill_id,
                                         bool cancel, const char **id);

/* The newest of a bill's. ERR_NOT_FOUND: none. */
MUST_CHECK enum err bill_manager_of_bill(struct db *db, struct arena *mem, const struct who *who, const char *bill_id,
                                         struct mpesa_request *out);

/* ---- for the gateway ---- */

struct bill_manager_facts {
    const char *email, *contact, *about; /* about: the receipt that is acknowledged */
    bool        reminders;
};
MUST_CHECK enum err
bill_manager_facts(struct db *db, struct arena *mem, const struct mpesa_request *r, struct bill_manager_facts *out);
/* The newest sealed app key of a number; NULL: none. AAD: "bill_manager|" and *request_id. */
MUST_CHECK enum err bill_manager_key(struct db *db, struct arena *mem, const char *receiving_account_id,
                                     const char **request_id, const char **sealed);
MUST_CHECK enum err bill_manager_keep_key(struct db *db, const struct mpesa_request *r, const char *sealed);

/* Tells Bill Manager that a payment was counted, which makes Safaricom send its receipt. Once for a receipt. */
MUST_CHECK enum err bill_manager_acknowledge(struct db *db, struct arena *mem, const struct mpesa_request *opt_in,
                                             const char *receipt_no, struct money amount);

#endif
