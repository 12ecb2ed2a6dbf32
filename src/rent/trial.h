/*
 * trial.h - a payment that Safaricom's sandbox makes up, as if a customer had paid by himself (C2B simulate, daraja.md
 * 6.4). The row is no evidence of anything: the confirmation that follows is, and is judged like any other. Whoever
 * calls sees to it that this is the sandbox.
 */
#ifndef RENT_TRIAL_H
#define RENT_TRIAL_H

#include "db/db.h"
#include "rent/who.h"

struct trial {
    const char  *id, *shortcode, *phone, *account_ref; /* account_ref NULL: a till */
    struct money amount;
    const char  *state;       /* "pending", "sending", "accepted", "refused", "unknown" */
    const char  *code, *said; /* Daraja's words; NULL */
    int64_t      asked_at, answered_at;
};

/* The newest for the number in use. ERR_NOT_FOUND: none. */
MUST_CHECK enum err trial_newest(struct db *db, struct arena *mem, const struct who *who, struct trial *out);

/* ERR_NOT_FOUND: no number in use. ERR_CONFLICT: one is under way. ERR_FIELD: a paybill wants an account. */
MUST_CHECK enum err trial_ask(struct db *db, struct arena *mem, const struct who *who, struct money amount,
                              const char *phone, const char *account_ref);

/* ---- for the gateway ---- */

struct trying {
    const char  *id, *receiving_account_id, *credentials, *shortcode, *phone, *account_ref, *version;
    struct money amount;
};
MUST_CHECK enum err trial_to_send(struct db *db, struct arena *mem, struct trying **out, size_t *count);
MUST_CHECK enum err trial_sending(struct db *db, const char *id);
MUST_CHECK enum err trial_ended(struct db *db, const char *id, const char *state, const char *code, const char *said);
MUST_CHECK enum err trial_recover(struct db *db);

#endif
