/*
 * statement.h - statements of accounts, as their makers write them: M-Pesa's organisation portal, banks, and messages.
 *
 * Pure functions: text in, lines out; nothing here knows the books. A table is read by its head (one row of formats for
 * each, statement.c), or by columns that a person has chosen. What is pasted from a phone is taken apart message by
 * message (message.c).
 */
#ifndef STATEMENT_STATEMENT_H
#define STATEMENT_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/err.h"
#include "base/money.h"

enum { STATEMENT_LINES_MOST = 10000, STATEMENT_MESSAGES_MOST = 200, STATEMENT_HEAD_SIZE = 65 };

enum statement_sort {
    STATEMENT_IN,    /* a payer's money came in */
    STATEMENT_OTHER, /* money went out, was moved, reversed or failed: a line of the account, but nobody's rent */
    STATEMENT_WRONG, /* it cannot be read: `wrong` says why */
};

struct statement_line {
    int64_t             line; /* where it stands */
    enum statement_sort sort;
    const char         *wrong;                    /* English, marked for translation; NULL */
    const char         *receipt_no;               /* M-Pesa's, upper case; NULL */
    const char         *ref;                      /* the bank's; NULL */
    const char         *narration;                /* all that it says */
    const char         *payer, *phone, *bill_ref; /* as shown; NULL: not said */
    const char         *day;                      /* "2026-11-21", EAT */
    int64_t             at;                       /* UTC; noon where only the day is said */
    struct money        amount;                   /* below 0: out; 0 for what failed */
    struct money        balance;
    bool                has_balance;
};

/* Columns from 0; -1: there is none. Either `amount` (below 0: out), or `credit` with or without `debit`. */
struct statement_map {
    int day, amount, credit, debit, ref, narration, payer, balance;
};

struct statement {
    const char            *format;    /* "mpesa", "equity", "coop", "kcb", "table", "messages" */
    const char            *shortcode; /* the number that its own head names; NULL */
    const char            *wrong;     /* it cannot be read: English, marked for translation; NULL */
    int64_t                wrong_line;
    struct statement_line *lines;
    size_t                 count;

    /* A table: its head, and what its columns seem to be. `unknown`: nobody has said, and no format is known. */
    bool                  unknown;
    const struct csv_row *head;
    struct statement_map  guess;
    char                  head_hash[STATEMENT_HEAD_SIZE];
};

/* `map` NULL: by the formats that are known. Always ERR_OK but for what is ours; wrong and unknown tell the rest. */
MUST_CHECK enum err
statement_read(struct arena *mem, const char *text, const struct statement_map *map, struct statement *out);

/* May these columns be read by? A day and an amount are needed. */
bool statement_map_fits(const struct statement_map *m, size_t columns);

#endif
