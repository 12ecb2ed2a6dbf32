/*
 * recon.h - reconciling: what M-Pesa lists and holds against what the books say, landlord by landlord, by the clock
 * (RENTEASE_RECONCILE_S) and on demand.
 *
 * A comparison (recon_run) reads only the database; what is to be asked of M-Pesa for it is written as rows that the
 * gateway sends. What does not agree is a difference: one row for each kind (recon_kind.h) and subject. It closes
 * itself when it is gone; a person can explain it, with a reason, and it stays explained while its figures are the
 * same.
 */
#ifndef RENT_RECON_H
#define RENT_RECON_H

#include "base/buf.h"
#include "db/db.h"
#include "rent/recon_kind.h"
#include "rent/who.h"

enum { RECON_DAYS = 31, RECON_BACK_DAYS = 92, RECON_REASON_MOST = 300 };

struct recon_run {
    int64_t      id, at, from_at;  /* id 0: never compared yet */
    const char  *cause, *person;   /* "clock", "person", "command"; who asked */
    int64_t      received, listed; /* payments since from_at: in the books, and in M-Pesa's lists */
    struct money in, out, listed_sum;
    int64_t      open, appeared, resolved;
};

struct recon_difference {
    const char *id, *kind, *subject, *shortcode, *code, *about, *target,
        *target_id; /* all but the first three may be NULL */
    bool         has_ours, has_theirs;
    struct money ours, theirs;
    int64_t      at, first_seen, last_seen, resolved_at, explained_at;
    const char  *state;                   /* "open", "explained", "resolved" */
    const char  *explained_name, *reason; /* NULL: not explained */
};

/* Compares now, in one transaction; `who` NULL-personed is the clock. `cause` as above. */
MUST_CHECK enum err
recon_compare(struct db *db, struct arena *mem, const struct who *who, const char *cause, struct recon_run *out);

/* ---- looking ---- */

/* The last comparison; out->id 0: none yet. *waits: one is asked for and still to come. */
MUST_CHECK enum err
recon_latest(struct db *db, struct arena *mem, const struct who *who, struct recon_run *out, bool *waits);

struct recon_filter {
    const char *state;  /* NULL: all */
    int64_t     limit;  /* 0: the usual */
    const char *cursor; /* NULL: the beginning */
};
/* Newest first. */
MUST_CHECK enum err recon_list(struct db *db, struct arena *mem, const struct who *who, const struct recon_filter *f,
                               struct recon_difference **out, size_t *count, const char **next);
MUST_CHECK enum err
recon_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct recon_difference *out);
MUST_CHECK enum err recon_open_count(struct db *db, const struct who *who, int64_t *count);

/* The sentence or the advice of its kind, translated by the caller, with its figures. `day` is its day as the reader's
 * language writes it. */
const char *recon_say(struct arena *mem, const char *translated, const struct recon_difference *d, const char *day,
                      const char *nobody);

/* One M-Pesa number on one day. */
struct recon_day {
    const char  *shortcode, *day;
    int64_t      received, listed;
    struct money prompts, direct, out, listed_sum;
    bool         covered;       /* M-Pesa has listed all of that day */
    const char  *balance_state; /* of the last check of that day against the one before: "agrees", "lower", "higher",
                                   "unknown";  NULL: not checked */
    bool         has_balance;
    struct money balance, gap; /* in all accounts, as last told that day; gap: theirs less ours */
};
/* The last RECON_DAYS days, newest first, number by number. */
MUST_CHECK enum err
recon_days(struct db *db, struct arena *mem, const struct who *who, struct recon_day **out, size_t *count);

/* ---- doing ---- */

/* Asks the gateway to compare, and M-Pesa for what a comparison needs. Twice is once. */
MUST_CHECK enum err recon_ask(struct db *db, struct arena *mem, const struct who *who);

/* ERR_NOT_FOUND. ERR_CONFLICT: it is not open (any more). */
MUST_CHECK enum err
recon_explain(struct db *db, struct arena *mem, const struct who *who, const char *id, const char *reason);

/* ---- for the gateway and the command line ---- */

/* Compares for one landlord who is due; *one: there was one. */
MUST_CHECK enum err recon_next(struct db *db, struct arena *mem, int64_t period_s, bool *one);

/* Asks M-Pesa, by rows, for what nothing else asks about any more: pulls, the balance, codes of held money. */
MUST_CHECK enum err recon_ask_mpesa(struct db *db, struct arena *mem, const struct who *who);

struct recon_landlord {
    const char *id, *business_name;
    int64_t     open, since;
};
/* With open differences; for the operator. */
MUST_CHECK enum err recon_landlords(struct db *db, struct arena *mem, struct recon_landlord **out, size_t *count);
/* Everybody, or the one; for the command line. */
MUST_CHECK enum err
recon_everybody(struct db *db, struct arena *mem, const char *landlord_id, struct recon_landlord **out, size_t *count);

/* ---- balances, decided without a database ---- */

struct recon_step { /* one check and the one before it */
    const char *request_id, *shortcode;
    int64_t     told_at;
    bool        known, was_known; /* every account told, in shillings */
    bool        same_accounts;
    int64_t     cents, was_cents;
    int64_t     charges_cents; /* how the account of charges has changed */
    int64_t     moved_cents;   /* by the books, between the two */
    int64_t     edge_cents;    /* paid so near to one of them that nobody can tell on which side it counts */
};
enum recon_balance { RECON_AGREES, RECON_LOWER, RECON_HIGHER, RECON_CANNOT_TELL };
enum recon_balance  recon_judge(const struct recon_step *s);
MUST_CHECK enum err recon_steps(struct db *db, struct arena *mem, const struct who *who, int64_t from,
                                struct recon_step **out, size_t *count);

#endif
