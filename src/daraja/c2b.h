/*
 * c2b.h - direct payments to a paybill or till: registering our addresses, and what is asked and told there (daraja.md
 * 6).
 *
 * A validation is a question before money moves, a confirmation the news that it has: same fields, never the same
 * meaning. Only shape is judged here; whether it is to be believed is the gateway's to say.
 */
#ifndef DARAJA_C2B_H
#define DARAJA_C2B_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/money.h"
#include "daraja/answer.h"

/* An app has one of the two versions; anything but 1 is 2. */
const char *c2b_register_path(int version);
const char *c2b_simulate_path(int version);

struct c2b_addresses {
    const char *shortcode;
    bool        cancel_when_silent; /* what M-Pesa does when a validation gets no answer: cancels, or completes */
    const char *confirmation_url, *validation_url;
};

const char *c2b_register_body(struct arena *mem, const struct c2b_addresses *a);

enum c2b_registered {
    C2B_REGISTERED,
    C2B_ALREADY,       /* some are, perhaps not ours; nothing changed */
    C2B_HELD,          /* registered by an aggregator */
    C2B_OTHER_VERSION, /* the app has the other version of C2B, or none */
    C2B_REFUSED,
    C2B_TOKEN, /* fetch another token, ask once more */
    C2B_LATER, /* busy, not sent, or no understandable answer: registering again does no harm */
};

struct c2b_registration {
    enum c2b_registered kind;
    struct answer       answer;  /* code and message, for the operator */
    const char         *verdict; /* a name of daraja/verdict.h */
};

struct c2b_registration c2b_register_answer(struct arena *mem, const struct reply *r);

/* Sandbox only. `account` NULL: a till. The answer is like that of a registration. */
const char *c2b_simulate_body(struct arena *mem, const char *shortcode, struct money amount, const char *phone,
                              const char *account);

/* Texts are as they came, cut to sane lengths; "" and missing are both NULL. */
struct c2b_notice {
    const char  *type;       /* TransactionType */
    const char  *receipt_no; /* upper case */
    int64_t      paid_at;    /* UTC; 0: not said or not readable */
    bool         has_amount; /* readable, and more than nothing */
    struct money amount;     /* exact; cents occur */
    const char  *shortcode;  /* for a till: the till's or the store's number */
    const char  *account;    /* what the payer typed */
    const char  *invoice, *third_party_id;
    bool         has_balance;
    struct money balance; /* of the organisation, after the payment */
    const char  *msisdn;  /* in any of its forms: msisdn_fits; 80 bytes at most */
    const char  *first_name, *middle_name, *last_name;
    const char  *name; /* the three in one */
};

/* A validation or a confirmation. ERR_INPUT: neither, or without a TransID; *why says what is missing. */
MUST_CHECK enum err
c2b_notice_read(struct arena *mem, const char *body, size_t n, struct c2b_notice *out, const char **why);

/* Bank settlements and the like arrive at the same address: false for those. A type that we do not know, or none, is
 * taken for a customer's: it is money that wants a home. */
bool c2b_is_customer(const char *type);

/* Our answer to a validation. The code chooses the text that the payer reads. */
enum c2b_verdict {
    C2B_ACCEPT,
    C2B_BAD_MSISDN,
    C2B_BAD_ACCOUNT,
    C2B_BAD_AMOUNT,
    C2B_BAD_KYC,
    C2B_BAD_SHORTCODE,
    C2B_OTHER_ERROR,
    C2B_VERDICT_COUNT
};

/* `third_party_id` comes back in the confirmation; NULL: none. */
const char *c2b_validation_answer(struct arena *mem, enum c2b_verdict v, const char *third_party_id);

#define C2B_CONFIRMATION_ANSWER "{\"ResultCode\":0,\"ResultDesc\":\"Success\"}"

#endif
