/*
 * collect.h - what becomes of a payment once it is written: sending, answers, evidence, expiry. For the gateway alone.
 *
 * Nothing here is scoped to a session, as no person asks; each row says whose it is, and everything that is posted is
 * posted to that landlord. Every function is one transaction (or a savepoint of the caller's), and every step is a row
 * of payment_event that allowed_step permits.
 *
 * Evidence, not messages, moves money (design.md 3): a callback and a query answer are two ways to hear of one receipt.
 * The first posts it, the rest attach to it, and what does not fit is held for a person with both figures.
 */
#ifndef RENT_COLLECT_H
#define RENT_COLLECT_H

#include "db/db.h"

/* The gateway's view of a payment. */
struct pay {
    const char  *id, *purpose, *landlord_id, *lease_id, *bill_id, *receiving_account_id;
    const char  *business_type, *shortcode, *store_number, *account_ref, *description, *phone, *credentials;
    struct money asked;
    const char  *state, *outcome, *result_code;
    const char  *merchant_request_id, *checkout_request_id;
    int          money_moved; /* 1, 0, -1: not known */
    int64_t      initiated_at, sent_at, expires_at, confirmed_at, checks, nudges, contradictions, sends;
};

MUST_CHECK enum err collect_load(struct db *db, struct arena *mem, const char *id, struct pay *out);

/* By the SHA-256 of the secret in its callback address. */
MUST_CHECK enum err collect_by_callback(struct db *db, struct arena *mem, const char *callback_hash, struct pay *out);

/* By CheckoutRequestID: for claims that came to an address without a secret. */
MUST_CHECK enum err collect_by_checkout(struct db *db, struct arena *mem, const char *checkout_id, struct pay *out);

/* ---- sending ---- */

/* Payments waiting to be sent, oldest first. */
MUST_CHECK enum err
collect_to_send(struct db *db, struct arena *mem, int64_t now, int64_t most, struct pay **out, size_t *count);

/* pending -> sending, with the hash of the callback secret it is about to be given: durable before Daraja hears of it.
 * First query at `check_at`. */
MUST_CHECK enum err collect_sending(struct db *db, const struct pay *p, const char *callback_hash, int64_t check_at);

/* Surely not sent: back to pending until `send_after`; or, past its expiry, failed as `outcome`. */
MUST_CHECK enum err
collect_not_sent(struct db *db, struct arena *mem, const struct pay *p, int64_t send_after, const char *outcome);

/* Not yet: no token for its app. It stays pending and is looked at again at `send_after`. */
MUST_CHECK enum err collect_defer(struct db *db, const char *id, int64_t send_after);

/* Daraja took it. A callback may have come already: then only the ids are kept. */
MUST_CHECK enum err
collect_accepted(struct db *db, struct arena *mem, const char *id, const char *merchant_id, const char *checkout_id);

/* Daraja refused it before any prompt: no money can move. */
MUST_CHECK enum err collect_rejected(struct db *db, struct arena *mem, const char *id, const char *outcome,
                                     const char *code, const char *desc);

/* Nobody knows whether it was sent: a prompt may be on the phone. Never sent again. */
MUST_CHECK enum err collect_unknown(struct db *db, struct arena *mem, const char *id, const char *why);

/* After a restart: those that were being sent are unknown. *count of them. */
MUST_CHECK enum err collect_recover(struct db *db, struct arena *mem, int64_t *count);

/* ---- evidence ---- */

struct evidence {
    const char  *channel;    /* "stk_callback" or "stk_query" */
    const char  *receipt_no; /* NULL: this channel brings none */
    struct money amount;
    int64_t      paid_at;                   /* UTC; 0: not said */
    const char  *merchant_id, *checkout_id; /* learned on the way; NULL: not said */
    int64_t      inbox_id;                  /* 0: none */
};

enum verdict_money {
    MONEY_POSTED,  /* the first we heard of it */
    MONEY_KNOWN,   /* posted before; this agrees (and may have filled in the receipt number) */
    MONEY_HELD,    /* does not fit: held with both figures */
    MONEY_TOO_LATE /* the payment was reversed */
};

/* There was money. Posts it in one transaction: money_in, ledger, allocation, receipt, state. */
MUST_CHECK enum err collect_money(struct db *db, struct arena *mem, const char *id, const struct evidence *v,
                                  const char *cause, enum verdict_money *verdict, const char **why);

/* Daraja's two names for it, where they are not known yet; NULL: not said. */
MUST_CHECK enum err collect_set_ids(struct db *db, const char *id, const char *merchant_id, const char *checkout_id);

/* Puts a payment, or talk of one, before a person. The same hold is not made twice. */
MUST_CHECK enum err
collect_hold(struct db *db, struct arena *mem, const struct pay *p, const char *reason, const struct evidence *v);

/* There was none: `state` is "failed" or "cancelled". `agreed`: Daraja's query says so, not only a callback. After
 * success it changes nothing here (collect_contradicted). */
MUST_CHECK enum err
collect_declined(struct db *db, struct arena *mem, const char *id, const char *state, const char *outcome,
                 const char *code, const char *desc, const char *cause, bool agreed, int64_t check_at);

/* The query agreed that a posted payment is real. */
MUST_CHECK enum err collect_confirmed(struct db *db, const char *id, int64_t now);

/* The query says that a posted payment failed. The second time, at least 30 s after the first, the posting is mirrored,
 * the payment reversed, held, and *undone set (threat-model.md 3.5: a leaked address?). */
MUST_CHECK enum err collect_contradicted(struct db *db, struct arena *mem, const char *id, int64_t now, bool *undone);

/* ---- asking and expiring ---- */

/* Payments about which Daraja is to be asked now. */
MUST_CHECK enum err
collect_to_check(struct db *db, struct arena *mem, int64_t now, int64_t most, struct pay **out, size_t *count);

/* Counts one query and sets the next: `check_at`, 0: never again. */
MUST_CHECK enum err collect_checked(struct db *db, const char *id, int64_t check_at);

/* Asks sooner because of a callback; at most five times a payment. */
MUST_CHECK enum err collect_nudge(struct db *db, const char *id, int64_t check_at);

/* The end of waiting for those past their expiry: sending, processing -> timeout. *count of them. */
MUST_CHECK enum err collect_expire(struct db *db, struct arena *mem, int64_t now, int64_t *count);

/* ---- keeping what was said ---- */

/* One request of ours to Daraja. Both ids NULL: about neither a payment nor a request of rent/mpesa_request.h. */
struct daraja_record {
    const char *payment_id, *request_id, *api, *verdict, *code, *body;
    const char *app; /* with which app a token was asked for; NULL for all else */
    int64_t     at, ms, http_status;
};
MUST_CHECK enum err collect_record_call(struct db *db, const struct daraja_record *r);

struct hook_record {
    int64_t     inbox_id, received_at;
    bool        listed;
    const char *kind, *remote_addr, *verdict, *reason, *landlord_id, *payment_id, *request_id, *result_code,
        *receipt_no, *body;
};
MUST_CHECK enum err collect_record_verdict(struct db *db, const struct hook_record *r);

/* The newest inbox row judged; 0: none. */
MUST_CHECK enum err collect_last_judged(struct db *db, int64_t *inbox_id);

#endif
