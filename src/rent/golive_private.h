/*
 * golive_private.h - between golive.c and the two tables of steps, golive_platform.c and golive_landlord.c.
 */
#ifndef RENT_GOLIVE_PRIVATE_H
#define RENT_GOLIVE_PRIVATE_H

#include "rent/golive.h"

/* One row of a table: what stands in the guide, and how it is judged. */
struct golive_facts;
struct golive_row {
    const char *id, *who, *title, *what, *href;
    void (*judge)(const struct golive_facts *f, struct golive_step *s); /* NULL: only a person can tell */
    bool (*applies)(const struct golive_facts *f);                      /* NULL: always */
};

/* The rows that apply, judged, into *out. */
void golive_judge(struct arena *mem, const char *whose, const struct golive_row *rows, size_t row_count,
                  const struct golive_facts *f, struct golive_step **out, size_t *count);

/* Puts the ticks of `q` (step, ticked_at, name) where they belong. */
MUST_CHECK enum err golive_ticks(struct query *q, struct arena *mem, struct golive_step *steps, size_t count);

/* Is there such a step that only a person can tell? */
bool golive_platform_told(const char *step);
bool golive_landlord_told(const char *step);

/* What a judge says. */
void golive_good(struct golive_step *s, const char *reason);
void golive_bad(struct golive_step *s, const char *reason, const char *fix);
void golive_unknown(struct golive_step *s, const char *reason, const char *fix);

#endif
