/*
 * match_score.h - from facts to a ranked list: pure, no database. match.h tells what for.
 */
#ifndef RENT_MATCH_SCORE_H
#define RENT_MATCH_SCORE_H

#include "rent/match.h"

/* A lease that a payment could be for, with what the books know of it and this payer. */
struct match_lease {
    const char  *id, *tenant_id, *tenant_name, *tenant_phone;
    const char  *ref, *label, *property_id, *property;
    struct money rent, balance;
    int64_t      due_day;
    bool         running;
    bool         fits_bill;   /* the amount is what is open of one of its bills */
    bool         named;       /* typed is the id of it or of one of its bills */
    int64_t      paid_before; /* payments of this payer that count for it */
    bool         same_amount; /* one of them was as much */
    bool         remembered;  /* a decision about this payer and what he typed */
    bool         payer_known; /* a decision about this payer, who typed something else */
    bool         typed_known; /* a decision about what was typed, by another payer */
};

/* The line and the margin: above the one, and so far ahead of the next, money counts by itself. */
enum { MATCH_LINE = 100, MATCH_MARGIN = 40 };

/* Ranks them; `day` is the day of the month on which it was paid, 0 unknown. */
void match_score(struct arena *mem, const struct match_facts *f, int day, const struct match_lease *leases,
                 size_t count, struct match_result *out);

#endif
