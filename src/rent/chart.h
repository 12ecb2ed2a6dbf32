/*
 * chart.h - the chart of accounts: every account of a landlord with its balance, its lines, and the journal behind
 * them.
 *
 * Debits are positive, credits negative (ledger.h): all balances together are nothing.
 */
#ifndef RENT_CHART_H
#define RENT_CHART_H

#include "db/db.h"
#include "rent/who.h"

struct chart_account {
    const char  *id, *kind, *detail, *class; /* "asset", "liability", "equity", "income", "expense" */
    const char  *unit, *tenant;              /* of a tenant's account; NULL */
    struct money balance;                    /* at the end of the last day */
    struct money debit, credit;              /* what moved in the period, both positive */
};

/* All, in the order of a trial balance. `from` to `to`: days, both inclusive. */
MUST_CHECK enum err chart_load(struct db *db, struct arena *mem, const struct who *who, const char *from,
                               const char *to, struct chart_account **out, size_t *count);
MUST_CHECK enum err chart_account(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                  const char *from, const char *to, struct chart_account *out);

/* An account's name in words, translated by the caller: with holes (base/fill.h) for {detail}, {unit} and {tenant}. */
const char *chart_name(const struct chart_account *a);
/* What fills {detail}, where that is a word of ours and not a number or a name: to be translated; NULL: as it is. */
const char *chart_detail(const struct chart_account *a);
/* "Owed by A4 (Jane)". `name` and `detail` are the two above, translated; detail NULL: as it is. */
const char *chart_say(struct arena *mem, const struct chart_account *a, const char *name, const char *detail);

struct chart_line {
    int64_t      id, txn_id, at, reverses;
    const char  *day, *kind, *memo, *who;           /* who: payer or tenant; NULL */
    const char  *bill_id, *payment_id, *request_id; /* where it came from; NULL */
    struct money amount, balance;
};
struct chart_filter {
    const char *from, *to; /* days; NULL: any */
    int64_t     limit;
    const char *cursor;
};
/* Newest day first. ERR_INPUT: no cursor of this list. */
MUST_CHECK enum err
chart_lines(struct db *db, struct arena *mem, const struct who *who, const char *account_id,
            const struct chart_filter *f, struct chart_line **out, size_t *count, const char **next);

/* One transaction, as the journal has it. */
struct chart_part {
    struct chart_account account; /* no figures */
    struct money         amount;
};
struct chart_txn {
    int64_t            id, at, reverses, reversed_by; /* 0: none */
    const char        *kind, *day, *memo, *hash, *prev_hash;
    const char        *bill_id, *payment_id, *request_id; /* NULL */
    struct chart_part *parts;
    size_t             part_count;
};
MUST_CHECK enum err
chart_txn(struct db *db, struct arena *mem, const struct who *who, int64_t id, struct chart_txn *out);

/* A kind of transaction in words, marked for translation. */
const char *chart_txn_word(const char *kind);

#endif
