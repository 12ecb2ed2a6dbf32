/*
 * match.h - whose unit did a payer mean by the account number that he typed?
 *
 * Only exact matches after normalising, within one landlord; anything less is a person's to decide. Normalising drops
 * case, blanks and marks, takes O for 0 and I for 1, and drops words like "house" and "block". A unit answers to its
 * reference, its label, and its label behind its property's name, first word or initials.
 */
#ifndef RENT_MATCH_H
#define RENT_MATCH_H

#include "db/db.h"

enum { MATCH_TEXT_SIZE = 64 };

/* "House A-4 " -> "A4". Returns out; "" when nothing is left. */
const char *match_normalise(char out[MATCH_TEXT_SIZE], const char *typed);

/* The running lease that `typed` names. *lease_id NULL: none, or more than one. */
MUST_CHECK enum err
match_lease(struct db *db, struct arena *mem, const char *landlord_id, const char *typed, const char **lease_id);

#endif
