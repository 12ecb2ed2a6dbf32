/*
 * billmanager.h - Safaricom's own invoices by SMS (daraja.md 14.2). Off unless a landlord wants it.
 *
 * A payment told here may be told by a C2B confirmation as well: same receipt, same money.
 */
#ifndef DARAJA_BILLMANAGER_H
#define DARAJA_BILLMANAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/money.h"
#include "daraja/answer.h"

#define BILLMANAGER_OPTIN_PATH       "/v1/billmanager-invoice/optin"
#define BILLMANAGER_CHANGE_PATH      "/v1/billmanager-invoice/change-optin-details"
#define BILLMANAGER_SINGLE_PATH      "/v1/billmanager-invoice/single-invoicing"
#define BILLMANAGER_BULK_PATH        "/v1/billmanager-invoice/bulk-invoicing"
#define BILLMANAGER_RECONCILE_PATH   "/v1/billmanager-invoice/reconciliation"
#define BILLMANAGER_CANCEL_PATH      "/v1/billmanager-invoice/cancel-single-invoice"
#define BILLMANAGER_CANCEL_BULK_PATH "/v1/billmanager-invoice/cancel-bulk-invoices"

enum { BILLMANAGER_BULK_MOST = 1000 };

struct billmanager_optin {
    const char *shortcode, *email, *contact_phone; /* 254… */
    bool        reminders;
    const char *logo; /* NULL: none */
    const char *callback_url;
};

/* For opting in and for changing what was given then. */
const char *billmanager_optin_body(struct arena *mem, const struct billmanager_optin *o);

struct billmanager_item {
    const char  *name;
    struct money amount;
};

struct billmanager_invoice {
    const char                    *reference;         /* ours, unique */
    const char                    *full_name, *phone; /* 254…: written as 07… */
    const char                    *period;            /* "November 2026" */
    const char                    *name;              /* "Rent" */
    struct date                    due;
    const char                    *account_ref;
    struct money                   amount;
    const struct billmanager_item *items;
    size_t                         item_count;
};

const char *billmanager_invoice_body(struct arena *mem, const struct billmanager_invoice *i);
/* A top-level array, of BILLMANAGER_BULK_MOST at most. NULL: more than 1 MiB. */
const char *billmanager_bulk_body(struct arena *mem, const struct billmanager_invoice *list, size_t count);
/* One reference is an object, more an array: each for its own address. */
const char *billmanager_cancel_body(struct arena *mem, const char *reference);
const char *billmanager_cancel_bulk_body(struct arena *mem, const char *const *references, size_t count);

/* Our acknowledgement of a payment, which makes Safaricom send the receipt by SMS. */
struct billmanager_settlement {
    struct date  paid_on;
    struct money amount;
    const char  *account_ref, *receipt_no, *phone, *full_name, *invoice_name, *reference;
};

const char *billmanager_reconcile_body(struct arena *mem, const struct billmanager_settlement *s);

/* Any of the above. ACCEPTED: code "200"; *app_key is what an opt-in gave, to be kept and sent as the header appKey
 * (NULL otherwise). REJECTED with code "409": the invoice is paid, or part-paid, and cannot be cancelled. */
struct answer answer_to_billmanager(struct arena *mem, const struct reply *r, const char **app_key);

struct billmanager_payment {
    const char  *receipt_no; /* upper case, never NULL */
    bool         has_amount; /* readable, and more than nothing */
    struct money amount;
    const char  *msisdn, *account, *shortcode; /* NULL: not said */
    int64_t      paid_at;                      /* UTC, often the day alone; 0: not said */
};

/* What arrives at callback_url, up to five times. ERR_INPUT: no payment; *why says what is missing. */
MUST_CHECK enum err billmanager_payment_read(struct arena *mem, const char *body, size_t n,
                                             struct billmanager_payment *out, const char **why);

#define BILLMANAGER_PAYMENT_ANSWER "{\"resmsg\":\"Success\",\"rescode\":\"200\"}"

#endif
