/*
 * match.h - whose rent is a payment that somebody made by himself?
 *
 * Every lease of the landlord whose number it came to is weighed: by what the payer typed, who he is, how much it is
 * (match_score.c has the table of signals and says why each weighs what it does). Money counts for a lease by itself
 * only above a line, and only when no other lease comes near. Anything less waits, with suggestions, best first.
 */
#ifndef RENT_MATCH_H
#define RENT_MATCH_H

#include "db/db.h"
#include "rent/match_text.h"

/* What is known of a payment. */
struct match_facts {
    const char  *typed;      /* the account number as typed; NULL: none */
    const char  *msisdn;     /* the payer's number as shown: clear, masked or hashed; "" or NULL: not shown */
    const char  *payer_name; /* NULL: not shown */
    struct money amount;
    int64_t      paid_at; /* 0: now */
};

/* What speaks for a lease, or against it. */
enum match_reason {
    MATCH_UNIT,          /* typed: its reference or label, exactly */
    MATCH_UNIT_LIKE,     /* the same with O for 0, a lost zero, or the block behind the number */
    MATCH_UNIT_SLIP,     /* one letter off */
    MATCH_UNIT_NUMBER,   /* the number without its block */
    MATCH_UNIT_KIND,     /* "shop", "bedsitter", and no number */
    MATCH_PROPERTY,      /* the property's name */
    MATCH_ID,            /* the reference of the lease or of one of its bills */
    MATCH_PHONE_TYPED,   /* the tenant's telephone number */
    MATCH_NAME_TYPED,    /* the tenant's name, two words of it */
    MATCH_NAME_PART,     /* one word of the tenant's name */
    MATCH_PHONE,         /* paid from the tenant's own phone */
    MATCH_PHONE_HINT,    /* what is shown of the payer's number is the tenant's */
    MATCH_REMEMBERED,    /* a person decided so about this payer */
    MATCH_REMEMBERED_AS, /* a person decided so about what was typed */
    MATCH_PAID_BEFORE,   /* this payer paid this lease before */
    MATCH_PAYER_NAME,    /* the payer is called as the tenant */
    MATCH_DUE,           /* just what is due */
    MATCH_RENT,          /* just the rent */
    MATCH_AMOUNT_BEFORE, /* what this payer paid before */
    MATCH_DUE_DAY,       /* about the day the rent is due */
    MATCH_MOVED_OUT,     /* against: the lease is over */
    MATCH_OTHER_HOME,    /* against: what was typed speaks of another home, property or tenant */
    MATCH_REASON_COUNT
};

/* A whole sentence in English, marked for translation. */
const char *match_reason_text(enum match_reason r);
/* A stable name for programs: "unit", "phone_hint", … */
const char *match_reason_name(enum match_reason r);

struct match_suggestion {
    const char       *lease_id, *tenant_name, *unit_label, *property_name;
    struct money      due; /* what the lease owes; below zero: credit */
    bool              running;
    int               score;
    enum match_reason reasons[MATCH_REASON_COUNT];
    size_t            reason_count;
};

enum { MATCH_ROWS_MOST = 5 };
struct match_result {
    const char             *lease_id; /* it counts for this lease; NULL: it must wait */
    struct match_suggestion rows[MATCH_ROWS_MOST];
    size_t                  count;
};

/* Weighs a payment. Never across landlords; leases that run, or ended lately with a debt. */
MUST_CHECK enum err match_money(struct db *db, struct arena *mem, const char *landlord_id, const struct match_facts *f,
                                struct match_result *out);

/* The running lease that `typed` alone names exactly. *lease_id NULL: none, or more than one. */
MUST_CHECK enum err
match_lease(struct db *db, struct arena *mem, const char *landlord_id, const char *typed, const char **lease_id);

/* Money that waits is weighed again, where something was learned since (db: match_due); `most` pieces at a time.
 * *posted: how many found their lease. */
MUST_CHECK enum err match_again(struct db *db, struct arena *mem, int most, int64_t *posted);

#endif
