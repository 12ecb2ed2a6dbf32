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
    int64_t      voided_at;     /* 0: it stands */
    int64_t      days, of_days; /* billed by the day: "12 of 30 days"; 0, 0: not so. `description` says it in English */
    const char  *charge_name;   /* of a recurring charge; NULL */
    const char  *void_reason;   /* why it was cancelled, as a person wrote it; NULL */
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

/* ---- cancelling one (bill_void.c) ---- */

struct bill_refusal {
    const char *code;
    int         status;
    const char *message; /* English, marked for translation */
};

/* Why it cannot be cancelled as things stand: it is void already, or a prompt for it is open. NULL: it can. */
const struct bill_refusal *bill_void_judge(const struct bill *b);

/* The deposit that paid it was, or is being, returned: bill_void tells it by ERR_CONFLICT where bill_void_judge sees
 * nothing. */
extern const struct bill_refusal bill_deposit_returned;

/*
 * Takes a bill back, for good: the ledger gets the mirror image of its posting, its allocations end, and the money that
 * had paid it is used for the lease's other open bills at once, as any credit is. `reason` is what the tenant reads.
 * who->person_id may be NULL: RentEase itself. In a transaction of its own, or the caller's.
 * ERR_NOT_FOUND: no such bill of his. ERR_CONFLICT: as above; nothing was changed.
 */
MUST_CHECK enum err
bill_void(struct db *db, struct arena *mem, const struct who *who, const char *bill_id, const char *reason);

/* The kinds, as the API and forms spell them: "rent|deposit|…". */
#define BILL_KINDS "rent|deposit|water|electricity|garbage|service|penalty|other"

/* "Rent", "Water", …: English, marked for translation. */
const char *bill_kind_name(const char *kind);

#endif
