/*
 * fill.h - a sentence with holes, "KSh {amount} of {day}", filled with texts: for sentences that stand in tables of C,
 * are translated first, and are told by a page, the API and the command line alike.
 */
#ifndef BASE_FILL_H
#define BASE_FILL_H

#include "base/arena.h"

struct filling {
    const char *name, *text; /* text NULL: "" */
};

/* A hole of which there is no filling stays as it is, so that it is seen. */
const char *fill(struct arena *mem, const char *sentence, const struct filling *with, size_t count);

#endif
