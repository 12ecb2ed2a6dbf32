/*
 * statement_import.h - statements of the accounts into which rent is paid: what is new in them is posted, what is known
 * gets one more piece of evidence, the rest is kept as lines to reconcile by.
 *
 * Kept as a draft, shown judged line by line, applied in one transaction or not at all, and harmless when applied
 * again. A statement is what the landlord's side says about its own books; of a number that is connected, a pasted
 * message is not believed but asked about (enquiry.h), and so is what might be a prompt's money.
 */
#ifndef RENT_STATEMENT_IMPORT_H
#define RENT_STATEMENT_IMPORT_H

#include "db/db.h"
#include "rent/who.h"
#include "statement/statement.h"

enum { STATEMENT_TEXT_MOST = 5 * 1024 * 1024 };

/* ---- accounts ---- */

struct statement_account {
    const char *key;           /* "mpesa/600123", "bank/Equity Westlands": for forms and the API */
    const char *rail, *detail; /* as in money_in: rail, shortcode */
    const char *kind;          /* "paybill", "till", "bank", "personal", "pochi" */
    bool        connected;     /* in use: Daraja can be asked */
};
/* A landlord's numbers, old ones too, and his other accounts. */
MUST_CHECK enum err statement_accounts(struct db *db, struct arena *mem, const struct who *who,
                                       struct statement_account **out, size_t *count);

/* Names an account that Daraja does not know: kind "bank", "personal" or "pochi". ERR_CONFLICT: there is one of that
 * name. */
MUST_CHECK enum err
receiving_other_add(struct db *db, struct arena *mem, const struct who *who, const char *kind, const char *name);

/* ---- statements ---- */

enum statement_verdict {
    VERDICT_POST,      /* new, and whose rent it is stands in it */
    VERDICT_TRAY,      /* new, and waits for a person */
    VERDICT_KNOWN,     /* in the books already: kept as evidence for it */
    VERDICT_ASK,       /* M-Pesa is asked about it */
    VERDICT_AGAIN,     /* this very line came before: nothing happens */
    VERDICT_NOT_MONEY, /* nobody's payment: kept to reconcile by */
    VERDICT_WRONG,     /* `why` says what to do */
    VERDICT_COUNT
};
/* "new", "unmatched", "known", "asked", "repeated", "not_money", "wrong": stable. */
const char *statement_verdict_name(enum statement_verdict v);

struct statement_row {
    const struct statement_line *it;
    enum statement_verdict       verdict;
    const char                  *why;                                 /* English, marked for translation */
    const char                  *identity;                            /* of the line in its account */
    const char                  *lease_id, *tenant_name, *unit_label; /* with VERDICT_POST */
    const char                  *money_in_id;                         /* with VERDICT_KNOWN */
};

struct statement_import {
    const char           *id, *state, *rail, *account, *made_name, *decided_name, *text;
    int64_t               made_at, decided_at;
    struct statement      it; /* of a draft: its lines; wrong and unknown as there */
    struct statement_row *rows;
    int64_t               counts[VERDICT_COUNT];
    struct money          posted; /* of what is new */
    char                  digest[STATEMENT_HEAD_SIZE];
};

/* ERR_INPUT: no text. ERR_TOO_LARGE. ERR_NOT_FOUND: no such account of his (`key` as above). */
MUST_CHECK enum err statement_import_add(struct db *db, struct arena *mem, const struct who *who, const char *key,
                                         const char *bytes, size_t n, const char **id);

MUST_CHECK enum err statement_import_load(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                          struct statement_import *out);

/* The newest 20, without their lines. */
MUST_CHECK enum err statement_import_list(struct db *db, struct arena *mem, const struct who *who,
                                          struct statement_import **out, size_t *count);

/* Says what the columns of a table are, for this and all with the same head. ERR_FIELD: a day and an amount are needed.
 * ERR_CONFLICT: it is no such table, or decided already. */
MUST_CHECK enum err statement_import_columns(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                             const struct statement_map *map);

enum statement_answer {
    STATEMENT_APPLIED,
    STATEMENT_DECIDED,    /* applied or discarded before */
    STATEMENT_UNREADABLE, /* the whole of it is wrong, or its columns are not known yet */
    STATEMENT_CHANGED,    /* the books are not what they were when it was shown */
    STATEMENT_ANSWERS
};
/* Lines that are wrong are left out and stay told; all others are done, or none. `digest` as in book_import.h. *asked:
 * the gateway has something to ask. */
MUST_CHECK enum err
statement_import_apply(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *digest,
                       enum statement_answer *answer, bool *asked, struct statement_import *out);

/* ERR_CONFLICT: decided already. */
MUST_CHECK enum err statement_import_discard(struct db *db, struct arena *mem, const struct who *who, const char *id);

/* For the gateway: lines that were asked about and whose money has come get it; and money that waits goes where its
 * message says. */
MUST_CHECK enum err statement_asked_settle(struct db *db, struct arena *mem);

#endif
