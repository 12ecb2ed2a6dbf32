/*
 * setup_check.h - trying out, from a screen, whether a number's keys, initiator and addresses work.
 *
 * A try is a row first; the gateway makes it (gateway/check.h) and keeps what was found, with its time. One at a time
 * and one a minute of each kind: wrong passwords in a row lock an initiator, and each token ends the one before.
 *
 *   token      OAuth gives one for these keys                     (daraja.md 2)
 *   passkey    a query about a payment that never was             (daraja.md 5: the password is looked at first)
 *   initiator  the balance, asked in his name                     (daraja.md 10)
 *   urls       what Daraja said to the registration of addresses  (rent/registration.h)
 *   callbacks  has anything genuine ever arrived?
 */
#ifndef RENT_SETUP_CHECK_H
#define RENT_SETUP_CHECK_H

#include "db/db.h"
#include "rent/who.h"

enum check_kind { CHECK_TOKEN, CHECK_PASSKEY, CHECK_INITIATOR, CHECK_URLS, CHECK_CALLBACKS, CHECK_KIND_COUNT };

const char *check_kind_name(enum check_kind k);
/* CHECK_KIND_COUNT for a name that is none. */
enum check_kind check_kind_from(const char *name);

/* One row of setup_finding.c: what was found, as people are told it. */
struct setup_finding {
    const char *name;
    const char *state;        /* "good", "bad", "unknown" */
    const char *reason, *fix; /* English, marked for translation; fix "" where all is well */
};
/* Never NULL: a name that is not in the table is "unclear". */
const struct setup_finding *setup_finding(const char *name);

struct setup_check {
    const char                 *id;      /* NULL: never tried */
    const char                 *state;   /* "pending", "sending", "good", "bad", "unknown" */
    const struct setup_finding *finding; /* NULL: not known yet */
    const char                 *code;    /* Daraja's own; NULL */
    const char                 *said;    /* its words; NULL */
    int64_t                     asked_at, answered_at;
    bool                        stale; /* what it was about was changed since */
};

/* The newest of each kind, for the number in use. ERR_NOT_FOUND: there is none. */
MUST_CHECK enum err
setup_check_newest(struct db *db, struct arena *mem, const struct who *who, struct setup_check out[CHECK_KIND_COUNT]);

enum check_answer {
    CHECK_ASKED,     /* or under way already */
    CHECK_TOO_SOON,  /* *wait_s tells */
    CHECK_DANGEROUS, /* the initiator was refused, nothing was changed since, and `sure` was not said */
};
/* Asks for a try. ERR_NOT_FOUND as above. */
MUST_CHECK enum err setup_check_ask(struct db *db, struct arena *mem, const struct who *who, enum check_kind kind,
                                    bool sure, enum check_answer *answer, int64_t *wait_s);

/* ---- for the gateway ---- */

struct checking {
    const char     *id, *landlord_id, *receiving_account_id, *credentials, *business_type, *shortcode, *store_number;
    enum check_kind kind;
    bool            sent;
    int64_t         asked_at, sent_at;
    const char     *request_state, *request_verdict, *request_code, *request_desc; /* of an initiator's balance */
};
MUST_CHECK enum err setup_check_open(struct db *db, struct arena *mem, struct checking **out, size_t *count);
MUST_CHECK enum err setup_check_sending(struct db *db, const char *id);
MUST_CHECK enum err
setup_check_end(struct db *db, const char *id, const char *finding, const char *code, const char *said);
/* After a restart: what was under way is not known any more. */
MUST_CHECK enum err setup_check_recover(struct db *db);

/* What the database alone can tell; NULL: nothing. The name of a finding each. */
MUST_CHECK enum err setup_check_urls(struct db *db, struct arena *mem, const char *landlord_id, const char **finding,
                                     const char **code, const char **said);
struct callback_facts {
    int64_t heard_at; /* the last genuine message about this number; 0: never */
    int64_t sent_at;  /* the last prompt that should have led to one by now; 0: none */
};
MUST_CHECK enum err setup_check_callbacks(struct db *db, const char *landlord_id, const char *account_id,
                                          const char *shortcode, const char *store_number, struct callback_facts *out);
/* What Daraja last answered to a prompt of this number; its body NULL: never. */
MUST_CHECK enum err setup_check_prompt(struct db *db, struct arena *mem, const char *landlord_id,
                                       const char *account_id, int64_t *at, const char **verdict, const char **body);
const char         *callback_finding(const struct callback_facts *f);

#endif
