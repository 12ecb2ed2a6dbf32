/*
 * report.h - one report, whatever it is about: title, facts, columns, groups of rows with sums, notes.
 *
 * A file fill_*.c makes each kind from the books; three writers that know nothing of the kind make a page
 * (page/report/show.h), a CSV (report_csv.h) or a PDF (report_pdf.h) of it, and the API writes the struct itself. Texts
 * are in the language that was asked for; figures are figures until they are written.
 *
 *   struct report *r;
 *   enum err e = report_make(db, mem, who, lang, "rent-roll", &(struct report_ask){.month = "2026-11"}, &r);
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/date.h"
#include "db/db.h"
#include "rent/list.h"
#include "rent/who.h"
#include "web/lang.h"

/* More rows than this are refused (ERR_TOO_LARGE): a file of 5,000 rows takes a second and some megabytes. */
enum { REPORT_ROWS_MOST = 5000 };

enum cell_kind {
    CELL_TEXT,    /* as somebody wrote it */
    CELL_WORD,    /* one of ours: a stable name for programs, a word for people */
    CELL_MONEY,   /* cents */
    CELL_DATE,    /* "2026-11-05" */
    CELL_MONTH,   /* "2026-11" */
    CELL_TIME,    /* UTC seconds */
    CELL_PERCENT, /* tenths of a per cent */
    CELL_COUNT,
    CELL_KIND_COUNT
};

struct report_cell {
    bool        known; /* false: empty */
    const char *text;  /* CELL_TEXT, _DATE, _MONTH; of a CELL_WORD the stable name */
    const char *word;  /* CELL_WORD: for people */
    int64_t     n;     /* CELL_MONEY, _TIME, _PERCENT, _COUNT */
};

enum column_sum { SUM_NONE, SUM_ADD, SUM_SHARE };

struct report_column {
    const char     *key;   /* in JSON */
    const char     *title; /* English, marked for translation */
    enum cell_kind  kind;
    enum column_sum sum;      /* SUM_SHARE: a CELL_PERCENT, of one column in another, of each row and of the sums */
    size_t          part, of; /* for SUM_SHARE */
};

struct report_row {
    struct report_cell *cells;      /* one for each column */
    const char         *place, *id; /* where the row leads to: "landlord/leases" and an id; NULL: nowhere */
    bool                strong;     /* a sum or a balance among the rows: counted in no sum */
};

struct report_group {
    const char         *title; /* "" for a report's only group */
    struct list         rows;  /* struct report_row */
    struct report_cell *sums;  /* one for each column; NULL: none */
};

struct report_fact {
    const char        *label; /* in the reader's language */
    enum cell_kind     kind;
    struct report_cell value;
};

struct report_link {
    const char *path, *text; /* "/landlord/tax" without its slash; translated */
};

struct report {
    struct arena *mem;
    enum lang     lang;
    const char   *name, *title, *business; /* "rent-roll"; translated; whose */
    const char   *file;                    /* "rent-roll-2026-11": for a file's name, without its ending */
    const char   *group_title;             /* what the groups are, as a column of a CSV: translated; NULL: no groups */
    const char   *group_key;
    const char   *stamp; /* "Reversed", across it; NULL */
    const struct report_column *columns;
    size_t                      column_count, row_count;
    struct list                 facts, groups, notes; /* struct report_fact, struct report_group, const char * */
    struct report_cell         *totals;               /* of all groups; NULL: none */
    struct report_link          link;                 /* path NULL: none */
};

/* ---- asking ---- */

/* What a report can be narrowed by. */
enum report_take {
    TAKE_MONTH = 1,
    TAKE_RANGE = 2, /* from, to */
    TAKE_DAY = 4,   /* to alone */
    TAKE_PROPERTY = 8,
    TAKE_LEASE = 16, /* leaseId or tenantId: one of them has to be given */
    TAKE_SORT = 32,
    TAKE_BILLS = 64,  /* status, period */
    TAKE_MOVES = 128, /* type, status, leaseId, phone */
};

struct report_ask {
    const char *month, *from, *to; /* NULL: what report_times puts there */
    const char *property_id, *lease_id, *tenant_id;
    const char *sort; /* "oldest" or "most" */
    const char *type, *status, *phone, *period;
};

struct report_kind {
    const char *name, *title, *about; /* English, marked for translation */
    unsigned    takes;
    bool        listed; /* stands in the list of reports; the others have places of their own */
    int months; /* TAKE_RANGE: how many months back it begins by itself, this one counted; TAKE_MONTH: how many ago */
    enum err (*fill)(struct db *db, const struct who *who, const struct report_ask *ask, struct report *r);
};

extern const struct report_kind report_kinds[]; /* ended by a NULL name */

/* NULL: no such report. */
const struct report_kind *report_kind(const char *name);

/* May he have it? Owner, agent and accountant all; a tenant his statement; a caretaker none. */
bool report_may(const struct who *who, const struct report_kind *k);

/* Fills in what was not asked for: month, from and to, as far as this kind takes them. A month makes its range. */
void report_times(struct arena *mem, const struct report_kind *k, struct report_ask *ask);

/* ERR_NOT_FOUND: no such report, property, lease or tenant of his. ERR_FORBIDDEN. ERR_TOO_LARGE: more than
 * REPORT_ROWS_MOST rows. ERR_FIELD: neither lease nor tenant for a statement. `ask` need not have been through
 * report_times. */
MUST_CHECK enum err report_make(struct db *db, struct arena *mem, const struct who *who, enum lang lang,
                                const char *name, const struct report_ask *ask, struct report **out);

/* ---- showing a cell ---- */

/* As people read it: "KSh 12,500", "5 Nov 2026", "93.5 %"; "" for an empty one. */
const char *report_show(struct arena *mem, enum lang lang, enum cell_kind kind, const struct report_cell *c);

/* The same for a table of many columns: money without KSh, which is said once above it (report_unit, English). */
const char *report_show_plain(struct arena *mem, enum lang lang, enum cell_kind kind, const struct report_cell *c);
extern const char report_unit[];

/* Money, counts, per cents: to be set on the right. */
bool report_is_figure(enum cell_kind kind);

/* ---- filling; for fill_*.c and receipt_report.c ---- */

struct report *report_new(struct arena *mem, enum lang lang, const char *name, const char *title);
#define report_columns(r, table) ((r)->columns = (table), (r)->column_count = COUNT(table))

struct report_cell *report_fact(struct report *r, const char *english, enum cell_kind kind);
void                report_note(struct report *r, const char *english);
/* NULL title: the report's only group. The pointer holds until the next one is made. */
struct report_group *report_group(struct report *r, const char *title);
/* A row of empty cells at the end of the last group; the pointer holds until the next row. */
struct report_row *report_row(struct report *r);

void cell_text(struct report_cell *c, const char *text); /* NULL leaves it empty; so below */
void cell_word(const struct report *r, struct report_cell *c, const char *name, const char *english);
void cell_date(struct report_cell *c, const char *date); /* and months */
void cell_money(struct report_cell *c, struct money m);
void cell_number(struct report_cell *c, int64_t n); /* counts, times, tenths of a per cent */

/* Adds up each group (groups true) and all of it (total true), and works out the shares. Once, when all rows are there.
 */
void report_sum(struct report *r, bool groups, bool total);

#endif
