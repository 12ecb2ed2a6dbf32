/*
 * audit_words.h - every action of the audit (rent/audit.h) in words.
 *
 * The one table; tests/stack/audit.test.mjs fails when an action of the source has no words here.
 */
#ifndef PAGE_LANDLORD_AUDIT_WORDS_H
#define PAGE_LANDLORD_AUDIT_WORDS_H

#include <stddef.h>

struct audit_word {
    const char *action, *text; /* English, marked for translation */
};
extern const struct audit_word audit_words[];
extern const size_t            audit_words_count;

/* What it says of an action; of one that it lacks, the action's own name. */
const char *audit_words_for(const char *action);

#endif
