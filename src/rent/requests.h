/*
 * requests.h - requests in an initiator's name (mpesa_request.h) over all landlords, for the operator.
 */
#ifndef RENT_REQUESTS_H
#define RENT_REQUESTS_H

#include "rent/mpesa_request.h"

struct request_of {
    struct mpesa_request it;
    const char          *landlord_name;
};

struct requests_filter {
    const char *api, *state; /* state: one of request_state, or "open": all that are not over */
    const char *landlord_id, *cursor;
    int64_t     limit;
};
/* Newest first. */
MUST_CHECK enum err
requests_list(struct db *db, struct arena *mem, const struct who *operator, const struct requests_filter * f,
              struct request_of **out, size_t *count, const char **next);

/* One, whosever it is. ERR_NOT_FOUND. */
MUST_CHECK enum err
requests_load(struct db *db, struct arena *mem, const struct who *operator, const char * id, struct request_of *out);

/* What it brought about in the books, line by line. */
struct request_posting {
    int64_t      at;
    const char  *memo, *account; /* account: a row of account_kind */
    struct money amount;         /* debit positive */
};
MUST_CHECK enum err requests_posted(struct db *db, struct arena *mem, const struct who *operator, const char * id,
                                    struct request_posting **out, size_t *count);

#endif
