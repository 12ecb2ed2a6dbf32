/*
 * receiving.h - where a landlord's rent goes: a paybill or a till, set up in four steps, proved by a KES 1 prompt.
 *
 *   draft --(details, test)--> draft, tested --(activate)--> active <--> inactive
 *                                               \--(another number is active)--> waiting --(delay)--> active, old one
 * retired
 *
 * A payment copies what it used, so nothing here rewrites history. Paybill: shortcode is the paybill. Till: shortcode
 * is the till number and store_number the store or head-office number it sits under (daraja.md 0.3, 3.1).
 */
#ifndef RENT_RECEIVING_H
#define RENT_RECEIVING_H

#include "db/db.h"
#include "rent/who.h"

struct receiving {
    const char *id;
    const char *business_type; /* "paybill" or "till" */
    const char *shortcode, *store_number;
    const char *account_number; /* what all payers type; NULL: each unit's own reference */
    const char *business_name;
    const char *credentials; /* "platform" or "own" */
    const char *state;       /* "draft", "waiting", "active", "inactive", "retired" */
    const char *step;        /* where the wizard is: "details", "test", "activate", "done" */
    int64_t     configured_at, tested_at, activated_at, effective_at; /* 0: not yet */
    const char *test_result;                                          /* NULL, "pending", "success", "failed" */
    const char *test_payment;                          /* NULL, or the payment of the last KES 1 prompt */
    const char *passkey_hint, *key_hint, *secret_hint; /* last four of own credentials; NULL when not given */
};

/* The one being set up (draft, else waiting), else the one in use. ERR_NOT_FOUND: nothing yet. */
MUST_CHECK enum err receiving_newest(struct db *db, struct arena *mem, const struct who *who, struct receiving *out);

/* The one in use: active or inactive. ERR_NOT_FOUND. */
MUST_CHECK enum err receiving_in_use(struct db *db, struct arena *mem, const struct who *who, struct receiving *out);

/* Step 1: begins a draft, or changes the type of the one begun (which then forgets its details). */
MUST_CHECK enum err receiving_begin(struct db *db, struct arena *mem, const struct who *who, const char *business_type);

struct receiving_details {
    const char *shortcode, *store_number, *account_number, *business_name; /* store_number for a till only */
    /* Own Daraja app: envelopes for the gateway (base/box.h) and the last four of each; all NULL: the platform's. With
     * keep_own, earlier ones stay where a new one is NULL. */
    const char *passkey_envelope, *key_envelope, *secret_envelope;
    const char *passkey_hint, *key_hint, *secret_hint;
    bool        keep_own;
    bool unfinished; /* left half filled in: kept as it is, and nothing is configured yet; a tested draft stays */
};
/* Step 2. Another number than before must be tested anew. ERR_NOT_FOUND: no draft. ERR_FIELD: keep_own, but the number
 * changed after a test went to it, and its keys are to be given again: they are sealed to what they were given for. */
MUST_CHECK enum err
receiving_describe(struct db *db, struct arena *mem, const struct who *who, const struct receiving_details *in);

/* Throws the draft away; without one, a change that waits to take effect. ERR_NOT_FOUND: neither is there. */
MUST_CHECK enum err receiving_abandon(struct db *db, struct arena *mem, const struct who *who);

enum activation {
    ACTIVATION_DONE,
    ACTIVATION_WAITING,       /* another number is active: takes effect at effective_at */
    ACTIVATION_TEST_REQUIRED, /* no successful KES 1 prompt yet */
    ACTIVATION_NUMBER_TAKEN,  /* active for another landlord: only the operator can decide */
    ACTIVATION_NOTHING,       /* nothing configured */
};
/* Step 4; also switches an inactive one on again. `delay_s` counts when it replaces an active number. An operator
 * needs no test. Always ERR_OK with *how telling, or a database's failure. */
MUST_CHECK enum err
receiving_activate(struct db *db, struct arena *mem, const struct who *who, int64_t delay_s, enum activation *how);

/* Stops new payments; those under way keep what they copied. ERR_NOT_FOUND: none active. */
MUST_CHECK enum err receiving_deactivate(struct db *db, struct arena *mem, const struct who *who);

/* For the gateway: changes whose time has come. *count of them. */
MUST_CHECK enum err receiving_take_effect(struct db *db, struct arena *mem, int64_t now, int64_t *count);

#endif
