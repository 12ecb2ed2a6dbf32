/*
 * balance.h - what lies in the accounts of a shortcode (daraja.md 10).
 */
#ifndef DARAJA_BALANCE_H
#define DARAJA_BALANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/money.h"
#include "daraja/request.h"
#include "daraja/result.h"

#define BALANCE_PATH "/mpesa/accountbalance/v1/query"

/* `till`: the number is a till. */
const char *balance_body(struct arena *mem, const struct request_by *by, const char *shortcode, bool till);

enum balance_kind {
    BALANCE_WORKING,  /* MMF: settlement */
    BALANCE_UTILITY,  /* a paybill's income, and what B2C takes from */
    BALANCE_MERCHANT, /* a till's income */
    BALANCE_CHARGES,  /* never above zero */
    BALANCE_SETTLEMENT,
    BALANCE_FLOAT,
    BALANCE_OTHER,
    BALANCE_KIND_COUNT
};

struct balance_figure {
    bool         known;
    struct money money; /* may be below zero */
};

struct balance_account {
    enum balance_kind     kind;
    const char           *name;     /* as M-Pesa writes it: "Utility Account" */
    const char           *currency; /* "KES" when not said */
    struct balance_figure current, available, reserved, uncleared;
};

struct balance_list {
    const struct balance_account *at; /* at most 20 */
    size_t                        count;
};

/* "Working Account|KES|700000.00|700000.00|0.00|0.00&Utility Account|…": fewer fields, odd decimals, empty parts and
 * blanks are borne; a figure that cannot be read is not known, and a part without a name is left out. NULL gives none.
 */
struct balance_list balance_parse(struct arena *mem, const char *packed);

/* The accounts of a result; *at is when (UTC; 0: not said). */
struct balance_list balance_read(struct arena *mem, const struct daraja_result *r, int64_t *at);

#endif
