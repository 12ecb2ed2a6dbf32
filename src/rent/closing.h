/*
 * closing.h - the months of a landlord's books: their figures, and closing them for good.
 *
 * A closed month is never opened again. Its figures are kept as they stood (closed_figure), hashed into the audit's
 * line that tells of the closing, and must be what the ledger says for ever (closing_verify). Whatever turns up later
 * counts for the day on which it is posted (ledger.h); corrections are new entries. Months are closed in order, and
 * only when they are over.
 */
#ifndef RENT_CLOSING_H
#define RENT_CLOSING_H

#include "db/db.h"
#include "rent/who.h"

struct closing_figures {
    struct money billed;                        /* less what was cancelled */
    struct money mpesa, cash, cheque, bank, in; /* received by each way, less what was given back; all together */
    struct money paid_out;
    struct money arrears, ahead; /* at the end: owed by tenants, and paid ahead by others */
    int64_t      differences;    /* open ones: when it was closed, or now */
};
struct closing_month {
    const char            *month; /* "2026-10" */
    bool                   closed, closable;
    int64_t                closed_at;        /* 0: not closed by itself */
    const char            *closed_by, *note; /* NULL */
    struct closing_figures f;
};
enum { CLOSING_MONTHS_MOST = 24 };

/* The newest CLOSING_MONTHS_MOST months, newest first; this month is the first. */
MUST_CHECK enum err
closing_months(struct db *db, struct arena *mem, const struct who *who, struct closing_month **out, size_t *count);

/* One of them, however old. ERR_NOT_FOUND: before the first posting, after this month, or no month. */
MUST_CHECK enum err
closing_month(struct db *db, struct arena *mem, const struct who *who, const char *month, struct closing_month *out);

/* What of it, or before it, still waits for somebody. */
struct closing_open {
    int64_t differences, unmatched, payments, requests;
};
MUST_CHECK enum err closing_open(struct db *db, const struct who *who, const char *month, struct closing_open *out);

enum closing_answer {
    CLOSING_DONE,
    CLOSING_ALREADY,       /* it is closed */
    CLOSING_NOT_OVER,      /* the month still runs, or has not begun */
    CLOSING_EARLIER_FIRST, /* an earlier month is open */
};
/* By the owner. `note` may be NULL. ERR_NOT_FOUND as above. */
MUST_CHECK enum err closing_close(struct db *db, struct arena *mem, const struct who *who, const char *month,
                                  const char *note, enum closing_answer *answer);

/* Every closed month of everybody against the ledger and the audit. `broken` is called for each figure that is not what
 * it was: whose, which month, which figure. *count of them. */
MUST_CHECK enum err
closing_verify(struct db *db, struct arena                                                                     *mem,
               void (*broken)(void *arg, const char *business_name, const char *month, const char *what), void *arg,
               int64_t *count);

/* The day for which a bill counts, where its own month was closed before it was made; NULL: it counts where it belongs.
 */
MUST_CHECK enum err
closing_late_bill(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char **day);

#endif
