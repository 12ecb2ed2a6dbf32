/*
 * enquiry.h - asking Daraja what became of a transaction (daraja.md 11), and what we made of its answer.
 *
 * Four want to know: a person of the landlord's side ("person"); a tenant who has paid and types the code that M-Pesa
 * sent him ("claim", rent/claim.h); RentEase about a request whose outcome is not known ("check"), and about a
 * confirmation from an address that is not on the list ("confirm"). The answer is Daraja's own word: whatever money it
 * tells of is evidence like any other.
 */
#ifndef RENT_ENQUIRY_H
#define RENT_ENQUIRY_H

#include "rent/mpesa_send.h"

/* What we made of an answer; NULL in an enquiry while it is under way. */
struct finding {
    const char *name;      /* "credited", "foreign", … */
    bool        credited;  /* the money counts for the lease */
    bool        try_again; /* the same code may be entered again */
    const char *tenant;    /* what the tenant is told: English, marked for translation */
    const char *landlord;  /* what the landlord's side is told */
};
/* NULL for NULL or an unknown name. */
const struct finding *finding_named(const char *name);

struct enquiry {
    struct mpesa_request request;
    const char          *state; /* "completed", "reversed", …; NULL: no report */
    const char          *state_text, *receipt_no, *payer, *payer_name, *payee, *payee_name, *reason_type;
    struct money         amount;
    int64_t              finalised_at;
    const char          *finding; /* a finding's name; NULL: under way */
};
/* A tenant sees the claims about his own leases. */
MUST_CHECK enum err
enquiry_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct enquiry *out);

/* ---- asking ---- */

/* By receipt, or by conversation id (ours or Daraja's); exactly one is given. ERR_NOT_FOUND: no number in use. */
MUST_CHECK enum err enquiry_ask(struct db *db, struct arena *mem, const struct who *who, const char *receipt_no,
                                const char *conversation_id, const char **id);

/* ---- for the gateway ---- */

/* Asks about a request whose outcome is not known, by the best name that is known for it. Does nothing where none is.
 */
MUST_CHECK enum err enquiry_check(struct db *db, struct arena *mem, const struct mpesa_request *r);

/* Asks about confirmations that wait for Daraja's own word, where the number's initiator is not in trouble. */
MUST_CHECK enum err enquiry_confirm_waiting(struct db *db, struct arena *mem, int64_t now, int64_t *count);

/* Keeps what the result says; `e` carries everything but the request. */
MUST_CHECK enum err enquiry_keep(struct db *db, const struct mpesa_request *r, const struct enquiry *e);

/* A consequence (settle.h): the question got no answer, or a refusal. */
MUST_CHECK enum err
enquiry_not_answered(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o);

#endif
