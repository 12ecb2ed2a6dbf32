/*
 * status.h - asking what became of a transaction (daraja.md 11): by its receipt number, or by the conversation id of
 * the request that made it. The one that may be asked again at will.
 */
#ifndef DARAJA_STATUS_H
#define DARAJA_STATUS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/money.h"
#include "daraja/request.h"
#include "daraja/result.h"

#define STATUS_PATH "/mpesa/transactionstatus/v1/query"

struct status_request {
    struct request_by by;
    const char       *receipt_no;      /* one of the two; "" and NULL: not by this */
    const char       *conversation_id; /* OriginalConversationID */
    const char       *shortcode;
    bool              till;     /* the number is a till */
    const char       *occasion; /* comes back in the result's ReferenceData; NULL: none */
};

/* NULL when neither is given: Daraja answers that with an acknowledgement that is none. */
const char *status_body(struct arena *mem, const struct status_request *q);

enum status_state {
    STATUS_COMPLETED, /* the only one that is money */
    STATUS_OPEN,      /* Initiated, Authorized, Pending Authorized: ask again */
    STATUS_CANCELLED,
    STATUS_DECLINED,
    STATUS_EXPIRED,
    STATUS_REVERSED, /* not attested; read so that it can never be taken for money */
    STATUS_UNKNOWN,  /* another word, or none */
    STATUS_STATE_COUNT
};

struct status_party {
    const char *number; /* a shortcode, or a phone as it stands there; NULL: not said */
    const char *phone;  /* 254…, when it is a phone's; NULL */
    const char *name;   /* whole and unmasked: personal. NULL: not said */
};

struct status_report {
    enum status_state   state;
    bool                final;      /* nothing else will come of it */
    const char         *state_text; /* as it came; NULL: not said */
    const char         *receipt_no; /* ReceiptNo, never the placeholder around it; NULL: not said */
    bool                has_amount;
    struct money        amount;
    struct status_party payer, payee;                    /* debit and credit party */
    const char         *reason_type;                     /* "Pay Bill Online"; NULL: not said */
    const char         *conversation_id, *originator_id; /* the transaction's own, not the query's; NULL: not said */
    int64_t             initiated_at, finalised_at;      /* UTC; 0: not said */
};

/* A result's success says only that the query worked: believe `state`. It is STATUS_UNKNOWN for a result that failed,
 * and for one that names two states. */
struct status_report status_report_read(struct arena *mem, const struct daraja_result *r);

#endif
