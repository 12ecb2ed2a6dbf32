/*
 * result_private.h - what the files result*.c share: one result being heard, and what each API makes of a success.
 */
#ifndef HOOK_RESULT_PRIVATE_H
#define HOOK_RESULT_PRIVATE_H

#include "daraja/result.h"
#include "hook/hook.h"
#include "rent/settle.h"

struct result_hearing {
    struct db              *db;
    struct arena           *mem;
    const struct inbox_row *row;
    struct mpesa_request    r;
    struct daraja_result    result;
    struct judgement       *out;
};

/* What a success says about money that moved. */
struct moved {
    const char  *receipt_no, *party_name; /* NULL: not said */
    bool         has_amount;
    struct money amount, charge;
    int64_t      paid_at; /* 0: not said */
};
struct moved moved_b2c(struct arena *mem, const struct daraja_result *r);
struct moved moved_b2b(struct arena *mem, const struct daraja_result *r);
struct moved moved_reversal(struct arena *mem, const struct daraja_result *r);

MUST_CHECK enum err result_decide(struct result_hearing *h, enum hook_verdict verdict, const char *reason);

/* Ends the request, and decides by whether that was news. */
MUST_CHECK enum err result_settle(struct result_hearing *h, const struct mpesa_outcome *o, enum hook_verdict verdict);

/* Whole callbacks with a shape of their own; the sender is listed. */
MUST_CHECK enum err result_of_ratiba(struct result_hearing *h);
MUST_CHECK enum err result_of_express(struct result_hearing *h);
MUST_CHECK enum err result_of_bill_manager(struct result_hearing *h);

MUST_CHECK enum err result_of_balance(struct result_hearing *h, const struct mpesa_outcome *o);
MUST_CHECK enum err result_of_status(struct result_hearing *h, const struct mpesa_outcome *o);

#endif
