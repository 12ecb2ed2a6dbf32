/*
 * words.h - the stable names that the gateway leaves in a payment's story, said in words.
 */
#ifndef PAGE_LANDLORD_WORDS_H
#define PAGE_LANDLORD_WORDS_H

/* Causes of steps, requests, kinds and verdicts: English, marked for translation. A name that is not in the
 * table comes back as it is, as it still says more than nothing. NULL stays NULL. */
const char *words_for(const char *name);

/* What is odd about held money; NULL for a name that is not in the table. */
const char *words_for_hold(const char *reason);

#endif
