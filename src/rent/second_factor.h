/*
 * second_factor.h - the second step by which a person proves himself before money moves: a code from an app on his
 * phone (base/totp.h), or, once each, one of ten recovery codes (threat-model.md 7 and 9).
 *
 * The seed lies in the database sealed with the web's key. Wrong codes are counted there, too: five in ten minutes,
 * then ERR_LIMIT, and *wait_s says how long. No code is taken twice. What takes a code is a transaction of its own,
 * because a wrong one must be counted whatever becomes of the rest: call it outside of any other.
 */
#ifndef RENT_SECOND_FACTOR_H
#define RENT_SECOND_FACTOR_H

#include "base/box.h"
#include "db/db.h"
#include "rent/who.h"

enum { RECOVERY_CODES = 10, SECOND_FACTOR_BEGUN_S = 1800 };

struct second_factor {
    bool    on;
    bool    begun; /* a seed was made in the last half hour, and waits for its first code */
    int64_t since; /* on since when; 0 */
    int64_t codes_left;
};

/* Whether a person's code is to be asked for. */
MUST_CHECK enum err second_factor_on(struct db *db, const char *person_id, bool *on);

MUST_CHECK enum err
second_factor_load(struct db *db, struct arena *mem, const char *person_id, struct second_factor *out);

/* Makes a seed; one that waits for its first code is kept, so that what was put into the app stays good. ERR_CONFLICT:
 * it is on already. */
MUST_CHECK enum err
second_factor_begin(struct db *db, struct arena *mem, const struct box_key *key, const struct who *who);

/* The seed that waits for its first code, as text to be typed into the app. ERR_NOT_FOUND: none waits. A seed that is
 * on is never given out. */
MUST_CHECK enum err second_factor_seed(struct db *db, struct arena *mem, const struct box_key *key,
                                       const char *person_id, const char **seed);

/* The app's first code switches it on; `codes` are the recovery codes, to be shown this once. ERR_AUTH: not the code.
 * ERR_NOT_FOUND: not begun, or too long ago. ERR_CONFLICT: on already. ERR_LIMIT. */
MUST_CHECK enum err
second_factor_confirm(struct db *db, struct arena *mem, const struct box_key *key, const struct who *who,
                      const char *code, const char *codes[RECOVERY_CODES], int64_t *wait_s);

/* Takes a code, as typed. ERR_AUTH: wrong, or used already. ERR_NOT_FOUND: it is not on. ERR_LIMIT. */
MUST_CHECK enum err second_factor_check(struct db *db, struct arena *mem, const struct box_key *key,
                                        const struct who *who, const char *code, int64_t *wait_s);

/* The same, and what is left of it goes: seed and recovery codes. */
MUST_CHECK enum err second_factor_off(struct db *db, struct arena *mem, const struct box_key *key,
                                      const struct who *who, const char *code, int64_t *wait_s);

/* For the administrator, of somebody who has lost phone and recovery codes: it goes without a code, with a line in the
 * audit. ERR_NOT_FOUND: he had none. */
MUST_CHECK enum err second_factor_reset(struct db *db, struct arena *mem, const char *person_id);

#endif
