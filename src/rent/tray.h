/*
 * tray.h - what people do with money that waits, and with money that was given to the wrong lease: split it over
 * several leases, move it to another. Assigning it whole is direct.h's waiting_assign.
 */
#ifndef RENT_TRAY_H
#define RENT_TRAY_H

#include "rent/direct.h"
#include "rent/match.h"
#include "rent/posting.h"

/* Some of what waits, oldest first. `search`: in code, name, account typed or amount; NULL: all. */
struct tray_filter {
    const char *search, *cursor;
    int64_t     limit; /* 0: 25 */
};
struct tray_row {
    struct waiting      money;
    struct match_result match; /* weighed just now */
};
MUST_CHECK enum err tray_list(struct db *db, struct arena *mem, const struct who *who, const struct tray_filter *f,
                              struct tray_row **out, size_t *count, const char **next);
/* ERR_NOT_FOUND: it does not wait, or is not his. */
MUST_CHECK enum err
tray_load(struct db *db, struct arena *mem, const struct who *who, const char *id, struct tray_row *out);

enum tray_answer {
    TRAY_DONE,
    TRAY_ASSIGNED,   /* it has a home meanwhile                                  -> 409 */
    TRAY_SUM,        /* the parts do not add up to the money: field "parts"      -> 422 */
    TRAY_TWICE,      /* a lease was named twice: field "parts"                   -> 422 */
    TRAY_SAME,       /* it counts for that lease already                         -> 409 */
    TRAY_WAITS,      /* it is nobody's yet: assign it                            -> 409 */
    TRAY_PROMPT,     /* a prompt's money is the rent it was asked for            -> 409 */
    TRAY_GIVEN_BACK, /* a part was refunded, or it was or is being reversed     -> 409 */
    TRAY_SETTLED,    /* it paid a deposit that was returned                      -> 409 */
    TRAY_ANSWER_COUNT
};
struct tray_refusal {
    const char *code;
    int         status;
    const char *field, *message;
};
/* NULL for TRAY_DONE. */
const struct tray_refusal *tray_refusal(enum tray_answer a);

/* Splits what waits over two to twelve leases, each once, to the cent. ERR_NOT_FOUND: no such money or lease of his. */
MUST_CHECK enum err tray_split(struct db *db, struct arena *mem, const struct who *who, const char *id,
                               const struct posting_part *parts, size_t count, enum tray_answer *answer);

/* All of it is another lease's rent. `reason` 2-200 characters. ERR_NOT_FOUND as above. */
MUST_CHECK enum err tray_move(struct db *db, struct arena *mem, const struct who *who, const char *id,
                              const char *lease_id, const char *reason, enum tray_answer *answer);

/* ---- whose it is, and was ---- */

struct tray_part {
    const char  *lease_id, *tenant_name, *unit_label, *property_name;
    const char  *how, *by, *reason; /* by, reason: NULL for none */
    struct money amount;
    int64_t      made_at, ended_at; /* ended_at 0: it counts now */
};
/* Every part it ever had, the first first. A tenant sees those of his own leases. */
MUST_CHECK enum err tray_parts(struct db *db, struct arena *mem, const struct who *who, const char *id,
                               struct tray_part **out, size_t *count);

/* May it be moved, as things stand? TRAY_DONE: yes. ERR_NOT_FOUND: no such money of his. */
MUST_CHECK enum err
tray_may_move(struct db *db, struct arena *mem, const struct who *who, const char *id, enum tray_answer *answer);

#endif
