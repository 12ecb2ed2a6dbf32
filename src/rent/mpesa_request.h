/*
 * mpesa_request.h - one thing asked of Daraja in an initiator's name: money out, a reversal, a balance, a transaction's
 * status (daraja.md 7-11). This is the row and what people see of it; what is asked for is decided by payout.h,
 * give_back.h, balance.h and enquiry.h, and what becomes of it by mpesa_send.h.
 *
 * The row is durable, with its own idempotency id, before anything leaves; what it asks never changes afterwards, so
 * that an approval is for exactly what is sent. States and steps: request_step in db/migrations/0004_requests.sql.
 *
 *   awaiting_approval --(another person)--> pending --> sending --> sent --(result)--> success | failed
 *         \--> rejected                        (no clear answer, a timeout) --> unknown --(asked about)--> success |
 * failed
 */
#ifndef RENT_MPESA_REQUEST_H
#define RENT_MPESA_REQUEST_H

#include "db/db.h"
#include "rent/who.h"

struct mpesa_request {
    const char  *id, *landlord_id, *receiving_account_id;
    const char  *api;     /* "b2c", "b2b", "tax", "reversal", "balance", "status" */
    const char  *purpose; /* of money: "refund", "deposit", …; of a question: "person", "claim", "check", "confirm" */
    const char  *state;
    const char  *shortcode, *store_number, *business_type, *credentials;
    bool         till;  /* shortcode is a till */
    bool         money; /* money leaves */
    const char  *command, *party, *party_kind, *account_ref;
    const char  *receipt_no, *about_conversation, *about_request_id; /* what a question, or a reversal, is about */
    int64_t      about_inbox_id;                                     /* 0: none */
    const char  *money_in_id, *payment_id;                           /* payment_id: the one shown for money_in_id */
    const char  *lease_id, *bill_id, *remarks, *occasion, *originator_id;
    struct money amount, charge;
    const char  *requested_by, *requested_name, *decided_by, *decided_name,
        *decision_note;        /* NULL: RentEase, nobody yet */
    bool        second_factor; /* approved alone, by TOTP */
    int64_t     requested_at, decided_at, sent_at, completed_at, next_check_at, sends, checks;
    const char *conversation_id, *result_code, *result_desc;
    const char *verdict; /* a name of daraja/verdict.h; NULL while nothing is known */
    const char *result_receipt, *party_name;
    const char *tenant_name, *unit_label, *property_name; /* of lease_id; NULL */
};

/* A tenant finds the questions about his own leases only. */
MUST_CHECK enum err
mpesa_request_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct mpesa_request *out);

/* For the operator: whose it is. ERR_FORBIDDEN for anyone else. */
MUST_CHECK enum err mpesa_request_landlord(struct db *db, struct arena *mem, const struct who *operator,
                                           const char * id, const char **landlord_id);

struct mpesa_request_filter {
    const char *api, *group; /* group: "money" or "questions"; NULL: any */
    const char *state;       /* "pending" is sending and sent, too; "decided": all but those that await approval */
    const char *purpose, *lease_id, *cursor;
    int64_t     limit;
};
/* Newest first. */
MUST_CHECK enum err
mpesa_request_list(struct db *db, struct arena *mem, const struct who *who, const struct mpesa_request_filter *f,
                   struct mpesa_request **out, size_t *count, const char **next);

/* ---- asking; for the files that decide what ---- */

/* The number that a request goes by. */
struct mpesa_account {
    const char *id, *business_type, *shortcode, *store_number, *payout_shortcode, *business_name;
    bool        till;
};
/* The one in use, or that (perhaps retired) which received money as `shortcode`. ERR_NOT_FOUND. */
MUST_CHECK enum err mpesa_account(struct db *db, struct arena *mem, const char *landlord_id, const char *shortcode,
                                  struct mpesa_account *out);

struct mpesa_ask {
    const char  *api, *purpose, *command;
    const char  *shortcode; /* NULL: the account's own */
    struct money amount;    /* 0: none */
    const char  *party, *party_kind, *account_ref;
    const char  *receipt_no, *about_conversation, *about_request_id;
    int64_t      about_inbox_id;
    const char  *money_in_id, *lease_id, *bill_id, *remarks, *occasion;
    bool         needs_approval;
    const char  *key; /* idempotency key of whoever asks; NULL: none */
};
/* Was this very thing asked before with this key by this person? ERR_OK: yes, *id is that one. ERR_NOT_FOUND: no, or
 * there is no key. ERR_LIMIT: the key was used for something else. */
MUST_CHECK enum err mpesa_request_again(struct db *db, struct arena *mem, const struct who *who,
                                        const struct mpesa_ask *ask, const char **id);

/* Writes it. `who` without a person: RentEase itself asks. ERR_CONFLICT: a reversal of that money is under way. */
MUST_CHECK enum err
mpesa_request_add(struct db *db, struct arena *mem, const struct who *who, const struct mpesa_account *account,
                  const struct mpesa_ask *ask, const char **id);

/* One step with its event; r->state follows. ERR_CONFLICT: request_step has no such step. */
MUST_CHECK enum err
mpesa_request_step(struct db *db, struct mpesa_request *r, const char *to, const char *cause, const char *detail);

/* The current row of a query on request_row. */
struct mpesa_request mpesa_request_row(struct query *q, struct arena *mem);

/* ---- its whole story ---- */

struct request_step {
    int64_t     at;
    const char *from, *to, *cause, *detail;
};
struct request_call { /* a request of ours to Daraja */
    int64_t     at, ms, http_status;
    const char *api, *verdict, *code, *body;
};
struct request_result { /* what arrived at its address */
    int64_t     at;
    const char *kind, *verdict, *reason, *result_code, *receipt_no, *body;
};
struct request_question { /* Daraja, asked what became of it */
    int64_t     at;
    const char *id, *state, *verdict, *found, *receipt_no;
};
struct request_story {
    struct request_step     *steps;
    struct request_call     *calls;
    struct request_result   *results;
    struct request_question *questions;
    size_t                   step_count, call_count, result_count, question_count;
};
MUST_CHECK enum err
mpesa_request_story(struct db *db, struct arena *mem, const struct who *who, const char *id, struct request_story *out);

#endif
