/*
 * give_back.h - reversing a payment that a payer made to us (daraja.md 9): he gets it back, the books mirror it, and
 * its bill is open again. Only the whole of a payment that came by prompt or directly, once.
 *
 * A reversal that Safaricom makes by itself does the same, by whichever way we learn of it.
 */
#ifndef RENT_GIVE_BACK_H
#define RENT_GIVE_BACK_H

#include "rent/mpesa_send.h"

/* The payment that is to be given back, as a person is shown it before he says yes. */
struct returnable {
    const char  *money_in_id, *payment_id; /* payment_id: what pages call it by */
    const char  *receipt_no, *shortcode, *phone, *payer_name;
    const char  *lease_id, *tenant_name, *unit_label, *receipt_number;
    struct money amount, refunded; /* refunded: what of it was, or is being, paid back to a phone */
    int64_t      paid_at;
    bool         reversed;     /* it was already */
    const char  *open_request; /* a reversal of it is under way; NULL */
    const char  *last_request; /* the newest reversal of it, whatever became of it; NULL */
};

enum give_back_answer {
    GIVE_BACK_ASKED,
    GIVE_BACK_AGAIN, /* same key, same request */
    GIVE_BACK_KEY_REUSED,
    GIVE_BACK_REVERSED,     /* it was given back before */
    GIVE_BACK_UNDER_WAY,    /* *id is the reversal that is under way */
    GIVE_BACK_REFUNDED,     /* a part of it was, or is being, refunded by B2C */
    GIVE_BACK_OTHER_AMOUNT, /* M-Pesa reverses the whole payment only */
    GIVE_BACK_NO_CODE,      /* its M-Pesa code is not known yet */
    GIVE_BACK_ANSWER_COUNT
};
struct give_back_refusal {
    const char *code;
    int         status;
    const char *field, *message;
};
/* NULL for ASKED and AGAIN. */
const struct give_back_refusal *give_back_refusal(enum give_back_answer a);

/* May it be asked for, as things stand? GIVE_BACK_ASKED: yes. `amount` 0: all of it. */
enum give_back_answer give_back_judge(const struct returnable *m, struct money amount);

/* By M-Pesa code, or by the payment's id. ERR_NOT_FOUND: no such money of his. */
MUST_CHECK enum err
give_back_load(struct db *db, struct arena *mem, const struct who *who, const char *code_or_id, struct returnable *out);

/* Asks M-Pesa for it. `amount` 0: all of it. `remarks`: the reason, 2-100 characters. ERR_NOT_FOUND as above. */
MUST_CHECK enum err
give_back_ask(struct db *db, struct arena *mem, const struct who *who, const char *code_or_id, struct money amount,
              const char *remarks, const char *key, enum give_back_answer *answer, const char **id);

/* M-Pesa has given it back: ledger, bills and the payment's state, once. *known: it was in the books as reversed
 * already. */
MUST_CHECK enum err give_back_learned(struct db *db, struct arena *mem, const char *landlord_id,
                                      const char *money_in_id, const char *memo, bool *known);

/* The money with this receipt in a landlord's books; *id NULL: there is none. */
MUST_CHECK enum err give_back_find(struct db *db, struct arena *mem, const char *landlord_id, const char *receipt_no,
                                   const char **id, bool *reversed);

/* ---- consequences; settle.h calls them ---- */

MUST_CHECK enum err
give_back_done(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o);
/* "It was reversed before" is news of a reversal, too. */
MUST_CHECK enum err
give_back_not_done(struct db *db, struct arena *mem, const struct mpesa_request *r, const struct mpesa_outcome *o);

#endif
