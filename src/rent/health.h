/*
 * health.h - how receiving rent goes for each landlord, and what is wrong. For the operator.
 */
#ifndef RENT_HEALTH_H
#define RENT_HEALTH_H

#include "db/db.h"
#include "rent/who.h"

/* How prompts ended: "paid", "reversed", "undecided", or a name of daraja/outcome.h. */
struct health_count {
    const char *landlord_id, *ended;
    int64_t     day, week; /* the last 24 hours, the last 7 days */
};

struct health {
    const char *landlord_id, *name, *business_name, *phone;
    int64_t     created_at;
    const char *shortcode, *business_type, *credentials, *receiving_state;  /* of the number in use; NULL: none */
    const char *registration_state, *registration_code, *registration_said; /* NULL: never asked */
    int64_t     last_prompt, last_money;                                    /* 0: none (prompts: in the last 31 days) */
    int64_t     held, unmatched, errors, open_requests, lost_requests;
    const char *oldest_id; /* the oldest payment of these 7 days whose end is not known; NULL */
    int64_t     oldest_at;
    int64_t     day, day_paid, week, week_paid; /* prompts that have ended, and those of them that were paid */
    int64_t     day_set_up;                     /* ended by something that is ours or the landlord's to mend */
};

/* All landlords, by name. */
MUST_CHECK enum err
health_list(struct db *db, struct arena *mem, const struct who *operator, struct health ** out, size_t *count);

/* One of them, with how its prompts ended and what was made of its callbacks in 7 days (.week alone). ERR_NOT_FOUND. */
struct health_detail {
    struct health        it;
    struct health_count *prompts, *callbacks;
    size_t               prompt_count, callback_count;
};
MUST_CHECK enum err health_load(struct db *db, struct arena *mem, const struct who *operator, const char * landlord_id,
                                struct health_detail *out);

/* ---- what is wrong ---- */

enum health_problem {
    HEALTH_ERRORS,        /* bodies on which we failed */
    HEALTH_HELD,          /* money waits for the operator */
    HEALTH_SET_UP,        /* M-Pesa refuses the number or the keys */
    HEALTH_NONE_PAID,     /* many prompts today, none paid */
    HEALTH_LOST_REQUESTS, /* asked for more than a day ago, and nobody knows what became of it */
    HEALTH_FEW_PAID,      /* less than half of today's prompts */
    HEALTH_UNDECIDED,     /* a payment undecided for more than an hour */
    HEALTH_UNMATCHED,     /* direct payments that nobody has assigned */
    HEALTH_REFUSED,       /* direct payments are not told to us: refused, or already registered elsewhere */
    HEALTH_UNREGISTERED,  /* direct payments were never registered for */
    HEALTH_SWITCHED_OFF,
    HEALTH_NO_NUMBER,
    HEALTH_PROBLEM_COUNT
};
enum health_light { HEALTH_GREEN, HEALTH_AMBER, HEALTH_RED };

bool              health_has(const struct health *h, enum health_problem p, int64_t now);
enum health_light health_light_of(enum health_problem p);

/* The worst of what it has. */
enum health_light health_light(const struct health *h, int64_t now);

#endif
