/*
 * remittance.h - an agent's statement: what he collected for a landlord in some months, what he earns by the agreement,
 * what was paid out for the houses, and what is left.
 *
 * Where the rent goes straight to the owner's number, what is left is what the owner owes the agent: fee and VAT. Where
 * it goes to the agent's number, it is what the agent has to send the owner: collected, less fee, VAT and expenses.
 *
 * Collected is what paid bills: each shilling stands in one statement, that of the month in which the tenant paid or,
 * where that one was issued before, the next. A payment undone after it was stated is taken back in the next. Issued, a
 * statement is frozen: its figures and rows, and a hash over them. The fee is posted then, expense/commission against
 * agent/PERSON, and settled once, by a payout of here or by hand.
 */
#ifndef RENT_REMITTANCE_H
#define RENT_REMITTANCE_H

#include "rent/agreement.h"

enum { REMITTANCE_VAT_PERCENT = 16, REMITTANCE_MONTHS_MOST = 12 };

struct remittance_row {
    const char  *lease_id, *property, *unit, *tenant;
    struct money collected, counted,
        fee; /* counted: of it, what a percentage counts; fee: 0 where it is no percentage */
};
struct remittance_expense {
    const char  *money_out_id, *what;
    struct money amount;
};
struct remittance {
    const char                *id, *business_name, *agent_id, *agent; /* id NULL: not issued */
    int64_t                    number;
    const char                *from_month, *to_month;
    struct agreement           terms;
    struct money               collected, counted, fee, vat, expenses, net;
    int64_t                    units; /* let at each month's end, added up: what a fee by the unit counts */
    struct remittance_row     *rows;
    size_t                     row_count;
    struct remittance_expense *costs;
    size_t                     cost_count;
    const char                *hash;
    int64_t                    issued_at, seen_at, settled_at; /* 0: not yet */
    const char                *seen_by;                        /* a name */
    const char                *how, *request_id, *note;        /* of the settlement: "payout" or "hand" */
};

enum remittance_answer {
    REMITTANCE_DONE,
    REMITTANCE_NO_AGREEMENT, /* field from: no accepted agreement holds then */
    REMITTANCE_CHANGES,      /* field to: another agreement holds at the end: two statements */
    REMITTANCE_ORDER,        /* field to: before from, more than a year, or a month to come */
    REMITTANCE_STATED,       /* field from: a month of these is in a statement already */
    REMITTANCE_NO_PAYOUT,    /* field requestId: none that is done, of that very amount, and free */
    REMITTANCE_ANSWER_COUNT
};
const char *remittance_refusal(enum remittance_answer a);      /* English, marked for translation; NULL for DONE */
const char *remittance_refusal_code(enum remittance_answer a); /* the API's */

/* What the agent's statement would say. Months as "2026-11". */
MUST_CHECK enum err remittance_draft(struct db *db, struct arena *mem, const struct who *agent, const char *from,
                                     const char *to, enum remittance_answer *answer, struct remittance *out);

/* Issues it, as it stands at that moment. */
MUST_CHECK enum err remittance_issue(struct db *db, struct arena *mem, const struct who *agent, const char *from,
                                     const char *to, enum remittance_answer *answer, const char **id);

/* Newest first, without rows; an agent sees his own. */
MUST_CHECK enum err
remittance_list(struct db *db, struct arena *mem, const struct who *who, struct remittance **out, size_t *count);
MUST_CHECK enum err
remittance_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct remittance *out);

/* The owner has read it. ERR_CONFLICT: said before. */
MUST_CHECK enum err remittance_acknowledge(struct db *db, struct arena *mem, const struct who *owner, const char *id);

/* The owner says how it was settled: by a payout of here of exactly its amount, or (request_id NULL) by hand.
 * ERR_CONFLICT: settled before. */
MUST_CHECK enum err remittance_settle(struct db *db, struct arena *mem, const struct who *owner, const char *id,
                                      const char *request_id, const char *note, enum remittance_answer *answer);

/* ---- over all the landlords of an agent ---- */

struct portfolio_row {
    const char  *landlord_id, *business_name;
    struct money billed, collected, arrears; /* this month's bills, and what was paid of them; all that is owed */
    int64_t      units, occupied;
};
MUST_CHECK enum err
portfolio_list(struct db *db, struct arena *mem, const struct who *agent, struct portfolio_row **out, size_t *count);

struct portfolio_tenant {
    const char *tenant_id, *name, *phone, *landlord_id, *business_name, *unit, *property; /* unit NULL: no lease runs */
};
/* By a part of the name, the phone or the unit. At most 100. */
MUST_CHECK enum err portfolio_search(struct db *db, struct arena *mem, const struct who *agent, const char *text,
                                     struct portfolio_tenant **out, size_t *count);

#endif
