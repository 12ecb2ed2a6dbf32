/*
 * person.h - the name that goes with a phone number. Made up, but always the same for the same number.
 */
#ifndef SIM_PERSON_H
#define SIM_PERSON_H

#include "base/arena.h"

struct person {
    const char *first, *middle, *last; /* upper case, as M-PESA shows them */
};

struct person person_of(const char *phone);

/* "JANE WANJIRU DOE". */
const char *person_full(struct arena *mem, const char *phone);

#endif
