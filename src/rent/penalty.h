/*
 * penalty.h - what is charged for paying late.
 *
 * A policy says how much, for which kinds of bill, and after how many days of grace; it holds from a day on that is
 * never in the past, and the last one said counts. The gateway's clock judges each bill once when its grace is over,
 * and where the policy says so again each month: what was unpaid when that day began, by the day on which money was
 * paid, not on which we were told of it. A penalty is a bill of its own.
 */
#ifndef RENT_PENALTY_H
#define RENT_PENALTY_H

#include "db/db.h"
#include "rent/who.h"

/* Those of BILL_KINDS that may be late. */
#define PENALTY_KINDS "rent|deposit|water|electricity|garbage|service|other"

struct penalty_policy {
    const char  *id, *property_id, *property_name; /* property NULL: for all that have none of their own */
    const char  *from_day;
    const char  *how;        /* "flat", "percent", "off"; of a property also "general": as for all */
    struct money flat, cap;  /* cap for all the penalties of one bill together; 0: none */
    int64_t      percent;    /* of what is unpaid, in hundredths of one */
    int64_t      grace_days; /* after the due date */
    bool         monthly;    /* again each month until the cap */
    const char  *kinds;      /* "|rent|water|" */
    int64_t      created_at;
};

/* From now on, or from its from_day (NULL: today). ERR_NOT_FOUND: no such property of his. ERR_FIELD: a day in the
 * past, monthly without a cap, or a figure that is missing. */
MUST_CHECK enum err penalty_policy_put(struct db *db, struct arena *mem, const struct who *who,
                                       const struct penalty_policy *in, const char **id);

/* For all (property_id NULL) or of one property: what was said last, in force now or soon. ERR_NOT_FOUND: nothing ever
 * was. */
MUST_CHECK enum err penalty_policy_load(struct db *db, struct arena *mem, const struct who *who,
                                        const char *property_id, struct penalty_policy *out);
/* The same for all and for each property that has one. */
MUST_CHECK enum err penalty_policy_list(struct db *db, struct arena *mem, const struct who *who,
                                        struct penalty_policy **out, size_t *count);

/* Does it cover bills of this kind? */
bool penalty_covers(const struct penalty_policy *p, const char *kind);

/* ---- the clock's work ---- */

/* A judgement that is due, or would be. */
struct penalty_due {
    const char  *landlord_id, *bill_id, *lease_id, *kind, *period, *due_date, *policy_id, *day;
    const char  *tenant_name, *unit_label, *property_name; /* of the preview only */
    int64_t      round;
    struct money unpaid, amount; /* amount 0: nothing is charged */
    bool         capped, being_paid;
};

/* Judges what is due on or before `today`, `most` bills at most: penalties are made, each in a transaction of its own,
 * with the day that they should have had. *judged: how many were. A bill that is being paid right now waits. */
MUST_CHECK enum err penalty_judge(struct db *db, struct arena *mem, const char *today, int64_t most, int64_t *judged);

/* What this landlord's would be on that day, as things stand: only those that are charged; 200 at most. */
MUST_CHECK enum err penalty_preview(struct db *db, struct arena *mem, const struct who *who, const char *day,
                                    struct penalty_due **out, size_t *count);

/* ---- penalties that were charged ---- */

struct penalty {
    const char  *id;                                 /* its bill's */
    const char  *bill_id, *kind, *period, *due_date; /* of the bill that was late */
    const char  *lease_id, *tenant_id, *tenant_name, *unit_label, *property_name;
    const char  *day, *waived_by, *waive_reason; /* NULL: not waived */
    const char  *state;                          /* "charged", "waived", "void": cancelled otherwise */
    struct money amount, base;
    int64_t      round, waived_at;
    bool         doubtful; /* the late bill turned out to have been paid in time, or was cancelled */
};

/* By the penalty's bill. A tenant sees his own. */
MUST_CHECK enum err
penalty_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct penalty *out);

struct penalty_filter {
    const char *lease_id, *bill_id; /* NULL: any; bill_id is that of the late bill */
    const char *state;              /* "charged", "waived", "doubtful"; NULL: all */
    int64_t     limit;              /* 0: PAGE_ROWS_STANDARD */
    const char *cursor;
};
/* Newest day first. ERR_INPUT: a cursor that is none. */
MUST_CHECK enum err
penalty_list(struct db *db, struct arena *mem, const struct who *who, const struct penalty_filter *f,
             struct penalty **out, size_t *count, const char **next);

/* Lets the tenant off, with a reason that he reads. ERR_CONFLICT: waived or cancelled already, or it is being paid
 * right now. */
MUST_CHECK enum err
penalty_waive(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason);

#endif
