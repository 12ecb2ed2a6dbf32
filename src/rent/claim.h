/*
 * claim.h - "I have paid: here is my code." What is done with a code, and when it is believed.
 *
 * A code is no proof of whose money it is: it stands in messages that are shown around, and neighbours pay equal rents.
 * Daraja says what the code is; whose it is, these rules say. Money that they leave in doubt waits in the tray, and the
 * landlord decides.
 *
 *   A prompt that it fits, phone and all, decides first: it is that prompt's money, whoever names it.
 *   Then what its payer typed, where M-Pesa told us.
 *   Else it counts when it was paid while the lease was in the books, not from another tenant's phone, and
 *     from the tenant's own phone, or
 *     it is just what he owed when it was paid, and no other tenant could have meant it.
 */
#ifndef RENT_CLAIM_H
#define RENT_CLAIM_H

#include "rent/enquiry.h"

/* ---- for the person who enters it ---- */

enum claim_answer {
    CLAIM_ASKED,      /* *id: wait for it */
    CLAIM_YOURS,      /* it counts for this tenant already: *receipt_number */
    CLAIM_USED,       /* it counts for somebody else's rent */
    CLAIM_CANNOT_ASK, /* M-Pesa does not accept the number's initiator, and would lock it */
    CLAIM_TOO_OFTEN,  /* five codes an hour, sixty on the landlord's side: *wait_s */
    CLAIM_ANSWER_COUNT
};
/* What is said at once; NULL for CLAIM_ASKED. The sentences are those of findings (enquiry.h). */
struct claim_refusal {
    const char *code; /* stable, for programs */
    int         status;
    const char *tenant, *landlord;
};
const struct claim_refusal *claim_refusal(enum claim_answer a);

/* For a bill of the tenant's, by him or by the landlord's side. `code` as mpesa_code_read gives it. The same code
 * entered again while it is asked about is the same claim. ERR_NOT_FOUND: no such bill of his, or no number in use. */
MUST_CHECK enum err
claim_enter(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *code,
            enum claim_answer *answer, const char **id, const char **receipt_number, int64_t *wait_s);

/* The newest claim for a bill; *id NULL: none. */
MUST_CHECK enum err
claim_newest(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char **id);

/* ---- for judging it ---- */

/* What the landlord's books know of a receipt. */
struct claimed {
    const char  *id, *receipt_number;
    struct money amount;
    bool         assigned; /* it counts for a lease; */
    bool         own;      /* one of the claiming tenant's */
    bool         reversed; /* it was given back */
    bool         waiting;  /* it lies in the tray, whole */
};
/* ERR_NOT_FOUND: nothing. */
MUST_CHECK enum err claim_money(struct db *db, struct arena *mem, const char *landlord_id, const char *lease_id,
                                const char *receipt_no, struct claimed *out);

struct claim_story {
    const char  *landlord_id, *lease_id, *bill_id, *receipt_no;
    const char  *phone; /* 254…, as Daraja shows it unmasked */
    struct money amount;
    int64_t      paid_at; /* 0: not said */
};
/* The last of the rules above. */
MUST_CHECK enum err claim_believed(struct db *db, const struct claim_story *s, bool *yes);

#endif
