/*
 * bill.h - what a tenant owes for one thing in one period.
 *
 * Whether it is paid is derived from the money allocated to it, never stored as an opinion (design.md 4).
 */
#ifndef RENT_BILL_H
#define RENT_BILL_H

#include "db/db.h"
#include "rent/who.h"

struct bill {
    const char  *id, *lease_id, *period; /* "2026-11" */
    const char  *kind;                   /* "rent", "deposit", "water", … */
    struct money due, paid, balance;
    const char  *status;                 /* "unpaid", "part_paid", "paid", "void" */
    const char  *due_date, *description; /* description may be NULL */
    bool         overdue;                /* not paid, and due before today (EAT) */
    const char  *tenant_id, *tenant_name, *tenant_phone, *unit_label, *property_name, *account_ref;
    const char  *open_payment; /* an attempt under way (pending, sending, processing), or NULL */
    int64_t      created_at;
};

struct bill_new {
    const char  *lease_id, *period, *kind, *due_date, *description;
    struct money amount;
    const char  *account; /* credited, with the description as its memo; NULL: by kind, income or deposits */
    const char  *day;     /* for which it counts in the books; NULL: today */
};

/* Makes it and posts it: receivable up, income (or deposits held) up; then uses the lease's credit, oldest first.
 * ERR_NOT_FOUND: no such lease of his. ERR_CONFLICT: this lease's rent for that period is billed already. */
MUST_CHECK enum err
bill_add(struct db *db, struct arena *mem, const struct who *who, const struct bill_new *in, const char **id);

/* A tenant sees those of his own leases. */
MUST_CHECK enum err
bill_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct bill *out);

struct bill_filter {
    const char *lease_id, *status, *period; /* NULL: any. status may also be "open": unpaid or part_paid */
    int64_t     limit;                      /* 0: PAGE_ROWS_STANDARD */
    const char *cursor;                     /* NULL: from the beginning */
};
/* Newest due date first. *next is the cursor of the next page, NULL at the end. ERR_INPUT: a cursor that is none. */
MUST_CHECK enum err bill_list(struct db *db, struct arena *mem, const struct who *who, const struct bill_filter *f,
                              struct bill **out, size_t *count, const char **next);

/* Money that paid a bill, oldest first. */
struct bill_payment {
    const char  *payment_id, *receipt_number, *mpesa_code; /* mpesa_code may be NULL */
    struct money amount;
    int64_t      paid_at;
};
MUST_CHECK enum err bill_payments(struct db *db, struct arena *mem, const struct who *who, const char *bill_id,
                                  struct bill_payment **out, size_t *count);

/* The kinds, as the API and forms spell them: "rent|deposit|…". */
#define BILL_KINDS "rent|deposit|water|electricity|garbage|service|penalty|other"

/* "Rent", "Water", …: English, marked for translation. */
const char *bill_kind_name(const char *kind);

#endif
