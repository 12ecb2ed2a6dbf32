/*
 * ratiba.h - standing orders: a tenant lets M-PESA pay the rent each month (daraja.md 14.1). Needs a contract with
 * Safaricom.
 *
 * The payments themselves come as C2B confirmations; here is only the making of the order.
 *
 * Two tables of frequencies are about, and a wrong guess charges tenants at the wrong time. So the table is
 * configuration: ask Safaricom which one holds for the contract before this is switched on.
 */
#ifndef DARAJA_RATIBA_H
#define DARAJA_RATIBA_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/money.h"
#include "daraja/answer.h"

#define RATIBA_PATH "/standingorder/v1/createStandingOrderExternal"

enum ratiba_every {
    RATIBA_ONCE,
    RATIBA_DAY,
    RATIBA_WEEK,
    RATIBA_TWO_WEEKS, /* the older table has none */
    RATIBA_MONTH,
    RATIBA_TWO_MONTHS,
    RATIBA_QUARTER,
    RATIBA_HALF_YEAR,
    RATIBA_YEAR,
    RATIBA_EVERY_COUNT
};

/* The portal of 2026, or the one before: frequencies and TransactionType differ. */
enum ratiba_table { RATIBA_NEW, RATIBA_OLD, RATIBA_TABLE_COUNT };

struct ratiba_order {
    enum ratiba_table table;
    const char       *name; /* unique for the payer, or it is refused with 1050 */
    struct date       start, end;
    bool              till;
    const char       *shortcode;
    struct money      amount; /* whole shillings */
    const char       *phone, *callback_url;
    const char       *account_ref; /* 12 characters at most, sent as it is */
    const char       *description; /* cut to 13 */
    const char       *custom_id;   /* CustomStoId, ours; new table only; NULL: none */
    enum ratiba_every every;
};

/* NULL: the table has no such frequency. */
const char *ratiba_body(struct arena *mem, const struct ratiba_order *o);

/* ACCEPTED: taken, the payer is being asked for a PIN; checkout_id is the responseRefID. */
struct answer answer_to_ratiba(struct arena *mem, const struct reply *r);

struct ratiba_callback {
    bool        made;                           /* code is the token 0 and nothing in it says otherwise */
    const char *code;                           /* verdict_of(VERDICT_RATIBA, …) */
    const char *desc, *ref_id, *request_ref_id; /* NULL: not said */
    const char *transaction_id, *status, *msisdn, *order_name; /* NULL: not said; msisdn is masked */
};

/* ERR_INPUT: no such callback; *why says what is missing. */
MUST_CHECK enum err
ratiba_callback_read(struct arena *mem, const char *body, size_t n, struct ratiba_callback *out, const char **why);

#endif
