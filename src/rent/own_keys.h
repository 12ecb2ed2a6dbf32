/*
 * own_keys.h - the secrets of the number in use: whose Daraja app, whose initiator, which bulk number. Never their
 * values: those go into envelopes for the gateway (base/box.h), and of keys the last four characters are kept to tell
 * one from another. Of a password not even those.
 */
#ifndef RENT_OWN_KEYS_H
#define RENT_OWN_KEYS_H

#include "db/db.h"
#include "rent/who.h"

struct own_keys {
    const char *account_id, *business_type, *shortcode, *store_number, *business_name;
    const char *payout_shortcode;                              /* the bulk number that payouts leave from; NULL: none */
    bool        own_app;                                       /* the landlord's own; otherwise the platform's */
    const char *passkey_hint, *key_hint, *secret_hint;         /* NULL: not given */
    const char *initiator_name;                                /* whole: it is no secret; NULL: not given */
    int64_t     app_set_at, password_set_at, initiator_set_at; /* 0: not given */
};

/* ERR_NOT_FOUND: no number in use. */
MUST_CHECK enum err own_keys_load(struct db *db, struct arena *mem, const struct who *who, struct own_keys *out);

enum own_field { OWN_PASSKEY, OWN_KEY, OWN_SECRET, OWN_INITIATOR, OWN_PASSWORD, OWN_FIELD_COUNT };
struct own_keys_change {
    const char *envelope[OWN_FIELD_COUNT], *hint[OWN_FIELD_COUNT]; /* NULL: stays as it is */
    const char *payout_shortcode;                                  /* NULL: stays */
};
/* Sets what is given, and notes it in the audit. The three of an app come together at first; so do the initiator's
 * two. ERR_FIELD: they do not. ERR_NOT_FOUND as above. */
MUST_CHECK enum err
own_keys_change(struct db *db, struct arena *mem, const struct who *who, const struct own_keys_change *in);

/* "app": back to the platform's. "initiator", "payout". */
MUST_CHECK enum err own_keys_clear(struct db *db, struct arena *mem, const struct who *who, const char *what);

#endif
