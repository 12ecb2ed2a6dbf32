/*
 * billing.h - the monthly run: rents, recurring charges and deposits become bills, once for each lease, kind and month
 * whatever happens.
 *
 * What is to be billed of a month is worked out by one query (db/queries/billing/billing_lines.sql), for the preview as
 * for the run. Each bill that a run makes leaves a row of its own (billing_item) that stays, so that a bill which is
 * cancelled later is not made again; a bill made by hand counts as billed, too. Running it twice, or in two places at
 * once, makes nothing twice.
 *
 * A part month of rent is billed by the day: days lived of the month's days, rounded to whole shillings, half up. A
 * deposit is billed in the month in which its lease begins, due on the first day.
 */
#ifndef RENT_BILLING_H
#define RENT_BILLING_H

#include "base/date.h"
#include "db/db.h"
#include "rent/who.h"

enum { BILLING_DAYS_BEFORE = 5, BILLING_DAYS_BEFORE_MOST = 28, BILLING_MONTHS_BACK = 12 };

/* ---- how a landlord's months are billed ---- */

struct billing_setting {
    bool        automatic;
    int64_t     days_before; /* days from the making of a bill to its due day, 0-28 */
    const char *since;       /* the day it was switched on: only what falls due then or later; NULL while by hand */
};

/* By hand, BILLING_DAYS_BEFORE days, until he says otherwise. */
MUST_CHECK enum err
billing_setting_load(struct db *db, struct arena *mem, const struct who *who, struct billing_setting *out);
MUST_CHECK enum err
billing_setting_save(struct db *db, struct arena *mem, const struct who *who, bool automatic, int64_t days_before);

/* Something has changed that may make something due: the clock looks again at once. In the caller's transaction. */
MUST_CHECK enum err billing_wake(struct db *db, const struct who *who);

/* ---- what a month holds ---- */

enum billing_state {
    BILLING_TO_DO,
    BILLING_DONE,      /* a run has billed it */
    BILLING_BY_HAND,   /* somebody has made that bill himself */
    BILLING_CANCELLED, /* its bill was cancelled, and is not made again */
    BILLING_PAUSED,
    BILLING_NOTHING, /* less than half a shilling */
    BILLING_STATE_COUNT
};
/* "to_bill", "billed", "billed_by_hand", "cancelled", "paused", "nothing" */
const char *billing_state_name(enum billing_state s);

struct billing_line {
    const char        *lease_id, *tenant_name, *unit_label, *property_name;
    const char        *kind, *charge_id, *name; /* charge_id and name may be NULL */
    const char        *due_date;
    struct money       amount;
    int64_t            days, of_days; /* of a part month billed by the day; 0, 0: the whole */
    enum billing_state state;
    const char        *bill_id; /* the bill that stands for it; NULL */
};

/* Every line of the month, by property and unit. ERR_FIELD: a month that cannot be billed (billing_period_fits). */
MUST_CHECK enum err billing_preview(struct db *db, struct arena *mem, const struct who *who, const char *period,
                                    struct billing_line **out, size_t *count);

/* A year back at most, and not further ahead than the month after this one. */
bool billing_period_fits(const char *period);

/* ---- running it ---- */

struct billing_made {
    const char  *run_id; /* NULL: there was nothing to bill */
    int64_t      bills;
    struct money total;
};

/* Bills all that is left of a month, a few hundred bills a transaction: what stopped half way goes on when it is asked
 * for again. ERR_FIELD as above. */
MUST_CHECK enum err
billing_run(struct db *db, struct arena *mem, const struct who *who, const char *period, struct billing_made *out);

/*
 * The clock's share, in a transaction of its own: for the landlord at whom it has not looked for longest, the oldest of
 * what is due to be made at `now` (UTC) and was not, at most so many bills. *made 0 with *more false: nothing is left
 * to do for now.
 */
MUST_CHECK enum err
billing_clock(struct db *db, struct arena *mem, int64_t now, int64_t most, int64_t *made, bool *more);

struct billing_run_row {
    const char  *id, *period, *person_name; /* person_name NULL: the clock */
    int64_t      started_at, bills;
    struct money total;
};
/* Newest first. *next as bill_list has it. */
MUST_CHECK enum err billing_runs(struct db *db, struct arena *mem, const struct who *who, int64_t limit,
                                 const char *cursor, struct billing_run_row **out, size_t *count, const char **next);

#endif
