/*
 * book_import.h - books from a list: homes, tenants, leases and what they bring along, out of one table.
 *
 * The table is kept as it came (a draft), shown judged row by row against the books, and applied as one transaction or
 * not at all. What the books have already is used and not doubled, so that applying the same list again changes
 * nothing; what contradicts them is an error of that cell. A row without a tenant is a vacant unit.
 *
 * For owners and agents; the caller has made sure of that.
 */
#ifndef RENT_BOOK_IMPORT_H
#define RENT_BOOK_IMPORT_H

#include "db/db.h"
#include "rent/who.h"

enum { BOOK_ROWS_MOST = 3000, BOOK_TEXT_MOST = 5 * 1024 * 1024, BOOK_DIGEST_SIZE = 65 };

enum book_column {
    BOOK_PROPERTY,
    BOOK_UNIT,
    BOOK_RENT,
    BOOK_TENANT,
    BOOK_PHONE,
    BOOK_EMAIL,
    BOOK_LANGUAGE,
    BOOK_START,
    BOOK_DUE_DAY,
    BOOK_DEPOSIT,
    BOOK_HELD,
    BOOK_BALANCE,
    BOOK_COLUMNS
};

/* What a column is called in the head of the table, on a page, and what it means; English, marked for translation but
 * for `name`. */
struct book_words {
    const char *name, *title, *about;
};
extern const struct book_words book_words[BOOK_COLUMNS];

struct book_row {
    int64_t     line;
    const char *typed[BOOK_COLUMNS]; /* "" where nothing stands */
    const char *wrong[BOOK_COLUMNS]; /* what is wrong with it and what to do; English, marked for translation */
    const char *known[BOOK_COLUMNS]; /* with `wrong`: what the books, or another line, say instead; NULL */
    bool        ok;

    const char  *property, *unit, *tenant, *phone, *email, *locale, *start; /* tenant NULL: vacant */
    struct money rent, deposit, held, balance;
    int64_t      due_day;

    const char *property_id, *unit_id, *tenant_id, *lease_id;               /* in the books already; NULL: not */
    bool        new_property, new_unit, new_tenant, new_lease, new_opening; /* this row makes it */
    size_t      property_row, tenant_row;                                   /* the row that makes it, or this one */
};

struct book_counts {
    int64_t rows, wrong, unchanged, properties, units, tenants, leases, openings; /* what would be made */
};

struct book_import {
    const char        *id, *state, *made_name, *decided_name, *text;
    int64_t            made_at, decided_at;
    const char        *wrong;   /* the table cannot be read: why; NULL: it can */
    int64_t            line;    /* and where */
    const char        *ignored; /* head cells that no column answers to, "a, b"; NULL: none */
    struct book_row   *rows;
    struct book_counts counts;
    char               digest[BOOK_DIGEST_SIZE]; /* of all that was judged: equal when the same would be made */
};

/* The table to begin with: its head and example rows, as CSV. */
const char *book_template(struct arena *mem);

/* Keeps a table as a draft. ERR_INPUT: it is no text. ERR_TOO_LARGE. */
MUST_CHECK enum err
book_import_add(struct db *db, struct arena *mem, const struct who *who, const char *bytes, size_t n, const char **id);

/* With every row judged against the books as they are now; of one that is decided, the rows are not judged. */
MUST_CHECK enum err
book_import_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct book_import *out);

enum book_answer {
    BOOK_APPLIED,
    BOOK_DECIDED, /* it was applied or discarded before */
    BOOK_WRONG,   /* a row, or the whole table, is wrong: nothing was made */
    BOOK_CHANGED, /* the books are not what they were when it was shown: nothing was made, look again */
    BOOK_ANSWERS
};
/* Makes all that the list says, or nothing. `digest` is that of the preview that was shown; NULL: as it is now. *out is
 * the import as it was judged. ERR_NOT_FOUND: no such import of his. */
MUST_CHECK enum err book_import_apply(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                      const char *digest, enum book_answer *answer, struct book_import *out);

/* ERR_CONFLICT: decided already. */
MUST_CHECK enum err book_import_discard(struct db *db, struct arena *mem, const struct who *who, const char *id);

#endif
