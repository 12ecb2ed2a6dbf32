/*
 * b2b.h - money out to a paybill or till, tax, and moving our own between accounts (daraja.md 8, 15).
 */
#ifndef DARAJA_B2B_H
#define DARAJA_B2B_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/money.h"
#include "daraja/request.h"
#include "daraja/result.h"

#define B2B_PATH     "/mpesa/b2b/v1/paymentrequest"
#define B2B_TAX_PATH "/mpesa/b2b/v1/remittax"

/* Whose kind a number is. */
#define IDENTIFIER_MSISDN    "1"
#define IDENTIFIER_TILL      "2"
#define IDENTIFIER_SHORTCODE "4"

enum { B2B_ACCOUNT_MOST = 13 };

struct b2b_request {
    struct request_by by;
    const char       *command;       /* BusinessPayBill, BusinessBuyGoods, BusinessPayToBulk, … */
    const char       *receiver_type; /* IDENTIFIER_TILL for a till number, IDENTIFIER_SHORTCODE for all else; the portal
                                        says 4 for tills too, and production then answers SFC_IC0003 */
    struct money amount;             /* whole shillings */
    const char  *shortcode;          /* ours */
    const char  *receiver;
    const char  *account_ref; /* at most B2B_ACCOUNT_MOST characters, sent as it is: a cut one would be somebody
                                 else's. A must for BusinessPayBill; NULL: none */
    const char *requester;    /* the phone on whose behalf; NULL: none */
    const char *occasion;     /* NULL: none */
};

const char *b2b_body(struct arena *mem, const struct b2b_request *q);

/* Rental income tax and others: `prn` is the payment registration number that KRA gave, sent as it is. */
const char *b2b_tax_body(struct arena *mem, const struct request_by *by, const char *shortcode, struct money amount,
                         const char *prn);

struct b2b_paid {
    const char  *receipt_no; /* NULL: not said */
    bool         has_amount, has_charge, has_balance;
    struct money amount, charge; /* "" for the charge is none: has_charge is then false */
    struct money balance;        /* of our account, afterwards */
    const char  *currency;       /* NULL: not said */
    struct {
        const char *number, *name;
    } receiver; /* NULL: not said */
    const char *account_ref;
    int64_t     completed_at; /* UTC; 0: not said */
};

/* What a result that is a success says; nothing of it need be there. */
struct b2b_paid b2b_paid_read(struct arena *mem, const struct daraja_result *r);

#endif
