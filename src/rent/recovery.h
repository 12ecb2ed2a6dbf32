/*
 * recovery.h - the ten codes that stand in for a lost phone, once each. Internal to second_factor.c, which counts tries
 * and holds the transaction.
 */
#ifndef RENT_RECOVERY_H
#define RENT_RECOVERY_H

#include "rent/second_factor.h"

/* Ten fresh ones, "k3m8-x2qr-7c4d-p9zn", in the arena; only their hashes are stored. */
MUST_CHECK enum err
recovery_make(struct db *db, struct arena *mem, const char *person_id, const char *codes[RECOVERY_CODES]);

/* `code` without blanks and dashes: could it be one? */
bool recovery_is_shaped(const char *code);

/* Uses it up, with a line in the audit, when it is one of his that was not used before. */
MUST_CHECK enum err
recovery_use(struct db *db, struct arena *mem, const struct who *who, const char *code, bool *right);

#endif
