/*
 * standing_order.h - Ratiba: a tenant lets M-PESA pay his rent each month (daraja.md 14.1). Depends on a contract
 * between the landlord's operator and Safaricom; off unless DARAJA_EXTRAS names it.
 *
 * Asking sends a question to the tenant's phone; when he agrees with his PIN the order is made. Its payments come as
 * direct ones, with the unit's account number. It is ended on the phone, by *234#, not by us.
 */
#ifndef RENT_STANDING_ORDER_H
#define RENT_STANDING_ORDER_H

#include "rent/mpesa_request.h"

struct standing_order {
    struct mpesa_request request; /* state "success": the order is made */
    const char          *name, *start_date, *end_date;
    int64_t              ended_at; /* the tenant says that he ended it; 0 */
    bool                 running;  /* made, not ended, and not past its end */
};

enum standing_answer {
    STANDING_ASKED,
    STANDING_AGAIN, /* same key, same request */
    STANDING_KEY_REUSED,
    STANDING_NO_NUMBER,  /* no paybill or till in use */
    STANDING_IS_THERE,   /* one runs, or is being made: *id */
    STANDING_BAD_DATES,  /* field startDate: starts tomorrow at the earliest, ends later, at most three years on */
    STANDING_BAD_AMOUNT, /* field amount: whole shillings, 1 to 250,000 */
    STANDING_ANSWER_COUNT
};
struct standing_refusal {
    const char *code;
    int         status;
    const char *field, *message;
};
const struct standing_refusal *standing_refusal(enum standing_answer a);

struct standing_ask {
    const char  *lease_id, *start_date, *end_date;
    struct money amount; /* 0: the rent */
    const char  *key;
};
/* By the tenant, or the landlord's side. The tenant's own phone pays. ERR_NOT_FOUND: no such lease of his. */
MUST_CHECK enum err standing_order_ask(struct db *db, struct arena *mem, const struct who *who,
                                       const struct standing_ask *ask, enum standing_answer *answer, const char **id);

/* The one of a lease that runs or is being made; else the newest. ERR_NOT_FOUND: none. A tenant sees those of his own
 * leases, here and below. */
MUST_CHECK enum err standing_order_newest(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                          struct standing_order *out);
MUST_CHECK enum err standing_order_load(struct db *db, struct arena *mem, const struct who *who, const char *id,
                                        struct standing_order *out);
/* Of a lease, or all (NULL), newest first, 500 at most. */
MUST_CHECK enum err standing_order_list(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                        struct standing_order **out, size_t *count);

/* Can a direct payment to this lease, then and of that amount, come from its standing order? M-Pesa itself does not say
 * so: it is the same account number and the same amount, on a day when the order ran. */
MUST_CHECK enum err standing_order_fits(struct db *db, struct arena *mem, const struct who *who, const char *lease_id,
                                        struct money amount, int64_t paid_at, bool *fits);

/* "I have ended it on my phone." ERR_NOT_FOUND: none runs. */
MUST_CHECK enum err standing_order_end(struct db *db, struct arena *mem, const struct who *who, const char *lease_id);

/* For the gateway: name and dates of a request. */
MUST_CHECK enum err
standing_order_facts(struct db *db, struct arena *mem, const struct mpesa_request *r, struct standing_order *out);

#endif
