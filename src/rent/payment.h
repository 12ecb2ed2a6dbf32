/*
 * payment.h - an attempt to be paid by a prompt on a phone: starting one, and looking at it.
 *
 * Starting only writes: the row is durable before Daraja hears of it, and the gateway sends it. What becomes of it is
 * decided in rent/evidence.h, by the gateway. States: db/migrations/0001_first.sql, allowed_step.
 */
#ifndef RENT_PAYMENT_H
#define RENT_PAYMENT_H

#include "db/db.h"
#include "rent/who.h"

struct payment {
    const char  *id, *reference, *purpose; /* "bill", "test", or "direct": money that came without a prompt */
    const char  *type; /* "stk", "c2b" or "manual" (no M-Pesa); of a movement also "b2c", "b2b", "tax", "reversal" */
    const char  *landlord_id, *lease_id, *bill_id;
    const char  *business_type, *shortcode, *store_number, *business_name, *account_ref;
    const char  *phone;
    struct money asked;
    const char *state; /* "pending", "sending", "processing", "success", "failed", "cancelled", "timeout", "reversed" */
    const char *outcome;     /* a name of daraja/outcome.h, or NULL while nothing is known */
    int         money_moved; /* 1, 0, or -1: not known */
    const char *result_code, *result_desc;
    const char *merchant_request_id, *checkout_request_id;
    const char *mpesa_code;     /* M-Pesa's receipt; NULL until known */
    const char *receipt_number; /* ours; NULL until paid */
    const char *held;           /* reason of an open hold, or NULL */
    const char *bill_kind, *bill_period, *tenant_name, *unit_label, *property_name; /* NULL for a test */
    const char *payer_name; /* as M-Pesa named a direct payer; NULL */
    int64_t     initiated_at, sent_at, expires_at, completed_at, confirmed_at; /* 0: not yet */
};

/* From the configuration (contract.md 2); 0 lifts a limit. */
struct payment_rules {
    int64_t expiry_s, gap_s, per_hour, per_day;
};

struct payment_ask {
    const char  *bill_id;  /* or NULL, and then */
    const char  *lease_id; /* the lease's open bill that fell due first */
    const char  *phone;    /* NULL: the tenant's own */
    struct money amount;   /* 0: the whole balance, rounded up to a shilling */
    const char  *key;      /* idempotency key: who started it and this make it one payment */
};

enum payment_answer {
    PAYMENT_STARTED,
    PAYMENT_AGAIN,         /* same key, same request: the same payment */
    PAYMENT_KEY_REUSED,    /* same key, another request                       -> 422 */
    PAYMENT_IN_PROGRESS,   /* another attempt for this bill is open: *out is it -> 409 */
    PAYMENT_BILL_PAID,     /* nothing is left to pay                          -> 409 */
    PAYMENT_BILL_VOID,     /*                                                 -> 409 */
    PAYMENT_NOTHING_OWED,  /* asked by lease, and all its bills are paid      -> 409 */
    PAYMENT_NOT_RECEIVING, /* the landlord has no active paybill or till      -> 409 */
    PAYMENT_TOO_MUCH,      /* more than the bill's balance: field "amount"    -> 422 */
    PAYMENT_TOO_LARGE,     /* above 250,000 in one prompt: field "amount"     -> 422 */
    PAYMENT_NOT_WHOLE,     /* cents: field "amount"                           -> 422 */
    PAYMENT_PHONE_WAIT,    /* this phone had a prompt just now: *wait_s       -> 429 */
    PAYMENT_PHONE_LIMIT,   /* too many prompts to this phone: *wait_s         -> 429 */
    PAYMENT_NEW_LANDLORD,  /* 20 prompts a day until the number is proved     -> 429 */
    PAYMENT_ANSWER_COUNT
};

struct payment_refusal {
    const char *code;    /* of the API's error: "payment_in_progress" */
    int         status;  /* HTTP */
    const char *field;   /* "amount", "phone" or NULL */
    const char *message; /* English sentence, marked for translation */
};
/* NULL for PAYMENT_STARTED and PAYMENT_AGAIN. */
const struct payment_refusal *payment_refusal(enum payment_answer a);

/* By a tenant for his own bill, or by the landlord's side for one of theirs. ERR_OK with *answer; ERR_NOT_FOUND: no
 * such bill or lease of his. *out is set for STARTED, AGAIN and IN_PROGRESS. */
MUST_CHECK enum err
payment_start(struct db *db, struct arena *mem, const struct who *who, const struct payment_rules *rules,
              const struct payment_ask *ask, enum payment_answer *answer, struct payment *out, int64_t *wait_s);

/* The wizard's KES 1 to the draft's (or given) number. ERR_NOT_FOUND: no details yet. */
MUST_CHECK enum err payment_start_test(struct db *db, struct arena *mem, const struct who *who,
                                       const struct payment_rules *rules, const char *phone, const char *key,
                                       enum payment_answer *answer, struct payment *out, int64_t *wait_s);

/* By id, or by CheckoutRequestID. A tenant sees those of his own leases. */
MUST_CHECK enum err
payment_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment *out);

/* One movement, by the rules of payment_list. */
MUST_CHECK enum err
payment_movement(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment *out);

struct payment_filter {
    const char *type, *state, *lease_id, *phone, *from, *to; /* dates, EAT, both inclusive; NULL: any. phone is 254… */
    int64_t     limit;
    const char *cursor;
};
/* Is this movement money that left, or a payment given back? Its id is then a request's (mpesa_request.h). */
bool payment_is_out(const struct payment *p);

/* Every movement, newest first. A tenant gets his own, and of money out only what was paid to him; a caretaker sees no
 * money out; KES 1 tests are the landlord's only. */
MUST_CHECK enum err
payment_list(struct db *db, struct arena *mem, const struct who *who, const struct payment_filter *f,
             struct payment **out, size_t *count, const char **next);

/* ---- one payment's whole story, for the landlord and the operator ---- */

struct payment_step {
    int64_t     at;
    const char *from, *to, *cause, *detail;
};
struct payment_call { /* a request of ours to Daraja */
    int64_t     at, ms, http_status;
    const char *api, *verdict, *code, *body;
};
struct payment_callback { /* what Daraja, or somebody, told us */
    int64_t     at;
    const char *kind, *verdict, *reason, *result_code, *receipt_no, *body;
};
struct payment_hold {
    const char  *id, *reason, *receipt_no;
    struct money expected, got;
    int64_t      at, released_at;
    const char  *decision; /* of a person: "count", "no_money"; NULL: none, or not yet */
};
struct payment_story {
    struct payment_step     *steps;
    struct payment_call     *calls;
    struct payment_callback *callbacks;
    struct payment_hold     *holds;
    size_t                   step_count, call_count, callback_count, hold_count;
};
MUST_CHECK enum err
payment_story(struct db *db, struct arena *mem, const struct who *who, const char *id, struct payment_story *out);

/* For the operator: everything held over all landlords, newest first, unreleased; and whose a payment is. */
struct held_row {
    struct payment_hold hold;
    const char         *payment_id, *business_name, *phone;
};
MUST_CHECK enum err payment_landlord(struct db *db, struct arena *mem, const struct who *operator, const char * id,
                                     const char **landlord_id);
MUST_CHECK enum err
payment_held(struct db *db, struct arena *mem, const struct who *operator, struct held_row ** out, size_t *count);

#endif
