/*
 * payout_words.h - what money goes out for, in plain words.
 */
#ifndef PAGE_LANDLORD_PAYOUT_WORDS_H
#define PAGE_LANDLORD_PAYOUT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct payout_words {
    const char *purpose;
    const char *to;    /* "tenant", "phone", "business"; NULL: not asked for on these pages */
    const char *word;  /* English, marked for translation: "Refund" */
    const char *offer; /* the same: "Give back what a tenant has paid ahead" */
};

extern const struct payout_words payout_words[];
extern const size_t              payout_words_count;

/* The word; the name itself where there is none. */
const char *payout_word(const char *purpose);

/* May it be asked for on the pages, to a "phone" or a "business"? NULL: no. */
const struct payout_words *payout_words_for(const char *purpose, const char *to);

/* Where the page of such a request is, of an api of mpesa_request.h: "landlord/money-out". */
const char *payout_place(const char *api);

/* Is it a tenant's own money that goes back? */
bool payout_is_tenants(const char *purpose);

#endif
