/*
 * balance.h - what lies in the M-Pesa accounts of a landlord's number: asked for, kept, shown with its history
 * (daraja.md 10; daraja/balance.h reads the answer).
 */
#ifndef RENT_BALANCE_H
#define RENT_BALANCE_H

#include "rent/mpesa_send.h"

struct balance_money {
    bool         known; /* said, and readable */
    struct money money;
};
struct balance_line {
    const char          *kind; /* "working", "utility", "merchant", "charges", "settlement", "float", "other" */
    const char          *name, *currency; /* as M-Pesa writes them */
    struct balance_money current, available, reserved, uncleared;
};
struct balance_state {
    const char          *shortcode;
    const char          *payout_shortcode; /* the bulk number beside it; NULL: none */
    int64_t              at;               /* 0: never answered yet */
    struct balance_line *lines;
    size_t               line_count;
    struct balance_money available; /* of all accounts that tell it */
    struct mpesa_request newest;    /* the newest request, whatever became of it; id NULL: never asked */
};

/* Of the number in use (or, with `shortcode`, of that or its bulk number). ERR_NOT_FOUND: no number in use. */
MUST_CHECK enum err balance_latest(struct db *db, struct arena *mem, const struct who *who, const char *shortcode,
                                   struct balance_state *out);

/* Asks; one at a time: *id is the one under way where there is one. At most one a minute: ERR_LIMIT. ERR_NOT_FOUND as
 * above. */
MUST_CHECK enum err
balance_ask(struct db *db, struct arena *mem, const struct who *who, const char *shortcode, const char **id);

/* What was available in all accounts together (or, with `kind`, in those of that kind), one point a check, oldest
 * first; at most the newest `most`. `shortcode` as above. */
struct balance_point {
    int64_t      at;
    struct money available;
};
MUST_CHECK enum err balance_history(struct db *db, struct arena *mem, const struct who *who, const char *shortcode,
                                    const char *kind, int64_t most, struct balance_point **out, size_t *count);

/* ---- for the gateway ---- */

/* Keeps what a result said. `at` is UTC. */
MUST_CHECK enum err
balance_keep(struct db *db, const struct mpesa_request *r, int64_t at, const struct balance_line *lines, size_t count);

/* Numbers in use whose last good check is older than `every_s` are asked about: only those that answered a person's
 * check once, and whose initiator is not in trouble. */
MUST_CHECK enum err balance_ask_due(struct db *db, struct arena *mem, int64_t now, int64_t every_s, int64_t *count);

#endif
