/*
 * pull.h - the C2B payments of the last 48 hours, asked for (daraja.md 13): for those whose confirmation never came.
 *
 * A row is evidence like a confirmation and is the same money: one posting per receipt.
 */
#ifndef DARAJA_PULL_H
#define DARAJA_PULL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/money.h"
#include "daraja/answer.h"

#define PULL_REGISTER_PATH "/pulltransactions/v1/register"
#define PULL_QUERY_PATH    "/pulltransactions/v1/query"

/* `nominated_phone`: the number on the shortcode's papers with Safaricom. */
const char *
pull_register_body(struct arena *mem, const char *shortcode, const char *nominated_phone, const char *callback_url);

/* ACCEPTED: registered, now or before. */
struct answer answer_to_pull_register(struct arena *mem, const struct reply *r);

/* `from` and `to` are UTC; `offset` counts rows. */
const char *pull_query_body(struct arena *mem, const char *shortcode, int64_t from, int64_t to, int offset);

struct pull_row {
    const char  *receipt_no; /* upper case, never NULL */
    int64_t      paid_at;    /* UTC; 0: not said. Read as EAT, Z or not: never to be exact about */
    const char  *msisdn;     /* often without 254, or masked: msisdn_fits; NULL: not said */
    bool         has_amount; /* readable, and more than nothing */
    struct money amount;
    const char  *account;      /* billreference; NULL: none */
    const char  *type;         /* "c2b-pay-bill-debit", "c2b-buy-goods-debit"; NULL: not said */
    const char  *organisation; /* NULL: not said */
};

struct pull_rows {
    const struct pull_row *at;
    size_t                 count;
    size_t                 skipped; /* rows without a receipt number that could be one */
};

/* ACCEPTED: here are the rows, perhaps none; ask for the next page until one is empty or holds only known receipts. */
struct answer answer_to_pull(struct arena *mem, const struct reply *r, struct pull_rows *out);

#endif
