/*
 * pull.h - the payments of the last 48 hours, asked for (daraja.md 13): registering a number for it, when to ask, how
 * far a pull has got, and what was listed.
 *
 * A pull is a row before its first request leaves, and counts its pages in the transaction that posts what they list: a
 * restart goes on where it stood, and what is listed twice is judged once.
 */
#ifndef RENT_PULL_H
#define RENT_PULL_H

#include "db/db.h"
#include "rent/who.h"

enum { PULL_ASK_GAP_S = 60 }; /* between two pulls that a person asks for */

/* How it stands with the number in use. */
struct pull_standing {
    const char *id, *shortcode, *business_type;
    const char *nominated_phone; /* on the number's papers with Safaricom; NULL: not given */
    const char *state;           /* "pending", "registered", "refused", "unknown"; NULL: never asked for */
    const char *code, *said;     /* Daraja's words about the registration; NULL */
    int64_t     asked_at, answered_at, next_at, person_at; /* 0: not */
    struct {
        const char *state;       /* "asking", "done", "refused", "unknown"; NULL: never pulled */
        const char *code, *said; /* why it ended so; NULL */
        int64_t     begun_at, ended_at, from_at, to_at, seen, fresh;
    } last;
};

/* ERR_NOT_FOUND: no number in use. */
MUST_CHECK enum err
pull_standing_load(struct db *db, struct arena *mem, const struct who *who, struct pull_standing *out);

/* Seconds until a person may ask again; 0: now. */
int64_t pull_wait(const struct pull_standing *s, int64_t now);

/* Registers the number in use (again, which does no harm). ERR_NOT_FOUND: none. ERR_CONFLICT: it is under way. */
MUST_CHECK enum err pull_enrol(struct db *db, struct arena *mem, const struct who *who, const char *nominated_phone);

/* Pulls now. ERR_NOT_FOUND: no number in use. ERR_CONFLICT: it is not registered. ERR_LIMIT: pull_wait is not over. */
MUST_CHECK enum err pull_ask(struct db *db, struct arena *mem, const struct who *who);

struct pull_found {
    const char  *receipt_no, *account, *msisdn, *verdict; /* account and msisdn may be NULL */
    const char  *payment_id;                              /* what it became; NULL: it is not in these books */
    struct money amount;                                  /* 0: not readable */
    int64_t      paid_at, first_seen;                     /* paid_at 0: not said */
};
/* What was news, or needs a person; newest first, 20 at most. */
MUST_CHECK enum err
pull_found(struct db *db, struct arena *mem, const struct who *who, struct pull_found **out, size_t *count);

/* ---- deciding, without a database ---- */

struct pull_window {
    int64_t from_at, to_at;
};
/* What the next pull asks for. `good_to` 0: none was good yet. */
struct pull_window pull_window(int64_t good_to, int64_t now);

/* Rows fall out of Daraja's 48 hours while pages are counted: a pull that is older begins anew. */
bool pull_is_stale(int64_t to_at, int64_t now);

enum pull_heard {
    PULL_HEARD_ROWS,    /* a page, perhaps empty */
    PULL_HEARD_TOKEN,   /* our token was refused; the next one may do */
    PULL_HEARD_LATER,   /* busy, lost, or not understood: asking again does no harm */
    PULL_HEARD_REFUSED, /* the same request would be refused again */
};
struct pull_answer {
    enum pull_heard heard;
    int64_t         rows, unseen; /* on this page; and which this pull had not listed before */
    int64_t         pages;        /* this one included */
    int64_t         failures;     /* in a row, this one not included */
};
struct pull_step {
    const char *state;  /* of the run; "asking": it goes on */
    int64_t     wait_s; /* before the next request; -1: none is due */
};
/* `period_s`: RENTEASE_PULL_S. */
struct pull_step pull_decide(const struct pull_answer *a, int64_t period_s);

/* ---- for the gateway ---- */

struct pull_due {
    const char *receiving_account_id, *landlord_id, *state, *credentials, *shortcode, *nominated_phone;
    int64_t     failures, good_to;
    int64_t     run_id, from_at, to_at, seen; /* the run under way; run_id 0: none */
};
MUST_CHECK enum err
pull_due(struct db *db, struct arena *mem, int64_t now, int64_t most, struct pull_due **out, size_t *count);

/* When the account is looked after next; 0: never. */
MUST_CHECK enum err pull_set_next(struct db *db, const char *receiving_account_id, int64_t next_at);

/* What became of a registration; "pending": it is tried again at `next_at`. */
MUST_CHECK enum err pull_registered(struct db *db, const char *receiving_account_id, const char *state,
                                    const char *code, const char *said, int64_t next_at);

/* Goes on with the run, or begins one: d->run_id, window and seen follow. */
MUST_CHECK enum err pull_begin(struct db *db, struct pull_due *d, int64_t now);

struct pull_run {
    const char *landlord_id, *receiving_account_id, *shortcode;
    int64_t     id, to_at, pages, seen, failures;
};
/* ERR_NOT_FOUND: it has ended. */
MUST_CHECK enum err pull_run_load(struct db *db, struct arena *mem, int64_t id, struct pull_run *out);

struct pull_page {
    struct pull_answer answer;
    int64_t            fresh;       /* money that we had not heard of */
    const char        *code, *said; /* Daraja's words when it was no page; NULL */
};
/* Counts the page, takes the step, and sets when to look again. */
MUST_CHECK enum err
pull_page_done(struct db *db, const struct pull_run *r, const struct pull_page *p, const struct pull_step *step);

/* After a restart. */
MUST_CHECK enum err pull_recover(struct db *db);

/* ---- what was listed ---- */

struct pulled {
    const char  *receipt_no, *account, *msisdn, *type;
    struct money amount; /* 0: not readable */
    int64_t      paid_at;
};
/* Notes that the run lists it. *unseen: for the first time in this run; *judged: no need to judge it again. */
MUST_CHECK enum err
pulled_seen(struct db *db, const struct pull_run *r, const struct pulled *p, bool *unseen, bool *judged);

/* Keeps it with its verdict. */
MUST_CHECK enum err
pulled_keep(struct db *db, const struct pull_run *r, const struct pulled *p, const char *verdict, const char *reason);

#endif
