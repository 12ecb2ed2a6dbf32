/*
 * registration.h - asking Daraja to tell us of direct payments to a shortcode (C2B URLs, daraja.md 6.1).
 *
 * The row is durable first; the gateway gives it a secret address, commits, and asks. In production this works once for
 * a shortcode: "already registered" means that nothing changed, and is told as that.
 */
#ifndef RENT_REGISTRATION_H
#define RENT_REGISTRATION_H

#include "db/db.h"
#include "rent/who.h"

struct registration {
    const char *id, *shortcode, *version; /* "v1" or "v2" */
    const char *state;                    /* "pending", "sending", "registered", "already", "refused", "unknown" */
    const char *code, *said;              /* Daraja's words; NULL */
    int64_t     asked_at, answered_at;
    bool        strict; /* unknown accounts and wrong amounts are refused before money moves */
};

/* The newest for the number in use. ERR_NOT_FOUND: no number in use, or never asked. */
MUST_CHECK enum err
registration_newest(struct db *db, struct arena *mem, const struct who *who, struct registration *out);

/* Asks (again). ERR_NOT_FOUND: no number in use. ERR_CONFLICT: one is under way. */
MUST_CHECK enum err registration_ask(struct db *db, struct arena *mem, const struct who *who, const char *version);

/* Strict validation on or off, for the number in use. ERR_NOT_FOUND as above. */
MUST_CHECK enum err registration_set_strict(struct db *db, struct arena *mem, const struct who *who, bool strict);

/* ---- for the gateway ---- */

struct registering {
    const char *id, *landlord_id, *receiving_account_id, *credentials, *business_type, *shortcode, *store_number,
        *version;
};
MUST_CHECK enum err registration_to_send(struct db *db, struct arena *mem, struct registering **out, size_t *count);
MUST_CHECK enum err registration_sending(struct db *db, const char *id, const char *secret_hash);

/* After a restart: those that were being sent are unknown; a person asks again. */
MUST_CHECK enum err registration_recover(struct db *db);

/* How it ended; `state` as above, "pending" to send it again. */
MUST_CHECK enum err
registration_ended(struct db *db, const char *id, const char *state, const char *code, const char *said);

#endif
