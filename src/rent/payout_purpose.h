/*
 * payout_purpose.h - what money goes out for: who may be paid, and which account bears it. For the files payout*.c.
 */
#ifndef RENT_PAYOUT_PURPOSE_H
#define RENT_PAYOUT_PURPOSE_H

#include <stdbool.h>

enum payout_limit { LIMIT_NONE, LIMIT_CREDIT, LIMIT_DEPOSIT };

struct payout_purpose {
    const char       *name, *apis; /* apis: names apart by blanks */
    const char       *account;     /* debited */
    const char       *detail;      /* NULL: the lease's id, or the receiver's number for top_up */
    const char       *command;     /* CommandID to a phone */
    bool              needs_lease;
    enum payout_limit limit;
};

/* NULL: there is none of that name for that API. */
const struct payout_purpose *payout_purpose(const char *name, const char *api);

#endif
