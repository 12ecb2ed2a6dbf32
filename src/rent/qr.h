/*
 * qr.h - QR codes for payers: one for each number, account and amount, made by Daraja when a page first shows it.
 *
 *   pending --> sending --> ready
 *      ^           +------> failed --(asked for again)--> pending
 *
 * Whoever shows a page asks and does not wait: the row is durable, the gateway sends it, the next look shows the
 * picture. Asking Daraja twice does no harm, so after a restart it is simply sent again.
 */
#ifndef RENT_QR_H
#define RENT_QR_H

#include "db/db.h"
#include "rent/bill.h"
#include "rent/property.h"

enum { QR_SIZE_PX = 300, QR_PNG_MOST = 64 * 1024, QR_AGAIN_S = 180 };

struct qr_code {
    const char  *id;     /* NULL: not even written down yet; the next look asks */
    const char  *state;  /* "pending", "sending", "ready", "failed"; NULL: no code, as there is nothing to pay */
    const char  *reason; /* of "failed": "refused", "keys", "no_answer", "no_picture" */
    const char  *shortcode, *account;
    bool         till;
    struct money amount;
    int64_t      asked_at; /* 0: not yet */
    int64_t      again_at; /* of "failed": when it may be asked for again */
};

/* What a code is wanted for. */
struct qr_want {
    const char  *account_ref; /* the unit's own; the account number of the landlord's paybill goes before it */
    const char  *lease_id;    /* whose bill shows it; NULL: the landlord's side alone sees it */
    struct money amount;      /* M-Pesa's whole shillings, and no more than it takes at once; 0: none */
};

/* What is left of the bill, in whole shillings. */
struct qr_want qr_want_bill(const struct bill *b);

/* The rent. */
struct qr_want qr_want_unit(const struct unit *u);

/* Finds the codes, and asks for those that were never asked for. *asked: the gateway has something to do.
 * ERR_NOT_FOUND: no number in use receives payments. While the database is busy nothing is asked, and nothing fails. */
MUST_CHECK enum err qr_codes(struct db *db, struct arena *mem, const struct who *who, const struct qr_want *wants,
                             size_t count, struct qr_code *out, bool *asked);

/* A tenant sees those of his own bills. *png: NULL unless ready. */
MUST_CHECK enum err qr_load(struct db *db, struct arena *mem, const struct who *who, const char *id,
                            struct qr_code *out, const void **png, size_t *len);

/* Asks again for one that failed, at most every QR_AGAIN_S. *asked: it did. ERR_NOT_FOUND: not theirs. */
MUST_CHECK enum err qr_again(struct db *db, struct arena *mem, const struct who *who, const char *id, bool *asked);

/* ---- for the gateway ---- */

struct qr_sending {
    const char  *id, *receiving_account_id, *credentials, *business_type, *business_name, *shortcode, *account;
    struct money amount;
};
/* Those waiting, a few at a time. */
MUST_CHECK enum err qr_to_send(struct db *db, struct arena *mem, int64_t now, struct qr_sending **out, size_t *count);
MUST_CHECK enum err qr_mark_sending(struct db *db, const char *id);

/* Not yet: it waits until `send_after`. */
MUST_CHECK enum err qr_defer(struct db *db, const char *id, int64_t send_after);

/* A bigger picture than QR_PNG_MOST is ERR_CONFLICT. */
MUST_CHECK enum err qr_made(struct db *db, const char *id, const void *png, size_t n);

/* Daraja was not clear: sent again a little later, failed with `reason` after the third time. */
MUST_CHECK enum err qr_unclear(struct db *db, const char *id, const char *reason, const char *code, const char *said);
MUST_CHECK enum err qr_failed(struct db *db, const char *id, const char *reason, const char *code, const char *said);

/* After a restart: those that were being sent are sent again. */
MUST_CHECK enum err qr_recover(struct db *db);

#endif
