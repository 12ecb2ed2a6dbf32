/*
 * result.h - the asynchronous Result envelope of B2C, B2B, reversal, balance, transaction status and tax
 * (daraja.md 1.3).
 *
 * Only shape is judged here. Success is the token 0 and nothing else; a code that is no number is common. Parameters
 * keep their order and their doubles, for some keys come twice with different values.
 *
 * The body of a QueueTimeOutURL is read by the same function: type is then usually "1", and its code is never success.
 * It is not a failure: ask by Transaction Status before anything else (daraja.md 7), and see verdict_of_result. A body
 * that cannot be read at such an address means the same.
 */
#ifndef DARAJA_RESULT_H
#define DARAJA_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/money.h"

struct result_item {
    const char *key;
    const char *value; /* a string as it is, a number as its text; NULL: none was given */
};

struct result_items {
    const struct result_item *at;
    size_t                    count;
};

struct daraja_result {
    const char *type;                            /* "0"; NULL: not said */
    const char *code;                            /* as text: "0", "2001", "R000001" */
    const char *desc;                            /* NULL: not said; prose, never to be decided by */
    bool        success;                         /* code is the token 0 */
    const char *originator_id, *conversation_id; /* NULL: not said */
    const char *transaction_id;                  /* as it came: see result_is_placeholder; NULL: not said */

    struct result_items parameters, references;
};

/* ERR_INPUT: no Result; *why says what is missing. */
MUST_CHECK enum err
daraja_result_read(struct arena *mem, const char *body, size_t n, struct daraja_result *out, const char **why);

/* The first parameter with that key that has a value, or the one that is `nth` (from 0) among those of that key, with a
 * value or not. Blanks in keys do not count ("Conversation ID"). NULL: there is none, or it has no value. */
const char *result_value(const struct daraja_result *r, const char *key);
const char *result_value_nth(const struct daraja_result *r, const char *key, size_t nth);
const char *result_reference(const struct daraja_result *r, const char *key);

/* Amounts, to the cent: plain, brace and pipe forms (daraja/wire.h). result_money is never below zero, and a key that
 * is there twice with different amounts has none; result_funds may be below, and is the first. */
bool result_money(const struct daraja_result *r, const char *key, struct money *out);
bool result_funds(const struct daraja_result *r, const char *key, struct money *out);

/* UTC; false: not said or not readable. */
bool result_time(const struct daraja_result *r, const char *key, int64_t *utc);

/* Failures and queries carry a TransactionID that everybody gets that day: UK30000000, TAK0000000 (daraja.md 1.4). True
 * also for NULL, "" and zeros: none of these names a transaction, and none may be made unique. */
bool result_is_placeholder(const char *transaction_id);

/* A receipt number in upper case, from the parameter `key` (NULL: none) or else from transaction_id, that is none of
 * those; NULL. */
const char *result_receipt(struct arena *mem, const struct daraja_result *r, const char *key);

#endif
