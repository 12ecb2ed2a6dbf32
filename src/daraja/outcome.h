/*
 * outcome.h - one table: API and result code -> what it means, whether money moved, whether and when to try again, and
 * what to tell the payer (daraja.md 17.1).
 *
 * A code is text: "0", "1032", "SFC_IC0003". Success is the token "0" and nothing else (daraja.md 0.2). A code that is
 * not in the table is OUTCOME_UNKNOWN: neither paid nor failed, and asked about further.
 */
#ifndef DARAJA_OUTCOME_H
#define DARAJA_OUTCOME_H

#include <stdbool.h>

enum daraja_api { DARAJA_STK, DARAJA_STK_QUERY };

enum outcome_kind { OUTCOME_PAID, OUTCOME_PENDING, OUTCOME_CANCELLED, OUTCOME_DECLINED, OUTCOME_UNKNOWN };

struct outcome {
    const char       *name; /* stable, stored in payment.outcome: "insufficient_funds" */
    enum outcome_kind kind;
    bool              can_retry;
    int               retry_after_s;
    bool              operators; /* ours or the landlord's to mend, not the payer's */
    const char       *sentence;  /* English, marked for translation */
};

/* Never NULL. */
const struct outcome *outcome_of(enum daraja_api api, const char *code);

/* By its stored name; NULL for NULL or a name that is not in the table. Holds also what no code says: "not_sent",
 * "expired", "phone_rejected", "credentials_rejected", … */
const struct outcome *outcome_named(const char *name);

#endif
